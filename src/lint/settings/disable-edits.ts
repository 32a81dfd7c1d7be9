import { ignoreFileComment, ignoreLineComment, suppressCommentIn } from './suppressions';

/** Text to be put into a line, at a column counted from 0. */
export interface LineInsertion {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Silences a rule at a line, in the comment that is there already if there is one; null where a comment cannot follow. */
export function disableAtLine(rule: string, line: number, text: string): LineInsertion | null {
  const known = suppressCommentIn(text);
  const joined = known?.scope === 'line' ? joinComment(rule, line, text, known) : null;
  if (joined !== null) return joined;
  // A comment would end the backslash's continuation.
  if (/\\\s*$/.test(text)) return null;
  const column = text.trimEnd().length;
  return { line, column, text: `  ${ignoreLineComment(rule)}` };
}

/** Silences a rule in a file: in the comment that is there already, or on a line of its own below the file's first special lines. */
export function disableInFile(rule: string, lines: readonly string[]): LineInsertion {
  for (const [line, text] of lines.entries()) {
    const known = suppressCommentIn(text);
    const joined = known?.scope === 'file' ? joinComment(rule, line, text, known) : null;
    if (joined !== null) return joined;
  }
  // A `#!` line, an encoding, a notebook's cell magic: each counts only where it stands.
  const isSpecial = (text: string | undefined, line: number): boolean =>
    text !== undefined && (/^%%/.test(text) || (line === 0 && text.startsWith('#!')) || /^#.*coding[:=]/.test(text));
  let line = 0;
  while (line < 2 && isSpecial(lines[line], line)) line += 1;
  return { line, column: 0, text: `${ignoreFileComment(rule)}\n` };
}

function joinComment(
  rule: string,
  line: number,
  text: string,
  { rules, end }: { readonly rules: readonly string[]; readonly end: number },
): LineInsertion | null {
  if (rules.length === 0 || text[end - 1] !== ']') return null;
  return { line, column: end - 1, text: `, ${rule}` };
}
