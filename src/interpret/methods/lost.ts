import type { Message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { PythonError } from '../limits';
import { type DictValue, type ListValue, none, type Value } from '../values';
import { forget } from '../forget';
import { unknownAmong } from '../not-known';

/** Raises an exception of Python, as an expression. */
export function raise(type: string, message: string, span: Span): never {
  throw new PythonError(type, message, span);
}

/** A list or a dictionary is not known any more. */
export function lose(self: ListValue | DictValue, value: Value, otherwise: Message, span: Span): Value {
  forget([self], unknownAmong([value], otherwise, span));
  return none;
}
