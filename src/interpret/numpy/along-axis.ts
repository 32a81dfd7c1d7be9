import { message } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import type { NumpyArguments } from './arguments';
import { unknown, type Value } from '../values';
import { takeArray, work } from '../reading';
import type { Span } from '../../python/syntax';
import { allocate, forEachOffset, sizeOf } from './ndarray';
import { castNumber, sumType } from './element-types';
import { arrayValue } from './array-value';
import { axisOf } from './axes';

export function whole(data: Float64Array): GraphArray {
  return { dtype: 'int64', shape: [data.length], data };
}

export function running(given: NumpyArguments, combine: (sum: number, value: number) => number): Value {
  const array = given.array(0, 'a');
  if (array === null) return unknown(message('a running sum of this'), given.span);
  const flat = given.has(1, 'axis') ? array : { ...array, shape: [array.data.length] };
  const dtype = sumType(array.dtype);
  return alongAxis(flat, given.whole(1, 'axis') ?? 0, dtype, given.span, (values) => {
    let total: number | null = null;
    return values.map((value) => (total = castNumber(total === null ? value : combine(total, value), dtype)));
  });
}

export function order(values: Float64Array): Float64Array {
  work(values.length * 16);
  const at = Array.from(values, (_, index) => index);
  return Float64Array.from(at.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0)));
}

export function along(
  given: NumpyArguments,
  change: (values: Float64Array) => Float64Array,
  dtype: GraphArray['dtype'] | null,
  { at = 1, drops = false }: { readonly at?: number; readonly drops?: boolean } = {},
): Value {
  const array = given.array(0, 'a');
  if (array === null) return unknown(message('this of an unknown array'), given.span);
  const changed = alongAxis(array, given.whole(at, 'axis') ?? -1, dtype ?? array.dtype, given.span, change);
  if (!drops || changed.kind !== 'array') return changed;
  return arrayValue({ ...changed.array, shape: changed.array.shape.slice(0, -1) });
}

/** Applies a function to each line of an array along an axis. */
function alongAxis(
  array: GraphArray,
  axis: number,
  dtype: GraphArray['dtype'],
  span: Span,
  change: (values: Float64Array) => Float64Array,
): Value {
  const at = axisOf(axis, array.shape.length);
  const last = array.shape.length - 1;
  const turned = at === last ? array : turn(array, at, last, span);
  const length = turned.shape[last] ?? 1;
  takeArray(turned.shape, turned.data.length);
  const lines = Array.from({ length: turned.data.length / (length || 1) }, (_, row) => {
    work(length * 8);
    return change(turned.data.slice(row * length, (row + 1) * length));
  });
  const width = lines[0]?.length ?? 0;
  const data = new Float64Array(lines.length * width);
  lines.forEach((line, row) => {
    data.set(line, row * width);
  });
  const made = { dtype, shape: [...turned.shape.slice(0, last), width], data };
  return arrayValue(at === last || width !== length ? made : turn(made, at, last, span));
}

function turn(array: GraphArray, a: number, b: number, span: Span): GraphArray {
  const shape = array.shape.map(
    (length, axis) => (axis === a ? array.shape[b] : axis === b ? array.shape[a] : length) ?? 1,
  );
  const strides = array.shape.map((_, axis) => sizeOf(array.shape.slice(axis + 1)));
  const swapped = strides.map((stride, axis) => (axis === a ? strides[b] : axis === b ? strides[a] : stride) ?? 0);
  const made = allocate(shape, array.dtype, span);
  forEachOffset(shape, [swapped], (index, [from = 0]) => {
    made.data[index] = array.data[from] ?? 0;
  });
  return made;
}
