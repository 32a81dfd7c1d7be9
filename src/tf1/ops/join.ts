import { sliceOp, unary } from '../build';
import { typeError, valueError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { defineOps, type Gradient } from '../op-registry';
import { type Dimension, mergeShapes, normalizeAxis, type Shape } from '../shape';
import { at, emptyValue, item, shapeText, sizeOf, type Value } from '../value';
import { forEachSelected, selectionOf, slicedShape, type SliceItem } from './slicing';

// Operations that join tensors, or split one.

const first = (operation: Operation): Tensor => item(operation.inputs, 0);

const addDimensions = (lengths: readonly Dimension[]): Dimension =>
  lengths.reduce<Dimension>((sum, length) => (sum === null || length === null ? null : sum + length), 0);

function concatShape(shapes: readonly Shape[], axis: number): Shape {
  const known = shapes.find((shape) => shape !== null);
  if (!known) return null;
  const position = normalizeAxis(axis, known.length);
  const result = known.map((_, index) => {
    const lengths = shapes.map((shape) => (shape === null ? null : (shape[index] ?? null)));
    if (index === position) return addDimensions(lengths);
    const given = lengths.filter((length) => length !== null);
    if (new Set(given).size > 1)
      throw valueError(`concat's inputs differ outside of axis ${axis}: ${shapes.map(shapeText).join(', ')}`);
    return given[0] ?? null;
  });
  return result;
}

/** A range of one axis, of any length, as a slice. */
function along(rank: number, axis: number, begin: number | null, end: number | null): SliceItem[] {
  return Array.from({ length: rank }, (_, index) =>
    index === axis ? { kind: 'range', begin, end, step: 1 } : { kind: 'range', begin: null, end: null, step: 1 },
  );
}

/** Shares its storage with no input: a joint of several arrays. */
function concatenate(values: readonly Value[], axis: number): Value {
  const [head] = values as [Value];
  const position = normalizeAxis(axis, head.shape.length);
  const shape = head.shape.map((length, index) =>
    index === position ? values.reduce((sum, value) => sum + item(value.shape, position), 0) : length,
  );
  const result = emptyValue(head.dtype, shape);
  const outer = sizeOf(shape.slice(0, position));
  const stride = sizeOf(shape.slice(position));
  let offset = 0;
  for (const { data } of values) {
    const width = data.length / Math.max(1, outer);
    for (let row = 0; row < outer; row++) {
      result.data.set(data.subarray(row * width, (row + 1) * width), row * stride + offset);
    }
    offset += width;
  }
  return result;
}

/** The inverse of a joint: parts in the shapes of others, one after the other along an axis. */
function separate(whole: Value, like: readonly Value[], axis: number): Value[] {
  let begin = 0;
  return like.map(({ shape }) => {
    const length = item(shape, axis);
    const selection = selectionOf(along(shape.length, axis, begin, begin + length), whole.shape);
    begin += length;
    const part = emptyValue(whole.dtype, shape);
    forEachSelected(selection, whole.shape, (from, to) => {
      part.data[to] = at(whole.data, from);
    });
    return part;
  });
}

defineOps(
  {
    type: 'ConcatV2',
    infer: (inputs, { axis }) => [
      {
        dtype: item(inputs, 0).dtype,
        shape: concatShape(
          inputs.map(({ shape }) => shape),
          axis as number,
        ),
      },
    ],
    kernel: (values, operation) => [concatenate(values, operation.attribute('axis'))],
    gradient: (operation, [dy]) => {
      if (!dy) return operation.inputs.map(() => null);
      const rank = dy.shape?.length ?? first(operation).shape?.length ?? 0;
      const axis = normalizeAxis(operation.attribute('axis'), rank);
      const lengths = operation.inputs.map(({ shape }) => shape?.[axis] ?? null);
      // Lengths that only a run knows are taken from the inputs then.
      if (lengths.includes(null))
        return dy.graph.createOperation('ConcatGrad', [dy, ...operation.inputs], { attributes: { axis } }).outputs;
      let begin = 0;
      return lengths.map((length): Gradient => {
        begin += length ?? 0;
        return sliceOp(dy, along(rank, axis, begin - (length ?? 0), begin));
      });
    },
  },
  {
    type: 'ConcatGrad',
    infer: ([dy, ...parts]) => parts.map(({ shape }) => ({ dtype: (dy as Tensor).dtype, shape })),
    kernel: ([dy, ...parts], operation) => separate(dy as Value, parts, operation.attribute('axis')),
    gradient: ({ inputs, attributes }, gradients) => {
      const [, ...parts] = inputs;
      const given = gradients.map((gradient, index) => gradient ?? unary('ZerosLike', item(parts, index)));
      const [head] = given;
      const joined = head && head.graph.createOperation('ConcatV2', given, { attributes }).output;
      return [joined ?? null, ...parts.map(() => null)];
    },
  },
  {
    type: 'Pack',
    infer: (inputs, { axis }) => {
      const { dtype } = item(inputs, 0);
      for (const input of inputs) if (input.dtype !== dtype) throw typeError('the tensors of a stack differ in dtype');
      const shape = inputs.map((input) => input.shape).reduce(mergeShapes);
      if (shape === null) return [{ dtype, shape }];
      const position = normalizeAxis(axis as number, shape.length + 1);
      return [{ dtype, shape: [...shape.slice(0, position), inputs.length, ...shape.slice(position)] }];
    },
    kernel: (values, operation) => {
      const { shape } = item(values, 0);
      const position = normalizeAxis(operation.attribute('axis'), shape.length + 1);
      const kept = [...shape.slice(0, position), 1, ...shape.slice(position)];
      return [
        concatenate(
          values.map((value) => ({ ...value, shape: kept })),
          position,
        ),
      ];
    },
    gradient: (operation, [dy]) => {
      if (!dy) return operation.inputs.map(() => null);
      const rank = (first(operation).shape?.length ?? 0) + 1;
      const axis = normalizeAxis(operation.attribute('axis'), rank);
      return operation.inputs.map((_, index) => {
        const items = along(rank, axis, null, null);
        items[axis] = { kind: 'index', index };
        return sliceOp(dy, items);
      });
    },
  },
  {
    type: 'StridedSlice',
    infer: ([x], { items }) => {
      const { dtype, shape } = x as Tensor;
      return [{ dtype, shape: shape && slicedShape(items as readonly SliceItem[], shape) }];
    },
    kernel: ([given], operation) => {
      const x = given as Value;
      const selection = selectionOf(operation.attribute('items'), x.shape);
      const result = emptyValue(x.dtype, selection.shape);
      forEachSelected(selection, x.shape, (from, to) => {
        result.data[to] = at(x.data, from);
      });
      return [result];
    },
    gradient: (operation, [dy]) => {
      if (!dy) return [null];
      const x = first(operation);
      const attributes = { items: operation.attribute<unknown>('items') };
      return [dy.graph.createOperation('StridedSliceGrad', [dy, x], { attributes }).output];
    },
  },
  {
    type: 'StridedSliceGrad',
    infer: ([dy, x]) => [{ dtype: (dy as Tensor).dtype, shape: (x as Tensor).shape }],
    kernel: ([dy, x], operation) => {
      const { data } = dy as Value;
      const { shape } = x as Value;
      const result = emptyValue((dy as Value).dtype, shape);
      forEachSelected(selectionOf(operation.attribute('items'), shape), shape, (from, to) => {
        result.data[from] = at(data, to);
      });
      return [result];
    },
    gradient: (operation, [ddy]) => [!ddy ? null : sliceOp(ddy, operation.attribute('items')), null],
  },
);
