import type { ClassValue, FunctionValue, Value } from './values';

/** A method of a class or of its bases, in Python's order for simple inheritance. */
export function lookUpMethod(owner: ClassValue, name: string): FunctionValue | null {
  const own = owner.attributes.get(name);
  if (own !== undefined) return own.kind === 'function' ? own : null;
  for (const base of owner.bases) {
    const found = base.kind === 'class' ? lookUpMethod(base, name) : null;
    if (found !== null) return found;
  }
  return null;
}

/** The methods that say whether an object counts as true: of Python 3 and of Python 2, and by its length. */
export const truthMethods: readonly string[] = ['__bool__', '__nonzero__', '__len__'];

/** Whether a class of the program says which of its objects count as true. */
export function hasOwnTruth(owner: ClassValue): boolean {
  return truthMethods.some((name) => lookUpMethod(owner, name) !== null);
}

/** The attributes of a class with those of its bases below them. */
export function allAttributes(owner: ClassValue): Map<string, Value> {
  const inherited = [...owner.bases]
    .reverse()
    .flatMap((base) => (base.kind === 'class' ? [...allAttributes(base)] : []));
  return new Map([...inherited, ...owner.attributes]);
}

/** Whether nothing that a class has by its bases is unknown. */
export function hasKnownBases({ bases }: ClassValue): boolean {
  return bases.every((base) => (base.kind === 'class' ? hasKnownBases(base) : base.kind === 'builtin'));
}
