import { message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { PythonError } from '../limits';
import { characterOf, formatValue } from '../text/format-value';
import { asciiOf, reprOf, strOf } from '../text/representation';
import { textOfTurn } from '../tracked';
import { typeName } from '../type-name';
import { type Arguments, int, none, str, unknown, type Value } from '../values';
import { truthMethods } from '../class-members';
import { truthOf } from '../read-value';
import { between, named, oneOf, wholeArgument } from './conversion-arguments';
import { toFloat, toInt } from './read-numbers';
import { absolute, divideWithRest, raise, round } from './number-functions';

/** Calls a method of an object's class, by the first of the names that it has; null where it has none of them. */
export type CallSpecial = (value: Value, names: readonly string[], span: Span) => Value | null;

type Conversion = (given: Arguments) => Value;

/** Python's functions that make numbers and texts of other values. */
export function conversionFunctions(special: CallSpecial): ReadonlyMap<string, Conversion> {
  const text = (given: Arguments, names: readonly string[], textOf: (value: Value) => string | null): Value => {
    const [value = str('')] = given.positional;
    return special(value, names, given.span) ?? writtenText(value, textOf, given.span);
  };
  return new Map<string, Conversion>([
    ['int', (given) => toInt(given, special)],
    ['float', (given) => toFloat(given, special)],
    [
      'bool',
      (given) => {
        const [value = none] = given.positional;
        const own = special(value, truthMethods, given.span);
        return toBool(own === null ? given : { ...given, positional: [own] });
      },
    ],
    ['str', (given) => text(given, ['__str__', '__repr__'], (value) => strOf(value, given.span))],
    ['repr', (given) => text(oneOf('repr', given), ['__repr__'], (value) => reprOf(value, given.span))],
    ['ascii', (given) => text(oneOf('ascii', given), ['__repr__'], (value) => asciiText(value, given.span))],
    ['format', format],
    ['abs', (given) => absolute(given, special)],
    ['round', round],
    ['divmod', divideWithRest],
    ['pow', raise],
    ['bin', (given) => inRadix(given, 2, '0b')],
    ['oct', (given) => inRadix(given, 8, '0o')],
    ['hex', (given) => inRadix(given, 16, '0x')],
    ['ord', codeOf],
    ['chr', character],
  ]);
}

/** A value as a text; unknown where the text is not known. A text of what depends on the turn of a loop is looked at when it is needed. */
function writtenText(value: Value, textOf: (value: Value) => string | null, span: Span): Value {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'nothing') return value;
  return (
    textOfTurn(([plain = value]) => textOf(plain), [value]) ?? unknown(message('the text of {0}', named(value)), span)
  );
}

function asciiText(value: Value, span: Span): string | null {
  const text = reprOf(value, span);
  return text === null ? null : asciiOf(text);
}

function toBool({ positional: [value = none], span }: Arguments): Value {
  if (value.kind === 'array' && value.array.data.length > 1)
    throw new PythonError(
      'ValueError',
      'The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()',
      span,
    );
  const truth = truthOf(value);
  return truth === null
    ? value.kind === 'unknown'
      ? value
      : unknown(message('a truth'), span)
    : { kind: 'bool', value: truth };
}

function format(given: Arguments): Value {
  between('format', given, 1, 2);
  const [value = none, specification = str('')] = given.positional;
  if (specification.kind === 'unknown') return specification;
  if (specification.kind !== 'str')
    throw new PythonError(
      'TypeError',
      `format() argument 2 must be str, not ${typeName(specification) ?? specification.kind}`,
      given.span,
    );
  return writtenText(value, (plain) => formatValue(plain, specification.value, given.span), given.span);
}

function inRadix(given: Arguments, radix: number, prefix: string): Value {
  const { span } = given;
  const [value = none] = oneOf({ 2: 'bin', 8: 'oct', 16: 'hex' }[radix] ?? '', given).positional;
  if (value.kind === 'unknown') return value;
  if (typeName(value) === null || value.kind === 'array' || value.kind === 'instance')
    return unknown(message('a text of digits'), span);
  const number = wholeArgument(value, span);
  const magnitude = (number < 0n ? -number : number).toString(radix);
  return str(`${number < 0n ? '-' : ''}${prefix}${magnitude}`);
}

function codeOf(given: Arguments): Value {
  const { span } = given;
  const [value = none] = oneOf('ord', given).positional;
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'str') {
    const type = typeName(value);
    if (type === null || value.kind === 'instance') return unknown(message('the code of a character'), span);
    throw new PythonError('TypeError', `ord() expected string of length 1, but ${type} found`, span);
  }
  const points = Array.from(value.value);
  const code = points[0]?.codePointAt(0);
  if (points.length !== 1 || code === undefined)
    throw new PythonError('TypeError', `ord() expected a character, but string of length ${points.length} found`, span);
  return int(code);
}

function character(given: Arguments): Value {
  const { span } = given;
  const [value = none] = oneOf('chr', given).positional;
  if (value.kind === 'unknown') return value;
  if (typeName(value) === null || value.kind === 'instance' || value.kind === 'array')
    return unknown(message('a character'), span);
  const code = wholeArgument(value, span);
  if (code !== BigInt.asIntN(32, code))
    throw new PythonError('OverflowError', 'Python int too large to convert to C int', span);
  if (code < 0n || code > 0x10ffffn) throw new PythonError('ValueError', 'chr() arg not in range(0x110000)', span);
  return str(characterOf(code, span));
}
