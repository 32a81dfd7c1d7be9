import { type DType, quotientType } from '../../base/dtype';
import { add, addAll, binary, cast, div, matmul, reduce, sub, unary } from '../build';
import type { Tensor } from '../graph';
import { typeError } from '../errors';
import { isFloating, isInteger } from '../value';
import type { Call } from './call';
import { tensordot } from './tensordot';
import { defineApi } from './registry';

// Builders of TensorFlow’s mathematical functions.

const unaryOf =
  (type: string) =>
  (call: Call): Tensor =>
    unary(type, call.float('x'));

const binaryOf =
  (type: string) =>
  (call: Call): Tensor =>
    binary(type, ...call.pair('x', 'y'));

/** Python 3's `/`: integers become floats, of 64 bits as TensorFlow has it. */
function trueDivide(call: Call): Tensor {
  const [x, y] = call.pair('x', 'y');
  if (x.dtype !== y.dtype) throw typeError(`x and y must have the same dtype, got ${x.dtype} != ${y.dtype}`);
  const dtype: DType = quotientType(x.dtype);
  return div(cast(x, dtype), cast(y, dtype));
}

/** Equality of what may be no tensor at all. */
function comparison(type: string): (call: Call) => Tensor {
  return (call) => binary(type, ...call.pair('x', 'y'));
}

const reduction =
  (type: string) =>
  (call: Call): Tensor => {
    const axis = call.has('axis') ? 'axis' : call.has('reduction_indices') ? 'reduction_indices' : 'axis';
    const keep = call.bool('keepdims') || call.bool('keep_dims');
    const x = call.tensor('input_tensor');
    return reduce(type, x, call.ints(axis), keep);
  };

const arg = (type: string) => (call: Call) => {
  const x = call.tensor('input');
  const axis = call.intOrNull('axis') ?? call.intOrNull('dimension') ?? 0;
  const dtype = call.dtype('output_type') ?? 'int64';
  return x.graph.createOperation(type, [x], { attributes: { axis, dtype } }).output;
};

defineApi({
  add: binaryOf('Add'),
  subtract: binaryOf('Sub'),
  multiply: binaryOf('Mul'),
  divide: trueDivide,
  /** Python 2's `/`, `tf.div`: integers stay integers. */
  div: (call) => {
    const [x, y] = call.pair('x', 'y');
    return binary(isFloating(x.dtype) ? 'RealDiv' : 'FloorDiv', x, y);
  },
  'math.divide_no_nan': binaryOf('DivNoNan'),
  floordiv: binaryOf('FloorDiv'),
  mod: binaryOf('FloorMod'),
  pow: binaryOf('Pow'),
  maximum: binaryOf('Maximum'),
  minimum: binaryOf('Minimum'),
  squared_difference: binaryOf('SquaredDifference'),
  less: comparison('Less'),
  less_equal: comparison('LessEqual'),
  greater: comparison('Greater'),
  greater_equal: comparison('GreaterEqual'),
  equal: comparison('Equal'),
  not_equal: comparison('NotEqual'),
  logical_and: binaryOf('LogicalAnd'),
  logical_or: binaryOf('LogicalOr'),
  logical_xor: binaryOf('LogicalXor'),
  logical_not: (call) => unary('LogicalNot', call.tensor('x')),
  negative: unaryOf('Neg'),
  positive: (call) => call.tensor('x'),
  abs: unaryOf('Abs'),
  sign: unaryOf('Sign'),
  square: unaryOf('Square'),
  sqrt: unaryOf('Sqrt'),
  'math.rsqrt': unaryOf('Rsqrt'),
  exp: unaryOf('Exp'),
  'math.expm1': unaryOf('Expm1'),
  log: unaryOf('Log'),
  'math.log1p': unaryOf('Log1p'),
  sin: unaryOf('Sin'),
  cos: unaryOf('Cos'),
  tan: unaryOf('Tan'),
  asin: unaryOf('Asin'),
  acos: unaryOf('Acos'),
  atan: unaryOf('Atan'),
  sinh: unaryOf('Sinh'),
  cosh: unaryOf('Cosh'),
  tanh: unaryOf('Tanh'),
  'math.erf': unaryOf('Erf'),
  sigmoid: unaryOf('Sigmoid'),
  floor: unaryOf('Floor'),
  'math.ceil': unaryOf('Ceil'),
  round: (call) => {
    const x = call.float('x');
    // Whole numbers are what they are.
    return isInteger(x.dtype) ? x : unary('Round', x);
  },
  'math.reciprocal': unaryOf('Reciprocal'),
  'math.softplus': (call) => unary('Softplus', call.float('features')),
  'math.is_nan': unaryOf('IsNan'),
  'math.is_inf': unaryOf('IsInf'),
  'math.is_finite': unaryOf('IsFinite'),
  identity: (call) => {
    const input = call.tensor('input');
    return call.graph.createOperation('Identity', [input], { name: call.text('name') }).output;
  },
  stop_gradient: (call) => unary('StopGradient', call.tensor('input')),
  check_numerics: (call) =>
    call.graph.createOperation('CheckNumerics', [call.tensor('tensor')], {
      name: call.text('name'),
      attributes: { message: call.text('message') },
    }).output,
  zeros_like: (call) => {
    const x = unary('ZerosLike', call.tensor('tensor'));
    return cast(x, call.dtype('dtype') ?? x.dtype);
  },
  ones_like: (call) => {
    const x = unary('OnesLike', call.tensor('tensor'));
    return cast(x, call.dtype('dtype') ?? x.dtype);
  },
  add_n: (call) => addAll(call.tensors('inputs')),
  matmul: (call) => {
    const [a, y] = call.pair('a', 'b');
    return matmul(
      a,
      y,
      call.bool('transpose_a') || call.bool('adjoint_a'),
      call.bool('transpose_b') || call.bool('adjoint_b'),
    );
  },
  tensordot: (call) => {
    const [a, b] = call.pair('a', 'b');
    return tensordot(a, b, call.argument('axes'));
  },
  reduce_sum: reduction('Sum'),
  reduce_mean: reduction('Mean'),
  reduce_max: reduction('Max'),
  reduce_min: reduction('Min'),
  reduce_prod: reduction('Prod'),
  reduce_all: reduction('All'),
  reduce_any: reduction('Any'),
  reduce_logsumexp: (call) => {
    const x = call.tensor('input_tensor');
    const axes = call.ints('axis');
    const highest = unary('StopGradient', reduce('Max', x, axes, true));
    const sum = reduce('Sum', unary('Exp', sub(x, highest)), axes, call.bool('keepdims'));
    const top = call.bool('keepdims') ? highest : reduce('Sum', highest, axes, false);
    return add(unary('Log', sum), top);
  },
  argmax: arg('ArgMax'),
  argmin: arg('ArgMin'),
  cast: (call) => cast(call.tensor('x'), call.dtype('dtype') ?? 'float32'),
  to_float: (call) => cast(call.tensor('x'), 'float32'),
  to_double: (call) => cast(call.tensor('x'), 'float64'),
  to_int32: (call) => cast(call.tensor('x'), 'int32'),
  to_int64: (call) => cast(call.tensor('x'), 'int64'),
});
