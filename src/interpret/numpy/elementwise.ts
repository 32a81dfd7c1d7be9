import { message } from '../../base/message';
import { isInteger } from '../../base/dtype';
import { notKnown } from '../not-known';
import { floatFor } from './element-types';
import { own } from '../../base/own';
import { result } from './scalars';
import type { BinaryOperator } from '../../python/syntax';
import { unknown } from '../values';
import type { NumpyFunction } from './arguments';
import { map, zip } from './ndarray';
import { agreedDtype, arrayBinary } from '../array-operators';

/** Functions of one number whose result is a float. */
const toFloat: Readonly<Record<string, (value: number) => number>> = {
  fabs: Math.abs,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  exp: Math.exp,
  exp2: (value) => 2 ** value,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
  rint: roundHalfEven,
  deg2rad: (value) => (value * Math.PI) / 180,
  degrees: (value) => (value * 180) / Math.PI,
  cbrt: Math.cbrt,
  radians: (value) => (value * Math.PI) / 180,
  rad2deg: (value) => (value * 180) / Math.PI,
  sinc: (value) => (value === 0 ? 1 : Math.sin(Math.PI * value) / (Math.PI * value)),
};

/** Functions of one number whose result has its dtype. */
const samePrecision: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  absolute: Math.abs,
  negative: (value) => -value,
  sign: Math.sign,
  square: (value) => value * value,
  reciprocal: (value) => 1 / value,
  nan_to_num: (value) =>
    Number.isNaN(value) ? 0 : Number.isFinite(value) ? value : value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE,
};

const tests: Readonly<Record<string, (value: number) => boolean>> = {
  isnan: Number.isNaN,
  isinf: (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
  isfinite: Number.isFinite,
  logical_not: (value) => value === 0,
};

/** Functions of two numbers. */
const pairwise: Readonly<Record<string, (a: number, b: number) => number>> = {
  maximum: (a, b) => Math.max(a, b),
  minimum: (a, b) => Math.min(a, b),
  fmod: (a, b) => a % b,
  logaddexp: (a, b) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))),
  arctan2: Math.atan2,
  hypot: Math.hypot,
};

const pairTests: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  equal: (a, b) => a === b,
  not_equal: (a, b) => a !== b,
  less: (a, b) => a < b,
  less_equal: (a, b) => a <= b,
  greater: (a, b) => a > b,
  greater_equal: (a, b) => a >= b,
  logical_and: (a, b) => a !== 0 && b !== 0,
  logical_or: (a, b) => a !== 0 || b !== 0,
  logical_xor: (a, b) => (a !== 0) !== (b !== 0),
};

/** NumPy rounds halves to the even neighbour. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `np.round`: scaled, rounded, scaled back. */
export function scaledRound(value: number, places: number): number {
  if (!Number.isFinite(value)) return value;
  const scale = 10 ** Math.abs(places);
  return places >= 0 ? roundHalfEven(value * scale) / scale : roundHalfEven(value / scale) * scale;
}

/** Of integers NumPy 2 gives the same, and NumPy 1 floats. */
const keepsIntegers = new Set(['floor', 'ceil', 'trunc']);

const alwaysFloat = new Set(['arctan2', 'hypot', 'logaddexp']);

/** A function on each element by its name; null where it is none. */
export function elementwise(name: string): NumpyFunction | null {
  return ofOne(name) ?? ofTwo(name);
}

function ofOne(name: string): NumpyFunction | null {
  const [float, same, test] = [own(toFloat, name), own(samePrecision, name), own(tests, name)];
  if (float === undefined && same === undefined && test === undefined) return null;
  return (given) => {
    const array = given.array(0, 'x');
    if (array === null) return unknown(message('np.{0} of this', name), given.span);
    if (float !== undefined && keepsIntegers.has(name) && isInteger(array.dtype) && floatFor(array.dtype) !== 'float64')
      return notKnown(message('np.{0} of this', name), given.span);
    if (float !== undefined) return result(map(array, floatFor(array.dtype), float));
    if (same !== undefined) return result(map(array, array.dtype, same));
    return result(map(array, 'bool', (value) => (test?.(value) === true ? 1 : 0)));
  };
}

/** Functions that are operators. */
const operators: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  true_divide: '/',
  floor_divide: '//',
  power: '**',
  mod: '%',
  remainder: '%',
  bitwise_and: '&',
  bitwise_or: '|',
  bitwise_xor: '^',
  left_shift: '<<',
  right_shift: '>>',
};

function ofTwo(name: string): NumpyFunction | null {
  const [combine, test, operator] = [own(pairwise, name), own(pairTests, name), own(operators, name)];
  if (combine === undefined && test === undefined && operator === undefined) return null;
  return (given) => {
    const [left, right] = [given.at(0, 'x1'), given.at(1, 'x2')];
    if (operator !== undefined) return arrayBinary(operator, left, right, given.span);
    const [a, b] = [given.array(0, 'x1'), given.array(1, 'x2')];
    if (a === null || b === null) return unknown(message('np.{0} of these', name), given.span);
    if (test !== undefined) return result(zip(a, b, 'bool', (x, y) => (test(x, y) ? 1 : 0), given.span));
    const dtype = agreedDtype(left, right, a, b, given.span);
    const wanted = alwaysFloat.has(name) ? floatFor(dtype) : dtype;
    return result(zip(a, b, wanted, combine ?? Math.max, given.span));
  };
}

/** The names of the functions on each element. */
export const elementwiseNames: readonly string[] = [
  ...new Set([toFloat, samePrecision, tests, pairwise, pairTests, operators].flatMap((table) => Object.keys(table))),
];
