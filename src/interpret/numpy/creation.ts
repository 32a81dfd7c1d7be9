import { message } from '../../base/message';
import { type DType, isInteger } from '../../base/dtype';
import type { GraphArray } from '../../base/graph-call';
import { notKnown } from '../not-known';
import { takeArray } from '../reading';
import { int, str, tuple, unknown, type Value } from '../values';
import type { NumpyArguments, NumpyFunction } from './arguments';
import { result } from './scalars';
import { allocate, cast, castGiven, map } from './ndarray';
import { asMatrix } from './matrices';
import { PythonError } from '../limits';
import { asNumber, textOf } from '../read-value';
import { toArray } from '../array-operators';
import { arrayValue } from './array-value';

/** Functions that make arrays of nothing but numbers. */
export const creationFunctions: Readonly<Record<string, NumpyFunction>> = {
  array: makeArray,
  asarray: (given) => sameArray(given) ?? makeArray(given),
  asfarray: (given) =>
    sameArray(given, 'float64') ?? made(given.array(0, 'a'), given, (array) => cast(array, 'float64')),
  ascontiguousarray: (given) => sameArray(given) ?? makeArray(given),
  linspace: (given) => {
    const [start, stop] = [given.number(0, 'start'), given.number(1, 'stop')];
    const count = given.whole(2, 'num') ?? 50;
    if (start === null || stop === null) return unknown(message('{0} of these', 'np.linspace'), given.span);
    const hasEnd = given.flag(3, 'endpoint', true);
    const dtype = given.dtype(5, 'dtype', 'float64');
    const numbers = arrayValue(cast(spaced(start, stop, count, hasEnd, given), dtype));
    const step = (stop - start) / (hasEnd ? count - 1 : count);
    return given.flag(4, 'retstep', false) ? tuple([numbers, { kind: 'float', value: step }]) : numbers;
  },
  logspace: (given) => {
    const [start, stop] = [given.number(0, 'start'), given.number(1, 'stop')];
    if (start === null || stop === null) return unknown(message('{0} of these', 'np.logspace'), given.span);
    const exponents = spaced(start, stop, given.whole(2, 'num') ?? 50, given.flag(3, 'endpoint', true), given);
    const base = given.number(4, 'base') ?? 10;
    return arrayValue({ ...exponents, data: exponents.data.map((exponent) => base ** exponent) });
  },
  arange: (given) => {
    const [first, second, third] = [given.at(0, 'start'), given.at(1, 'stop'), given.at(2, 'step')];
    const isAlone = second.kind === 'none';
    const start = isAlone ? 0 : asNumber(first);
    const stop = asNumber(isAlone ? first : second);
    const step = third.kind === 'none' ? 1 : asNumber(third);
    if (start === null || stop === null || step === null)
      return unknown(message('{0} of these', 'np.arange'), given.span);
    const isInt = [first, second, third].every(isWhole);
    if (step === 0) throw new PythonError('ValueError', 'Maximum allowed size exceeded', given.span);
    const count = Math.max(0, Math.ceil((stop - start) / step));
    const array = allocate([count], isInt ? 'int64' : 'float64', given.span);
    // NumPy takes the second number minus the first for the step that it repeats.
    const delta = start + step - start;
    for (let index = 0; index < count; index++) array.data[index] = start + index * delta;
    return arrayValue(castGiven(isInt ? tuple([]) : arrayValue(array), array, given.dtype(3, 'dtype', array.dtype)));
  },
  zeros: (given) => filled(given, 0),
  ones: (given) => filled(given, 1),
  empty: (given) => filled(given, 0),
  ndarray: (given) => filled(given, 0),
  full: (given) => {
    const value = given.array(1, 'fill_value');
    const shape = given.shape(0, 'shape');
    if (shape === null || value?.data.length !== 1) return unknown(message('an array of unknown shape'), given.span);
    const array = allocate(shape, given.dtype(2, 'dtype', value.dtype), given.span);
    array.data.fill(castGiven(given.at(1, 'fill_value'), value, array.dtype).data[0] ?? 0);
    return arrayValue(array);
  },
  zeros_like: (given) => like(given, int(0)),
  ones_like: (given) => like(given, int(1)),
  empty_like: (given) => like(given, int(0)),
  full_like: (given) => like(given, given.at(1, 'fill_value'), 2),
  eye: (given) => eye(given, given.whole(1, 'M'), given.whole(2, 'k') ?? 0),
  identity: (given) => eye(given, null, 0, 1),
  diag: (given) => {
    const array = given.array(0, 'v');
    if (array === null) return unknown(message('{0} of this', 'np.diag'), given.span);
    if ((given.whole(1, 'k') ?? 0) !== 0) return unknown(message('np.diag of another diagonal'), given.span);
    const [size = 0, columns] = array.shape;
    if (columns !== undefined) {
      const length = Math.min(size, columns);
      const data = Float64Array.from({ length }, (_, at) => array.data[at * columns + at] ?? 0);
      return arrayValue({ dtype: array.dtype, shape: [length], data });
    }
    const made = allocate([size, size], array.dtype, given.span);
    array.data.forEach((value, at) => {
      made.data[at * size + at] = value;
    });
    return arrayValue(made);
  },
  copy: (given) => made(given.array(0, 'a'), given, (array) => map(array, array.dtype, (value) => value)),
  matrix: matrixOf,
  mat: matrixOf,
  asmatrix: matrixOf,
  array_repr: (given) => str(textOf(given.at(0, 'arr'))),
};

/** `'1 2; 3 4'` as a table; null where it is none of numbers. */
function writtenMatrix(text: string): GraphArray | null {
  const rows = text.split(';').map((row) =>
    row
      .trim()
      .split(/[\s,]+/)
      .map(Number),
  );
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width || row.some(Number.isNaN))) return null;
  const dtype = /[.e]/i.test(text) ? 'float64' : 'int64';
  return { dtype, shape: [rows.length, width], data: Float64Array.from(rows.flat()) };
}

function matrixOf(given: NumpyArguments): Value {
  const data = given.at(0, 'data');
  const array = data.kind === 'str' ? writtenMatrix(data.value) : given.array(0, 'data');
  if (array === null || array.shape.length > 2) return unknown(message('an array of these'), given.span);
  return { kind: 'array', array: asMatrix(cast(array, given.dtype(1, 'dtype', array.dtype))) };
}

/** Whether a value is an int of Python's or NumPy's, or not given. */
function isWhole(value: Value): boolean {
  if (value.kind === 'array')
    return value.array.shape.length === 0 && isInteger(value.array.dtype) && value.array.dtype !== 'uint64';
  return value.kind === 'int' || value.kind === 'none';
}

function made(array: GraphArray | null, given: NumpyArguments, change: (array: GraphArray) => GraphArray): Value {
  return array === null ? unknown(message('an array of this'), given.span) : result(change(array));
}

function spaced(start: number, stop: number, count: number, hasEnd: boolean, { span }: NumpyArguments): GraphArray {
  const array = allocate([count], 'float64', span);
  const step = (stop - start) / (hasEnd ? count - 1 : count);
  for (let index = 0; index < count; index++) array.data[index] = index * step + start;
  if (hasEnd && count > 1) array.data[count - 1] = stop;
  if (hasEnd && count === 1) array.data[0] = start;
  return array;
}

/** An array itself, where nothing else is asked for; null for any other value. */
function sameArray(given: NumpyArguments, dtype?: DType): Value | null {
  const value = given.at(0, 'a');
  if (value.kind !== 'array' || given.dtype(1, 'dtype', dtype ?? value.array.dtype) !== value.array.dtype) return null;
  return value;
}

function makeArray(given: NumpyArguments): Value {
  const object = given.at(0, 'object').kind === 'none' ? given.at(0, 'a') : given.at(0, 'object');
  const array = toArray(object);
  if (array === null) return unknown(message('an array of these'), given.span);
  const wanted = castGiven(object, array, given.dtype(1, 'dtype', array.dtype));
  const dimensions = given.whole(-1, 'ndmin') ?? 0;
  const missing = Array.from({ length: Math.max(0, dimensions - wanted.shape.length) }, () => 1);
  return arrayValue({ ...wanted, shape: [...missing, ...wanted.shape] });
}

function filled(given: NumpyArguments, value: number): Value {
  const shape = given.shape(0, 'shape');
  if (shape === null) return unknown(message('an array of unknown shape'), given.span);
  const array = allocate(shape, given.dtype(1, 'dtype', 'float64'), given.span);
  array.data.fill(value);
  return arrayValue(array);
}

function like(given: NumpyArguments, value: Value, place = 1): Value {
  const array = given.array(0, 'a');
  if (array === null) return unknown(message('an array like this'), given.span);
  const dtype = given.dtype(place, 'dtype', array.dtype);
  const filling = toArray(value);
  if (filling?.data.length !== 1) return notKnown(message('what is filled in'), given.span);
  takeArray(array.shape, array.data.length);
  const data = new Float64Array(array.data.length).fill(castGiven(value, filling, dtype).data[0] ?? 0);
  return arrayValue({ dtype, shape: array.shape, data });
}

/** Ones on a diagonal, `shift` places to the right of the main one; `place` is that of the dtype. */
function eye(given: NumpyArguments, columns: number | null, shift: number, place = 3): Value {
  const size = given.whole(0, 'N') ?? given.whole(0, 'n') ?? notKnown(message('the size of this'), given.span);
  const width = columns ?? size;
  const array = allocate([size, width], given.dtype(place, 'dtype', 'float64'), given.span);
  for (let row = 0; row < size; row++)
    if (row + shift >= 0 && row + shift < width) array.data[row * width + row + shift] = 1;
  return arrayValue(array);
}
