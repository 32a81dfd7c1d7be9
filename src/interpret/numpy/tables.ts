import { message } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import { notKnown } from '../not-known';
import { bool, int, tuple, unknown, type Value } from '../values';
import type { NumpyArguments, NumpyFunction } from './arguments';
import { assertWithin } from '../limits';
import { takeArray } from '../reading';
import { result } from './scalars';
import { castNumber, promote } from './element-types';
import { allocate, zip } from './ndarray';
import { nonzeroPlaces, placeIn } from './searching';
import { arrayValue } from './array-value';

// NumPy’s functions of triangles of matrices, of positions and sets of elements, and of products and sums by a rule.

type Change = (array: GraphArray, given: NumpyArguments) => Value;

/** A function of one array; unknown where it is given none. */
const ofArray =
  (name: string, change: Change): NumpyFunction =>
  (given) => {
    const array = given.array(0, name);
    return array === null ? unknown(message('an array of this'), given.span) : change(array, given);
  };

const whole = (numbers: Iterable<number>): GraphArray => {
  const data = Float64Array.from(numbers);
  return { dtype: 'int64', shape: [data.length], data };
};

/** The elements of a matrix on one side of a diagonal; zeros elsewhere. */
const triangle = (isKept: (row: number, column: number, shift: number) => boolean): NumpyFunction =>
  ofArray('m', (array, given) => {
    const [rows = 0, columns = 0] = array.shape.slice(-2);
    const shift = given.whole(1, 'k') ?? 0;
    const data = array.data.map((value, at) => {
      const place = at % (rows * columns);
      return isKept(Math.floor(place / columns), place % columns, shift) ? value : 0;
    });
    return arrayValue({ ...array, data });
  });

/** Which elements of the first are among the second's. */
const among: NumpyFunction = (given) => {
  const [array, others] = [given.array(0, 'element'), given.array(1, 'test_elements')];
  if (array === null || others === null) return unknown(message('{0} of these', 'np.isin'), given.span);
  const held = new Set(others.data);
  return result({ dtype: 'bool', shape: array.shape, data: array.data.map((value) => (held.has(value) ? 1 : 0)) });
};

function convolved(a: GraphArray, b: GraphArray, mode: string): Float64Array {
  takeArray([a.data.length + b.data.length], a.data.length + b.data.length);
  const full = new Float64Array(Math.max(0, a.data.length + b.data.length - 1));
  a.data.forEach((left, i) => {
    b.data.forEach((right, j) => {
      full[i + j] = (full[i + j] ?? 0) + left * right;
    });
  });
  const [short, long] = [Math.min(a.data.length, b.data.length), Math.max(a.data.length, b.data.length)];
  if (mode === 'valid') return full.slice(short - 1, long);
  const first = Math.floor((short - 1) / 2);
  return mode === 'same' ? full.slice(first, first + long) : full;
}

function kronecker(a: GraphArray, b: GraphArray, given: NumpyArguments): Value {
  const [[rowsA = 1, columnsA = 1], [rowsB = 1, columnsB = 1]] = [a.shape, b.shape];
  if (a.shape.length !== 2 || b.shape.length !== 2) return unknown(message('{0} of these', 'np.kron'), given.span);
  const made = allocate([rowsA * rowsB, columnsA * columnsB], promote(a.dtype, b.dtype), given.span);
  for (let at = 0; at < made.data.length; at++) {
    const [row, column] = [Math.floor(at / (columnsA * columnsB)), at % (columnsA * columnsB)];
    const left = a.data[Math.floor(row / rowsB) * columnsA + Math.floor(column / columnsB)] ?? 0;
    made.data[at] = castNumber(left * (b.data[(row % rowsB) * columnsB + (column % columnsB)] ?? 0), made.dtype);
  }
  return arrayValue(made);
}

/** The indices of the elements that are not zero, flat. */
const placesOf = ({ data }: GraphArray): number[] => nonzeroPlaces(data);

/** Functions that build tables, look up elements and join sets of them. */
export const tableFunctions: Readonly<Record<string, NumpyFunction>> = {
  shape: ofArray('a', ({ shape }) => tuple(shape.map(int))),
  ndim: ofArray('a', ({ shape }) => int(shape.length)),
  size: ofArray('a', ({ shape, data }, given) => {
    const axis = given.whole(1, 'axis');
    return int(axis === null ? data.length : (shape.at(axis) ?? notKnown(message('the axis of this'), given.span)));
  }),
  isscalar: (given) => bool(['int', 'float', 'str', 'bool'].includes(given.at(0, 'element').kind)),
  tril: triangle((row, column, shift) => column <= row + shift),
  triu: triangle((row, column, shift) => column >= row + shift),
  tri: (given) => {
    const rows = given.whole(0, 'N') ?? notKnown(message('the size of this'), given.span);
    const columns = given.whole(1, 'M') ?? rows;
    const shift = given.whole(2, 'k') ?? 0;
    const made = allocate([rows, columns], given.dtype(3, 'dtype', 'float64'), given.span);
    for (let at = 0; at < made.data.length; at++)
      made.data[at] = at % columns <= Math.floor(at / columns) + shift ? 1 : 0;
    return arrayValue(made);
  },
  vander: ofArray('x', ({ data, dtype }, given) => {
    const columns = given.whole(1, 'N') ?? data.length;
    const isRising = given.flag(2, 'increasing', false);
    const made = allocate([data.length, columns], promote(dtype, 'int64'), given.span);
    // Powers are products one after the other, as NumPy accumulates them.
    data.forEach((value, row) => {
      let power = 1;
      for (let exponent = 0; exponent < columns; exponent++) {
        made.data[row * columns + (isRising ? exponent : columns - 1 - exponent)] = castNumber(power, made.dtype);
        power *= value;
      }
    });
    return arrayValue(made);
  }),
  flatnonzero: ofArray('a', (array) => arrayValue(whole(placesOf(array)))),
  argwhere: ofArray('a', (array, given) => {
    const places = placesOf(array);
    const rank = array.shape.length;
    const found = allocate([places.length, rank], 'int64', given.span);
    places.forEach((place, row) => {
      let rest = place;
      for (let axis = rank - 1; axis >= 0; axis--) {
        const length = array.shape[axis] ?? 1;
        found.data[row * rank + axis] = rest % length;
        rest = Math.floor(rest / length);
      }
    });
    return arrayValue(found);
  }),
  isclose: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
    if (a === null || b === null) return unknown(message('{0} of these', 'np.isclose'), given.span);
    const [relative, absolute] = [given.number(2, 'rtol') ?? 1e-5, given.number(3, 'atol') ?? 1e-8];
    const isClose = (x: number, y: number): number =>
      x === y || Math.abs(x - y) <= absolute + relative * Math.abs(y) ? 1 : 0;
    return result(zip(a, b, 'bool', isClose, given.span));
  },
  isin: among,
  in1d: among,
  setdiff1d: (given) => {
    const [a, b] = [given.array(0, 'ar1'), given.array(1, 'ar2')];
    if (a === null || b === null) return unknown(message('{0} of these', 'np.setdiff1d'), given.span);
    const held = new Set(b.data);
    const data = Float64Array.from(new Set(a.data.filter((value) => !held.has(value)))).sort();
    return arrayValue({ dtype: a.dtype, shape: [data.length], data });
  },
  digitize: (given) => {
    const [x, bins] = [given.array(0, 'x'), given.array(1, 'bins')];
    if (x === null || bins === null) return unknown(message('{0} of these', 'np.digitize'), given.span);
    // Rising edges; falling ones are counted from behind.
    const isFalling = (bins.data[0] ?? 0) > (bins.data.at(-1) ?? 0);
    const rising = isFalling ? bins.data.toReversed() : bins.data;
    const place = (value: number): number =>
      isFalling ? rising.length - placeIn(rising, value, false) : placeIn(rising, value, true);
    return result({ dtype: 'int64', shape: x.shape, data: x.data.map(place) });
  },
  convolve: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'v')];
    if (a === null || b === null) return unknown(message('{0} of these', 'np.convolve'), given.span);
    assertWithin('products', a.data.length * b.data.length, given.span);
    const data = convolved(a, b, given.word(2, 'mode', ['full', 'same', 'valid']));
    return arrayValue({ dtype: promote(a.dtype, b.dtype), shape: [data.length], data });
  },
  kron: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
    return a === null || b === null ? unknown(message('{0} of these', 'np.kron'), given.span) : kronecker(a, b, given);
  },
  vdot: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
    if (a?.data.length !== b?.data.length || a === null || b === null)
      return unknown(message('{0} of these', 'np.vdot'), given.span);
    return { kind: 'float', value: a.data.reduce((sum, value, at) => sum + value * (b.data[at] ?? 0), 0) };
  },
  trapz: ofArray('y', ({ data }, given) => {
    const x = given.array(1, 'x');
    const step = given.number(2, 'dx') ?? 1;
    let sum = 0;
    for (let at = 1; at < data.length; at++) {
      const width = x === null || !given.has(1, 'x') ? step : (x.data[at] ?? 0) - (x.data[at - 1] ?? 0);
      sum += (width * ((data[at] ?? 0) + (data[at - 1] ?? 0))) / 2;
    }
    return { kind: 'float', value: sum };
  }),
};
