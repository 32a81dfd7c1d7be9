import { message } from '../base/message';
import { list, str, tuple, unknown, type Value } from './values';
import type { BinaryOperator, Span } from '../python/syntax';
import { withoutFormula } from './formula-values';
import { textOfTurn } from './tracked';
import { formatPercent } from './text/percent';
import { assertWithin, PythonError } from './limits';
import { takeItems, takeText } from './reading';
import { itemsIn } from './items';
import { setBinary } from './sets';
import { asNumber, exactInt } from './read-value';

/** `template % values`. */
export function percentText(template: Value & { kind: 'str' }, values: Value, span: Span): Value {
  if (values.kind === 'unknown') return withoutFormula(values);
  const parts =
    values.kind === 'tuple'
      ? values.items
      : values.kind === 'dict'
        ? [...values.entries.values()].map(({ value }) => value)
        : [];
  const missing = parts.find(({ kind }) => kind === 'unknown');
  if (missing !== undefined) return withoutFormula(missing);
  return (
    textOfTurn(
      ([format = template, given = values]) =>
        format.kind === 'str' ? formatPercent(format.value, given, span) : null,
      [template, values],
    ) ?? unknown(message('a text with a value in it whose text is not known'), span)
  );
}

export function sequenceBinary(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
  isPython2: boolean,
): Value | null {
  const ofSets = setBinary(operator, left, right);
  if (ofSets !== null) return ofSets;
  if (operator === '+') {
    assertWithin('items', lengthOf(left) + lengthOf(right), span);
    if (left.kind === 'str' && right.kind === 'str') {
      takeText(left.value.length + right.value.length, span);
      return str(left.value + right.value);
    }
    if (left.kind === 'list' && (right.kind === 'list' || (isPython2 && right.kind === 'range')))
      return list(left.items.concat(itemsIn(right, span) ?? []));
    if (left.kind === 'tuple' && right.kind === 'tuple') {
      takeItems(left.items.length + right.items.length);
      return tuple(left.items.concat(right.items));
    }
  }
  if (operator === '*') {
    const [sequence, count] = right.kind === 'int' || right.kind === 'bool' ? [left, right] : [right, left];
    if (count.kind !== 'int' && count.kind !== 'bool') return null;
    if (exactInt(count) !== BigInt.asIntN(64, exactInt(count)) && ['str', 'list', 'tuple'].includes(sequence.kind))
      throw new PythonError('OverflowError', "cannot fit 'int' into an index-sized integer", span);
    const times = Math.max(0, asNumber(count) ?? 0);
    const length = sequence.kind === 'str' ? sequence.value.length : lengthOf(sequence);
    if (sequence.kind === 'str') {
      if (length > 0) takeText(times * length, span);
      return str(length === 0 ? '' : sequence.value.repeat(times));
    }
    if (length > 0) assertWithin('items', times * length, span);
    if (sequence.kind === 'list' || sequence.kind === 'tuple') {
      takeItems(times * length);
      const items: Value[] = [];
      for (let time = 0; length > 0 && time < times; time++) for (const item of sequence.items) items.push(item);
      return sequence.kind === 'list' ? list(items) : tuple(items);
    }
  }
  return null;
}

function lengthOf(value: Value): number {
  return value.kind === 'list' || value.kind === 'tuple' ? value.items.length : 0;
}
