import type { DType } from '../../base/graph-call';
import { add, addAll, binary, cast, div, matmul, reduce, sub, unary } from '../build';
import { TensorFlowError } from '../errors';
import type { Tensor } from '../graph';
import { isFloating } from '../value';
import type { Call } from './call';
import { defineAliases, defineApi } from './registry';

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
  const dtype: DType = isFloating(x.dtype) ? x.dtype : 'float64';
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

const reductionSignature = 'input_tensor, axis=None, keepdims=None, name=None, reduction_indices=None, keep_dims=None';

const arg = (type: string) => (call: Call) => {
  const x = call.tensor('input');
  const axis = call.intOrNull('axis') ?? call.intOrNull('dimension') ?? 0;
  const dtype = call.dtype('output_type') ?? 'int64';
  return x.graph.createOperation(type, [x], { attributes: { axis, dtype } }).output;
};

const u = (type: string): readonly [string, (call: Call) => Tensor] => ['x, name=None', unaryOf(type)];
const b = (type: string): readonly [string, (call: Call) => Tensor] => ['x, y, name=None', binaryOf(type)];

defineApi({
  add: b('Add'),
  subtract: b('Sub'),
  multiply: b('Mul'),
  divide: ['x, y, name=None', trueDivide],
  /** Python 2's `/`, `tf.div`: integers stay integers. */
  div: [
    'x, y, name=None',
    (call) => {
      const [x, y] = call.pair('x', 'y');
      return binary(isFloating(x.dtype) ? 'RealDiv' : 'FloorDiv', x, y);
    },
  ],
  'math.divide_no_nan': b('DivNoNan'),
  floordiv: b('FloorDiv'),
  mod: b('FloorMod'),
  pow: b('Pow'),
  maximum: b('Maximum'),
  minimum: b('Minimum'),
  squared_difference: b('SquaredDifference'),
  less: ['x, y, name=None', comparison('Less')],
  less_equal: ['x, y, name=None', comparison('LessEqual')],
  greater: ['x, y, name=None', comparison('Greater')],
  greater_equal: ['x, y, name=None', comparison('GreaterEqual')],
  equal: ['x, y, name=None', comparison('Equal')],
  not_equal: ['x, y, name=None', comparison('NotEqual')],
  logical_and: b('LogicalAnd'),
  logical_or: b('LogicalOr'),
  logical_xor: b('LogicalXor'),
  logical_not: ['x, name=None', (call) => unary('LogicalNot', call.tensor('x'))],
  negative: u('Neg'),
  positive: ['x, name=None', (call) => call.tensor('x')],
  abs: u('Abs'),
  sign: u('Sign'),
  square: u('Square'),
  sqrt: u('Sqrt'),
  'math.rsqrt': u('Rsqrt'),
  exp: u('Exp'),
  'math.expm1': u('Expm1'),
  log: u('Log'),
  'math.log1p': u('Log1p'),
  sin: u('Sin'),
  cos: u('Cos'),
  tan: u('Tan'),
  asin: u('Asin'),
  acos: u('Acos'),
  atan: u('Atan'),
  sinh: u('Sinh'),
  cosh: u('Cosh'),
  tanh: u('Tanh'),
  'math.erf': u('Erf'),
  sigmoid: u('Sigmoid'),
  floor: u('Floor'),
  'math.ceil': u('Ceil'),
  round: u('Round'),
  'math.reciprocal': u('Reciprocal'),
  'math.softplus': ['features, name=None', (call) => unary('Softplus', call.float('features'))],
  'math.is_nan': u('IsNan'),
  'math.is_inf': u('IsInf'),
  'math.is_finite': u('IsFinite'),
  identity: [
    'input, name=None',
    (call) => {
      const input = call.tensor('input');
      return call.graph.createOperation('Identity', [input], { name: call.text('name') }).output;
    },
  ],
  stop_gradient: ['input, name=None', (call) => unary('StopGradient', call.tensor('input'))],
  check_numerics: [
    'tensor, message, name=None',
    (call) =>
      call.graph.createOperation('CheckNumerics', [call.tensor('tensor')], {
        name: call.text('name'),
        attributes: { message: call.text('message') },
      }).output,
  ],
  zeros_like: [
    'tensor, dtype=None, name=None, optimize=True',
    (call) => {
      const x = unary('ZerosLike', call.tensor('tensor'));
      return cast(x, call.dtype('dtype') ?? x.dtype);
    },
  ],
  ones_like: [
    'tensor, dtype=None, name=None, optimize=True',
    (call) => {
      const x = unary('OnesLike', call.tensor('tensor'));
      return cast(x, call.dtype('dtype') ?? x.dtype);
    },
  ],
  add_n: ['inputs, name=None', (call) => addAll(call.tensors('inputs'))],
  matmul: [
    'a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, b_is_sparse=False, name=None',
    (call) => {
      const [a, y] = call.pair('a', 'b');
      return matmul(
        a,
        y,
        call.bool('transpose_a') || call.bool('adjoint_a'),
        call.bool('transpose_b') || call.bool('adjoint_b'),
      );
    },
  ],
  tensordot: [
    'a, b, axes, name=None',
    (call) => {
      const [a, y] = call.pair('a', 'b');
      if (call.int('axes') !== 1 || a.shape?.length !== 2 || y.shape?.length !== 2)
        throw new TensorFlowError('NotImplementedError', 'tensordot is supported over one axis of two matrices');
      return matmul(a, y);
    },
  ],
  reduce_sum: [reductionSignature, reduction('Sum')],
  reduce_mean: [reductionSignature, reduction('Mean')],
  reduce_max: [reductionSignature, reduction('Max')],
  reduce_min: [reductionSignature, reduction('Min')],
  reduce_prod: [reductionSignature, reduction('Prod')],
  reduce_all: [reductionSignature, reduction('All')],
  reduce_any: [reductionSignature, reduction('Any')],
  reduce_logsumexp: [
    reductionSignature,
    (call) => {
      const x = call.tensor('input_tensor');
      const axes = call.ints('axis');
      const highest = unary('StopGradient', reduce('Max', x, axes, true));
      const sum = reduce('Sum', unary('Exp', sub(x, highest)), axes, call.bool('keepdims'));
      const top = call.bool('keepdims') ? highest : reduce('Sum', highest, axes, false);
      return add(unary('Log', sum), top);
    },
  ],
  argmax: ['input, axis=None, name=None, dimension=None, output_type=int64', arg('ArgMax')],
  argmin: ['input, axis=None, name=None, dimension=None, output_type=int64', arg('ArgMin')],
  cast: ['x, dtype, name=None', (call) => cast(call.tensor('x'), call.dtype('dtype') ?? 'float32')],
  to_float: ['x, name=None', (call) => cast(call.tensor('x'), 'float32')],
  to_double: ['x, name=None', (call) => cast(call.tensor('x'), 'float64')],
  to_int32: ['x, name=None', (call) => cast(call.tensor('x'), 'int32')],
  to_int64: ['x, name=None', (call) => cast(call.tensor('x'), 'int64')],
});

defineAliases({
  add: ['math.add', '__add__'],
  subtract: ['math.subtract', 'sub'],
  multiply: ['math.multiply', 'mul'],
  divide: ['truediv', 'math.truediv', 'math.divide', 'realdiv'],
  'math.divide_no_nan': ['div_no_nan'],
  floordiv: ['math.floordiv', 'floor_div'],
  mod: ['floormod', 'math.mod', 'math.floormod'],
  pow: ['math.pow'],
  maximum: ['math.maximum'],
  minimum: ['math.minimum'],
  squared_difference: ['math.squared_difference'],
  less: ['math.less'],
  less_equal: ['math.less_equal'],
  greater: ['math.greater'],
  greater_equal: ['math.greater_equal'],
  equal: ['math.equal'],
  not_equal: ['math.not_equal'],
  logical_and: ['math.logical_and', 'and'],
  logical_or: ['math.logical_or', 'or'],
  logical_xor: ['math.logical_xor', 'xor'],
  logical_not: ['math.logical_not', 'invert'],
  negative: ['math.negative', 'neg'],
  abs: ['math.abs'],
  sign: ['math.sign'],
  square: ['math.square'],
  sqrt: ['math.sqrt'],
  'math.rsqrt': ['rsqrt'],
  exp: ['math.exp'],
  'math.expm1': ['expm1'],
  log: ['math.log'],
  'math.log1p': ['log1p'],
  sin: ['math.sin'],
  cos: ['math.cos'],
  tan: ['math.tan'],
  asin: ['math.asin'],
  acos: ['math.acos'],
  atan: ['math.atan'],
  sinh: ['math.sinh'],
  cosh: ['math.cosh'],
  tanh: ['math.tanh', 'nn.tanh'],
  'math.erf': ['erf'],
  sigmoid: ['math.sigmoid', 'nn.sigmoid'],
  floor: ['math.floor'],
  'math.ceil': ['ceil'],
  round: ['math.round', 'rint', 'math.rint'],
  'math.reciprocal': ['reciprocal'],
  'math.softplus': ['nn.softplus'],
  'math.is_nan': ['is_nan', 'debugging.is_nan'],
  'math.is_inf': ['is_inf', 'debugging.is_inf'],
  'math.is_finite': ['is_finite', 'debugging.is_finite'],
  check_numerics: ['debugging.check_numerics'],
  add_n: ['math.add_n', 'accumulate_n', 'math.accumulate_n'],
  matmul: ['linalg.matmul', 'batch_matmul'],
  reduce_sum: ['math.reduce_sum'],
  reduce_mean: ['math.reduce_mean'],
  reduce_max: ['math.reduce_max'],
  reduce_min: ['math.reduce_min'],
  reduce_prod: ['math.reduce_prod'],
  reduce_all: ['math.reduce_all'],
  reduce_any: ['math.reduce_any'],
  reduce_logsumexp: ['math.reduce_logsumexp'],
  argmax: ['math.argmax', 'arg_max'],
  argmin: ['math.argmin', 'arg_min'],
  cast: ['dtypes.cast'],
});
