import { numberText as format } from '../../src/base/number-text';
import { cellText, countingColumns } from '../../src/protocol/cell-text';
import { locale } from './language';

/** A value as every text of the page has it; one that is not finite as the tables have it. */
export function numberText(value: number): string {
  return Number.isFinite(value) ? format(value, locale) : cellText('', value, []);
}

/** A whole number of rows, iterations or steps: all of its digits, thousands apart. */
export function countText(count: number): string {
  return Number.isFinite(count) ? count.toLocaleString(locale) : cellText('', count, []);
}

/** A cell of a run's rows: counts with all their digits, values as `numberText`; "" where the program has none. */
export function shortCellText(column: string, value: number, absent: readonly string[]): string {
  if (cellText(column, value, absent) === '') return '';
  return countingColumns.includes(column) ? countText(value) : numberText(value);
}
