import { join, type Value } from './values';

/** What a branch has bound, and to what. */
export type Changes = ReadonlyMap<string, Value>;

/**
 * The names of a scope. Of a branch, what it changes is noted and taken back when it ends, and branches are joined by what they
 * changed: copying every name at every `if`, or looking each up through a chain of branches, is what a walk through a long module
 * would spend its time with.
 */
export class Names {
  private readonly all = new Map<string, Value>();
  /** Those of them that may hold a variable: a module has thousands of names, and few of these. */
  private readonly holding = new Map<string, Value>();
  /** Of each branch that is being walked, the names that it has bound, with what they were before. */
  private open: Map<string, Value | undefined>[] | null = null;
  private changed: Map<string, Value | undefined> | null = null;

  get(name: string): Value | undefined {
    return this.all.get(name);
  }

  has(name: string): boolean {
    return this.all.has(name);
  }

  set(name: string, value: Value): void {
    const { all, changed } = this;
    if (changed?.has(name) === false) changed.set(name, all.get(name));
    all.set(name, value);
    this.hold(name, value);
  }

  private hold(name: string, value: Value | undefined): void {
    if (value !== undefined && holdsVariables(value)) this.holding.set(name, value);
    else if (this.holding.size > 0) this.holding.delete(name);
  }

  /** Names whose values are a variable, or have some. */
  holders(): IterableIterator<[string, Value]> {
    return this.holding.entries();
  }

  /** Names and values, in the order in which the names were first bound. */
  [Symbol.iterator](): IterableIterator<[string, Value]> {
    return this.all.entries();
  }

  values(): IterableIterator<Value> {
    return this.all.values();
  }

  /** The names as they are now, to be kept. */
  copy(): Names {
    const copy = new Names();
    for (const [name, value] of this.all) copy.all.set(name, value);
    for (const [name, value] of this.holding) copy.holding.set(name, value);
    return copy;
  }

  /** Begins a branch. */
  branch(): void {
    this.changed = new Map();
    this.open ??= [];
    this.open.push(this.changed);
  }

  /** Ends the branch that began last: gives what it changed, and takes it back. */
  leave(): Changes {
    const before = this.open?.pop() ?? new Map<string, Value | undefined>();
    this.changed = this.open?.at(-1) ?? null;
    const changes = new Map<string, Value>();
    for (const [name, value] of before) {
      const now = this.all.get(name);
      if (now !== undefined) changes.set(name, now);
      if (value === undefined) this.all.delete(name);
      else this.all.set(name, value);
      this.hold(name, value);
    }
    return changes;
  }

  /** Binds what a branch has changed: it was taken for certain. */
  take(changes: Changes): void {
    for (const [name, value] of changes) this.set(name, value);
  }

  /** Binds what a branch has changed that may not have been taken. */
  merge(changes: Changes): void {
    for (const [name, value] of changes) {
      const other = this.all.get(name);
      if (other !== value) this.set(name, other === undefined ? value : join(other, value));
    }
  }

  /** Binds what is left of branches of which one was taken: a name that two of them bind is any of the two values. */
  takeAny(branches: readonly Changes[]): void {
    const [first, ...others] = branches;
    if (first !== undefined) this.take(others.reduce((a, b) => this.joined(a, b), first));
  }

  private joined(a: Changes, b: Changes): Changes {
    const joined = new Map<string, Value>();
    for (const [name, value] of a) {
      const other = b.has(name) ? value : this.all.get(name);
      // What only `a` has changed is still as it was in `b`.
      joined.set(name, other === undefined || other === value ? value : join(value, other));
    }
    for (const [name, value] of b) {
      const other = a.get(name) ?? this.all.get(name);
      if (other !== value) joined.set(name, other === undefined ? value : join(other, value));
    }
    return joined;
  }
}

function holdsVariables({ kind }: Value): boolean {
  return kind === 'variable' || kind === 'instance' || kind === 'optimizer' || kind === 'module';
}
