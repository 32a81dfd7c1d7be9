import type { Span } from '../../python/syntax';
import { PythonError } from '../limits';

/** A float without its fraction. Throws what Python raises for one that is not finite. */
export function truncated(value: number, span: Span): bigint {
  if (Number.isNaN(value)) throw new PythonError('ValueError', 'cannot convert float NaN to integer', span);
  if (!Number.isFinite(value)) throw new PythonError('OverflowError', 'cannot convert float infinity to integer', span);
  return BigInt(Math.trunc(value));
}
