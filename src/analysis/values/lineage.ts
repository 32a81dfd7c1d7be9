import type { ClassValue, Value } from './values';

const lineages = new WeakMap<ClassValue, readonly (ClassValue | Value)[]>();

/** The classes of an instance's class, in the order in which they are asked: near enough to Python's own. */
export function lineage(of: ClassValue): readonly (ClassValue | Value)[] {
  const known = lineages.get(of);
  if (known !== undefined) return known;
  const found: (ClassValue | Value)[] = [];
  const seen = new Set<Value>();
  const left: Value[] = [of];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (one.kind === 'class') {
      if (seen.has(one)) continue;
      seen.add(one);
    }
    if (one.kind === 'union') left.push(...[...one.options].reverse());
    else found.push(one);
    if (one.kind === 'class') left.push(...[...one.bases].reverse());
  }
  lineages.set(of, found);
  return found;
}
