import { addAll, binary, cast, constant, div, mul, reduce, scalarLike, select, square, unary } from '../build';
import type { Tensor } from '../graph';
import { IndexedSlices } from '../op-registry';
import { scalarValue } from '../value';
import { type Argument, tensorIn } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

function slicesIn(argument: Argument): IndexedSlices | null {
  return argument.kind === 'object' && argument.value instanceof IndexedSlices ? argument.value : null;
}

/** The tensors of a list; of a sparse gradient its values, of which TensorFlow takes the norm too. */
function presentTensors(call: Call, name: string): Tensor[] {
  return call.items(name).flatMap((argument) => slicesIn(argument)?.values ?? tensorIn(argument) ?? []);
}

function globalNorm(call: Call, list: readonly Tensor[]): Tensor {
  if (list.length === 0) return constant(call.graph, scalarValue('float32', 0));
  // TensorFlow halves each sum of squares (its l2_loss) and doubles the root's argument.
  const halves = list.map((tensor) => mul(reduce('Sum', square(tensor), null), scalarLike(tensor, 0.5)));
  const total = addAll(halves);
  return unary('Sqrt', mul(total, scalarLike(total, 2)));
}

defineApi({
  clip_by_value: (call) => {
    const x = call.tensor('t');
    const upper = binary('Minimum', x, call.tensorLike('clip_value_max', x));
    return binary('Maximum', upper, call.tensorLike('clip_value_min', x));
  },
  clip_by_norm: (call) => {
    const x = call.tensor('t');
    const clip = call.tensorLike('clip_norm', x);
    const squares = reduce('Sum', square(x), call.ints('axes'), true);
    const isPositive = binary('Greater', squares, unary('ZerosLike', squares));
    const safe = select(isPositive, squares, unary('OnesLike', squares));
    const norm = select(isPositive, unary('Sqrt', safe), squares);
    return div(mul(x, clip), binary('Maximum', norm, clip));
  },
  norm: (call) => {
    const x = call.tensor('tensor');
    const keep = call.bool('keepdims') || call.bool('keep_dims');
    const order = call.argument('ord');
    if (order.kind === 'int' && order.value === 1) return reduce('Sum', unary('Abs', x), call.ints('axis'), keep);
    return unary('Sqrt', reduce('Sum', square(x), call.ints('axis'), keep));
  },
  global_norm: (call) => globalNorm(call, presentTensors(call, 't_list')),
  clip_by_global_norm: (call) => {
    const list = presentTensors(call, 't_list');
    const norm = call.has('use_norm') ? call.tensor('use_norm') : globalNorm(call, list);
    const clip = call.tensorLike('clip_norm', norm);
    const factor = mul(clip, binary('Minimum', div(scalarLike(norm, 1), norm), div(scalarLike(norm, 1), clip)));
    const clipped = call.items('t_list').map((argument) => {
      const slices = slicesIn(argument);
      if (slices !== null) {
        const { values, indices, dense } = slices;
        return new IndexedSlices(mul(values, cast(factor, values.dtype)), indices, dense);
      }
      const tensor = tensorIn(argument);
      return tensor === null ? null : mul(tensor, cast(factor, tensor.dtype));
    });
    return [clipped, norm];
  },
});
