import { message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import type { Finding } from './finding';
import { unusedSuppression } from './rules/unused-suppression';

/** A comment of a program: from its `#` to the end of its line. */
export interface Comment {
  readonly range: SourceRange;
  readonly text: string;
  /** Whether nothing but space stands before it. */
  readonly isAlone: boolean;
}

/** What a comment silences: rules by id, or all of them where none is named. */
interface Suppression {
  readonly comment: Comment;
  readonly rules: readonly string[];
  readonly isFileWide: boolean;
  /** Other tools' comments are not ours to call unused. */
  readonly isOurs: boolean;
  readonly used: Set<string>;
}

const ours = /#\s*global-step:\s*(ignore-file|ignore)(?:\s*\[([^\]]*)\])?/;
const noqa = /#\s*noqa(?::\s*([A-Za-z0-9_-]+(?:[\s,]+[A-Za-z0-9_-]+)*))?/i;

/**
 * Leaves out what comments silence, and tells of comments that silence nothing. `# global-step: ignore[rule-id]` and `# noqa: rule-id`
 * hold for their line, or alone on a line for the next; `# global-step: ignore-file[rule-id]` for the file. Without an id: every rule.
 */
export function suppress(
  findings: readonly Finding[],
  comments: readonly Comment[],
  ids: ReadonlySet<string>,
): Finding[] {
  const suppressions = comments.flatMap((comment) => suppressionOf(comment, ids) ?? []);
  if (suppressions.length === 0) return [...findings];
  const left = findings.filter((finding) => {
    const by = suppressions.filter((suppression) => silences(suppression, finding));
    for (const { used } of by) used.add(finding.rule);
    return by.length === 0;
  });
  return [...left, ...suppressions.flatMap((suppression) => unusedIn(suppression))];
}

/** Whether a text may have comments that silence rules. */
export function maySilence(text: string): boolean {
  return text.includes('global-step:') || /noqa/i.test(text);
}

function suppressionOf(comment: Comment, ids: ReadonlySet<string>): Suppression | null {
  const own = ours.exec(comment.text);
  if (own !== null) {
    const rules = (own[2] ?? '').split(',').map((id) => id.trim());
    const isFileWide = own[1] === 'ignore-file';
    return { comment, rules: rules.filter((id) => id !== ''), isFileWide, isOurs: true, used: new Set() };
  }
  const other = noqa.exec(comment.text);
  if (other === null) return null;
  const codes = other[1]?.split(/[\s,]+/) ?? [];
  const rules = codes.filter((code) => ids.has(code));
  // `# noqa: E501` is about another tool.
  if (codes.length > 0 && rules.length === 0) return null;
  return { comment, rules, isFileWide: false, isOurs: rules.length > 0, used: new Set() };
}

function silences({ comment, rules, isFileWide }: Suppression, { rule, range }: Finding): boolean {
  if (rules.length > 0 && !rules.includes(rule)) return false;
  if (isFileWide) return true;
  if (comment.range.cell !== range.cell) return false;
  const line = comment.isAlone ? comment.range.line + 1 : comment.range.line;
  return range.line <= line && line <= range.endLine;
}

function unusedIn({ comment: { range }, rules, isOurs, used }: Suppression): Finding[] {
  const unused = rules.filter((id) => !used.has(id));
  if (!isOurs || (rules.length === 0 ? used.size > 0 : unused.length === 0)) return [];
  return [
    {
      rule: unusedSuppression.id,
      severity: unusedSuppression.severity,
      range,
      message:
        rules.length === 0
          ? message('This comment has no effect: no rule reports anything here.')
          : message('This comment has no effect: {0} does not occur here.', unused.join(', ')),
      related: [],
      fixes:
        unused.length === rules.length
          ? [{ title: message('Remove the comment'), safe: true, edits: [{ range: range, text: '' }] }]
          : [],
    },
  ];
}
