// `np.loadtxt` and `np.genfromtxt`: tables of numbers in text files of the workspace.
import { message } from '../../base/message';
import type { DataFiles } from '../data-files';
import { asNumber, itemsOf } from '../read-value';
import { notKnown } from '../not-known';
import { takeItems } from '../reading';
import type { Value } from '../values';
import { wholeNumber } from '../slices';
import type { NumpyArguments, NumpyFunction } from './arguments';
import { arrayValue } from './array-value';
import { transpose } from './reductions';
import { castNumber } from './element-types';
import { allocate } from './ndarray';

/** The functions that read tables; a file that is not in the workspace is not known. */
export function textFileFunctions(files: DataFiles): Readonly<Record<string, NumpyFunction>> {
  return {
    loadtxt: (given) =>
      table(given, files, {
        skipped: given.whole(5, 'skiprows') ?? 0,
        columns: columnsOf(given.at(6, 'usecols'), given),
        delimiter: delimiterOf(given.at(3, 'delimiter'), given),
        isTurned: given.flag(7, 'unpack', false),
        missing: null,
      }),
    genfromtxt: (given) =>
      table(given, files, {
        skipped: given.whole(4, 'skip_header') ?? 0,
        columns: columnsOf(given.at(9, 'usecols'), given),
        delimiter: delimiterOf(given.at(3, 'delimiter'), given),
        isTurned: given.flag(-1, 'unpack', false),
        missing: Number.NaN,
      }),
  };
}

interface Reading {
  readonly skipped: number;
  readonly columns: readonly number[] | null;
  /** Null: white space. */
  readonly delimiter: string | null;
  readonly isTurned: boolean;
  /** What stands for a cell that is no number; null where there must be none. */
  readonly missing: number | null;
}

function columnsOf(value: Value, given: NumpyArguments): readonly number[] | null {
  if (value.kind === 'none') return null;
  const columns = (itemsOf(value) ?? [value]).map(wholeNumber);
  return columns.every((column) => column !== null)
    ? columns
    : notKnown(message('the argument {0} of this', 'usecols'), given.span);
}

function delimiterOf(value: Value, given: NumpyArguments): string | null {
  if (value.kind === 'none') return null;
  return value.kind === 'str' ? value.value : notKnown(message('the argument {0} of this', 'delimiter'), given.span);
}

function table(given: NumpyArguments, files: DataFiles, reading: Reading): Value {
  const path = given.at(0, 'fname');
  const text = files.textAt(path, given.span);
  const dtype = given.dtype(1, 'dtype', 'float64');
  const mark = given.at(2, 'comments');
  const comment = mark.kind === 'str' ? mark.value : '#';
  const rows = text
    .split(/\r\n|\r|\n/)
    .slice(reading.skipped)
    .map((line) => line.split(comment)[0]?.trim() ?? '')
    .filter((line) => line !== '')
    .map((line) => cellsOf(line, reading));
  const width = rows[0]?.length ?? 0;
  takeItems(rows.length);
  if (rows.some((row) => row.length !== width || row.includes(null)))
    return notKnown(message('a table with a cell that is no number'), given.span);
  const made = allocate([rows.length, width], dtype, given.span);
  rows.flat().forEach((cell, at) => {
    made.data[at] = castNumber(cell ?? 0, dtype);
  });
  const least = asNumber(given.at(-1, 'ndmin')) ?? 0;
  const shape = least >= 2 ? made.shape : made.shape.filter((length) => length !== 1);
  const shaped = { ...made, shape };
  return arrayValue(reading.isTurned ? transpose(shaped) : shaped);
}

function cellsOf(line: string, { delimiter, columns, missing }: Reading): (number | null)[] {
  const cells = delimiter === null ? line.split(/\s+/) : line.split(delimiter);
  const chosen = columns === null ? cells : columns.map((column) => cells.at(column) ?? '');
  return chosen.map((cell) => {
    const number = cell.trim() === '' ? Number.NaN : Number(cell);
    return Number.isNaN(number) && !/^\s*[+-]?nan\s*$/i.test(cell) ? missing : number;
  });
}
