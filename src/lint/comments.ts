/** A comment of a Python text: from its `#` to the end of its line. */
export interface Comment {
  readonly start: number;
  readonly text: string;
  /** Line and column from 1. */
  readonly line: number;
  readonly column: number;
  /** Whether nothing but space stands before it. */
  readonly isAlone: boolean;
}

/** Strings, which may hold a `#`, and comments. A string that does not end ends with its line, a triple-quoted one with the text. */
const token =
  /("""|''')(?:\\[\s\S]|(?!\1)[\s\S])*(?:\1|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|#[^\n\r]*/g;

/** The comments of a text, in order. */
export function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  let line = 1;
  let lineStart = 0;
  let from = 0;
  for (const match of text.matchAll(token)) {
    if (!match[0].startsWith('#')) continue;
    for (let end = text.indexOf('\n', from); end >= 0 && end < match.index; end = text.indexOf('\n', from)) {
      line += 1;
      lineStart = end + 1;
      from = lineStart;
    }
    const isAlone = text.slice(lineStart, match.index).trim() === '';
    comments.push({ start: match.index, text: match[0], line, column: match.index - lineStart + 1, isAlone });
  }
  return comments;
}
