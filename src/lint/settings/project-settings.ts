// The settings of a project: the table [tool.global-step] of its pyproject.toml, for the command line and the editor alike.
import type { Severity } from '../finding';
import type { LevelLayer } from './levels';

/** The name of the file that holds a project's settings. */
export const projectFile = 'pyproject.toml';

/** What a project says of rules and files; null where it does not. */
export interface ProjectSettings extends LevelLayer {
  /** The command line reports findings from this severity on. */
  readonly severity: Severity | null;
  /** Globs of files that are left alone, below the file's folder. */
  readonly exclude: readonly string[];
}

/** A project's settings, null where its file has none; and what was wrong with those that were not taken. */
export interface DecodedProjectSettings {
  readonly settings: ProjectSettings | null;
  readonly problems: readonly string[];
}

/** Globs of a project's excluded files. As .gitignore has it, a name without a slash is that of a file or folder anywhere. */
export function excludedGlobs(exclude: readonly string[]): string[] {
  return exclude.flatMap((glob) => {
    const anywhere = glob.includes('/') ? glob.replace(/\/$/, '') : `**/${glob}`;
    return [anywhere, `${anywhere}/**`];
  });
}
