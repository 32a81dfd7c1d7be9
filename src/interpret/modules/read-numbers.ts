import { message } from '../../base/message';
import { type Arguments, float, int, unknown, type Value } from '../values';
import type { Span } from '../../python/syntax';
import { PythonError } from '../limits';
import type { CallSpecial } from './conversions';
import { exactInt } from '../read-value';
import { truncated } from '../text/to-int';
import { typeName } from '../type-name';
import { wholeArgument } from './conversion-arguments';
import { readFloat, readInt } from '../text/read-number';
import { quoted } from '../text/representation';
import { assertReadable } from '../text/integer-text';
import { asFloat, isNumber } from '../arithmetic';

// int() and float(): numbers out of texts and of other numbers.

/** The only number of an array. Throws Python's TypeError where it has several. */
function onlyNumber(value: Value & { kind: 'array' }, span: Span): number {
  const [number] = value.array.data;
  if (value.array.data.length === 1 && number !== undefined) return number;
  throw new PythonError('TypeError', 'only 0-dimensional arrays can be converted to Python scalars', span);
}

export function toInt(given: Arguments, special: CallSpecial): Value {
  const { positional, named: byName, span } = given;
  const count = positional.length + byName.size;
  if (count > 2) throw new PythonError('TypeError', `int() takes at most 2 arguments (${count} given)`, span);
  const [value = int(0)] = positional;
  const base = positional[1] ?? byName.get('base');
  if (positional.length === 0 && byName.size > 0)
    throw new PythonError(
      'TypeError',
      byName.has('base')
        ? 'int() missing string argument'
        : `'${[...byName.keys()][0] ?? ''}' is an invalid keyword argument for int()`,
      span,
    );
  if (base !== undefined) return intOfText(value, base, span);
  switch (value.kind) {
    case 'int':
      return value.dtype === undefined ? value : int(exactInt(value));
    case 'bool':
      return int(exactInt(value));
    case 'float':
      return int(truncated(value.value, span));
    case 'str':
      return int(readWhole(value.value, 10, span));
    case 'array':
      return int(truncated(onlyNumber(value, span), span));
    default:
      return special(value, ['__int__', '__index__', '__trunc__'], span) ?? notConvertible(value, 'int', span);
  }
}

function notConvertible(value: Value, name: 'int' | 'float', span: Span): Value {
  if (value.kind === 'unknown') return value;
  const type = typeName(value);
  if (type === null || value.kind === 'instance')
    return unknown(name === 'int' ? message('an int') : message('a float'), span);
  const wanted = name === 'int' ? 'a string, a bytes-like object or a real number' : 'a string or a real number';
  throw new PythonError('TypeError', `${name}() argument must be ${wanted}, not '${type}'`, span);
}

function intOfText(value: Value, base: Value, span: Span): Value {
  if (base.kind === 'unknown') return base;
  const radix = wholeArgument(base, span);
  if (radix !== 0n && (radix < 2n || radix > 36n))
    throw new PythonError('ValueError', 'int() base must be >= 2 and <= 36, or 0', span);
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'str')
    throw new PythonError('TypeError', "int() can't convert non-string with explicit base", span);
  return int(readWhole(value.value, Number(radix), span));
}

function readWhole(text: string, base: number, span: Span): bigint {
  const value = readInt(text, base);
  if (value === null)
    throw new PythonError('ValueError', `invalid literal for int() with base ${base}: ${quoted(text)}`, span);
  if (![2, 4, 8, 16, 32].includes(base)) assertReadable(text, span);
  return value;
}

export function toFloat({ positional, named: byName, span }: Arguments, special: CallSpecial): Value {
  const count = positional.length;
  if (byName.size > 0) throw new PythonError('TypeError', 'float() takes no keyword arguments', span);
  if (count > 1) throw new PythonError('TypeError', `float expected at most 1 argument, got ${count}`, span);
  const [value = float(0)] = positional;
  if (isNumber(value)) return float(asFloat(value, span));
  if (value.kind === 'array') return float(onlyNumber(value, span));
  if (value.kind !== 'str') return special(value, ['__float__'], span) ?? notConvertible(value, 'float', span);
  const number = readFloat(value.value);
  if (number === null)
    throw new PythonError('ValueError', `could not convert string to float: ${quoted(value.value)}`, span);
  return float(number);
}
