import { message } from '../../base/message';
import type { DType } from '../../base/graph-call';
import { cast, constant, reshape, transpose } from '../build';
import { typeError, UnsupportedError, valueError } from '../errors';
import type { Tensor } from '../graph';
import type { SliceItem } from '../ops/slicing';
import type { SliceItemAt } from '../ops/slicing-at';
import { isFullyDefined, normalizeAxis } from '../shape';
import { at, emptyValue, isIndex, isInteger, item, makeValue } from '../value';
import { type Argument, describe, literalValue, none, numbersIn, tensorIn } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

// Builders of TensorFlow’s array functions.

const op = (type: string, inputs: readonly Tensor[], attributes: Readonly<Record<string, unknown>>): Tensor =>
  item(inputs, 0).graph.createOperation(type, inputs, { attributes }).output;

function rankOf(tensor: Tensor, what: string): number {
  if (tensor.shape === null) throw valueError(`${what} needs a tensor of known rank`);
  return tensor.shape.length;
}

/** Reads the positions of an index; scalars that only the run knows are collected, each with its place among them. */
class IndexReader {
  readonly scalars: Tensor[] = [];

  item(argument: Argument): SliceItemAt {
    if (argument.kind === 'none') return { kind: 'new-axis' };
    if (argument.kind === 'string' && argument.value === 'newaxis') return { kind: 'new-axis' };
    if (argument.kind === 'string' && (argument.value === 'ellipsis' || argument.value === '...'))
      return { kind: 'ellipsis' };
    if (argument.kind !== 'list' || !isSlice(argument)) return { kind: 'index', index: this.number(argument) };
    const [, begin = none, end = none, step = none] = argument.items;
    const bound = (part: Argument): number | { readonly place: number } | null =>
      part.kind === 'none' ? null : this.number(part);
    return { kind: 'range', begin: bound(begin), end: bound(end), step: bound(step) ?? 1 };
  }

  private number(argument: Argument): number | { readonly place: number } {
    if (argument.kind === 'int') return argument.value;
    if (argument.kind === 'bool') return argument.value ? 1 : 0;
    const array = argument.kind === 'array' ? argument.value : null;
    if (array?.shape.length === 0 && isInteger(array.dtype)) return at(array.data, 0);
    const tensor = tensorIn(argument);
    if (tensor === null || !isIndex(tensor.dtype) || (tensor.shape !== null && tensor.shape.length > 0))
      throw typeError(
        'Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are ' +
          `valid indices, got ${describe(argument)}`,
      );
    const [number] = numbersIn(argument) ?? [];
    if (number !== undefined) return number;
    this.scalars.push(tensor);
    return { place: this.scalars.length - 1 };
  }
}

const isSlice = (argument: Argument): boolean =>
  argument.kind === 'list' && argument.items[0]?.kind === 'string' && argument.items[0].value === 'slice';

function getItem(call: Call): Tensor {
  const x = call.tensor('self');
  const index = call.argument('index');
  const parts = index.kind === 'list' && !isSlice(index) ? index.items : [index];
  const reader = new IndexReader();
  const items = parts.map((part) => reader.item(part));
  if (reader.scalars.length === 0) return op('StridedSlice', [x], { items });
  return op('StridedSliceAt', [x, ...reader.scalars], { items });
}

function reshaped(call: Call): Tensor {
  const x = call.tensor('tensor');
  const numbers = numbersIn(call.argument('shape'));
  if (numbers !== null) return reshape(x, numbers);
  return op('ReshapeTo', [x, call.tensor('shape', null)], {});
}

function concat(call: Call): Tensor {
  const [values, axis] = call.argument('axis').kind === 'list' ? ['axis', 'values'] : ['values', 'axis'];
  const tensors = call.tensors(values);
  const [only] = tensors;
  if (tensors.length === 0) throw valueError('values must hold at least one tensor');
  return tensors.length === 1 && only !== undefined ? only : op('ConcatV2', tensors, { axis: call.int(axis) });
}

/** Slices along an axis, one a part. */
function parts(x: Tensor, axis: number, lengths: readonly number[], drop: boolean): Tensor[] {
  const rank = rankOf(x, 'splitting');
  const position = normalizeAxis(axis, rank);
  let begin = 0;
  return lengths.map((length) => {
    const items = Array.from({ length: rank }, (_, index): SliceItem => {
      if (index !== position) return { kind: 'range', begin: null, end: null, step: 1 };
      return drop ? { kind: 'index', index: begin } : { kind: 'range', begin, end: begin + length, step: 1 };
    });
    begin += length;
    return op('StridedSlice', [x], { items });
  });
}

function split(call: Call): Tensor[] {
  const x = call.tensor('value');
  const axis = call.int('axis');
  const sizes = call.ints('num_or_size_splits') ?? [];
  if (sizes.length > 1 || call.argument('num_or_size_splits').kind === 'list') return parts(x, axis, sizes, false);
  const length = x.shape?.[normalizeAxis(axis, rankOf(x, 'split'))] ?? null;
  const count = at(sizes, 0);
  if (length === null || length % count !== 0)
    throw valueError(`an axis of length ${String(length)} cannot be split in ${count}`);
  return parts(x, axis, new Array<number>(count).fill(length / count), false);
}

function unstack(call: Call): Tensor[] {
  const x = call.tensor('value');
  const axis = call.int('axis');
  const length = call.intOrNull('num') ?? x.shape?.[normalizeAxis(axis, rankOf(x, 'unstack'))] ?? null;
  if (length === null) throw valueError('unstack needs a known length');
  return parts(x, axis, new Array<number>(length).fill(1), true);
}

function transposed(call: Call): Tensor {
  const x = call.tensor('a');
  const permutation = call.ints('perm') ?? Array.from({ length: rankOf(x, 'transpose') }, (_, axis) => axis).reverse();
  return transpose(x, permutation);
}

function oneHot(call: Call): Tensor {
  const dtype: DType = call.dtype('dtype') ?? (call.has('on_value') ? call.tensor('on_value').dtype : 'float32');
  const indices = call.tensor('indices');
  if (!isIndex(indices.dtype) && indices.dtype !== 'uint8' && indices.dtype !== 'int8')
    throw typeError(`one_hot's indices must be integers, not ${indices.dtype}`);
  return op('OneHot', [indices], {
    depth: call.int('depth'),
    on: call.has('on_value') ? call.number('on_value') : 1,
    off: call.has('off_value') ? call.number('off_value') : 0,
    axis: call.intOrNull('axis') ?? -1,
    dtype,
  });
}

function pad(call: Call): Tensor {
  const x = call.tensor('tensor');
  const numbers = call.ints('paddings') ?? [];
  const mode = call.text('mode') ?? 'CONSTANT';
  if (mode.toUpperCase() !== 'CONSTANT')
    throw new UnsupportedError(message('{0} in the mode {1} is not supported', call.name, mode));
  const paddings = Array.from({ length: numbers.length / 2 }, (_, axis) => [
    at(numbers, axis * 2),
    at(numbers, axis * 2 + 1),
  ]);
  return op('Pad', [x], { paddings, value: call.number('constant_values') });
}

/** `tf.range(limit)` or `tf.range(start, limit, delta)`. */
function range(call: Call): Tensor {
  const only = !call.has('limit');
  const [start, limit] = only ? [null, call.tensor('start')] : call.pair('start', 'limit');
  const zero = constant(call.graph, literalValue({ kind: 'int', value: 0 }, limit.dtype));
  const delta = call.tensorLike('delta', limit);
  const dtype = call.dtype('dtype') ?? limit.dtype;
  const result = cast(op('Range', [start ?? zero, limit, cast(delta, limit.dtype)], {}), dtype);
  const numbers = [start ?? zero, limit, delta].map((tensor) => numbersIn({ kind: 'object', value: tensor })?.[0]);
  const [from, to, by] = numbers;
  if (from !== undefined && to !== undefined && by !== undefined)
    result.shape = [Math.max(0, Math.ceil((to - from) / by))];
  return result;
}

function linspace(call: Call): Tensor {
  const [start, stop, count] = [call.number('start'), call.number('stop'), call.int('num')];
  const f = Math.fround;
  const delta = count > 1 ? f(f(f(stop) - f(start)) / (count - 1)) : 0;
  const numbers = Array.from({ length: count }, (_, index) =>
    index > 0 && index === count - 1 ? f(stop) : f(f(start) + f(delta * index)),
  );
  return constant(call.graph, makeValue('float32', [count], numbers));
}

function stack(call: Call): Tensor {
  const values = call.tensors('values');
  if (values.length === 0) return constant(call.graph, emptyValue('float32', [0]));
  return op('Pack', values, { axis: call.int('axis') });
}

defineApi({
  /**
   * `x[index]`. An index is a list with one item for each position between the commas: an int or a scalar tensor drops its axis, a
   * slice is the list `['slice', begin, end, step]` with None for what is not written, its bounds are ints or scalar tensors too, a new
   * axis is None, an ellipsis the string `'...'`. An index that is no tuple may stand by itself.
   */
  getitem: getItem,
  strided_slice: (call) => {
    const [begin, end] = [call.ints('begin') ?? [], call.ints('end') ?? []];
    const strides = call.ints('strides') ?? begin.map(() => 1);
    const items = begin.map((first, axis): SliceItem => ({
      kind: 'range',
      begin: first,
      end: at(end, axis),
      step: at(strides, axis),
    }));
    return op('StridedSlice', [call.tensor('input_')], { items });
  },
  slice: (call) => {
    const [begin, size] = [call.ints('begin') ?? [], call.ints('size') ?? []];
    const items = begin.map((first, axis): SliceItem => {
      const length = at(size, axis);
      return { kind: 'range', begin: first, end: length < 0 ? null : first + length, step: 1 };
    });
    return op('StridedSlice', [call.tensor('input_')], { items });
  },
  reshape: reshaped,
  transpose: transposed,
  expand_dims: (call) => op('ExpandDims', [call.tensor('input')], { axis: call.intOrNull('axis') ?? call.int('dim') }),
  squeeze: (call) =>
    op('Squeeze', [call.tensor('input')], { axes: call.ints('axis') ?? call.ints('squeeze_dims') ?? [] }),
  concat: concat,
  stack: stack,
  unstack: unstack,
  split: split,
  gather: (call) => op('Gather', [call.tensor('params'), call.tensor('indices')], { axis: call.int('axis') }),
  'nn.embedding_lookup': (call) => op('Gather', [item(call.tensors('params'), 0), call.tensor('ids')], { axis: 0 }),
  one_hot: oneHot,
  tile: (call) => op('Tile', [call.tensor('input')], { multiples: call.ints('multiples') ?? [] }),
  pad: pad,
  cumsum: (call) =>
    op('Cumsum', [call.tensor('x')], {
      axis: call.int('axis'),
      exclusive: call.bool('exclusive'),
      reverse: call.bool('reverse'),
    }),
  shape: (call) => op('Shape', [call.tensor('input')], { dtype: call.dtype('out_type') }),
  size: (call) => op('Size', [call.tensor('input')], { dtype: call.dtype('out_type') }),
  rank: (call) => constant(call.graph, literalValue({ kind: 'int', value: rankOf(call.tensor('input'), 'rank') })),
  range: range,
  linspace: linspace,
  broadcast_to: (call) => op('BroadcastTo', [call.tensor('input')], { shape: call.ints('shape') ?? [] }),
  where: (call) => {
    if (!call.has('x') || !call.has('y'))
      throw new UnsupportedError(message('{0} of a condition alone is not supported', call.name));
    return op('Select', [call.tensor('condition'), ...call.pair('x', 'y')], {});
  },
  sequence_mask: (call) =>
    op('SequenceMask', [call.tensor('lengths')], { maxLength: call.intOrNull('maxlen'), dtype: call.dtype('dtype') }),
  eye: (call) => {
    const [rows, columns] = [call.int('num_rows'), call.intOrNull('num_columns') ?? call.int('num_rows')];
    const numbers = Array.from({ length: rows * columns }, (_, index) =>
      Math.floor(index / columns) === index % columns ? 1 : 0,
    );
    return constant(call.graph, makeValue(call.dtype('dtype') ?? 'float32', [rows, columns], numbers));
  },
  ensure_shape: (call) => {
    const x = call.tensor('x');
    const shape = call.shape('shape');
    if (isFullyDefined(shape)) x.shape = shape;
    return x;
  },
});
