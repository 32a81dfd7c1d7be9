import type { DType, GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { scalarOf } from '../indexing';
import { iterate } from '../iteration';
import { limits, LimitError } from '../limits';
import { arrayAttribute, arrayValue, dtypeFrom, shapeFrom } from '../numpy/array-methods';
import { allocate, broadcastShape, cast, map, promote, reshape, zip } from '../numpy/ndarray';
import { matmul, transpose } from '../numpy/reductions';
import { toArray } from '../operators';
import {
  type Arguments,
  asNumber,
  builtin,
  float,
  type ModuleValue,
  none,
  truthOf,
  unknown,
  type Value,
} from '../values';

type NumpyFunction = (given: NumpyArguments) => Value;

/** Arguments by place or by name. */
class NumpyArguments {
  constructor(private readonly given: Arguments) {}

  get span(): Span {
    return this.given.span;
  }

  at(index: number, name: string): Value {
    return this.given.named.get(name) ?? this.given.positional[index] ?? none;
  }

  number(index: number, name: string): number | null {
    return asNumber(this.at(index, name));
  }

  array(index: number, name: string): GraphArray | null {
    return toArray(this.at(index, name));
  }

  get positional(): readonly Value[] {
    return this.given.positional;
  }
}

const elementwise: Readonly<Record<string, (value: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  square: (value) => value * value,
  tanh: Math.tanh,
  floor: Math.floor,
  ceil: Math.ceil,
  log2: Math.log2,
  log10: Math.log10,
  arctan: Math.atan,
};

const samePrecision: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  absolute: Math.abs,
  negative: (value) => -value,
  sign: Math.sign,
};

const pairwise: Readonly<Record<string, (a: number, b: number) => number>> = {
  maximum: Math.max,
  minimum: Math.min,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (a, b) => a ** b,
  mod: (a, b) => a - b * Math.floor(a / b),
};

const names: Readonly<Record<string, DType>> = {
  float16: 'float16',
  float32: 'float32',
  float64: 'float64',
  float_: 'float64',
  double: 'float64',
  int32: 'int32',
  int64: 'int64',
  uint8: 'int32',
  int8: 'int32',
  bool_: 'bool',
};

/** The module `numpy`, as far as programs use it to make their data. */
export function numpyModule(): ModuleValue {
  return {
    kind: 'module',
    path: 'numpy',
    member: (name, span) => {
      const dtype = names[name];
      if (dtype !== undefined) return { kind: 'dtype', value: dtype };
      if (name === 'pi') return float(Math.PI);
      if (name === 'e') return float(Math.E);
      if (name === 'newaxis') return none;
      if (name === 'inf') return float(Number.POSITIVE_INFINITY);
      if (name === 'nan') return float(Number.NaN);
      const called = functions[name] ?? named(name);
      if (called === null) return unknown(`np.${name}`, span);
      return builtin(`np.${name}`, (given) => {
        const unknownArgument = given.positional.find(({ kind }) => kind === 'unknown');
        return unknownArgument ?? called(new NumpyArguments(given));
      });
    },
  };
}

function named(name: string): NumpyFunction | null {
  const apply = elementwise[name];
  if (apply !== undefined) {
    return (given) => {
      const array = given.array(0, 'x');
      if (array === null) return unknown(`np.${name} of this`, given.span);
      const dtype = array.dtype === 'float32' || array.dtype === 'float16' ? array.dtype : 'float64';
      return result(map(array, dtype, apply));
    };
  }
  const keep = samePrecision[name];
  if (keep !== undefined) {
    return (given) => {
      const array = given.array(0, 'x');
      return array === null ? unknown(`np.${name} of this`, given.span) : result(map(array, array.dtype, keep));
    };
  }
  const combine = pairwise[name];
  if (combine !== undefined) {
    return (given) => {
      const [a, b] = [given.array(0, 'x1'), given.array(1, 'x2')];
      if (a === null || b === null) return unknown(`np.${name} of these`, given.span);
      const dtype = promote(a.dtype, b.dtype);
      return result(
        zip(a, b, name === 'divide' && !dtype.startsWith('float') ? 'float64' : dtype, combine, given.span),
      );
    };
  }
  return methods.has(name) ? asMethod(name) : null;
}

/** Functions that are methods of arrays too. */
const methods = new Set([
  'sum',
  'mean',
  'max',
  'min',
  'prod',
  'std',
  'var',
  'argmax',
  'argmin',
  'ravel',
  'copy',
  'transpose',
]);

function asMethod(name: string): NumpyFunction {
  return (given) => {
    const array = given.array(0, 'a');
    const method = array === null ? none : arrayAttribute(array, name, given.span);
    if (method.kind !== 'builtin') return unknown(`np.${name} of this`, given.span);
    const axis = given.at(1, 'axis');
    return method.call({ positional: axis.kind === 'none' ? [] : [axis], named: new Map(), span: given.span });
  };
}

const functions: Readonly<Record<string, NumpyFunction>> = {
  array: makeArray,
  asarray: makeArray,
  linspace: (given) => {
    const [start, stop] = [given.number(0, 'start'), given.number(1, 'stop')];
    const count = given.number(2, 'num') ?? 50;
    if (start === null || stop === null) return unknown('np.linspace of these', given.span);
    const array = allocate([count], 'float64', given.span);
    const intervals =
      truthOf(given.at(3, 'endpoint')) === false && given.at(3, 'endpoint').kind === 'bool' ? count : count - 1;
    const step = (stop - start) / intervals;
    for (let index = 0; index < count; index++) array.data[index] = index * step + start;
    if (intervals === count - 1 && count > 1) array.data[count - 1] = stop;
    return result(cast(array, dtypeFrom(given.at(5, 'dtype'), 'float64')));
  },
  arange: (given) => {
    const numbers = given.positional.map(asNumber);
    if (numbers.includes(null) || numbers.length === 0) return unknown('np.arange of these', given.span);
    const [first = 0, second, third] = numbers.map((number) => number ?? 0);
    const [start, stop, step] = second === undefined ? [0, first, 1] : [first, second, third ?? 1];
    const count = Math.max(0, Math.ceil((stop - start) / step));
    const isInt = given.positional.every(({ kind }) => kind === 'int');
    const array = allocate([count], isInt ? 'int64' : 'float64', given.span);
    for (let index = 0; index < count; index++) array.data[index] = start + index * step;
    return result(cast(array, dtypeFrom(given.at(3, 'dtype'), array.dtype)));
  },
  zeros: (given) => filled(given, 0),
  ones: (given) => filled(given, 1),
  empty: (given) => filled(given, 0),
  full: (given) => filled(given, given.number(1, 'fill_value') ?? 0, 2),
  zeros_like: (given) => like(given, 0),
  ones_like: (given) => like(given, 1),
  eye: (given) => {
    const size = given.number(0, 'N') ?? 0;
    const array = allocate([size, size], 'float64', given.span);
    for (let index = 0; index < size; index++) array.data[index * size + index] = 1;
    return result(array);
  },
  reshape: (given) => {
    const array = given.array(0, 'a');
    const shape = shapeFrom([given.at(1, 'newshape')]);
    return array === null || shape === null
      ? unknown('np.reshape of these', given.span)
      : arrayValue(reshape(array, shape, given.span));
  },
  expand_dims: (given) => {
    const array = given.array(0, 'a');
    const axis = given.number(1, 'axis');
    if (array === null || axis === null) return unknown('np.expand_dims of these', given.span);
    const shape = [...array.shape];
    shape.splice(axis < 0 ? axis + shape.length + 1 : axis, 0, 1);
    return arrayValue({ ...array, shape });
  },
  dot: product,
  matmul: product,
  concatenate: (given) => join(given, given.number(1, 'axis') ?? 0),
  stack: (given) => {
    const parts = partsOf(given);
    const axis = given.number(1, 'axis') ?? 0;
    if (parts === null) return unknown('np.stack of these', given.span);
    return joinParts(
      parts.map((part) => withAxis(part, axis)),
      axis,
      given.span,
    );
  },
  vstack: (given) => {
    const parts = partsOf(given);
    return parts === null
      ? unknown('np.vstack of these', given.span)
      : joinParts(
          parts.map((part) => (part.shape.length < 2 ? withAxis(part, 0) : part)),
          0,
          given.span,
        );
  },
  hstack: (given) => {
    const parts = partsOf(given);
    return parts === null
      ? unknown('np.hstack of these', given.span)
      : joinParts(parts, (parts[0]?.shape.length ?? 1) > 1 ? 1 : 0, given.span);
  },
  column_stack: (given) => {
    const parts = partsOf(given);
    if (parts === null) return unknown('np.column_stack of these', given.span);
    return joinParts(
      parts.map((part) => (part.shape.length < 2 ? withAxis(part, 1) : part)),
      1,
      given.span,
    );
  },
  repeat: (given) => {
    const array = given.array(0, 'a');
    const count = given.number(1, 'repeats');
    if (array === null || count === null || given.at(2, 'axis').kind !== 'none')
      return unknown('np.repeat of these', given.span);
    const repeated = allocate([array.data.length * count], array.dtype, given.span);
    for (let index = 0; index < repeated.data.length; index++)
      repeated.data[index] = array.data[Math.floor(index / count)] ?? 0;
    return arrayValue(repeated);
  },
  float32: (given) => result(cast(given.array(0, 'x') ?? emptyArray, 'float32')),
};

const emptyArray: GraphArray = { dtype: 'float64', shape: [], data: new Float64Array(1) };

function result(array: GraphArray): Value {
  return array.shape.length === 0 ? scalarOf(array) : arrayValue(array);
}

function makeArray(given: NumpyArguments): Value {
  const array = given.array(0, 'object');
  if (array === null) return unknown('an array of these', given.span);
  return arrayValue(cast(array, dtypeFrom(given.at(1, 'dtype'), array.dtype)));
}

function filled(given: NumpyArguments, value: number, dtypeAt = 1): Value {
  const shape = shapeFrom([given.at(0, 'shape')]);
  if (shape === null) return unknown('an array of unknown shape', given.span);
  const array = allocate(shape, dtypeFrom(given.at(dtypeAt, 'dtype'), 'float64'), given.span);
  array.data.fill(value);
  return arrayValue(array);
}

function like(given: NumpyArguments, value: number): Value {
  const array = given.array(0, 'a');
  return array === null
    ? unknown('an array like this', given.span)
    : arrayValue({ ...array, data: new Float64Array(array.data.length).fill(value) });
}

function product(given: NumpyArguments): Value {
  const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
  return a === null || b === null ? unknown('a product of these', given.span) : matmul(a, b, given.span);
}

function partsOf(given: NumpyArguments): GraphArray[] | null {
  const parts = [...(iterate(given.at(0, 'arrays'))?.items() ?? [])].map(toArray);
  return parts.length > 0 && parts.every((part): part is GraphArray => part !== null) ? parts : null;
}

function withAxis(array: GraphArray, axis: number): GraphArray {
  const shape = [...array.shape];
  shape.splice(axis < 0 ? axis + shape.length + 1 : axis, 0, 1);
  return { ...array, shape };
}

function join(given: NumpyArguments, axis: number): Value {
  const parts = partsOf(given);
  return parts === null ? unknown('np.concatenate of these', given.span) : joinParts(parts, axis, given.span);
}

/** Joins arrays along an axis, by turning that axis to the front. */
function joinParts(parts: readonly GraphArray[], axis: number, span: Span): Value {
  const [first] = parts;
  if (first === undefined) return unknown('nothing to join', span);
  const at = axis < 0 ? axis + first.shape.length : axis;
  if (at > 1 || first.shape.length > 2) return unknown('a join along this axis', span);
  const rows = at === 0 ? parts : parts.map(transpose);
  const tail = rows[0]?.shape.slice(1) ?? [];
  for (const part of rows) broadcastShape(part.shape.slice(1), tail, span);
  const size = rows.reduce((sum, { data }) => sum + data.length, 0);
  if (size > limits.elements) throw new LimitError(`an array of ${size} elements is more than is read`, span);
  const data = new Float64Array(size);
  rows.reduce((offset, part) => (data.set(part.data, offset), offset + part.data.length), 0);
  const dtype = rows.reduce((known, part) => promote(known, part.dtype), first.dtype);
  const joined = { dtype, shape: [rows.reduce((sum, { shape }) => sum + (shape[0] ?? 1), 0), ...tail], data };
  return arrayValue(at === 0 ? joined : transpose(joined));
}
