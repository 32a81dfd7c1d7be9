import { typeError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { defineOps } from '../op-registry';
import type { Dimension } from '../shape';
import { at, emptyValue, isIndex, item, type Value } from '../value';
import { forEachSelected, selectionOf, slicedShape, type SliceItem } from './slicing';

/** A bound that only the run knows: the place of its scalar among the operation's indices. */
interface RunBound {
  readonly place: number;
}

type Bound = number | RunBound | null;

/** One position of `x[…]` where an index or a bound may be a scalar tensor. */
export type SliceItemAt =
  | Exclude<SliceItem, { kind: 'index' | 'range' }>
  | { readonly kind: 'index'; readonly index: number | RunBound }
  | { readonly kind: 'range'; readonly begin: Bound; readonly end: Bound; readonly step: number | RunBound };

/** Whether a run decides what an item takes. */
export function isRunItem(slice: SliceItemAt): boolean {
  const bounds =
    slice.kind === 'index' ? [slice.index] : slice.kind === 'range' ? [slice.begin, slice.end, slice.step] : [];
  return bounds.some((bound) => bound !== null && typeof bound !== 'number');
}

/** Places of the inputs that are bounds of a range, so that their numbers decide the length of the slice. */
export function boundInputs(operation: Operation): number[] {
  return operation.attribute<readonly SliceItemAt[]>('items').flatMap((slice) => {
    if (slice.kind !== 'range') return [];
    const bounds = [slice.begin, slice.end, slice.step];
    return bounds.flatMap((bound) => (bound === null || typeof bound === 'number' ? [] : [bound.place + 1]));
  });
}

/** The items with their scalars looked up. */
function known(items: readonly SliceItemAt[], indices: readonly Value[]): SliceItem[] {
  const number = (bound: number | RunBound): number =>
    typeof bound === 'number' ? bound : at(item(indices, bound.place).data, 0);
  const orNull = (bound: Bound): number | null => (bound === null ? null : number(bound));
  return items.map((slice): SliceItem => {
    if (slice.kind === 'index') return { kind: 'index', index: number(slice.index) };
    if (slice.kind !== 'range') return slice;
    return { kind: 'range', begin: orNull(slice.begin), end: orNull(slice.end), step: number(slice.step) };
  });
}

/** The static shape: an axis of which only the run knows the bounds has an unknown length. */
function shapeOf(items: readonly SliceItemAt[], shape: readonly Dimension[]): Dimension[] {
  const marked = items.map((slice): SliceItem => {
    if (!isRunItem(slice)) return slice as SliceItem;
    return slice.kind === 'index' ? { kind: 'index', index: 0 } : { kind: 'range', begin: null, end: null, step: 1 };
  });
  // Axes that the run decides are looked at as if their length were unknown, which is what it then is.
  let axis = 0;
  const rank = marked.filter(({ kind }) => kind === 'index' || kind === 'range').length;
  const lengths = [...shape];
  for (const slice of items) {
    if (slice.kind === 'ellipsis') axis += shape.length - rank;
    else if (slice.kind !== 'new-axis') {
      if (isRunItem(slice)) lengths[axis] = null;
      axis += 1;
    }
  }
  return slicedShape(marked, lengths);
}

defineOps(
  {
    type: 'StridedSliceAt',
    infer: ([x, ...indices], { items }) => {
      for (const { dtype } of indices) if (!isIndex(dtype)) throw typeError(`an index must be an int, not ${dtype}`);
      const { dtype, shape } = x as Tensor;
      return [{ dtype, shape: shape && shapeOf(items as readonly SliceItemAt[], shape) }];
    },
    kernel: ([given, ...indices], operation) => {
      const x = given as Value;
      const selection = selectionOf(known(operation.attribute('items'), indices), x.shape);
      const result = emptyValue(x.dtype, selection.shape);
      forEachSelected(selection, x.shape, (from, to) => {
        result.data[to] = at(x.data, from);
      });
      return [result];
    },
    gradient: (operation, [dy]) => {
      const [x, ...indices] = operation.inputs as [Tensor, ...Tensor[]];
      if (!dy) return operation.inputs.map(() => null);
      const attributes = { items: operation.attribute<unknown>('items') };
      const dx = dy.graph.createOperation('StridedSliceAtGrad', [dy, x, ...indices], { attributes }).output;
      return [dx, ...indices.map(() => null)];
    },
  },
  {
    type: 'StridedSliceAtGrad',
    infer: ([dy, x]) => [{ dtype: (dy as Tensor).dtype, shape: (x as Tensor).shape }],
    kernel: ([dy, x, ...indices], operation) => {
      const [{ dtype, data }, { shape }] = [dy as Value, x as Value];
      const result = emptyValue(dtype, shape);
      const selection = selectionOf(known(operation.attribute('items'), indices), shape);
      forEachSelected(selection, shape, (from, to) => {
        result.data[from] = at(data, to);
      });
      return [result];
    },
    gradient: ({ inputs, attributes }, [ddy]) => {
      const [, , ...indices] = inputs;
      const back = ddy?.graph.createOperation('StridedSliceAt', [ddy, ...indices], { attributes }).output ?? null;
      return [back, null, ...indices.map(() => null)];
    },
  },
);
