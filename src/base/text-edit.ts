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

/** A piece of an edited text: it stood at an offset of the text before, or is new (null). */
interface TextPiece {
  readonly text: string;
  readonly from: number | null;
}

/** A text that is edited again and again, as the pieces that are left of the text before and those that came. */
export type TextPieces = readonly TextPiece[];

/** A text that nothing has edited yet. */
export function wholeText(text: string): TextPieces {
  return [{ text, from: 0 }];
}

/** The text as it stands now. */
export function textOfPieces(pieces: TextPieces): string {
  return pieces.map(({ text }) => text).join('');
}

/** The pieces after further edits, by offsets into the text as it stands now; they do not touch each other. */
export function editPieces(pieces: TextPieces, edits: readonly TextEdit[]): TextPieces {
  const result: TextPiece[] = [];
  let copied = 0;
  for (const { start, end, text } of inOrder(edits)) {
    result.push(...piecesBetween(pieces, copied, start), { text, from: null });
    copied = end;
  }
  return [...result, ...piecesBetween(pieces, copied, Infinity)];
}

function piecesBetween(pieces: TextPieces, start: number, end: number): TextPiece[] {
  let at = 0;
  return pieces.flatMap(({ text, from }) => {
    const [first, last] = [Math.max(start - at, 0), Math.min(end - at, text.length)];
    at += text.length;
    return first < last ? [{ text: text.slice(first, last), from: from === null ? null : from + first }] : [];
  });
}

/** All edits together, by offsets into the text before, which had that many UTF-16 units. */
export function editsOfPieces(pieces: TextPieces, length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let [end, put] = [0, ''];
  for (const { text, from } of [...pieces, { text: '', from: length }]) {
    if (from === null) put += text;
    else {
      if (from > end || put !== '') edits.push({ start: end, end: from, text: put });
      [end, put] = [from + text.length, ''];
    }
  }
  return edits;
}
