import { isOthers, madeNow, noteChange, noteOthersChange } from './history';
import { clock } from './passes';
import { areAlike, join } from './join';
import { type Value } from './values';

/** What a branch has bound, and to what. */
export type Changes = ReadonlyMap<string, Value>;

/** A name's value, and in which pass of a loop it was last read. One that was read and not bound has none. */
interface Cell {
  value: Value | undefined;
  readAt: number;
  /** Whether a scope within this one, or another module, has looked it up. */
  isShared?: boolean;
}

interface Branch {
  /** The names that it has bound, as they were before. */
  readonly before: Map<string, Cell>;
  readonly startedAt: number;
}

/**
 * The names of a scope. Of a branch, what it changes is noted and taken back when it ends, and branches are joined by what they
 * changed: copying every name at every `if`, or looking each up through a chain of branches, is what a walk through a long module
 * would spend its time with.
 */
export class Names {
  private readonly cells = new Map<string, Cell>();
  readonly madeAt = madeNow();
  /** Those of them that may hold a variable: a module has thousands of names, and few of these. */
  private readonly holding = new Map<string, Value>();
  /** When all of them were last looked at. */
  private listedAt = 0;
  private branches: Branch[] | null = null;
  /** The branch that is being walked. */
  private innermost: Branch | null = null;

  /** Whether it was made at a moment or later. */
  isMadeSince(moment: number): boolean {
    return this.madeAt >= moment;
  }

  get(name: string): Value | undefined {
    const cell = this.cells.get(name);
    if (cell !== undefined) {
      cell.readAt = clock;
      return cell.value;
    }
    // In a loop, what is bound later is there in its next pass.
    if (this.innermost !== null) this.cells.set(name, { value: undefined, readAt: clock });
    return undefined;
  }

  /** The same, for another scope than this one: what it changes to then is noted. */
  share(name: string): Value | undefined {
    const value = this.get(name);
    let cell = this.cells.get(name);
    if (cell === undefined) this.cells.set(name, (cell = { value: undefined, readAt: clock }));
    cell.isShared = true;
    return value;
  }

  /** The same, for something that does not depend on what is found. */
  peek(name: string): Value | undefined {
    return this.cells.get(name)?.value;
  }

  has(name: string): boolean {
    return this.peek(name) !== undefined;
  }

  set(name: string, value: Value): void {
    const { cells, innermost } = this;
    const cell = cells.get(name);
    if (innermost !== null && !innermost.before.has(name))
      innermost.before.set(name, cell === undefined ? unbound : { value: cell.value, readAt: cell.readAt });
    const before = cell?.value;
    if (isOthers(this.madeAt))
      noteOthersChange(this.madeAt, () => {
        this.restore(name, before);
      });
    if (cell !== undefined) this.noteChange(cell, value);
    if (cell?.value !== undefined) cell.value = value;
    else {
      // Names are in the order in which they were bound, not read.
      if (cell !== undefined) cells.delete(name);
      cells.set(name, { value, readAt: cell?.readAt ?? 0, isShared: cell?.isShared === true });
    }
    this.hold(name, value);
  }

  /** Gives a name back what it was bound to before a change. */
  private restore(name: string, value: Value | undefined): void {
    const cell = this.cells.get(name);
    if (cell !== undefined) cell.value = value;
    this.hold(name, value);
  }

  private noteChange({ isShared, value: before }: Cell, value: Value | undefined): void {
    if (isShared !== true || before === value) return;
    if (before === undefined || value === undefined || !areAlike(before, value)) noteChange(this.madeAt);
  }

  private hold(name: string, value: Value | undefined): void {
    if (value !== undefined && holdsVariables(value)) this.holding.set(name, value);
    else if (this.holding.size > 0) this.holding.delete(name);
  }

  /** Names whose values are a variable, or have some. */
  holders(): IterableIterator<[string, Value]> {
    this.listedAt = clock;
    return this.holding.entries();
  }

  /** All names that are bound. */
  *bound(): Generator<string> {
    this.listedAt = clock;
    for (const [name] of this) yield name;
  }

  /** Names and values, in the order in which the names were first bound. */
  *[Symbol.iterator](): Generator<[string, Value]> {
    for (const [name, { value }] of this.cells) if (value !== undefined) yield [name, value];
  }

  /** The value of the name that was bound first: a method's `self`. */
  first(): Value | undefined {
    for (const [, value] of this) return value;
    return undefined;
  }

  /** The names as they are now, to be kept. */
  copy(): Names {
    const copy = new Names();
    for (const [name, value] of this) copy.cells.set(name, { value, readAt: 0 });
    for (const [name, value] of this.holding) copy.holding.set(name, value);
    return copy;
  }

  /** Begins a branch. */
  branch(): void {
    this.innermost = { before: new Map(), startedAt: clock };
    this.branches ??= [];
    this.branches.push(this.innermost);
  }

  /** Whether the innermost branch has bound a name to something else after it had read it. */
  carries(): boolean {
    if (this.innermost === null) return false;
    const { before, startedAt } = this.innermost;
    for (const [name, { value, readAt }] of before) {
      const now = this.peek(name);
      if (now === undefined || (value !== undefined && areAlike(value, now))) continue;
      if (readAt >= startedAt) return true;
      if (this.listedAt >= startedAt && (value === undefined || holdsVariables(now))) return true;
    }
    return false;
  }

  /** Ends the branch that began last: gives what it changed, and takes it back. */
  leave(): Changes {
    const before = this.branches?.pop()?.before ?? new Map<string, Cell>();
    this.innermost = this.branches?.at(-1) ?? null;
    const changes = new Map<string, Value>();
    for (const [name, { value, readAt }] of before) {
      const cell = this.cells.get(name);
      if (cell === undefined) continue;
      if (cell.value !== undefined) changes.set(name, cell.value);
      this.noteChange(cell, value);
      // What the branch has read since was its own.
      cell.value = value;
      cell.readAt = readAt;
      this.hold(name, value);
    }
    return changes;
  }

  /** What the innermost branch has changed so far. */
  changes(): Changes {
    const changes = new Map<string, Value>();
    for (const name of this.innermost?.before.keys() ?? []) {
      const value = this.peek(name);
      if (value !== undefined) changes.set(name, value);
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
      const other = this.peek(name);
      if (other !== value) this.set(name, other === undefined ? value : join(other, value));
    }
  }

  /** Binds what is left of branches of which one was taken: a name that two of them bind is any of the two values. */
  takeAny(branches: readonly Changes[]): void {
    const joined = new Map<string, { value: Value; branches: number }>();
    // What a branch has not changed is there as it was before.
    const stays = (name: string, value: Value | null): Value | null => {
      const before = this.peek(name) ?? null;
      return before === null || value === null ? (value ?? before) : join(value, before);
    };
    branches.forEach((changes, index) => {
      for (const [name, value] of changes) {
        const known = joined.get(name);
        const before = known === undefined && index === 0 ? null : (known?.value ?? null);
        const all = (known?.branches ?? 0) === index ? before : stays(name, before);
        joined.set(name, { value: all === null ? value : join(all, value), branches: index + 1 });
      }
    });
    for (const [name, { value, branches: count }] of joined)
      this.set(name, count === branches.length ? value : (stays(name, value) ?? value));
  }
}

const unbound: Cell = { value: undefined, readAt: 0 };

function holdsVariables({ kind }: Value): boolean {
  return kind === 'variable' || kind === 'dict' || kind === 'instance' || kind === 'optimizer' || kind === 'module';
}
