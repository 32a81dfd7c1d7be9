// Shapes of results, by the rules that the catalogue's records name, out of the arguments of one call.
import type { GraphValue } from '../base/graph-call';
import type { ShapeRule } from '../frameworks/symbol';
import type { StaticShape } from './static-shape';

/** The arguments of a call, as a rule reads them. */
export interface ShapeArguments {
  readonly argument: (parameter: string) => GraphValue | undefined;
  /** The shape of the argument of a parameter. */
  readonly shapeOf: (parameter: string | undefined) => StaticShape | null;
  /** The shapes of the items of an argument that is a list. */
  readonly shapesIn: (parameter: string) => readonly StaticShape[] | null;
  /** The lengths that an argument `shape`, `dims` or `size` gives. */
  readonly given: () => StaticShape | null;
  /** The first two parameters. */
  readonly first: string | undefined;
  readonly second: string | undefined;
  /** Which of several results it is. */
  readonly part: number;
}

/** Each rule's shape; null where the arguments do not give it. */
export const shapeRules: Readonly<Record<ShapeRule, (given: ShapeArguments) => StaticShape | null>> = {
  first: ({ shapeOf, first }) => shapeOf(first),
  broadcast: ({ shapeOf, first, second }) => broadcast(shapeOf(first), shapeOf(second)),
  given: ({ given }) => given(),
  'given-or-first': ({ given, shapeOf, first }) => given() ?? shapeOf(first),
  reshaped: ({ given, shapeOf, first }) => reshaped(given(), shapeOf(first)),
  product: ({ argument, shapeOf, first, second }) => product(argument, shapeOf(first), shapeOf(second)),
  units: ({ argument, shapeOf, first, second = '' }) => {
    const [input, units] = [shapeOf(first), argument(second)];
    return input === null || units?.kind !== 'int' ? null : [...input.slice(0, -1), units.value];
  },
  'unstacked-parts': ({ argument, shapeOf, first }) => {
    const input = shapeOf(first);
    const [at] = input === null ? [] : (axesIn(argument('axis') ?? zero, input.length) ?? []);
    return input === null || at === undefined ? null : without(input, [at]);
  },
  'split-parts': ({ argument, shapeOf, first, second = '', part }) => {
    const [input, pieces] = [shapeOf(first), argument(second)];
    const [at] = input === null ? [] : (axesIn(argument('axis') ?? zero, input.length) ?? []);
    if (input === null || at === undefined) return null;
    const whole = input[at] ?? null;
    const own = pieces?.kind === 'int' ? (whole === null ? null : whole / pieces.value) : numbersIn(pieces)?.[part];
    return input.map((length, axis) => (axis === at ? (own ?? null) : length));
  },
  'units-of-kernel': ({ shapeOf, first, second }) => {
    const [input, kernel] = [shapeOf(first), shapeOf(second)];
    return input === null || kernel?.length !== 2 ? null : [...input.slice(0, -1), kernel[1] ?? null];
  },
  windows: (given) => windows(given),
  'windows-by-channel': (given) => windows(given, true),
  'layer-windows': (given) => layerWindows(given),
  resized: ({ argument, shapeOf, first, given }) => {
    const input = shapeOf(first);
    const [height, width] = ['target_height', 'target_width'].map(argument);
    const sides = given() ?? [height, width].map((side) => (side?.kind === 'int' ? side.value : null));
    return input === null || input.length < 3 ? null : [...input.slice(0, -3), ...sides, input.at(-1) ?? null];
  },
  flattened: ({ shapeOf, first }) => {
    const input = shapeOf(first);
    return input === null || input.length === 0 ? null : [input[0] ?? null, sizeOf(input.slice(1))];
  },
  reduced: ({ argument, shapeOf, first }) => {
    const input = shapeOf(first);
    const axes = argument('axis') ?? argument('axes') ?? argument('reduction_indices');
    const keeps = isTrue(argument('keepdims')) || isTrue(argument('keep_dims'));
    if (input === null) return null;
    const gone = axes === undefined ? input.map((_, axis) => axis) : axesIn(axes, input.length);
    if (gone === null) return null;
    return keeps ? input.map((length, axis) => (gone.includes(axis) ? 1 : length)) : without(input, gone);
  },
  joined: ({ argument, shapesIn }) => {
    const [shapes, axis] = [shapesIn('values'), argument('axis')];
    const [like] = shapes ?? [];
    if (shapes === null || like === undefined || axis === undefined) return null;
    const [at] = axesIn(axis, like.length) ?? [];
    if (at === undefined || shapes.some(({ length }) => length !== like.length)) return null;
    return like.map((length, place) =>
      place === at
        ? sum(shapes.map((shape) => shape[at] ?? null))
        : (shapes.find((shape) => typeof shape[place] === 'number')?.[place] ?? length),
    );
  },
  stacked: ({ argument, shapesIn }) => {
    const shapes = shapesIn('values');
    const [like] = shapes ?? [];
    return shapes === null || like === undefined ? null : inserted(like, argument('axis') ?? zero, shapes.length);
  },
  expanded: ({ argument, shapeOf, first }) => {
    const [input, axis] = [shapeOf(first), argument('axis') ?? argument('dim')];
    return input === null || axis === undefined ? null : inserted(input, axis, 1);
  },
  squeezed: ({ argument, shapeOf, first }) => {
    const [input, axes] = [shapeOf(first), argument('axis') ?? argument('squeeze_dims')];
    if (input === null) return null;
    if (axes === undefined) return input.includes(null) ? null : input.filter((length) => length !== 1);
    const gone = axesIn(axes, input.length);
    return gone === null ? null : without(input, gone);
  },
  transposed: ({ argument, shapeOf, first }) => {
    const [input, order] = [shapeOf(first), argument('perm')];
    if (input === null) return null;
    const axes = order === undefined ? input.map((_, axis) => input.length - 1 - axis) : axesIn(order, input.length);
    return axes?.length === input.length ? axes.map((axis) => input[axis] ?? null) : null;
  },
  'one-hot': ({ argument, shapeOf, first, second = '' }) => {
    const [input, depth] = [shapeOf(first), argument(second)];
    if (input === null || depth?.kind !== 'int') return null;
    return inserted(input, argument('axis') ?? { kind: 'int', value: -1 }, depth.value);
  },
  gathered: ({ argument, shapeOf, first, second }) => {
    const [table, indices, axis] = [shapeOf(first), shapeOf(second), argument('axis')];
    const isFirst = axis === undefined || (axis.kind === 'int' && axis.value === 0);
    return table === null || indices === null || !isFirst ? null : [...indices, ...table.slice(1)];
  },
};

const zero: GraphValue = { kind: 'int', value: 0 };

function broadcast(a: StaticShape | null, b: StaticShape | null): StaticShape | null {
  if (a === null || b === null) return null;
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [left = 1, right = 1] = [a[axis - rank + a.length], b[axis - rank + b.length]];
    return left === 1 ? right : (left ?? (right === 1 ? null : right));
  });
}

/** A length that is open follows from the others, where the size is known. */
function reshaped(wanted: StaticShape | null, from: StaticShape | null): StaticShape | null {
  const size = from === null ? null : sizeOf(from);
  if (wanted === null || size === null || wanted.filter((length) => length === null).length !== 1) return wanted;
  const others = wanted.reduce<number>((product, length) => product * (length ?? 1), 1);
  return others > 0 && size % others === 0 ? wanted.map((length) => length ?? size / others) : wanted;
}

function product(
  argument: (name: string) => GraphValue | undefined,
  a: StaticShape | null,
  b: StaticShape | null,
): StaticShape | null {
  if (a?.length !== 2 || b?.length !== 2) return null;
  const rows = a[isTrue(argument('transpose_a')) ? 1 : 0] ?? null;
  const columns = b[isTrue(argument('transpose_b')) ? 0 : 1] ?? null;
  return [rows, columns];
}

/** A convolution or a pooling of `tf.nn`: strides and windows have four lengths, and the filter's last one is that of the channels. */
function windows({ argument, shapeOf }: ShapeArguments, isByChannel = false): StaticShape | null {
  const input = shapeOf('input') ?? shapeOf('value');
  const filter = shapeOf('filter') ?? shapeOf('filters') ?? shapeOf('depthwise_filter');
  const pointwise = shapeOf('pointwise_filter');
  const format = argument('data_format');
  if (input?.length !== 4 || (format?.kind === 'string' && format.value !== 'NHWC')) return null;
  const kernel = filter ?? numbersIn(argument('ksize'))?.slice(1);
  const strides = fourNumbers(argument('strides'));
  const rates = numbersIn(argument('dilations') ?? argument('rate'));
  const isDilated = (rates ?? [1]).some((length) => length !== 1) && paddingOf(argument('padding')) !== 'same';
  const [batch = null, height = null, width = null, depth = null] = input;
  if (kernel === undefined || strides === null || isDilated) return null;
  const padding = paddingOf(argument('padding'));
  return [
    batch,
    windowsAlong(height, kernel[0] ?? null, strides[1] ?? null, padding),
    windowsAlong(width, kernel[1] ?? null, strides[2] ?? null, padding),
    pointwise?.[3] ?? (filter === null ? depth : isByChannel ? sizeOf(filter.slice(2)) : (filter[3] ?? null)),
  ];
}

/** A convolution or a pooling of `tf.layers`: a window has one length or two, and a convolution says its channels. */
function layerWindows({ argument, shapeOf, first }: ShapeArguments): StaticShape | null {
  const input = shapeOf(first);
  const format = argument('data_format');
  if (input?.length !== 4 || (format?.kind === 'string' && format.value !== 'channels_last')) return null;
  const kernel = pairIn(argument('kernel_size') ?? argument('pool_size'));
  const strides = pairIn(argument('strides') ?? { kind: 'int', value: 1 });
  const isDilated = pairIn(argument('dilation_rate') ?? { kind: 'int', value: 1 })?.some((length) => length !== 1);
  const filters = argument('filters');
  const [batch = null, height = null, width = null, depth = null] = input;
  if (kernel === null || strides === null || isDilated !== false) return null;
  const padding = paddingOf(argument('padding') ?? { kind: 'string', value: 'valid' });
  return [
    batch,
    windowsAlong(height, kernel[0], strides[0], padding),
    windowsAlong(width, kernel[1], strides[1], padding),
    filters === undefined ? depth : filters.kind === 'int' ? filters.value : null,
  ];
}

/** How many windows fit along an axis, as TensorFlow counts them. */
function windowsAlong(
  length: number | null,
  window: number | null,
  stride: number | null,
  padding: 'same' | 'valid' | null,
): number | null {
  if (length === null || window === null || stride === null || stride <= 0) return null;
  if (padding === 'same') return Math.ceil(length / stride);
  return padding === 'valid' ? Math.ceil((length - window + 1) / stride) : null;
}

function paddingOf(value: GraphValue | undefined): 'same' | 'valid' | null {
  const name = value?.kind === 'string' ? value.value.toLowerCase() : '';
  return name === 'same' || name === 'valid' ? name : null;
}

function sizeOf(shape: StaticShape): number | null {
  return shape.reduce<number | null>((size, length) => (size === null || length === null ? null : size * length), 1);
}

function sum(lengths: StaticShape): number | null {
  return lengths.reduce<number | null>((all, length) => (all === null || length === null ? null : all + length), 0);
}

function without(shape: StaticShape, axes: readonly number[]): StaticShape {
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** A shape with one more axis. */
function inserted(shape: StaticShape, axis: GraphValue, length: number): StaticShape | null {
  const [at] = axesIn(axis, shape.length + 1) ?? [];
  return at === undefined ? null : [...shape.slice(0, at), length, ...shape.slice(at)];
}

/** Axes, from the front; null where one is unknown or beyond the rank. */
function axesIn(value: GraphValue, rank: number): number[] | null {
  const numbers = numbersIn(value)?.map((axis) => (axis === null ? Number.NaN : axis < 0 ? axis + rank : axis)) ?? null;
  return numbers?.every((axis) => axis >= 0 && axis < rank) === true ? numbers : null;
}

function numbersIn(value: GraphValue | undefined): StaticShape | null {
  if (value?.kind === 'int') return [value.value];
  if (value?.kind === 'array') return [...value.value.data];
  return value?.kind === 'list' ? value.items.map((item) => (item.kind === 'int' ? item.value : null)) : null;
}

function fourNumbers(value: GraphValue | undefined): StaticShape | null {
  const numbers = numbersIn(value);
  return numbers?.length === 4 ? numbers : null;
}

function pairIn(value: GraphValue | undefined): readonly [number | null, number | null] | null {
  const [first, second] = numbersIn(value) ?? [];
  return first === undefined ? null : [first, second === undefined ? first : second];
}

function isTrue(value: GraphValue | undefined): boolean {
  return value?.kind === 'bool' && value.value;
}
