import { ruleIds } from '../rule-summaries';

/** A comment that silences rules: which, and where it stands in its line, from column 0. */
export interface SuppressComment {
  readonly start: number;
  readonly end: number;
  /** Ids as written, known or not; none: every rule. */
  readonly rules: readonly string[];
  readonly scope: 'line' | 'file';
}

const comment = /#\s*global-step:\s*ignore(?<file>-file)?(?:\[(?<listed>[^\]]*)\])?|#\s*noqa:\s*(?<noqa>[\w,\s-]+)/;
const known = new Set<string>(ruleIds);

/** The comment of a line that silences rules of ours, or null. A `noqa` of other tools' codes alone is none. */
export function suppressCommentIn(line: string): SuppressComment | null {
  const match = comment.exec(line);
  if (match === null) return null;
  const { file, listed, noqa } = match.groups ?? {};
  const named = (listed ?? noqa ?? '').split(/[,\s]+/).filter((id) => id !== '');
  const ours = noqa === undefined ? named : named.filter((id) => known.has(id));
  if (noqa !== undefined && ours.length === 0) return null;
  return {
    start: match.index,
    end: match.index + match[0].trimEnd().length,
    rules: ours,
    scope: file === undefined ? 'line' : 'file',
  };
}

/** The comment that silences a rule at the line that it ends. */
export function ignoreLineComment(rule: string): string {
  return `# global-step: ignore[${rule}]`;
}

/** The comment that silences a rule in the whole file, on a line of its own. */
export function ignoreFileComment(rule: string): string {
  return `# global-step: ignore-file[${rule}]`;
}
