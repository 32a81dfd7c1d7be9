import type { Message } from '../../base/message';
import type { Arguments, Value } from '../values';
import { PythonError } from '../limits';
import { typeName } from '../type-name';
import type { Span } from '../../python/syntax';
import { exactInt, withArticle } from '../read-value';

/** The arguments, of which there has to be one. Throws Python's TypeError. */
export function oneOf(name: string, given: Arguments): Arguments {
  const count = given.positional.length + given.named.size;
  if (count !== 1)
    throw new PythonError('TypeError', `${name}() takes exactly one argument (${count} given)`, given.span);
  return given;
}

export function between(name: string, { positional, named, span }: Arguments, least: number, most: number): void {
  const count = positional.length + named.size;
  if (count >= least && count <= most) return;
  const plural = (number: number): string => `${number} argument${number === 1 ? '' : 's'}`;
  throw new PythonError(
    'TypeError',
    count < least && name === 'round'
      ? "round() missing required argument 'number' (pos 1)"
      : least === most
        ? `${name} expected ${plural(least)}, got ${count}`
        : count < least
          ? `${name} expected at least ${plural(least)}, got ${count}`
          : `${name} expected at most ${plural(most)}, got ${count}`,
    span,
  );
}

/** What a value is called in a reason. */
export function named(value: Value): Message {
  return withArticle(typeName(value) ?? value.kind);
}

/** An argument that has to be an int. Throws Python's TypeError. */
export function wholeArgument(value: Value, span: Span): bigint {
  if (value.kind === 'int' || value.kind === 'bool') return exactInt(value);
  throw new PythonError(
    'TypeError',
    `'${typeName(value) ?? value.kind}' object cannot be interpreted as an integer`,
    span,
  );
}
