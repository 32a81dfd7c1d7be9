import { message } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import { PythonError } from '../limits';
import { touching } from '../watching';
import { forget, remember } from '../forget';
import { notKnown } from '../not-known';
import { spend, takeArray, takeItems, work } from '../reading';
import {
  type Arguments,
  builtin,
  type BuiltinValue,
  int,
  list,
  none,
  recording,
  tuple,
  unknown,
  type Value,
} from '../values';
import { callNumpy, NumpyArguments } from './arguments';
import { computingFunctions } from './computing';
import { shapeFrom } from './forms';
import { cast, castGiven, reshape } from './ndarray';
import { reduceArray, type Reduction, reductionNames, transpose } from './reductions';
import { shapingFunctions } from './shaping';
import { itemsOf } from '../read-value';
import { withoutFormula } from '../formula-values';
import { wholeNumber } from '../slices';
import { dot } from './linear-algebra';
import { isMatrix, matrixResult } from './matrices';
import { arrayValue } from './array-value';
import { transposed } from './axes';

/** `array.name`: NumPy's attributes and methods. */
export function arrayAttribute(array: GraphArray, name: string, span: Span): Value {
  if (isMatrix(array)) {
    if (name === 'A') return arrayValue({ ...array });
    if (name === 'T') return matrixResult(arrayValue(transpose(array)));
  }
  const reduction = own(reductionNames, name);
  const attribute = own(attributes, name)?.(array);
  if (attribute !== undefined) return attribute;
  const method =
    reduction === undefined
      ? own(methods, name)
      : (own0: GraphArray, given: NumpyArguments) => reduced(own0, reduction, given, 0);
  if (method !== undefined)
    return methodOf(array, name, (given) => callNumpy((own0) => method(array, own0), new NumpyArguments(given)));
  // A function of NumPy whose first argument is the array.
  const called = asMethods.has(name) ? (own(shapingFunctions, name) ?? own(computingFunctions, name)) : undefined;
  if (called !== undefined)
    return builtin(name, (given) =>
      callNumpy(called, new NumpyArguments({ ...given, positional: [arrayValue(array), ...given.positional] })),
    );
  const missing = unknown(message('the array attribute {0}', name), span);
  return changing.has(name) ? recording(name, () => (forget([arrayValue(array)], missing), missing)) : missing;
}

/** Methods that are not modelled, and change the array. */
const changing = new Set(['itemset', 'put', 'resize', 'partition', 'setfield', 'setflags', 'byteswap']);

/** Methods that change the array: what they cannot do leaves all of it unknown. */
const inPlace = new Set(['fill', 'sort']);

/** Whether a method changes the array itself. */
export function changesArray(name: string): boolean {
  return inPlace.has(name) || changing.has(name);
}

function methodOf(array: GraphArray, name: string, call: (given: Arguments) => Value): BuiltinValue {
  if (!inPlace.has(name)) return builtin(name, call);
  return {
    ...builtin(name, (given) => {
      const done = call(given);
      if (name === 'fill') remember(arrayValue(array));
      return done;
    }),
    lost: (_, why) => {
      forget([arrayValue(array)], why);
      return withoutFormula(why);
    },
  };
}

/** A reduction over the axes that are given; `place` is that of the axis. */
export function reduced(array: GraphArray, by: Reduction, given: NumpyArguments, place: number): Value {
  const axis = given.at(place, 'axis');
  const rank = array.shape.length;
  const axes = axis.kind === 'none' ? [] : (itemsOf(axis) ?? [axis]).map(wholeNumber);
  if (!axes.every((at) => at !== null && at < rank && at >= -rank))
    return notKnown(message('the axis of this'), given.span);
  return reduceArray(array, by, axis, {
    keepDims: given.flag(-1, 'keepdims', false),
    freedom: given.number(-1, 'ddof') ?? 0,
  });
}

const asMethods = new Set([
  'repeat',
  'squeeze',
  'swapaxes',
  'take',
  'clip',
  'cumsum',
  'cumprod',
  'argsort',
  'round',
  'nonzero',
  'trace',
]);

const attributes: Readonly<Record<string, (array: GraphArray) => Value>> = {
  shape: ({ shape }) => tuple(shape.map(int)),
  ndim: ({ shape }) => int(shape.length),
  size: ({ data }) => int(data.length),
  dtype: ({ dtype }) => ({ kind: 'dtype', value: dtype }),
  T: (array) => arrayValue(transpose(array)),
  flat: (array) => arrayValue({ ...array, shape: [array.data.length] }),
  real: arrayValue,
};

const methods: Readonly<Record<string, (array: GraphArray, given: NumpyArguments) => Value>> = {
  reshape: (array, { positional, span }) => {
    const shape = shapeFrom(positional);
    return shape === null ? unknown(message('a shape'), span) : arrayValue(reshape(array, shape, span));
  },
  astype: (array, given) => arrayValue(cast(array, given.dtype(0, 'dtype', array.dtype))),
  // A copy, unlike `ravel`, which sees and shows what is written later.
  flatten: (array) => {
    takeArray(array.shape, array.data.length);
    return arrayValue({ ...array, shape: [array.data.length], data: array.data.slice() });
  },
  ravel: (array) => arrayValue({ ...array, shape: [array.data.length] }),
  copy: (array) => {
    takeArray(array.shape, array.data.length);
    return arrayValue({ ...array, data: array.data.slice() });
  },
  transpose: (array, { positional, span }) => {
    const [first] = positional;
    const axes: Value = positional.length > 1 ? tuple(positional) : (first ?? none);
    return arrayValue(transposed(array, axes, span));
  },
  tolist: (array) => toList(array),
  item: (array, given) => {
    const place = given.whole(0, 'args');
    if (place === null && array.data.length !== 1)
      throw new PythonError('ValueError', 'can only convert an array of size 1 to a Python scalar', given.span);
    const element = array.data.at(place ?? 0);
    return element === undefined ? notKnown(message('an item of an array'), given.span) : scalarNumber(array, element);
  },
  dot: (array, given) => {
    const other = given.array(0, 'b');
    return other === null ? unknown(message('a dot product'), given.span) : dot(array, other, given.span);
  },
  fill: (array, given) => {
    const value = given.array(0, 'value');
    if (value?.data.length !== 1) return notKnown(message('what an array is filled with'), given.span);
    const [number = 0] = castGiven(given.at(0, 'value'), value, array.dtype).data;
    touching(array.data);
    array.data.fill(number);
    return none;
  },
  sort: (array, given) => {
    const width = array.shape.at(-1) ?? 1;
    work(array.data.length * 16);
    const axis = given.whole(0, 'axis') ?? -1;
    if (axis !== -1 && axis !== array.shape.length - 1)
      return notKnown(message('a sorting along another axis'), given.span);
    touching(array.data);
    for (let row = 0; row < array.data.length; row += width) array.data.subarray(row, row + width).sort();
    return none;
  },
};

function toList(array: GraphArray): Value {
  spend(array.data.length);
  takeItems(array.data.length);
  const build = (axis: number, offset: number, width: number): Value => {
    const length = array.shape[axis];
    if (length === undefined) return scalarNumber(array, array.data[offset] ?? 0);
    const inner = width / length;
    return list(Array.from({ length }, (_, index) => build(axis + 1, offset + index * inner, inner)));
  };
  return build(0, 0, array.data.length);
}

function scalarNumber({ dtype }: GraphArray, value: number): Value {
  if (dtype === 'bool') return { kind: 'bool', value: value !== 0 };
  return { kind: dtype.startsWith('float') ? 'float' : 'int', value };
}
/** The names of what arrays have and do, as far as it is modelled. */
export const arrayNames: readonly string[] = [
  ...new Set([...Object.keys(attributes), ...Object.keys(methods), ...asMethods, ...Object.keys(reductionNames)]),
];
