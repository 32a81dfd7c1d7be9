import type { Module } from '../../python/statements';
import type { SourceText } from '../../python/source-text';
import type { Frame } from '../values/frame';
import type { Circle } from './module-loads';

/** A module's text and syntax, as a caller has them. */
export interface SourceModule {
  readonly source: SourceText;
  readonly syntax: Module;
}

/**
 * Finds the module that an import names, or null where it is no module of the workspace. `level` counts the dots of a relative
 * import; `from` is the importing file.
 */
export type ResolveModule = (name: string, level: number, from: string) => SourceModule | null;

/** A module of the program, walked at most once. */
export interface LoadedModule extends SourceModule {
  /** Its names, or null while nothing has imported it. */
  frame: Frame | null;
  /** It imports everything from a module that is not known, so that any name may be anything. */
  hasUnknownStar: boolean;
  /** The modules that its walk has imported. */
  readonly imports: Set<LoadedModule>;
  /** The circles of modules among all that it imports, once it is shared by several programs. */
  circles: ReadonlySet<Circle>;
  /** Where imported names that are bound by submodules lead. */
  readonly name: string;
}
