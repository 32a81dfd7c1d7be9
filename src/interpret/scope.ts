import { created, reading, ScopePlace, touching, writing } from './watching';
import type { Value } from './values';

/** The names of a module or of a function call. */
export class Scope {
  private readonly names = new ScopePlace();
  private readonly redirected = new Map<string, Scope>();

  /** `parent` is the scope in which the function was defined; a module has none. */
  constructor(readonly parent: Scope | null) {
    created(this.names);
  }

  /** Whether names were imported here that are not known: any other name may be one of them. */
  hasUnknownNames = false;

  /** Whether an unbound name may come from what was imported here or around. */
  mayHold(): boolean {
    return this.hasUnknownNames || this.parent?.mayHold() === true;
  }

  /** The value of a name here or around, or null where it is unbound. */
  get(name: string): Value | null {
    for (let scope: Scope | null = this.redirected.get(name) ?? this; scope !== null; scope = scope.parent) {
      reading(scope.names, name);
      const value = scope.names.get(name);
      if (value !== undefined) return value;
    }
    return null;
  }

  set(name: string, value: Value): void {
    const { names } = this.redirected.get(name) ?? this;
    writing(names, name);
    names.set(name, value);
  }

  delete(name: string): void {
    touching(this.names);
    this.names.delete(name);
  }

  /** `global name` or `nonlocal name`. */
  declare(name: string, where: 'global' | 'nonlocal'): void {
    let scope = this.parent;
    if (where === 'global') while (scope?.parent) scope = scope.parent;
    else while (scope !== null && !scope.names.has(name)) scope = scope.parent;
    if (scope !== null) this.redirected.set(name, scope);
  }

  /** The names bound in this scope itself. */
  own(): ReadonlyMap<string, Value> {
    return this.names;
  }
}
