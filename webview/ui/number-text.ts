import { cellText, countingColumns } from '../../src/protocol/cell-text';
import { locale } from './language';

const digits = 5;
const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: digits });

/**
 * A value as every text of the page has it: at most five significant digits, thousands apart, a power of ten from 1e6 on and below
 * 1e-4. What hovers over it and what is exported hold the value in full.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return cellText('', value, []);
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return plain.format(value);
  const [mantissa = '', power = ''] = value.toExponential(digits - 1).split('e');
  return `${mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa}e${power.replace('+', '')}`;
}

/** A whole number of rows, iterations or steps: all of its digits, thousands apart. */
export function countText(count: number): string {
  return Number.isFinite(count) ? count.toLocaleString(locale) : cellText('', count, []);
}

/** A cell of a run's rows: counts with all their digits, values as `numberText`; "" where the program has none. */
export function shortCellText(column: string, value: number, absent: readonly string[]): string {
  if (absent.includes(column)) return '';
  return countingColumns.includes(column) ? countText(value) : numberText(value);
}
