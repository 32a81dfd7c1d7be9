import { message } from '../base/message';
import { unknown, type UnknownValue, type Value } from './values';
import type { Span } from '../python/syntax';

/** Why a branch is not known. */
export function unknownCondition(value: Value, span: Span): UnknownValue {
  return value.kind === 'unknown' && value.formula === undefined
    ? unknown(value.why, value.span)
    : unknown(message('a condition that is only known during the run'), span);
}
