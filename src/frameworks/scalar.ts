// Operations on single numbers, as graphs compute them.

/** An operation on single numbers; truths are 1 and 0. */
export interface ScalarOperation {
  readonly operands: number;
  /** Whether the result is a float although the operands are integers. */
  readonly isFractional: boolean;
  /** Whether the result is the first operand unchanged, but for its dtype. */
  readonly isIdentity: boolean;
  /** The kind of number that the result always is; null where the operands or an argument `dtype` decide. */
  readonly castsTo: 'int32' | 'int64' | 'float32' | 'float64' | 'bool' | null;
  /** Whether the first operand only chooses between the others. */
  readonly isChoice: boolean;
  readonly compute: (operands: readonly number[], isInteger: boolean) => number;
}

const one = (compute: (x: number) => number, isFractional = false): ScalarOperation => ({
  operands: 1,
  isFractional,
  isIdentity: false,
  castsTo: null,
  isChoice: false,
  compute: ([x = Number.NaN]) => compute(x),
});

const two = (compute: (x: number, y: number, isInteger: boolean) => number, isFractional = false): ScalarOperation => ({
  operands: 2,
  isFractional,
  isIdentity: false,
  castsTo: null,
  isChoice: false,
  compute: ([x = Number.NaN, y = Number.NaN], isInteger) => compute(x, y, isInteger),
});

const test = (compute: (x: number, y: number) => boolean): ScalarOperation => ({
  ...two((x, y) => (compute(x, y) ? 1 : 0)),
  castsTo: 'bool',
});

const three = (compute: (x: number, y: number, z: number) => number): ScalarOperation => ({
  operands: 3,
  isFractional: false,
  isIdentity: false,
  castsTo: null,
  isChoice: false,
  compute: ([x = Number.NaN, y = Number.NaN, z = Number.NaN]) => compute(x, y, z),
});

/** Halves go to the even neighbour, as TensorFlow and NumPy round. */
function roundHalfToEven(x: number): number {
  const down = Math.floor(x);
  if (x - down !== 0.5) return Math.round(x);
  return down % 2 === 0 ? down : down + 1;
}

/** By the name that the operation has in this project: TensorFlow 1's where it has one. */
export const scalar = {
  same: { ...one((x) => x), isIdentity: true },
  toInt32: { ...one(Math.trunc), isIdentity: true, castsTo: 'int32' },
  toInt64: { ...one(Math.trunc), isIdentity: true, castsTo: 'int64' },
  toFloat32: { ...one((x) => x), isIdentity: true, castsTo: 'float32' },
  toFloat64: { ...one((x) => x), isIdentity: true, castsTo: 'float64' },
  add: two((x, y) => x + y),
  subtract: two((x, y) => x - y),
  multiply: two((x, y) => x * y),
  divide: two((x, y) => x / y, true),
  /** Python 2's division, which `tf.div` still is: integers stay integers. */
  div: two((x, y, isInteger) => (isInteger ? Math.floor(x / y) : x / y)),
  divideNoNan: two((x, y) => (y === 0 ? 0 : x / y), true),
  floorDivide: two((x, y) => Math.floor(x / y)),
  /** With the sign of the divisor, as Python has it; without the error of a quotient. */
  remainder: two((x, y) => (x % y !== 0 && x % y < 0 !== y < 0 ? (x % y) + y : x % y)),
  pow: two((x, y) => x ** y),
  minimum: two((x, y) => Math.min(x, y)),
  maximum: two((x, y) => Math.max(x, y)),
  squaredDifference: two((x, y) => (x - y) * (x - y)),
  less: test((x, y) => x < y),
  lessEqual: test((x, y) => x <= y),
  greater: test((x, y) => x > y),
  greaterEqual: test((x, y) => x >= y),
  equal: test((x, y) => x === y),
  notEqual: test((x, y) => x !== y),
  logicalAnd: test((x, y) => x !== 0 && y !== 0),
  logicalOr: test((x, y) => x !== 0 || y !== 0),
  logicalXor: test((x, y) => (x !== 0) !== (y !== 0)),
  logicalNot: one((x) => (x === 0 ? 1 : 0)),
  negative: one((x) => -x),
  abs: one(Math.abs),
  sign: one(Math.sign),
  square: one((x) => x * x),
  sqrt: one(Math.sqrt, true),
  rsqrt: one((x) => 1 / Math.sqrt(x), true),
  reciprocal: one((x) => 1 / x, true),
  exp: one(Math.exp, true),
  expm1: one(Math.expm1, true),
  log: one(Math.log, true),
  log1p: one(Math.log1p, true),
  sin: one(Math.sin, true),
  cos: one(Math.cos, true),
  tan: one(Math.tan, true),
  asin: one(Math.asin, true),
  acos: one(Math.acos, true),
  atan: one(Math.atan, true),
  sinh: one(Math.sinh, true),
  cosh: one(Math.cosh, true),
  tanh: one(Math.tanh, true),
  sigmoid: one((x) => 1 / (1 + Math.exp(-x)), true),
  softplus: one((x) => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0), true),
  floor: one(Math.floor),
  ceil: one(Math.ceil),
  round: one(roundHalfToEven),
  isNan: { ...one((x) => (Number.isNaN(x) ? 1 : 0)), castsTo: 'bool' },
  isInf: { ...one((x) => (Math.abs(x) === Number.POSITIVE_INFINITY ? 1 : 0)), castsTo: 'bool' },
  isFinite: { ...one((x) => (Number.isFinite(x) ? 1 : 0)), castsTo: 'bool' },
  choose: { ...three((condition, yes, no) => (condition !== 0 ? yes : no)), isChoice: true },
  clip: three((x, low, high) => Math.min(Math.max(x, low), high)),
} as const satisfies Readonly<Record<string, ScalarOperation>>;
