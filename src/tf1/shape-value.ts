import type { Tensor } from './graph';
import { selectionOf, type SliceItem } from './ops/slicing';
import type { Dimension, Shape } from './shape';
import { at, item, type Value } from './value';

/**
 * The shape that the numbers of a tensor stand for, as far as it is known before a run: `[n, 3]` with a tensor `n` is `(?, 3)`. As
 * TensorFlow's `constant_value_as_shape`.
 */
export function shapeFromTensor(numbers: Tensor): Shape {
  const { op, shape } = numbers;
  const [first] = op.inputs;
  switch (op.type) {
    case 'Const':
      return Array.from(op.attribute<Value>('value').data, (length) => (length < 0 ? null : length));
    case 'Shape':
      if (first?.shape) return first.shape;
      break;
    case 'Identity':
    case 'Cast':
      if (first !== undefined) return shapeFromTensor(first);
      break;
    case 'Pack':
      if (shape?.length === 1) return op.inputs.map(lengthFromTensor);
      break;
    case 'ConcatV2': {
      const parts = op.inputs.map(shapeFromTensor);
      if (parts.every((part) => part !== null)) return parts.flat();
      break;
    }
    case 'StridedSlice': {
      const lengths = first === undefined || first.shape?.length !== 1 ? null : shapeFromTensor(first);
      if (lengths !== null) return sliced(lengths, op.attribute<readonly SliceItem[]>('items'));
      break;
    }
  }
  const rank = shape?.length === 1 ? item(shape, 0) : null;
  return rank === null ? null : new Array<Dimension>(rank).fill(null);
}

/** One length: the number of a scalar tensor. */
function lengthFromTensor(number: Tensor): Dimension {
  const [length = null] = number.shape?.length === 0 ? (shapeFromTensor(number) ?? []) : [];
  return length;
}

function sliced(lengths: readonly Dimension[], items: readonly SliceItem[]): Shape {
  const { starts, steps, counts } = selectionOf(items, [lengths.length]);
  return Array.from({ length: at(counts, 0) }, (_, index) => item(lengths, at(starts, 0) + index * at(steps, 0)));
}
