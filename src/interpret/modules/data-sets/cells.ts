import type { GraphArray, GraphValue } from '../../../base/graph-call';
import { bindingKey } from '../../evaluate-graph';
import type { Recorder } from '../../record/recorder';
import type { TensorValue, Value } from '../../values';

/** How cells of a line are told apart, and what an empty one of a column is. */
export interface CellReading {
  readonly delimiter: string;
  readonly isQuoted: boolean;
  /** What stands for a cell that is missing. */
  readonly missing: string;
}

/** A column of the lines that a function of elements is passed. */
interface Column extends CellReading {
  readonly line: number;
  readonly at: number;
  readonly otherwise: GraphArray;
  readonly id: number;
}

const columns = new WeakMap<Recorder, Column[]>();

/** Takes note that a placeholder stands for a column of what another one is passed. */
export function noteColumn(
  recorder: Recorder,
  column: TensorValue,
  line: TensorValue,
  { at, otherwise, ...reading }: CellReading & Pick<Column, 'at' | 'otherwise'>,
): void {
  const known = columns.get(recorder) ?? [];
  columns.set(recorder, known);
  known.push({ ...reading, line: line.call, at, otherwise, id: column.call });
}

/** Binds the columns of a line, where a function of elements is passed a known one. */
export function bindCells(
  recorder: Recorder,
  line: GraphValue,
  text: Value | undefined,
  bindings: Map<string, GraphArray>,
): void {
  if (line.kind !== 'call' || text?.kind !== 'str') return;
  for (const column of columns.get(recorder) ?? []) {
    if (column.line !== line.id) continue;
    const cell = cellOf(cellsIn(text.value, column)[column.at], column);
    if (cell !== null) bindings.set(bindingKey({ kind: 'call', id: column.id }), cell);
  }
}

/** The cells of a line of comma-separated values; within quotes a delimiter is text, and two quotes are one. */
export function cellsIn(line: string, { delimiter, isQuoted }: CellReading): string[] {
  const cells: string[] = [];
  let open = '';
  let isInQuotes = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (isQuoted && character === '"') {
      if (isInQuotes && line[at + 1] === '"') open += line.charAt(++at);
      else isInQuotes = !isInQuotes;
    } else if (!isInQuotes && character === delimiter) {
      cells.push(open);
      open = '';
    } else open += character;
  }
  return [...cells, open];
}

/** The number of a cell in its column's dtype; null for a text, and for what is no number. */
export function cellOf(
  cell: string | undefined,
  { otherwise, missing }: Pick<Column, 'otherwise' | 'missing'>,
): GraphArray | null {
  if (otherwise.dtype === 'string') return null;
  if (cell === undefined || cell.trim() === missing) return otherwise;
  const number = Number(cell.trim());
  return Number.isNaN(number) && !/^[+-]?nan$/i.test(cell.trim())
    ? null
    : { dtype: otherwise.dtype, shape: [], data: Float64Array.of(number) };
}
