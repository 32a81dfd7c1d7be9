/** A stretch of a text, by its offsets, and what is to stand there. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after edits that do not touch each other. */
export function editText(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let copied = 0;
  for (const { start, end, text: replacement } of inOrder(edits)) {
    result += text.slice(copied, start) + replacement;
    copied = end;
  }
  return result + text.slice(copied);
}

/** The edits in the order of the text. */
export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start);
}
