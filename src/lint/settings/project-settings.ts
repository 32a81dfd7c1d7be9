// The settings of a project: the table [tool.global-step] of its pyproject.toml, for the command line and the editor alike.
import type { Severity } from '../finding';
import type { RuleLevel } from './settings';

/** The name of the file that holds a project's settings. */
export const projectFile = 'pyproject.toml';

/** What a project says of rules and files; null where it does not. */
export interface ProjectSettings {
  /** Rules that alone are checked. */
  readonly select: readonly string[] | null;
  /** Rules that are not checked. */
  readonly ignore: readonly string[] | null;
  /** The command line reports findings from this severity on. */
  readonly severity: Severity | null;
  /** Globs of files that are left alone, below the file's folder. */
  readonly exclude: readonly string[];
  /** Levels by rule id. */
  readonly rules: ReadonlyMap<string, RuleLevel>;
}

/** A project's settings, null where its file has none; and what was wrong with those that were not taken. */
export interface DecodedProjectSettings {
  readonly settings: ProjectSettings | null;
  readonly problems: readonly string[];
}

/** The level of each rule, as a project's lists and levels have it. */
export function levelsOf(
  { select, ignore, rules }: Pick<ProjectSettings, 'select' | 'ignore' | 'rules'>,
  ruleIds: readonly string[],
): Map<string, RuleLevel> {
  const isOff = (id: string): boolean => (select !== null && !select.includes(id)) || (ignore?.includes(id) ?? false);
  return new Map(ruleIds.map((id) => [id, isOff(id) ? 'off' : (rules.get(id) ?? 'default')]));
}

/** Globs of a project's excluded files. As .gitignore has it, a name without a slash is that of a file or folder anywhere. */
export function excludedGlobs(exclude: readonly string[]): string[] {
  return exclude.flatMap((glob) => {
    const anywhere = glob.includes('/') ? glob.replace(/\/$/, '') : `**/${glob}`;
    return [anywhere, `${anywhere}/**`];
  });
}
