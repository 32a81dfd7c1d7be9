/** Cell magics whose body is Python all the same; any other's is another language, or not run as written. */
const pythonCellMagic = /^%%(?:time|timeit|prun|capture|memit|mprun|lprun|snakeviz)\b/;
const opening = '([{';
const closing = ')]}';

/**
 * A cell's text with what is IPython's and not Python's replaced by as many characters of Python that means nothing: magics (`%time`),
 * shell lines (`!pip install`, `files = !ls`) and questions (`?name`). Lines and columns stay what they were.
 */
export function withoutMagics(text: string): string {
  if (!/[%!?]/.test(text)) return text;
  const cellMagic = /^\s*%%.*/.exec(text);
  if (cellMagic === null) return withoutLineMagics(text);
  const [head] = cellMagic;
  if (!pythonCellMagic.test(head.trimStart())) return text.replace(/[^\r\n]/g, ' ');
  return blank(head) + withoutLineMagics(text.slice(head.length));
}

function withoutLineMagics(text: string): string {
  let result = '';
  let copied = 0;
  for (const start of logicalLines(text)) {
    const end = endOfMagic(text, start);
    const kept = pythonPart.exec(text.slice(start, end))?.[0];
    if (kept === undefined) continue;
    result += text.slice(copied, start) + kept + blank(text.slice(start + kept.length, end));
    copied = end;
  }
  return result + text.slice(copied);
}

/** What comes before a magic: white space, or the target of an assignment. It matches only where a magic follows, or a question is asked. */
const pythonPart = /^(?:[ \t]*(?=[%!?])|[ \t]*[\w.,\t ()[\]]+=[ \t]*(?=[%!])|[ \t]*(?=[\w.]+\?\??[ \t]*$))/;

/** `_` and spaces: a statement by itself and a value of an assignment, and nothing that is known. */
function blank(text: string): string {
  return text === '' ? '' : `_${text.slice(1).replace(/[^\r\n]/g, ' ')}`;
}

/** The end of a magic's last line: one that ends in a backslash goes on. */
function endOfMagic(text: string, from: number): number {
  let end = endOfLine(text, from);
  while (text[end - 1] === '\\' && end < text.length) end = endOfLine(text, text.indexOf('\n', end) + 1);
  return end;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? Math.max(from, end - 1) : end;
}

/** Where a line begins that continues no bracket, no string and no backslash. */
function* logicalLines(text: string): Iterable<number> {
  let depth = 0;
  let at = 0;
  // A magic's line is not Python: nothing in it opens anything.
  const pastMagic = (start: number): number => (isMagic(text, start) ? endOfMagic(text, start) : start);
  yield 0;
  at = pastMagic(0);
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '#') at = endOfLine(text, at);
    else if (char === '"' || char === "'") at = endOfString(text, at);
    else if (char === '\\') at += text.startsWith('\r\n', at + 1) ? 3 : 2;
    else {
      if (opening.includes(char)) depth += 1;
      if (closing.includes(char)) depth = Math.max(0, depth - 1);
      at += 1;
      if (char === '\n' && depth === 0) {
        yield at;
        at = pastMagic(at);
      }
    }
  }
}

function isMagic(text: string, start: number): boolean {
  return pythonPart.test(text.slice(start, endOfLine(text, start)));
}

function endOfString(text: string, start: number): number {
  const quote = text[start] ?? '';
  const triple = quote.repeat(3);
  const isLong = text.startsWith(triple, start);
  const end = isLong ? triple : quote;
  for (let at = start + end.length; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(end, at)) return at + end.length;
    // A string of one line ends with it, closed or not.
    else if (!isLong && text[at] === '\n') return at;
  }
  return text.length;
}
