import { PythonError } from '../limits';
import type { Span } from '../../python/syntax';

/** Python's own limit to the digits of a decimal int that is read or printed (`sys.set_int_max_str_digits`). */
const mostDigits = 4300;

/** Throws Python's ValueError where an int has more decimal digits than Python prints. */
export function integerText(value: bigint, span: Span): string {
  const text = value.toString();
  if (text.length - (value < 0n ? 1 : 0) > mostDigits)
    throw new PythonError(
      'ValueError',
      `Exceeds the limit (${mostDigits} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
      span,
    );
  return text;
}

/** Throws Python's ValueError where a decimal int is longer than Python reads. */
export function assertReadable(text: string, span: Span): void {
  const digits = text.replace(/\D/g, '').length;
  if (digits > mostDigits)
    throw new PythonError(
      'ValueError',
      `Exceeds the limit (${mostDigits} digits) for integer string conversion: value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`,
      span,
    );
}
