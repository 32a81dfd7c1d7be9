import { join, type Value } from './values';

/** Forks that stand on each other before they are made one: each costs a look-up of what is not in the last. */
const deepest = 8;

/**
 * The names of a scope, as a branch finds and leaves them. A branch works on a fork, and two branches are joined by what they changed:
 * copying every name at every `if` is what a walk through a long module would spend its time with. What was forked must not be
 * changed any more.
 */
export class Names {
  private readonly own = new Map<string, Value>();
  private readonly depth: number;
  private flattened: Names | null = null;

  constructor(private readonly before: Names | null = null) {
    this.depth = before === null ? 0 : before.depth + 1;
  }

  /** The same names, to be changed without changing these. */
  fork(): Names {
    // All forks of the same names stand on the same: what they join to is what they changed.
    return new Names(this.depth < deepest ? this : (this.flattened ??= this.flat()));
  }

  get(name: string): Value | undefined {
    let names: Names | null = this; // eslint-disable-line @typescript-eslint/no-this-alias -- a walk along forks
    for (; names !== null; names = names.before) {
      const value = names.own.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  set(name: string, value: Value): void {
    this.own.set(name, value);
  }

  /** Names and values, in the order in which the names were first bound. */
  [Symbol.iterator](): IterableIterator<[string, Value]> {
    return this.all().entries();
  }

  values(): IterableIterator<Value> {
    return this.all().values();
  }

  /** Joins what two ways through a branch have left: a name that both bind is any of the two values. */
  static join(a: Names, b: Names): Names {
    const origin = commonOrigin(a, b);
    const joined = new Names(origin);
    for (const [name, value] of a.since(origin)) joined.set(name, value);
    for (const [name, value] of b.since(origin)) {
      const other = a.get(name);
      if (other !== value) joined.set(name, other === undefined ? value : join(other, value));
    }
    // What only `a` has changed is still as it was in `b`.
    if (origin !== null) {
      for (const [name, value] of a.since(origin)) {
        const other = b.get(name);
        if (other !== undefined && other !== value) joined.set(name, join(value, other));
      }
    }
    return joined.depth > deepest ? joined.flat() : joined;
  }

  private all(): Map<string, Value> {
    const all = this.before === null ? new Map<string, Value>() : this.before.all();
    for (const [name, value] of this.own) all.set(name, value);
    return all;
  }

  /** What was bound since a fork that these stand on. */
  private since(origin: Names | null): Map<string, Value> {
    if (this === origin) return new Map();
    if (this.before === origin) return this.own;
    const since = this.before === null ? new Map<string, Value>() : new Map(this.before.since(origin));
    for (const [name, value] of this.own) since.set(name, value);
    return since;
  }

  private flat(): Names {
    const flat = new Names();
    for (const [name, value] of this.all()) flat.own.set(name, value);
    return flat;
  }

  /** The names before the last fork. */
  get origin(): Names | null {
    return this.before;
  }
}

function commonOrigin(a: Names, b: Names): Names | null {
  const ofA = new Set<Names>();
  for (let names: Names | null = a; names !== null; names = names.origin) ofA.add(names);
  for (let names: Names | null = b; names !== null; names = names.origin) if (ofA.has(names)) return names;
  return null;
}
