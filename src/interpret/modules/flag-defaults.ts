import { message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { asFloat } from '../arithmetic';
import { PythonError } from '../limits';
import { notKnown } from '../not-known';
import { readFloat, readInt, stripped } from '../text/read-number';
import { quoted } from '../text/representation';
import { bool, float, int, list, str, type Value } from '../values';
import { itemsOf, truthOf } from '../read-value';

/** What a flag makes of its default; null: it is of a type that absl refuses, and the flags of older TensorFlows take as it is. */
type Parser = (value: Value, span: Span) => Value | null;

/** An int of a text: with the prefix `0x` or `0o`, else of decimal digits. */
const integer: Parser = (value) => {
  if (value.kind === 'int') return value;
  if (value.kind !== 'str') return null;
  const base = value.value.length > 2 ? (/^0[ox]/.exec(value.value)?.[0] ?? '') : '';
  const read = readInt(value.value, base === '0x' ? 16 : base === '0o' ? 8 : 10);
  return read === null ? null : int(read);
};

const number: Parser = (value, span) => {
  if (value.kind === 'int') return float(asFloat(value, span));
  if (value.kind === 'float') return value;
  const read = value.kind === 'str' ? readFloat(value.value) : null;
  return read === null ? null : float(read);
};

const truth: Parser = (value) => {
  if (value.kind === 'bool') return value;
  if (value.kind === 'int' && value.exact === undefined && (value.value === 0 || value.value === 1))
    return bool(value.value === 1);
  const word = value.kind === 'str' ? /^(?:(true|t|1)|false|f|0)$/i.exec(value.value) : null;
  return word === null ? null : bool(word[1] !== undefined);
};

const text: Parser = (value) => (value.kind === 'str' ? value : null);

/** The parts of a text between commas. Quotes, within which commas are none, are not followed. */
const words: Parser = (value, span) => {
  if (truthOf(value) === false) return list([]);
  if (value.kind === 'str') {
    if (value.value.includes('"')) return notKnown(message('a list in quotes'), span);
    return list(value.value.split(',').map((word) => str(stripped(word))));
  }
  const items = value.kind === 'list' || value.kind === 'tuple' ? itemsOf(value) : null;
  return items === null ? null : list(items);
};

const parsers: ReadonlyMap<string, Parser> = new Map([
  ['DEFINE_string', text],
  ['DEFINE_integer', integer],
  ['DEFINE_float', number],
  ['DEFINE_boolean', truth],
  ['DEFINE_bool', truth],
  ['DEFINE_list', words],
]);

/** The functions that define flags, as far as they are modelled. */
export const flagDefinitions: readonly string[] = [...parsers.keys(), 'DEFINE_enum'];

/**
 * A flag's default, as its type makes it: `DEFINE_float('rate', '1e-3')` is 0.001. Throws the error that absl raises for a text that is
 * none of its type, and NotKnown for what versions of TensorFlow differ on.
 */
export function flagDefault(definition: string, value: Value, span: Span): Value {
  const parser = parsers.get(definition);
  if (parser === undefined || value.kind === 'unknown' || value.kind === 'none' || value.kind === 'nothing')
    return value;
  const parsed = parser(value, span);
  if (parsed !== null) return parsed;
  if (value.kind === 'str')
    throw new PythonError('IllegalFlagValueError', `a flag of ${definition} cannot be ${quoted(value.value)}`, span);
  return notKnown(message('the default of a flag of {0} that is of another type', definition), span);
}
