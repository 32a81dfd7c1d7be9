import { message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import { type Comment, commentsOf } from './comments';
import type { Finding } from './finding';
import { unusedSuppression } from './rules/unused-suppression';

/** A text of a program: a file's, or a notebook cell's with its index. */
export interface CheckedText {
  readonly cell: number | null;
  readonly text: string;
}

/** What a comment silences: rules by id, or all of them where none is named. */
interface Suppression {
  readonly comment: Comment;
  readonly cell: number | null;
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
  file: string,
  findings: readonly Finding[],
  texts: readonly CheckedText[],
  ids: ReadonlySet<string>,
): Finding[] {
  const suppressions = texts.flatMap(({ cell, text }) => (mayHold(text) ? suppressionsOf(cell, text, ids) : []));
  if (suppressions.length === 0) return [...findings];
  const left = findings.filter((finding) => {
    const by = suppressions.filter((suppression) => silences(suppression, finding));
    for (const { used } of by) used.add(finding.rule);
    return by.length === 0;
  });
  return [...left, ...suppressions.flatMap((suppression) => unusedIn(file, suppression))];
}

function mayHold(text: string): boolean {
  return text.includes('global-step:') || /noqa/i.test(text);
}

function suppressionsOf(cell: number | null, text: string, ids: ReadonlySet<string>): Suppression[] {
  return commentsOf(text).flatMap((comment): Suppression[] => {
    const own = ours.exec(comment.text);
    if (own !== null) {
      const rules = (own[2] ?? '').split(',').map((id) => id.trim());
      return [
        {
          comment,
          cell,
          rules: rules.filter((id) => id !== ''),
          isFileWide: own[1] === 'ignore-file',
          isOurs: true,
          used: new Set(),
        },
      ];
    }
    const other = noqa.exec(comment.text);
    if (other === null) return [];
    const codes = other[1]?.split(/[\s,]+/) ?? [];
    const rules = codes.filter((code) => ids.has(code));
    // `# noqa: E501` is about another tool.
    if (codes.length > 0 && rules.length === 0) return [];
    return [{ comment, cell, rules, isFileWide: false, isOurs: rules.length > 0, used: new Set() }];
  });
}

function silences({ comment, cell, rules, isFileWide }: Suppression, { rule, range }: Finding): boolean {
  if (rules.length > 0 && !rules.includes(rule)) return false;
  if (isFileWide) return true;
  if (cell !== range.cell) return false;
  const line = comment.isAlone ? comment.line + 1 : comment.line;
  return range.line <= line && line <= range.endLine;
}

function unusedIn(file: string, { comment, cell, rules, isOurs, used }: Suppression): Finding[] {
  const unused = rules.filter((id) => !used.has(id));
  if (!isOurs || (rules.length === 0 ? used.size > 0 : unused.length === 0)) return [];
  const range = rangeOf(file, cell, comment);
  return [
    {
      rule: unusedSuppression.id,
      severity: unusedSuppression.severity,
      range,
      message:
        rules.length === 0
          ? message('This comment silences no rule: there is nothing to silence here.')
          : message('This comment silences not {0}: there is nothing to silence here.', unused.join(', ')),
      related: [],
      fixes:
        unused.length === rules.length
          ? [{ title: message('Remove the comment'), safe: true, edits: [{ range: range, text: '' }] }]
          : [],
    },
  ];
}

function rangeOf(file: string, cell: number | null, { start, text, line, column }: Comment): SourceRange {
  return { file, cell, start, end: start + text.length, line, column, endLine: line, endColumn: column + text.length };
}
