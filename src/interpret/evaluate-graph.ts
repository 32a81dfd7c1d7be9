import type { GraphArray, GraphCall, GraphValue } from '../base/graph-call';
import { own } from '../base/own';
import type { BinaryOperator, ComparisonOperator, Span } from '../python/syntax';
import { indexArray } from './indexing';
import { allocate, cast, map, promote, reshape, sizeOf, zip } from './numpy/ndarray';
import { matmul, reduceArray, type Reduction, transpose } from './numpy/reductions';
import { binary, compare, toArray } from './operators';
import { indexValue } from './recorded-value';
import type { Recorder } from './recorder';
import { int, none, type Value } from './values';

/** What stands for a call's result in place of its computation: the elements that a function is called with. */
export type Bindings = ReadonlyMap<string, GraphArray>;

/** The key of an output among bindings. */
export function bindingKey({ id, output }: GraphValue & { kind: 'call' }): string {
  return `${id}.${output ?? ''}`;
}

const operators: Readonly<Record<string, BinaryOperator>> = {
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

const comparisons: Readonly<Record<string, ComparisonOperator>> = {
  less: '<',
  less_equal: '<=',
  greater: '>',
  greater_equal: '>=',
  equal: '==',
  not_equal: '!=',
};

const pairwise: Readonly<Record<string, (a: number, b: number) => number>> = {
  maximum: Math.max,
  minimum: Math.min,
  squared_difference: (a, b) => (a - b) * (a - b),
  logical_and: (a, b) => Number(a !== 0 && b !== 0),
  logical_or: (a, b) => Number(a !== 0 || b !== 0),
};

const elementwise: Readonly<Record<string, (value: number) => number>> = {
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

const reductions: Readonly<Record<string, Reduction>> = {
  reduce_sum: 'sum',
  reduce_mean: 'mean',
  reduce_max: 'max',
  reduce_min: 'min',
  reduce_prod: 'prod',
};

/**
 * Computes recorded calls of what does not need a session: element functions of `tf.data`. Null where an operation is not among
 * the few that such functions are made of.
 */
export class GraphEvaluation {
  private readonly known = new Map<number, GraphArray | null>();

  constructor(
    private readonly recorder: Recorder,
    private readonly bindings: Bindings,
    private readonly span: Span,
  ) {}

  /** The array that a recorded value is; of a literal, in TensorFlow's own dtypes. */
  valueOf(value: GraphValue | undefined, like: GraphArray | null = null): GraphArray | null {
    switch (value?.kind) {
      case 'array':
        return value.value;
      case 'int':
        return { dtype: like?.dtype ?? 'int32', shape: [], data: Float64Array.of(value.value) };
      case 'float':
        return {
          dtype: like?.dtype.startsWith('float') ? like.dtype : 'float32',
          shape: [],
          data: Float64Array.of(value.value),
        };
      case 'bool':
        return { dtype: 'bool', shape: [], data: Float64Array.of(value.value ? 1 : 0) };
      case 'list': {
        const parts = value.items.map((item) => this.valueOf(item, like));
        return parts.every((part) => part !== null) ? stacked(parts, this.span) : null;
      }
      case 'call': {
        const bound = this.bindings.get(bindingKey(value));
        if (bound !== undefined) return bound;
        return value.output === undefined ? this.resultOf(value.id) : null;
      }
      default:
        return null;
    }
  }

  private resultOf(id: number): GraphArray | null {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    this.known.set(id, null);
    const call = this.recorder.calls[id];
    const result = call === undefined ? null : this.compute(call);
    this.known.set(id, result);
    return result;
  }

  private compute(call: GraphCall): GraphArray | null {
    const name = call.name.replace(/^(?:math|nn)\./, '');
    const given = (at: number, ...names: readonly string[]): GraphValue | undefined =>
      names.map((each) => own(call.kwargs, each)).find((value) => value !== undefined) ?? call.args[at];
    const first = given(0, 'x', 'tensor', 'input', 'input_tensor', 'a', 'value', 'values', 'indices', 'inputs');
    const [a, b] = this.pair(first, given(1, 'y', 'b'));
    if (own(operators, name) ?? own(comparisons, name) ?? own(pairwise, name)) return this.combined(name, a, b);
    const change = own(elementwise, name);
    if (change !== undefined) return a === null ? null : map(a, a.dtype, change);
    const reduction = own(reductions, name);
    if (reduction !== undefined) return this.reduced(reduction, a, given(1, 'axis', 'reduction_indices'));
    switch (name) {
      case 'constant':
      case 'convert_to_tensor':
      case 'cast': {
        const dtype = given(1, 'dtype');
        return a === null || dtype?.kind !== 'dtype' ? a : cast(a, dtype.value);
      }
      case 'to_float':
        return a && cast(a, 'float32');
      case 'to_int32':
        return a && cast(a, 'int32');
      case 'to_int64':
        return a && cast(a, 'int64');
      case 'reshape': {
        const shape = this.valueOf(given(1, 'shape'));
        return a === null || shape === null ? null : reshape(a, [...shape.data], this.span);
      }
      case 'expand_dims':
        return this.expanded(a, given(1, 'axis', 'dim'));
      case 'squeeze':
        return a && { ...a, shape: a.shape.filter((length) => length !== 1) };
      case 'transpose':
        return a && transpose(a);
      case 'matmul':
        return a === null || b === null ? null : toArray(matmul(a, b, this.span));
      case 'one_hot':
        return this.oneHot(a, given(1, 'depth'));
      case 'stack':
        return a;
      case 'zeros_like':
        return a && map(a, a.dtype, () => 0);
      case 'ones_like':
        return a && map(a, a.dtype, () => 1);
      case 'getitem': {
        const recorded = given(1, 'index');
        const index = recorded === undefined ? null : indexValue(recorded);
        return a === null || index === null ? null : toArray(indexArray(a, index, this.span));
      }
      default:
        return null;
    }
  }

  /** Both operands: a Python number takes the dtype of the other. */
  private pair(left: GraphValue | undefined, right: GraphValue | undefined): [GraphArray | null, GraphArray | null] {
    const isLiteral = (value: GraphValue | undefined): boolean => value?.kind === 'int' || value?.kind === 'float';
    const b = isLiteral(right) ? null : this.valueOf(right);
    const a = this.valueOf(left, isLiteral(left) ? b : null);
    return [a, isLiteral(right) ? this.valueOf(right, a) : b];
  }

  private combined(name: string, a: GraphArray | null, b: GraphArray | null): GraphArray | null {
    if (a === null || b === null) return null;
    const apply = own(pairwise, name);
    if (apply !== undefined)
      return zip(a, b, name.startsWith('logical') ? 'bool' : promote(a.dtype, b.dtype), apply, this.span);
    const [left, right]: Value[] = [
      { kind: 'array', array: a },
      { kind: 'array', array: b },
    ];
    if (left === undefined || right === undefined) return null;
    const context = { recorder: this.recorder, isPython2: false };
    const operator = own(operators, name);
    if (operator !== undefined) return toArray(binary(operator, left, right, this.span, context));
    const comparison = own(comparisons, name);
    return comparison === undefined ? null : toArray(compare(comparison, left, right, this.span, context));
  }

  private reduced(how: Reduction, a: GraphArray | null, axis: GraphValue | undefined): GraphArray | null {
    if (a === null) return null;
    const along: Value = axis?.kind === 'int' ? int(axis.value) : none;
    const result = toArray(reduceArray(a, how, along));
    return result === null ? null : cast(result, a.dtype);
  }

  private expanded(a: GraphArray | null, axis: GraphValue | undefined): GraphArray | null {
    if (a === null || axis?.kind !== 'int') return null;
    const at = axis.value < 0 ? a.shape.length + 1 + axis.value : axis.value;
    return { ...a, shape: [...a.shape.slice(0, at), 1, ...a.shape.slice(at)] };
  }

  private oneHot(a: GraphArray | null, depth: GraphValue | undefined): GraphArray | null {
    if (a === null || depth?.kind !== 'int') return null;
    const made = allocate([...a.shape, depth.value], 'float32', this.span);
    a.data.forEach((index, row) => {
      if (index >= 0 && index < depth.value) made.data[row * depth.value + index] = 1;
    });
    return made;
  }
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
