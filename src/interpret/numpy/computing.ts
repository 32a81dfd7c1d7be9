import { message } from '../../base/message';
import { type DType, isInteger } from '../../base/dtype';
import type { GraphArray } from '../../base/graph-call';
import { assertWithin, PythonError } from '../limits';
import { bool, list, tuple, unknown, type Value } from '../values';
import type { NumpyArguments, NumpyFunction } from './arguments';
import { scaledRound } from './elementwise';
import { result } from './scalars';
import { dtypeFrom } from './forms';
import { castNumber, promote } from './element-types';
import { allocate, cast, map } from './ndarray';
import { matmul } from './reductions';
import { asNumber, itemsOf } from '../read-value';
import { agreedDtype, toArray } from '../array-operators';
import { along, order, running, whole } from './along-axis';
import { product } from './linear-algebra';
import { countsOf, interpolate, nonzero, percentile, placeIn, select } from './searching';
import { arrayValue } from './array-value';
import { axisOf, takenAlong } from './axes';

/** Functions that compute with arrays, sort them and look something up in them. */
export const computingFunctions: Readonly<Record<string, NumpyFunction>> = {
  dot: product,
  matmul: product,
  inner: product,
  outer: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
    if (a === null || b === null) return unknown(message('{0} of these', 'np.outer'), given.span);
    const left = { ...a, shape: [a.data.length, 1] };
    return matmul(left, { ...b, shape: [1, b.data.length] }, given.span);
  },
  where: (given) => {
    const condition = given.array(0, 'condition');
    if (condition === null) return unknown(message('{0} of this', 'np.where'), given.span);
    if (!given.has(1, 'x')) return tuple(nonzero(condition).map(arrayValue));
    const [x, y] = [given.array(1, 'x'), given.array(2, 'y')];
    return x === null || y === null
      ? unknown(message('{0} of these', 'np.where'), given.span)
      : select(condition, x, y, agreedDtype(given.at(1, 'x'), given.at(2, 'y'), x, y, given.span), given.span);
  },
  nonzero: (given) => {
    const array = given.array(0, 'a');
    return array === null
      ? unknown(message('{0} of this', 'np.nonzero'), given.span)
      : tuple(nonzero(array).map(arrayValue));
  },
  count_nonzero: (given) =>
    number(given, (array) => array.data.reduce((count, value) => count + (value !== 0 ? 1 : 0), 0), true),
  clip: (given) => {
    const array = given.array(0, 'a');
    if (array === null) return unknown(message('{0} of this', 'np.clip'), given.span);
    const limits = [
      given.has(1, 'a_min') ? given.at(1, 'a_min') : given.at(-1, 'min'),
      given.has(2, 'a_max') ? given.at(2, 'a_max') : given.at(-1, 'max'),
    ];
    const [low, high] = limits.map((limit) => (limit.kind === 'none' ? null : toArray(limit)));
    if ([low, high].some((limit) => limit?.data.length !== 1 && limit !== null))
      return unknown(message('{0} of this', 'np.clip'), given.span);
    const whole0 = arrayValue(array);
    const dtype = [low, high].reduce<DType>((known, limit, at) => {
      const own = limit ? agreedDtype(whole0, limits[at] ?? whole0, array, limit, given.span) : known;
      return promote(known, own);
    }, array.dtype);
    const [least, most] = [low?.data[0] ?? Number.NEGATIVE_INFINITY, high?.data[0] ?? Number.POSITIVE_INFINITY];
    return result(map(array, dtype, (value) => Math.min(Math.max(value, least), most)));
  },
  round: rounded,
  around: rounded,
  round_: rounded,
  cumsum: (given) => running(given, (sum, value) => sum + value),
  cumprod: (given) => running(given, (product0, value) => product0 * value),
  diff: (given) => {
    const array = given.array(0, 'a');
    if (array?.shape.length !== 1) return unknown(message('{0} of this', 'np.diff'), given.span);
    const data = Float64Array.from({ length: Math.max(0, array.data.length - 1) }, (_, at) =>
      castNumber((array.data[at + 1] ?? 0) - (array.data[at] ?? 0), array.dtype),
    );
    return arrayValue({ ...array, shape: [data.length], data });
  },
  argsort: (given) => along(given, (values) => order(values), 'int64'),
  sort: (given) => along(given, (values) => values.slice().sort(), null),
  unique: (given) => {
    const array = given.array(0, 'ar');
    if (array === null) return unknown(message('{0} of this', 'np.unique'), given.span);
    const data = Float64Array.from(new Set(array.data)).sort();
    const found = arrayValue({ ...array, shape: [data.length], data });
    return given.flag(3, 'return_counts', false)
      ? tuple([found, arrayValue(whole(countsOf(array.data, data)))])
      : found;
  },
  searchsorted: (given) => {
    const [array, values] = [given.array(0, 'a'), given.array(1, 'v')];
    if (array === null || values === null) return unknown(message('{0} of these', 'np.searchsorted'), given.span);
    const isRight = given.word(2, 'side', ['left', 'right']) === 'right';
    const place = (value: number): number => placeIn(array.data, value, isRight);
    return result({ dtype: 'int64', shape: values.shape, data: values.data.map(place) });
  },
  bincount: (given) => {
    const array = given.array(0, 'x');
    if (array === null) return unknown(message('{0} of this', 'np.bincount'), given.span);
    if (array.data.some((value) => value < 0))
      throw new PythonError('ValueError', "'list' argument must have no negative elements", given.span);
    const length = array.data.reduce((most, value) => Math.max(most, value + 1), 0);
    const { data } = allocate([length], 'int64', given.span);
    for (const value of array.data) data[value] = (data[value] ?? 0) + 1;
    return arrayValue(whole(data));
  },
  average: (given) => {
    const [array, weights] = [given.array(0, 'a'), given.has(2, 'weights') ? given.array(2, 'weights') : null];
    if (array === null || given.has(1, 'axis')) return unknown(message('{0} of this', 'np.average'), given.span);
    const total = weights === null ? array.data.length : weights.data.reduce((sum, weight) => sum + weight, 0);
    const sum = array.data.reduce((so, value, at) => so + value * (weights?.data[at] ?? 1), 0);
    return { kind: 'float', value: sum / total };
  },
  percentile: (given) => percentile(given, 100),
  quantile: (given) => percentile(given, 1),
  allclose: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
    if (a === null || b === null) return unknown(message('{0} of these', 'np.allclose'), given.span);
    return bool(
      a.data.every((value, at) => Math.abs(value - (b.data[at % b.data.length] ?? 0)) <= 1e-8 + 1e-5 * Math.abs(value)),
    );
  },
  array_equal: (given) => {
    const [a, b] = [given.array(0, 'a1'), given.array(1, 'a2')];
    if (a === null || b === null) return unknown(message('{0} of these', 'np.array_equal'), given.span);
    return bool(a.shape.join() === b.shape.join() && a.data.every((value, at) => value === b.data[at]));
  },
  polyval: (given) => {
    const [factors, x] = [given.array(0, 'p'), given.array(1, 'x')];
    if (factors === null || x === null) return unknown(message('{0} of these', 'np.polyval'), given.span);
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
    if (x === null || xs === null || ys === null) return unknown(message('{0} of these', 'np.interp'), given.span);
    return result({
      dtype: 'float64',
      shape: x.shape,
      data: x.data.map((value) => interpolate(value, xs.data, ys.data)),
    });
  },
};

function number(given: NumpyArguments, compute: (array: GraphArray) => number, isWhole = false): Value {
  const array = given.array(0, 'a');
  if (array === null) return unknown(message('a number of this'), given.span);
  return { kind: isWhole || isInteger(array.dtype) ? 'int' : 'float', value: compute(array) };
}

function rounded(given: NumpyArguments): Value {
  const array = given.array(0, 'a');
  if (array === null) return unknown(message('{0} of this', 'np.round'), given.span);
  const places = given.whole(1, 'decimals') ?? 0;
  return result({ ...array, data: array.data.map((value) => castNumber(scaledRound(value, places), array.dtype)) });
}

/** Functions that are given a function of the program. */
export function applying(apply: (callee: Value, item: Value) => Value): Readonly<Record<string, NumpyFunction>> {
  return {
    apply_along_axis: (given) => {
      const array = given.array(2, 'arr');
      const axis = given.whole(1, 'axis');
      if (array?.shape.length !== 2 || axis === null)
        return unknown(message('{0} of these', 'np.apply_along_axis'), given.span);
      const at = axisOf(axis, 2);
      const count = array.shape[1 - at] ?? 0;
      const made = Array.from({ length: count }, (_, index) => {
        const line = takenAlong(array, [index], 1 - at, given.span);
        return line.kind === 'array'
          ? apply(given.at(0, 'func1d'), arrayValue({ ...line.array, shape: [line.array.data.length] }))
          : line;
      });
      const joined = toArray(list(made));
      return joined === null ? unknown(message('{0} of these', 'np.apply_along_axis'), given.span) : arrayValue(joined);
    },
    vectorize: (given) => {
      const callee = given.at(0, 'pyfunc');
      const types = given.at(1, 'otypes');
      const type = types.kind === 'none' ? null : dtypeFrom(itemsOf(types)?.[0] ?? types);
      if (types.kind !== 'none' && type === null) return unknown(message('a vectorized call of this'), given.span);
      return {
        kind: 'builtin',
        name: 'vectorized',
        call: ({ positional: [value], span }) => {
          const array = value === undefined ? null : toArray(value);
          // A function of the program computes with NumPy's scalars, whose types it may depend on.
          const isWide = array !== null && ['int64', 'float64', 'bool'].includes(array.dtype);
          if (!isWide) return unknown(message('a vectorized call of this'), span);
          const items = [...array.data].map((item): Value => ({
            kind: array.dtype.startsWith('float') ? 'float' : 'int',
            value: item,
          }));
          const [first] = items;
          // The function is called once more than there are items, to learn what it gives: random numbers go on by one.
          const learned = first === undefined || type !== null ? null : apply(callee, first);
          const values = items.map((item) => apply(callee, item));
          const numbers = values.map(asNumber);
          if (numbers.includes(null)) return unknown(message('a vectorized call of this'), span);
          const isFloat = learned === null ? values.some(({ kind }) => kind === 'float') : learned.kind === 'float';
          const data = Float64Array.from(numbers, (item) => (isFloat ? (item ?? 0) : Math.trunc(item ?? 0)));
          const made: GraphArray = { dtype: isFloat ? 'float64' : 'int64', shape: array.shape, data };
          return result(type === null ? made : cast(made, type));
        },
      };
    },
  };
}
