import type { LoadedModule } from '../walk/program';
import type { Statement, Suite } from '../../python/statements';
import { Names } from './names';
import type { ClassValue, Value } from './values';

/** The names of one scope while it is walked. */
export class Frame {
  names = new Names();
  /** Names that belong to another scope by `global` or `nonlocal`. */
  private outer: Map<string, Frame> | null = null;
  /** What the function returns, once it does. */
  returned: Value | null = null;
  /** The statement that is being walked. */
  statement: Statement | null = null;
  /** The suite that it stands in, and the outermost one of this scope. */
  suite: Suite | null = null;
  body: Suite | null = null;
  /** Whether the statements that follow cannot be reached. */
  isOver = false;

  constructor(
    readonly module: LoadedModule,
    /** The scope around it, or null in a module. */
    readonly parent: Frame | null,
    /** Tells calls of the same function apart. */
    readonly context: number,
    /** A class's body is no scope for its methods. */
    readonly isClass = false,
    readonly owner: ClassValue | null = null,
  ) {}

  lookUp(name: string): Value | null {
    const home = this.home(name);
    const own = home === this ? this.names.get(name) : home.names.share(name);
    if (own !== undefined) return own;
    for (let around = this.parent; around !== null; around = around.parent) {
      if (around.isClass) continue;
      const value = around.home(name).names.share(name);
      if (value !== undefined) return value;
    }
    return null;
  }

  /** What a name of this scope is, for something that comes to the same whatever it is. */
  peek(name: string): Value | null {
    return this.home(name).names.peek(name) ?? null;
  }

  bind(name: string, value: Value): void {
    this.home(name).names.set(name, value);
  }

  /** Whether some of its names belong to another scope. */
  get bindsElsewhere(): boolean {
    return this.outer !== null;
  }

  /** Whether a name of this scope belongs to another. */
  isElsewhere(name: string): boolean {
    return this.outer !== null && this.outer.has(name);
  }

  /** Makes a name one of another scope. */
  declare(name: string, outer: Frame): void {
    this.outer ??= new Map();
    this.outer.set(name, outer);
  }

  private home(name: string): Frame {
    return this.outer === null ? this : (this.outer.get(name) ?? this);
  }

  /** The module's own scope. */
  global(): Frame {
    return this.parent === null ? this : this.parent.global();
  }
}
