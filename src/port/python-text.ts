import { type Language, message, type Message, say } from '../base/message';
/** A number as Python writes a float: `0.1`, `2.0`, `1e-07`. The digits are the fewest that read back as the same number. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "float('nan')";
  if (!Number.isFinite(value)) return value > 0 ? "float('inf')" : "float('-inf')";
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** A count: whole numbers without a point, as TensorFlow's own examples have them. Python's ints know no exponent. */
export function countText(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : floatText(value);
}

/** `True` or `False`. */
export function boolText(value: boolean): string {
  return value ? 'True' : 'False';
}

/** A list of texts as Python writes it. */
export function listText(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

/** An argument of a call: its name, or null where it is positional, and its text. */
export type CallArgument = readonly [name: string | null, text: string];

/** Longer lines are broken, one argument a line. */
const longestLine = 100;

/** An assignment of a call's result, broken over lines where it is long. */
export function assignCall(target: string, callee: string, args: readonly CallArgument[]): string {
  const texts = args.map(([name, text]) => (name === null ? text : `${name}=${text}`));
  const line = `${target} = ${callee}(${texts.join(', ')})`;
  if (line.length <= longestLine && !texts.some((text) => text.includes('\n'))) return line;
  return `${target} = ${callee}(\n${texts.map((text) => `    ${text},\n`).join('')})`;
}

/** A line of code, or what a comment says, which is broken into lines of at most the usual length when it is said. */
export type CodeLine = string | Message;

/** Code as a text, with its comments in a language. */
export function codeText(lines: readonly CodeLine[], language: Language): string {
  return lines.flatMap((line) => (typeof line === 'string' ? [line] : brokenComment(say(line, language)))).join('\n');
}

function brokenComment(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of paragraph.split(' ')) {
    if (line.length + 1 + word.length > longestLine && line !== '#') {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** Lines that import, set apart from what follows. */
export function importLines(lines: readonly CodeLine[]): readonly CodeLine[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

/** How a scheduler is stepped that the program steps by itself. */
export const steppedInOrder: readonly CodeLine[] = [
  '',
  message(
    'After each update, in this order: it is scheduler.step() that counts what TensorFlow 1 calls the global step.',
  ),
  '#     optimizer.step()',
  '#     scheduler.step()',
];
