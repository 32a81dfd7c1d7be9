// Edits that mend how a scheduler is stepped, where the source shows everything that they need.
import type { SourceRange } from '../../base/source-range';
import type { LoopModuleMeaning } from '../../frameworks/clock-symbol';
import type { SourceText } from '../../python/source-text';
import type { DictDisplay, Expression } from '../../python/syntax';
import type { Statement } from '../../python/statements';
import type { ClockPass } from './events';

/** A replacement of a piece of the source. */
export interface Mend {
  readonly range: SourceRange;
  readonly text: string;
}

/** What leaves a pass of a loop before its end. */
const leaves = /\b(?:continue|break|return|yield)\b/;

/**
 * The step moved from where a pass takes it to the line behind the statement in which its optimizer is stepped. None where the two do not
 * stand in one body, the step shares its line, or a pass may leave between them.
 */
export function afterOptimizer(
  { node, source }: ClockPass,
  step: SourceRange,
  optimizer: SourceRange,
): readonly Mend[] {
  if (step.file !== source.file || optimizer.file !== source.file) return [];
  const { statements } = node.body;
  const from = statements.findIndex((one) => holds(source, one, step));
  const to = statements.findIndex((one) => holds(source, one, optimizer));
  const [moved, last] = [statements[from], statements[to]];
  if (moved?.kind !== 'ExpressionStatement' || last === undefined || to <= from) return [];
  const { text } = source;
  const [start, end] = [lineStart(text, moved.start), lineEnd(text, moved.end)];
  const [before, behind] = [text.slice(start, moved.start), text.slice(moved.end, end)];
  const isAlone = before.trim() === '' && /^\s*(?:#.*)?\s*$/.test(behind) && !source.slice(moved).includes('\n');
  if (!isAlone || leaves.test(text.slice(moved.end, last.end))) return [];
  const at = lineEnd(text, last.end);
  const line = text.slice(start, end).trimEnd();
  const put = text[at - 1] === '\n' ? `${line}\n` : `\n${line}`;
  return [
    { range: source.range({ start, end }), text: '' },
    { range: source.range({ start: at, end: at }), text: put },
  ];
}

function holds(source: SourceText, statement: Statement, { line, endLine, cell }: SourceRange): boolean {
  const range = source.range(statement);
  return range.cell === cell && range.line <= line && endLine <= range.endLine;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the next line starts, or the text's end. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** A scheduler that a trainer is returned, with the interval of each batch. Null where it is not the only one that is written there. */
export function inEachBatch(
  { keys }: LoopModuleMeaning,
  node: Expression,
  { source, isConfigured }: { readonly source: SourceText; readonly isConfigured: boolean },
): Mend | null {
  const given = onlyGiven(keys.scheduler, node);
  if (given === null) return null;
  if (given.kind !== 'Dict') {
    // Its settings stand elsewhere.
    if (isConfigured) return null;
    const quote = node.kind === 'Dict' ? quoteOf(node, source) : '"';
    const [inner, interval, each] = [keys.inner, keys.interval, keys.each].map((key) => `${quote}${key}${quote}`);
    return { range: source.range(given), text: `{${inner}: ${source.slice(given)}, ${interval}: ${each}}` };
  }
  const quote = quoteOf(given, source);
  const each = `${quote}${keys.each}${quote}`;
  const interval = valueOf(given, keys.interval);
  if (interval !== null) return { range: source.range(interval), text: each };
  const last = given.entries.at(-1)?.value;
  if (last === undefined || given.entries.some(({ key }) => key === null)) return null;
  return {
    range: source.range({ start: last.end, end: last.end }),
    text: `, ${quote}${keys.interval}${quote}: ${each}`,
  };
}

/** The one scheduler of what is returned: `{"optimizer": …, "lr_scheduler": this}`, `[optimizer], [this]`. */
function onlyGiven(key: string, node: Expression): Expression | null {
  if (node.kind === 'Dict') return valueOf(node, key);
  const [, second] = (node.kind === 'Tuple' || node.kind === 'List') && node.items.length === 2 ? node.items : [];
  if (second?.kind !== 'List' && second?.kind !== 'Tuple') return null;
  return second.items.length === 1 ? (second.items[0] ?? null) : null;
}

function valueOf({ entries }: DictDisplay, name: string): Expression | null {
  return entries.find(({ key }) => key?.kind === 'String' && key.value === name)?.value ?? null;
}

function quoteOf({ entries: [first] }: DictDisplay, source: SourceText): string {
  return first?.key?.kind === 'String' ? source.slice(first.key).slice(-1) : '"';
}
