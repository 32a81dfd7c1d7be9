import type { DType, GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { asNumber, builtin, int, itemsOf, list, none, tuple, unknown, type Value } from '../values';
import { cast, reshape } from './ndarray';
import { matmul, reduceArray, type Reduction, transpose } from './reductions';

/** An array as a value. */
export function arrayValue(array: GraphArray): Value {
  return { kind: 'array', array };
}

/** A shape given as a number, as numbers, or as a tuple of them; null where it is not known. */
export function shapeFrom(values: readonly Value[]): number[] | null {
  const [first] = values;
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
    f4: 'float32',
    f8: 'float64',
    int: 'int64',
    int32: 'int32',
    int64: 'int64',
    uint8: 'int32',
    bool: 'bool',
  };
  return names[name] ?? otherwise;
}

const reductions: Readonly<Record<string, Reduction>> = {
  sum: 'sum',
  mean: 'mean',
  max: 'max',
  min: 'min',
  prod: 'prod',
  std: 'std',
  var: 'var',
  argmax: 'argmax',
  argmin: 'argmin',
};

/** `array.name`: NumPy's attributes and methods. */
export function arrayAttribute(array: GraphArray, name: string, span: Span): Value {
  const reduction = reductions[name];
  if (reduction !== undefined) {
    return builtin(name, ({ positional, named }) =>
      reduceArray(array, reduction, named.get('axis') ?? positional[0] ?? none, named.get('keepdims')),
    );
  }
  switch (name) {
    case 'shape':
      return tuple(array.shape.map(int));
    case 'ndim':
      return int(array.shape.length);
    case 'size':
      return int(array.data.length);
    case 'dtype':
      return { kind: 'dtype', value: array.dtype };
    case 'T':
      return arrayValue(transpose(array));
    case 'reshape':
      return builtin(name, ({ positional, span: at }) => {
        const shape = shapeFrom(positional);
        return shape === null ? unknown('a shape', at) : arrayValue(reshape(array, shape, at));
      });
    case 'astype':
      return builtin(name, ({ positional, named }) =>
        arrayValue(cast(array, dtypeFrom(positional[0] ?? named.get('dtype'), array.dtype))),
      );
    case 'flatten':
    case 'ravel':
      return builtin(name, () => arrayValue({ ...array, shape: [array.data.length] }));
    case 'copy':
      return builtin(name, () => arrayValue({ ...array, data: array.data.slice() }));
    case 'transpose':
      return builtin(name, () => arrayValue(transpose(array)));
    case 'tolist':
      return builtin(name, () => toList(array));
    case 'dot':
      return builtin(name, ({ positional: [other], span: at }) =>
        other?.kind === 'array' ? matmul(array, other.array, at) : unknown('a dot product', at),
      );
    default:
      return unknown(`the array attribute ${name}`, span);
  }
}

function toList(array: GraphArray): Value {
  const number = array.dtype.startsWith('float') ? 'float' : 'int';
  const build = (axis: number, offset: number, width: number): Value => {
    const length = array.shape[axis];
    if (length === undefined) return { kind: number, value: array.data[offset] ?? 0 };
    const inner = width / length;
    return list(Array.from({ length }, (_, index) => build(axis + 1, offset + index * inner, inner)));
  };
  return build(0, 0, array.data.length);
}
