import { own } from '../base/own';
/** A TensorFlow operation on single numbers; booleans are 0 and 1. */
export interface NumberOperation {
  /** The names that each operand has, in order. */
  readonly operands: readonly (readonly string[])[];
  /** Whether its result is a float although its operands are integers. */
  readonly isFractional: boolean;
  readonly compute: (operands: readonly number[], isInteger: boolean) => number;
}

const unaryNames = [['x', 'input', 'value', 'tensor', 'input_tensor', 'features']];
const binaryNames = [
  ['x', 'a', 'scalar'],
  ['y', 'b'],
];

const one = (operation: (x: number) => number, isFractional = false): NumberOperation => ({
  operands: unaryNames,
  isFractional,
  compute: ([x = Number.NaN]) => operation(x),
});
const two = (
  operation: (x: number, y: number, isInteger: boolean) => number,
  isFractional = false,
): NumberOperation => ({
  operands: binaryNames,
  isFractional,
  compute: ([x = Number.NaN, y = Number.NaN], isInteger) => operation(x, y, isInteger),
});
const test = (operation: (x: number, y: number) => boolean): NumberOperation =>
  two((x, y) => (operation(x, y) ? 1 : 0));
const three = (
  names: readonly (readonly string[])[],
  operation: (x: number, y: number, z: number) => number,
): NumberOperation => ({
  operands: names,
  isFractional: false,
  compute: ([x = Number.NaN, y = Number.NaN, z = Number.NaN]) => operation(x, y, z),
});

const choose = (...names: readonly (readonly string[])[]): NumberOperation =>
  three(names, (condition, yes, no) => (condition !== 0 ? yes : no));
const where = choose(['condition'], ['x'], ['y']);

const same = one((x) => x);
const add = two((x, y) => x + y);
const subtract = two((x, y) => x - y);
const multiply = two((x, y) => x * y);
const divide = two((x, y) => x / y, true);
const floorDivide = two((x, y) => Math.floor(x / y));
const remainder = two((x, y) => x - y * Math.floor(x / y));
/** TensorFlow takes halves to the even neighbour. */
const round = one((x) => {
  const down = Math.floor(x);
  if (x - down !== 0.5) return Math.round(x);
  return down % 2 === 0 ? down : down + 1;
});

const operations: Readonly<Record<string, NumberOperation>> = {
  add,
  add_v2: add,
  subtract,
  sub: subtract,
  multiply,
  mul: multiply,
  scalar_mul: multiply,
  divide,
  truediv: divide,
  realdiv: divide,
  // Python 2's division, which `tf.div` still is.
  div: two((x, y, isInteger) => (isInteger ? Math.floor(x / y) : x / y)),
  div_no_nan: two((x, y) => (y === 0 ? 0 : x / y), true),
  floordiv: floorDivide,
  floor_div: floorDivide,
  mod: remainder,
  floormod: remainder,
  pow: two((x, y) => x ** y),
  minimum: two((x, y) => Math.min(x, y)),
  maximum: two((x, y) => Math.max(x, y)),
  negative: one((x) => -x),
  abs: one(Math.abs),
  sign: one(Math.sign),
  square: one((x) => x * x),
  sqrt: one(Math.sqrt, true),
  rsqrt: one((x) => 1 / Math.sqrt(x), true),
  reciprocal: one((x) => 1 / x, true),
  exp: one(Math.exp, true),
  log: one(Math.log, true),
  log1p: one(Math.log1p, true),
  sin: one(Math.sin, true),
  cos: one(Math.cos, true),
  tanh: one(Math.tanh, true),
  sigmoid: one((x) => 1 / (1 + Math.exp(-x)), true),
  floor: one(Math.floor),
  ceil: one(Math.ceil),
  round,
  rint: round,
  less: test((x, y) => x < y),
  less_equal: test((x, y) => x <= y),
  greater: test((x, y) => x > y),
  greater_equal: test((x, y) => x >= y),
  equal: test((x, y) => x === y),
  not_equal: test((x, y) => x !== y),
  logical_and: test((x, y) => x !== 0 && y !== 0),
  logical_or: test((x, y) => x !== 0 || y !== 0),
  logical_not: one((x) => (x === 0 ? 1 : 0)),
  where,
  where_v2: where,
  cond: choose(['pred'], ['true_fn', 'fn1'], ['false_fn', 'fn2']),
  clip_by_value: three([['t', 'value'], ['clip_value_min'], ['clip_value_max']], (x, low, high) =>
    Math.min(Math.max(x, low), high),
  ),
  identity: same,
  stop_gradient: same,
  squeeze: same,
  reshape: same,
  constant: same,
  convert_to_tensor: same,
  reduce_mean: same,
  'Variable.read_value': same,
  'Variable.value': same,
};

/** The operation of a public name below `tf`, or null where it is none on single numbers. */
export function numberOperation(name: string): NumberOperation | null {
  return own(operations, name) ?? null;
}
