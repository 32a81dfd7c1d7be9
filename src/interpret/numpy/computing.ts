import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { toArray } from '../operators';
import { assertWithin, PythonError } from '../limits';
import { takeArray, work } from '../reading';
import { asNumber, bool, list, tuple, unknown, type Value } from '../values';
import type { NumpyArguments, NumpyFunction } from './arguments';
import { arrayValue } from './array-methods';
import { result, scaledRound } from './elementwise';
import { allocate, broadcastShape, broadcastStrides, castNumber, forEachOffset, promote, sizeOf } from './ndarray';
import { matmul } from './reductions';
import { axisOf, takenAlong } from './shaping';

/** Functions that compute with arrays, sort them and look something up in them. */
export const computingFunctions: Readonly<Record<string, NumpyFunction>> = {
  dot: product,
  matmul: product,
  inner: product,
  outer: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
    if (a === null || b === null) return unknown('np.outer of these', given.span);
    const left = { ...a, shape: [a.data.length, 1] };
    return matmul(left, { ...b, shape: [1, b.data.length] }, given.span);
  },
  where: (given) => {
    const condition = given.array(0, 'condition');
    if (condition === null) return unknown('np.where of this', given.span);
    if (!given.has(1, 'x')) return tuple(nonzero(condition).map(arrayValue));
    const [x, y] = [given.array(1, 'x'), given.array(2, 'y')];
    return x === null || y === null ? unknown('np.where of these', given.span) : select(condition, x, y, given.span);
  },
  nonzero: (given) => {
    const array = given.array(0, 'a');
    return array === null ? unknown('np.nonzero of this', given.span) : tuple(nonzero(array).map(arrayValue));
  },
  count_nonzero: (given) =>
    number(given, (array) => array.data.reduce((count, value) => count + (value !== 0 ? 1 : 0), 0), true),
  clip: (given) => {
    const array = given.array(0, 'a');
    if (array === null) return unknown('np.clip of this', given.span);
    const low = given.number(1, 'a_min') ?? given.number(-1, 'min') ?? Number.NEGATIVE_INFINITY;
    const high = given.number(2, 'a_max') ?? given.number(-1, 'max') ?? Number.POSITIVE_INFINITY;
    // A limit between two whole numbers makes an array of floats.
    const isWhole = [low, high].every((limit) => Number.isInteger(limit) || !Number.isFinite(limit));
    const dtype = isWhole || array.dtype.startsWith('float') ? array.dtype : 'float64';
    return result({ ...array, dtype, data: array.data.map((value) => Math.min(Math.max(value, low), high)) });
  },
  round: rounded,
  around: rounded,
  round_: rounded,
  cumsum: (given) => running(given, (sum, value) => sum + value),
  cumprod: (given) => running(given, (product0, value) => product0 * value),
  diff: (given) => {
    const array = given.array(0, 'a');
    if (array?.shape.length !== 1) return unknown('np.diff of this', given.span);
    const data = Float64Array.from(
      { length: Math.max(0, array.data.length - 1) },
      (_, at) => (array.data[at + 1] ?? 0) - (array.data[at] ?? 0),
    );
    return arrayValue({ ...array, shape: [data.length], data });
  },
  argsort: (given) => along(given, (values) => order(values), 'int64'),
  sort: (given) => along(given, (values) => values.slice().sort(), null),
  unique: (given) => {
    const array = given.array(0, 'ar');
    if (array === null) return unknown('np.unique of this', given.span);
    const data = Float64Array.from(new Set(array.data)).sort();
    const found = arrayValue({ ...array, shape: [data.length], data });
    return given.flag(3, 'return_counts', false)
      ? tuple([found, arrayValue(whole(countsOf(array.data, data)))])
      : found;
  },
  searchsorted: (given) => {
    const [array, values] = [given.array(0, 'a'), given.array(1, 'v')];
    if (array === null || values === null) return unknown('np.searchsorted of these', given.span);
    const isRight = given.word(2, 'side', ['left', 'right']) === 'right';
    const place = (value: number): number => placeIn(array.data, value, isRight);
    return result({ dtype: 'int64', shape: values.shape, data: values.data.map(place) });
  },
  bincount: (given) => {
    const array = given.array(0, 'x');
    if (array === null) return unknown('np.bincount of this', given.span);
    if (array.data.some((value) => value < 0))
      throw new PythonError('ValueError', "'list' argument must have no negative elements", given.span);
    const length = array.data.reduce((most, value) => Math.max(most, value + 1), 0);
    const { data } = allocate([length], 'int64', given.span);
    for (const value of array.data) data[value] = (data[value] ?? 0) + 1;
    return arrayValue(whole(data));
  },
  average: (given) => {
    const [array, weights] = [given.array(0, 'a'), given.has(2, 'weights') ? given.array(2, 'weights') : null];
    if (array === null || given.has(1, 'axis')) return unknown('np.average of this', given.span);
    const total = weights === null ? array.data.length : weights.data.reduce((sum, weight) => sum + weight, 0);
    const sum = array.data.reduce((so, value, at) => so + value * (weights?.data[at] ?? 1), 0);
    return { kind: 'float', value: sum / total };
  },
  percentile: (given) => percentile(given, 100),
  quantile: (given) => percentile(given, 1),
  allclose: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
    if (a === null || b === null) return unknown('np.allclose of these', given.span);
    return bool(
      a.data.every((value, at) => Math.abs(value - (b.data[at % b.data.length] ?? 0)) <= 1e-8 + 1e-5 * Math.abs(value)),
    );
  },
  array_equal: (given) => {
    const [a, b] = [given.array(0, 'a1'), given.array(1, 'a2')];
    if (a === null || b === null) return unknown('np.array_equal of these', given.span);
    return bool(a.shape.join() === b.shape.join() && a.data.every((value, at) => value === b.data[at]));
  },
  polyval: (given) => {
    const [factors, x] = [given.array(0, 'p'), given.array(1, 'x')];
    if (factors === null || x === null) return unknown('np.polyval of these', given.span);
    assertWithin('products', factors.data.length * x.data.length, given.span);
    const value = (at: number): number => factors.data.reduce((sum, factor) => sum * at + factor, 0);
    return result({ dtype: 'float64', shape: x.shape, data: x.data.map(value) });
  },
  trace: (given) =>
    number(given, ({ shape: [size = 0, columns = 0], data }) =>
      Array.from({ length: Math.min(size, columns) }, (_, at) => data[at * columns + at] ?? 0).reduce(
        (a, b) => a + b,
        0,
      ),
    ),
  interp: (given) => {
    const [x, xs, ys] = [given.array(0, 'x'), given.array(1, 'xp'), given.array(2, 'fp')];
    if (x === null || xs === null || ys === null) return unknown('np.interp of these', given.span);
    return result({
      dtype: 'float64',
      shape: x.shape,
      data: x.data.map((value) => interpolate(value, xs.data, ys.data)),
    });
  },
};

/** `np.linalg`. */
export const linearAlgebra: Readonly<Record<string, NumpyFunction>> = {
  norm: (given) => {
    const array = given.array(0, 'x');
    if (array === null || given.has(1, 'ord')) return unknown('np.linalg.norm of this', given.span);
    const axis = given.at(2, 'axis');
    const squares = { ...array, dtype: 'float64' as const, data: array.data.map((value) => value * value) };
    if (axis.kind === 'none')
      return { kind: 'float', value: Math.sqrt(squares.data.reduce((sum, value) => sum + value, 0)) };
    const length = (values: Float64Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    return along(given, (values) => Float64Array.of(length(values)), 'float64', { at: 2, drops: true });
  },
  inv: (given) => {
    const array = given.array(0, 'a');
    const [size = 0] = array?.shape ?? [];
    const identity = allocate([size, size], 'float64', given.span);
    for (let at = 0; at < identity.data.length; at += size + 1) identity.data[at] = 1;
    const solved = array === null ? null : solve(array, identity, given.span);
    return solved === null ? unknown('np.linalg.inv of this', given.span) : arrayValue(solved);
  },
  solve: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
    const solved = a === null || b === null ? null : solve(a, b, given.span);
    return solved === null ? unknown('np.linalg.solve of these', given.span) : arrayValue(solved);
  },
};

function product(given: NumpyArguments): Value {
  const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
  return a === null || b === null ? unknown('a product of these', given.span) : dot(a, b, given.span);
}

/** `np.dot`: a number scales, vectors and matrices are multiplied. */
export function dot(a: GraphArray, b: GraphArray, span: Span): Value {
  const [scalar, other] = a.shape.length === 0 ? [a, b] : [b, a];
  if (scalar.shape.length > 0) return matmul(a, b, span);
  const factor = scalar.data[0] ?? 0;
  return result({ ...other, dtype: promote(a.dtype, b.dtype), data: other.data.map((value) => value * factor) });
}

function number(given: NumpyArguments, compute: (array: GraphArray) => number, isWhole = false): Value {
  const array = given.array(0, 'a');
  if (array === null) return unknown('a number of this', given.span);
  return { kind: isWhole || array.dtype === 'int64' ? 'int' : 'float', value: compute(array) };
}

function whole(data: Float64Array): GraphArray {
  return { dtype: 'int64', shape: [data.length], data };
}

function nonzero(array: GraphArray): GraphArray[] {
  const found = nonzeroPlaces(array.data);
  return array.shape.map((length, axis) => {
    const inner = sizeOf(array.shape.slice(axis + 1));
    takeArray([found.length], found.length);
    return whole(Float64Array.from(found, (at) => Math.floor(at / inner) % length));
  });
}

/** Where the elements are that are not zero. */
export function nonzeroPlaces(data: Float64Array): number[] {
  takeArray([data.length], data.length);
  const found: number[] = [];
  for (let at = 0; at < data.length; at++) if (data[at] !== 0) found.push(at);
  return found;
}

/** How often each of the sorted values is among the numbers. */
function countsOf(numbers: Float64Array, values: Float64Array): Float64Array {
  const counts = new Map<number, number>();
  for (const number0 of numbers) counts.set(number0, (counts.get(number0) ?? 0) + 1);
  return values.map((value) => counts.get(value) ?? 0);
}

/** Where a value belongs among sorted numbers: before those that equal it, or behind them. */
export function placeIn(sorted: Float64Array, value: number, isBehind: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const held = sorted[middle] ?? 0;
    if (held < value || (isBehind && held === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function select(condition: GraphArray, x: GraphArray, y: GraphArray, span: Span): Value {
  const shape = broadcastShape(condition.shape, broadcastShape(x.shape, y.shape, span), span);
  const made = allocate(shape, promote(x.dtype, y.dtype), span);
  const strides = [condition, x, y].map((array) => broadcastStrides(array.shape, shape));
  forEachOffset(shape, strides, (index, [at = 0, left = 0, right = 0]) => {
    made.data[index] = castNumber((condition.data[at] !== 0 ? x.data[left] : y.data[right]) ?? 0, made.dtype);
  });
  return result(made);
}

function rounded(given: NumpyArguments): Value {
  const array = given.array(0, 'a');
  if (array === null) return unknown('np.round of this', given.span);
  const places = given.whole(1, 'decimals') ?? 0;
  return result({ ...array, data: array.data.map((value) => castNumber(scaledRound(value, places), array.dtype)) });
}

function running(given: NumpyArguments, combine: (sum: number, value: number) => number): Value {
  const array = given.array(0, 'a');
  if (array === null) return unknown('a running sum of this', given.span);
  const flat = given.has(1, 'axis') ? array : { ...array, shape: [array.data.length] };
  const dtype = array.dtype === 'bool' || array.dtype === 'int32' ? 'int64' : array.dtype;
  return alongAxis(flat, given.whole(1, 'axis') ?? 0, dtype, given.span, (values) => {
    let total: number | null = null;
    return values.map((value) => (total = total === null ? value : combine(total, value)));
  });
}

function order(values: Float64Array): Float64Array {
  work(values.length * 16);
  const at = Array.from(values, (_, index) => index);
  return Float64Array.from(at.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0)));
}

function along(
  given: NumpyArguments,
  change: (values: Float64Array) => Float64Array,
  dtype: GraphArray['dtype'] | null,
  { at = 1, drops = false }: { readonly at?: number; readonly drops?: boolean } = {},
): Value {
  const array = given.array(0, 'a');
  if (array === null) return unknown('this of an unknown array', given.span);
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

function percentile(given: NumpyArguments, whole0: number): Value {
  const [array, wanted] = [given.array(0, 'a'), given.array(1, 'q')];
  if (array === null || wanted === null || given.has(2, 'axis')) return unknown('a percentile of this', given.span);
  work(array.data.length * 16);
  const sorted = array.data.slice().sort();
  const value = (q: number): number => {
    const at = (q / whole0) * (sorted.length - 1);
    const low = sorted[Math.floor(at)] ?? Number.NaN;
    return low + ((sorted[Math.ceil(at)] ?? Number.NaN) - low) * (at - Math.floor(at));
  };
  return result({ dtype: 'float64', shape: wanted.shape, data: wanted.data.map(value) });
}

function interpolate(x: number, xs: Float64Array, ys: Float64Array): number {
  const after = placeIn(xs, x, true);
  if (after === 0) return ys[0] ?? Number.NaN;
  if (after >= xs.length) return ys.at(-1) ?? Number.NaN;
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 0] = [xs[after - 1], xs[after], ys[after - 1], ys[after]];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

/** Gauss and Jordan with the largest pivot; null where the matrix is singular or none. */
function solve(a: GraphArray, b: GraphArray, span: Span): GraphArray | null {
  const [size = 0, columns = 0] = a.shape;
  if (a.shape.length !== 2 || size !== columns || b.shape[0] !== size) return null;
  const width = b.data.length / size;
  assertWithin('products', size * size * (size + width), span);
  takeArray([size, size + width], size * (size + width), span);
  const left = Array.from({ length: size }, (_, row) => a.data.slice(row * size, (row + 1) * size));
  const right = Array.from({ length: size }, (_, row) => b.data.slice(row * width, (row + 1) * width));
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column; row < size; row++)
      if (Math.abs(left[row]?.[column] ?? 0) > Math.abs(left[pivot]?.[column] ?? 0)) pivot = row;
    for (const rows of [left, right])
      [rows[column], rows[pivot]] = [rows[pivot] ?? noNumbers, rows[column] ?? noNumbers];
    const value = left[column]?.[column] ?? 0;
    if (value === 0) return null;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = (left[row]?.[column] ?? 0) / value;
      if (factor === 0) continue;
      work(size + width);
      for (const rows of [left, right]) {
        const [from, to] = [rows[column] ?? noNumbers, rows[row] ?? noNumbers];
        for (let at = 0; at < to.length; at++) to[at] = (to[at] ?? 0) - factor * (from[at] ?? 0);
      }
    }
  }
  const data = new Float64Array(size * width);
  right.forEach((row, at) => {
    const diagonal = left[at]?.[at] ?? 1;
    data.set(
      row.map((value) => value / diagonal),
      at * width,
    );
  });
  return { dtype: 'float64', shape: b.shape, data };
}

const noNumbers = new Float64Array(0);

/** Functions that are given a function of the program. */
export function applying(apply: (callee: Value, item: Value) => Value): Readonly<Record<string, NumpyFunction>> {
  return {
    apply_along_axis: (given) => {
      const array = given.array(2, 'arr');
      const axis = given.whole(1, 'axis');
      if (array?.shape.length !== 2 || axis === null) return unknown('np.apply_along_axis of these', given.span);
      const at = axisOf(axis, 2);
      const count = array.shape[1 - at] ?? 0;
      const made = Array.from({ length: count }, (_, index) => {
        const line = takenAlong(array, [index], 1 - at, given.span);
        return line.kind === 'array'
          ? apply(given.at(0, 'func1d'), arrayValue({ ...line.array, shape: [line.array.data.length] }))
          : line;
      });
      const joined = toArray(list(made));
      return joined === null ? unknown('np.apply_along_axis of these', given.span) : arrayValue(joined);
    },
    vectorize: (given) => {
      const callee = given.at(0, 'pyfunc');
      return {
        kind: 'builtin',
        name: 'vectorized',
        call: ({ positional: [value], span }) => {
          const array = value === undefined ? null : toArray(value);
          if (array === null) return unknown('a vectorized call of this', span);
          const values = [...array.data].map((item) =>
            apply(callee, { kind: array.dtype.startsWith('float') ? 'float' : 'int', value: item }),
          );
          const numbers = values.map(asNumber);
          if (numbers.includes(null)) return unknown('a vectorized call of this', span);
          const isFloat = values.some(({ kind }) => kind === 'float');
          const data = Float64Array.from(numbers, (item) => item ?? 0);
          return result({ dtype: isFloat ? 'float64' : 'int64', shape: array.shape, data });
        },
      };
    },
  };
}
