import { message } from '../base/message';
import {
  type Formula,
  type FormulaOperation,
  isFormulaOperation,
  isTruth,
  mostSeen,
  operandsOf,
} from '../base/formula';
import type { Span } from '../python/syntax';
import { unknown, type UnknownValue, type Value } from './values';
import { asNumber } from './read-value';
import { work } from './reading';

/** A number of the run: not known yet, but how it is computed. */
export function formulaValue(formula: Formula, span: Span): UnknownValue {
  return { ...unknown(message('a value that is only known during the run'), span), formula };
}

/** How a value is computed during the run; null where that is not known, or no number. */
export function formulaOf(value: Value): Formula | null {
  if (value.kind === 'unknown') return value.formula ?? null;
  const number = asNumber(value);
  return number === null ? null : { kind: 'number', value: number };
}

/** The value without how it is computed, what it is and what it holds: something else was made of it. */
export function withoutFormula(value: Value): Value {
  return value.kind === 'unknown' && (value.formula ?? value.form ?? value.holds ?? value.tall) !== undefined
    ? unknown(value.why, value.span)
    : value;
}

/** An operation with a value that only the run knows; null where none is one, or formulas have no operation of so many operands. */
export function formulaOperation(name: string, args: readonly Value[], span: Span): UnknownValue | null {
  if (!args.some((value) => value.kind === 'unknown' && value.formula !== undefined)) return null;
  if (!isFormulaOperation(name) || args.length !== operandsOf(name)) return null;
  const formulas = args.map((value) => formulaOf(value) ?? arrayIn(value, name));
  if (!formulas.every((formula) => formula !== null)) return null;
  return formulaValue({ kind: 'operation', name, args: formulas }, span);
}

/** An array that is computed with; null for anything else. A condition is none of arrays. */
function arrayIn(value: Value, name: FormulaOperation): Formula | null {
  if (value.kind !== 'array' || !ofArrays.has(name)) return null;
  const { array } = value;
  if (array.dtype === 'string' || array.data.length > mostOfFormula) return null;
  work(array.data.length);
  // The program may change its array afterwards.
  return { kind: 'array', value: { ...array, data: array.data.slice() } };
}

/** Elements of an array in a formula. */
const mostOfFormula = 65_536;

const ofArrays: ReadonlySet<FormulaOperation> = new Set(['+', '-', '*', '/', '**', 'min', 'max']);

/** `first and second`, or `or`: the one that decides, which is a truth only where both are. Null where formulas do not say it. */
export function formulaOfBoolean(operator: 'and' | 'or', first: Value, second: Value, span: Span): UnknownValue | null {
  const [one, other] = [formulaOf(first), formulaOf(second)];
  if (one === null || other === null) return null;
  if (isTruth(one) && isTruth(other)) return formulaOperation(operator, [first, second], span);
  return formulaOperation('select', operator === 'and' ? [first, second, first] : [first, first, second], span);
}

/** What `mean`, `average`, `sum`, `min` and `max` make of a list with values that only the run knows; null for anything else. */
export function formulaOfList(name: string, value: Value | undefined, span: Span): UnknownValue | null {
  const operator = listOperators.get(name);
  if (operator === undefined || (value?.kind !== 'list' && value?.kind !== 'tuple')) return null;
  if (!value.items.some((item) => item.kind === 'unknown') || value.items.length > mostSeen) return null;
  const formulas = value.items.map(formulaOf);
  if (!formulas.every((formula) => formula !== null)) return null;
  const all = formulas.reduce((one, other): Formula => ({ kind: 'operation', name: operator, args: [one, other] }));
  if (name !== 'mean' && name !== 'average') return formulaValue(all, span);
  const count: Formula = { kind: 'number', value: formulas.length };
  return formulaValue({ kind: 'operation', name: '/', args: [all, count] }, span);
}

const listOperators: ReadonlyMap<string, FormulaOperation> = new Map([
  ['mean', '+'],
  ['average', '+'],
  ['sum', '+'],
  ['min', 'min'],
  ['amin', 'min'],
  ['max', 'max'],
  ['amax', 'max'],
]);
