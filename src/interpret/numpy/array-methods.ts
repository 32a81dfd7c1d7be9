import type { DType, GraphArray } from '../../base/graph-call';
import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import { PythonError } from '../limits';
import { touching } from '../loop-watch';
import { spend, takeArray, takeItems, work } from '../reading';
import { asNumber, builtin, int, itemsOf, list, none, truthOf, tuple, unknown, type Value } from '../values';
import { NumpyArguments } from './arguments';
import { computingFunctions, dot } from './computing';
import { cast, reshape } from './ndarray';
import { reduceArray, reductionNames, transpose } from './reductions';
import { shapingFunctions, transposed } from './shaping';

/** An array as a value. */
export function arrayValue(array: GraphArray): Value {
  return { kind: 'array', array };
}

/** A shape given as a number, as numbers, or as a tuple of them; null where it is not known. */
export function shapeFrom(values: readonly Value[]): number[] | null {
  const [first] = values;
  if (values.length === 1 && first?.kind === 'array')
    return first.array.shape.length > 1 ? null : [...first.array.data];
  const given = values.length === 1 && first !== undefined ? (itemsOf(first) ?? values) : values;
  const lengths = given.map(asNumber);
  return lengths.every((length): length is number => length !== null) ? lengths : null;
}

/** A dtype given as `np.float32`, `'float32'`, or Python's `float`. */
export function dtypeFrom(value: Value | undefined, otherwise: DType): DType {
  if (value?.kind === 'dtype') return value.value;
  const name = value?.kind === 'str' ? value.value : value?.kind === 'builtin' ? value.name : '';
  const names: Readonly<Record<string, DType>> = {
    float: 'float64',
    float16: 'float16',
    float32: 'float32',
    float64: 'float64',
    single: 'float32',
    double: 'float64',
    f: 'float32',
    f4: 'float32',
    f8: 'float64',
    d: 'float64',
    int: 'int64',
    int8: 'int32',
    int16: 'int32',
    i4: 'int32',
    i8: 'int64',
    int32: 'int32',
    int64: 'int64',
    uint8: 'int32',
    bool: 'bool',
  };
  return own(names, name) ?? otherwise;
}

/** `array.name`: NumPy's attributes and methods. */
export function arrayAttribute(array: GraphArray, name: string, span: Span): Value {
  const reduction = own(reductionNames, name);
  if (reduction !== undefined) {
    return builtin(name, ({ positional, named }) =>
      reduceArray(array, reduction, named.get('axis') ?? positional[0] ?? none, {
        keepDims: truthOf(named.get('keepdims') ?? none) === true,
        freedom: asNumber(named.get('ddof') ?? none) ?? 0,
      }),
    );
  }
  const attribute = own(attributes, name)?.(array);
  if (attribute !== undefined) return attribute;
  const method = own(methods, name);
  if (method !== undefined) return builtin(name, (given) => method(array, new NumpyArguments(given)));
  // A function of NumPy whose first argument is the array.
  const called = asMethods.has(name) ? (own(shapingFunctions, name) ?? own(computingFunctions, name)) : undefined;
  if (called === undefined) return unknown(`the array attribute ${name}`, span);
  return builtin(name, (given) =>
    called(new NumpyArguments({ ...given, positional: [arrayValue(array), ...given.positional] })),
  );
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
    return shape === null ? unknown('a shape', span) : arrayValue(reshape(array, shape, span));
  },
  astype: (array, given) => arrayValue(cast(array, dtypeFrom(given.at(0, 'dtype'), array.dtype))),
  flatten: (array) => arrayValue({ ...array, shape: [array.data.length] }),
  ravel: (array) => arrayValue({ ...array, shape: [array.data.length] }),
  copy: (array) => {
    takeArray(array.shape, array.data.length);
    return arrayValue({ ...array, data: array.data.slice() });
  },
  transpose: (array, { positional }) => {
    const [first] = positional;
    const axes: Value = positional.length > 1 ? tuple(positional) : (first ?? none);
    return arrayValue(transposed(array, axes));
  },
  tolist: (array) => toList(array),
  item: (array, given) => {
    const place = given.number(0, 'args');
    if (place === null && array.data.length !== 1)
      throw new PythonError('ValueError', 'can only convert an array of size 1 to a Python scalar', given.span);
    const element = array.data.at(place ?? 0);
    return element === undefined ? unknown('an item of an array', given.span) : scalarNumber(array, element);
  },
  dot: (array, given) => {
    const other = given.array(0, 'b');
    return other === null ? unknown('a dot product', given.span) : dot(array, other, given.span);
  },
  fill: (array, given) => {
    touching(array.data);
    array.data.fill(given.number(0, 'value') ?? 0);
    return none;
  },
  sort: (array) => {
    const width = array.shape.at(-1) ?? 1;
    work(array.data.length * 16);
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
