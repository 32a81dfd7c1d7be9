import type { BinaryOperator, ComparisonOperator } from '../python/syntax';
import type { NumberValue } from './arithmetic';
import type { LoopWatch } from './loop-watch';
import { greatestCommonDivisor, isShortPeriod } from './periods';
import { slopeOf, TrackedNumber, TrackedText } from './tracked-values';
import { takeText } from './reading';
import { bool, int, str, type Value } from './values';
import { asNumber, truthOf } from './read-value';

/** Arithmetic of which one operand depends on the turn of a watched loop; `compute` is what it comes to. Null: somebody must look. */
export function trackedBinary(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  compute: (a: NumberValue, b: NumberValue) => Value,
): Value | null {
  if (!(left instanceof TrackedNumber) && !(right instanceof TrackedNumber)) return null;
  const a = peek(left);
  const b = peek(right);
  if (a === null || b === null) return null;
  const result = compute(numberOf(left, a), numberOf(right, b));
  if ((result.kind !== 'int' && result.kind !== 'float') || (result.kind === 'int' && result.exact !== undefined))
    return null;
  const watches = watchesOf([left, right]);
  if (watches.size === 0) return result;
  if (operator === '%' && left instanceof TrackedNumber && !(right instanceof TrackedNumber) && right.kind === 'int')
    return remainder(left, b, result);
  const isWhole = left.kind === 'int' && right.kind === 'int';
  const slopes = [...watches].map((watch) => {
    const slope = isWhole ? combined(operator, [a, slopeOf(left, watch)], [b, slopeOf(right, watch)]) : null;
    return [watch, { slope, attempt: watch.attempt }] as const;
  });
  return new TrackedNumber(result.kind, result.value, new Map(slopes));
}

/** The number that a value is now, of its kind. */
function numberOf({ kind }: Value, value: number): NumberValue {
  return kind === 'float' ? { kind, value } : { kind: 'int', value };
}

/** A comparison of which one side depends on the turn: as it comes out now, and until when. Null: somebody must look. */
export function trackedComparison(operator: ComparisonOperator, left: Value, right: Value): Value | null {
  if (!(left instanceof TrackedNumber) && !(right instanceof TrackedNumber)) return null;
  const flips = changes[operator];
  const [a, b] = [peek(left), peek(right)];
  if (flips === undefined || a === null || b === null) return null;
  const watches = watchesOf([left, right]);
  for (const watch of watches) {
    const slope = difference(slopeOf(left, watch), slopeOf(right, watch));
    const of = left instanceof TrackedNumber ? left.remainder : null;
    if (of !== null && !(right instanceof TrackedNumber) && /^[!=]=$/.test(operator))
      watch.changeAfter(turnsUntil(a, b, of), watches.size > 1);
    else if (slope === null) watch.observe();
    // In parts of a turn: some time within the turn before.
    else if (slope !== 0)
      watch.changeAfter(
        Number.isInteger(slope) ? flips(a - b, slope) : Math.floor(less(a - b, slope)) - 1,
        watches.size > 1,
      );
  }
  return bool(outcomes[operator]?.(a, b) === true);
}

/** Python's truth of a value, without a look at a number that depends on the turn; null where it is not known. */
export function truthNow(value: Value): boolean | null {
  if (!(value instanceof TrackedNumber)) return truthOf(value);
  const compared = trackedComparison('!=', value, int(0));
  return compared?.kind === 'bool' ? compared.value : truthOf(value);
}

/**
 * A text of values, one of which may depend on the turn: it is then a text of the turn, which nobody has looked at yet. Null where
 * `make` does not know it; it is given the values as they are now.
 */
export function textOfTurn(make: (values: readonly Value[]) => string | null, values: readonly Value[]): Value | null {
  const watches = watchesOf(values);
  const text = make(watches.size === 0 ? values : values.map((value) => untracked(value, 0)));
  if (text === null) return null;
  takeText(text.length);
  return watches.size === 0 ? str(text) : new TrackedText(text, watches);
}

/** A value as it is now, without a look at it. */
function untracked(value: Value, depth: number): Value {
  if (value instanceof TrackedNumber) return { kind: value.kind, value: value.peek() };
  if (value instanceof TrackedText) return str(value.peek());
  if (value.kind === 'tuple' && depth < 2)
    return { ...value, items: value.items.map((item) => untracked(item, depth + 1)) };
  if (value.kind !== 'dict' || depth >= 2) return value;
  const entries = [...value.entries].map(
    ([key, entry]) => [key, { ...entry, value: untracked(entry.value, depth + 1) }] as const,
  );
  return { ...value, entries: new Map(entries) };
}

/** Whether a value depends on the turn of a loop that is being watched. */
export function isTracked(value: Value): boolean {
  return value instanceof TrackedNumber || value instanceof TrackedText;
}

function watchesOf(values: readonly Value[]): Set<LoopWatch> {
  const found = new Set<LoopWatch>();
  const look = (value: Value, depth: number): void => {
    if (value instanceof TrackedNumber)
      for (const [watch, { attempt }] of value.slopes) if (watch.attempt === attempt) found.add(watch);
    if (value instanceof TrackedText) for (const watch of value.watches) if (watch.attempt >= 0) found.add(watch);
    if (value.kind === 'tuple' && depth < 2) for (const item of value.items) look(item, depth + 1);
    if (value.kind === 'dict' && depth < 2) for (const entry of value.entries.values()) look(entry.value, depth + 1);
  };
  for (const value of values) look(value, 0);
  return found;
}

/** The number that a value is, unlooked at. */
function peek(value: Value): number | null {
  return value instanceof TrackedNumber ? value.peek() : value.kind === 'array' ? null : asNumber(value);
}

function combined(
  operator: BinaryOperator,
  [a, slopeA]: readonly [number, number | null],
  [b, slopeB]: readonly [number, number | null],
): number | null {
  if (slopeA === null || slopeB === null) return null;
  switch (operator) {
    case '+':
      return slopeA + slopeB;
    case '-':
      return slopeA - slopeB;
    case '*':
      return slopeB === 0 ? slopeA * b : slopeA === 0 ? slopeB * a : null;
    default:
      return slopeA === 0 && slopeB === 0 ? 0 : null;
  }
}

function remainder(left: TrackedNumber, by: number, result: Value & { kind: 'int' | 'float' }): Value {
  const watches = [...watchesOf([left])];
  const periods = watches.map((watch) => {
    const slope = slopeOf(left, watch);
    return slope === null || by <= 0 || !Number.isInteger(slope) || !Number.isInteger(by)
      ? null
      : by / greatestCommonDivisor(by, Math.abs(slope));
  });
  if (periods.every((turns) => turns !== null && isShortPeriod(turns))) {
    watches.forEach((watch, at) => {
      watch.repeatAfter(periods[at] ?? 1);
    });
    return result;
  }
  const [watch] = watches;
  const slope = watch === undefined || watches.length > 1 ? null : slopeOf(left, watch);
  const slopes = new Map(watches.map((each) => [each, { slope: null, attempt: each.attempt }]));
  return new TrackedNumber('int', result.value, slopes, slope === null ? null : { by, slope });
}

/** After how many turns `now` equals `wanted`, or no longer does. */
function turnsUntil(now: number, wanted: number, { by, slope }: { by: number; slope: number }): number {
  if (now === wanted || Math.abs(slope) !== 1) return 1;
  const ahead = slope > 0 ? wanted - now : now - wanted;
  return wanted < 0 || wanted >= by || !Number.isInteger(wanted) ? Number.POSITIVE_INFINITY : (ahead + by) % by;
}

function difference(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left - right;
}

type Flips = (difference: number, slope: number) => number;

/** After how many turns `d < 0` comes out otherwise. */
const less: Flips = (d, slope) => {
  if (d < 0) return slope > 0 ? Math.ceil(-d / slope) : Number.POSITIVE_INFINITY;
  return slope < 0 ? Math.floor(d / -slope) + 1 : Number.POSITIVE_INFINITY;
};

/** After how many turns `d <= 0` comes out otherwise. */
const lessOrEqual: Flips = (d, slope) => {
  if (d <= 0) return slope > 0 ? Math.floor(-d / slope) + 1 : Number.POSITIVE_INFINITY;
  return slope < 0 ? Math.ceil(d / -slope) : Number.POSITIVE_INFINITY;
};

const equal: Flips = (d, slope) => {
  if (d === 0) return 1;
  const turns = -d / slope;
  return turns > 0 && Number.isInteger(turns) ? turns : Number.POSITIVE_INFINITY;
};

const changes: Partial<Record<ComparisonOperator, Flips>> = {
  '<': less,
  '>=': less,
  '<=': lessOrEqual,
  '>': lessOrEqual,
  '==': equal,
  '!=': equal,
};

const outcomes: Partial<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};
