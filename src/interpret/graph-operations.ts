import type { BinaryOperator, ComparisonOperator, Span } from '../python/syntax';
import { type Reduction, transpose } from './numpy/reductions';
import type { GraphArray, GraphValue } from '../base/graph-call';
import { allocate, cast, promote, sizeOf } from './numpy/ndarray';

// The operations of a graph that are computed without training: elementwise ones by name, and those that change a shape.

export const operators: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  subtract: '-',
  sub: '-',
  multiply: '*',
  mul: '*',
  divide: '/',
  div: '/',
  truediv: '/',
  realdiv: '/',
  floordiv: '//',
  mod: '%',
  floormod: '%',
  pow: '**',
};

export const comparisons: Readonly<Record<string, ComparisonOperator>> = {
  less: '<',
  less_equal: '<=',
  greater: '>',
  greater_equal: '>=',
  equal: '==',
  not_equal: '!=',
};

export const pairwise: Readonly<Record<string, (a: number, b: number) => number>> = {
  maximum: Math.max,
  minimum: Math.min,
  squared_difference: (a, b) => (a - b) * (a - b),
  logical_and: (a, b) => Number(a !== 0 && b !== 0),
  logical_or: (a, b) => Number(a !== 0 || b !== 0),
};

export const elementwise: Readonly<Record<string, (value: number) => number>> = {
  square: (value) => value * value,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  abs: Math.abs,
  negative: (value) => -value,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  sign: Math.sign,
  floor: Math.floor,
  sigmoid: (value) => 1 / (1 + Math.exp(-value)),
  logical_not: (value) => Number(value === 0),
  identity: (value) => value,
  stop_gradient: (value) => value,
};

export const reductions: Readonly<Record<string, Reduction>> = {
  reduce_sum: 'sum',
  reduce_mean: 'mean',
  reduce_max: 'max',
  reduce_min: 'min',
  reduce_prod: 'prod',
};

/** The axes that a call is given; null where they are not known. */
export function axesOf(axis: GraphValue | undefined): readonly number[] | 'all' | null {
  if (axis === undefined || axis.kind === 'none') return 'all';
  const items = axis.kind === 'list' ? axis.items : [axis];
  const numbers = items.map((item) => (item.kind === 'int' ? item.value : null));
  return numbers.every((number) => number !== null) ? numbers : null;
}

export function castAs(a: GraphArray, dtype: GraphValue | undefined): GraphArray | null {
  if (dtype === undefined || dtype.kind === 'none') return a;
  return dtype.kind === 'dtype' ? cast(a, dtype.value) : null;
}

/** A matrix, or its transpose where a flag says so; null where either is not known. */
export function turned(a: GraphArray | null, flag: GraphValue | undefined): GraphArray | null {
  if (flag === undefined || flag.kind === 'none') return a;
  if (a === null || flag.kind !== 'bool' || a.shape.length !== 2) return null;
  return flag.value ? transpose(a) : a;
}

export function squeezed(a: GraphArray, axis: GraphValue | undefined): GraphArray | null {
  const axes = axesOf(axis);
  if (axes === null) return null;
  const dropped = new Set(axes === 'all' ? a.shape.keys() : axes.map((at) => (at < 0 ? at + a.shape.length : at)));
  return { ...a, shape: a.shape.filter((length, at) => length !== 1 || !dropped.has(at)) };
}

/** Arrays of one shape as one array with another axis in front. */
export function stacked(parts: readonly GraphArray[], span: Span): GraphArray | null {
  const [first] = parts;
  if (first === undefined) return null;
  const size = sizeOf(first.shape);
  if (parts.some(({ shape }) => shape.join() !== first.shape.join())) return null;
  const dtype = parts.reduce((known, part) => promote(known, part.dtype), first.dtype);
  const made = allocate([parts.length, ...first.shape], dtype, span);
  parts.forEach((part, at) => {
    made.data.set(part.data, at * size);
  });
  return made;
}
