import { isFloating, quotientType } from '../base/dtype';
import type { GraphArray, GraphCall, GraphValue } from '../base/graph-call';
import { own } from '../base/own';
import type { ScalarOperation } from '../frameworks/scalar';
import { scalarOf, symbolOfCall } from '../frameworks/tensorflow1/recorded';
import type { Span } from '../python/syntax';
import { known } from './not-known';
import { indexArray } from './indexing';
import { promote } from './numpy/element-types';
import { allocate, cast, map, reshape, zip } from './numpy/ndarray';
import { matmul, reduceArray, type Reduction, transpose } from './numpy/reductions';
import { indexValue } from './recorded-value';
import type { Recorder } from './record/recorder';
import { int, none, tuple } from './values';
import { toArray } from './array-operators';
import { axesOf, castAs, castWithin, reductions, squeezed, stacked, turned } from './graph-operations';

/** What stands for a call's result in place of its computation: the elements that a function is called with. */
export type Bindings = ReadonlyMap<string, GraphArray>;

/** The key of an output among bindings. */
export function bindingKey({ id, output }: GraphValue & { kind: 'call' }): string {
  return `${id}.${output ?? ''}`;
}

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
          dtype: like !== null && isFloating(like.dtype) ? like.dtype : 'float32',
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

  /** Null where the call is given something that its computation here does not look at. */
  private compute(call: GraphCall): GraphArray | null {
    const given = new CallArguments(call);
    const { name = call.name } = symbolOfCall(call) ?? {};
    const computed = known(() => ({ array: this.computed(name, scalarOf(call), given) }));
    const result = 'array' in computed ? computed.array : null;
    return given.hasUnread ? null : result;
  }

  private computed(name: string, scalar: ScalarOperation | null, given: CallArguments): GraphArray | null {
    const first = given.at(0, 'x', 'tensor', 'input', 'input_tensor', 'a', 'value', 'values', 'indices', 'inputs');
    if (scalar?.operands === 2) return this.combined(scalar, ...this.pair(first, given.at(1, 'y', 'b')));
    const a = this.valueOf(first);
    if (a === null) return null;
    if (scalar?.operands === 1 && !scalar.isIdentity) return this.mapped(scalar, a);
    const reduction = own(reductions, name);
    if (reduction !== undefined) return this.reduced(reduction, a, given);
    switch (name) {
      case 'constant':
      case 'convert_to_tensor':
      case 'cast':
        return castAs(a, given.at(1, 'dtype'));
      case 'to_float':
        return cast(a, 'float32');
      case 'to_int32':
        return castWithin(a, 'int32');
      case 'to_int64':
        return castWithin(a, 'int64');
      case 'identity':
      case 'stop_gradient':
        return a;
      case 'reshape': {
        const shape = this.valueOf(given.at(1, 'shape'));
        return shape === null ? null : reshape(a, [...shape.data], this.span);
      }
      case 'expand_dims':
        return this.expanded(a, given.at(1, 'axis', 'dim'));
      case 'squeeze':
        return squeezed(a, given.at(1, 'axis', 'squeeze_dims'));
      case 'transpose':
        return transpose(a);
      case 'matmul': {
        const left = turned(a, given.at(2, 'transpose_a'));
        const right = turned(this.valueOf(given.at(1, 'b')), given.at(3, 'transpose_b'));
        return left === null || right === null ? null : toArray(matmul(left, right, this.span));
      }
      case 'one_hot':
        return this.oneHot(a, given.at(1, 'depth'));
      case 'stack':
        return a;
      case 'zeros_like':
        return map(a, a.dtype, () => 0);
      case 'ones_like':
        return map(a, a.dtype, () => 1);
      case 'getitem': {
        const recorded = given.at(1, 'index');
        const index = recorded === undefined ? null : indexValue(recorded);
        return index === null ? null : toArray(indexArray(a, index, this.span));
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

  private mapped({ compute, castsTo }: ScalarOperation, a: GraphArray): GraphArray | null {
    const isWhole = !isFloating(a.dtype);
    return map(a, castsTo === 'bool' ? 'bool' : a.dtype, (x) => compute([x], isWhole));
  }

  private combined(
    { compute, castsTo, isFractional }: ScalarOperation,
    a: GraphArray | null,
    b: GraphArray | null,
  ): GraphArray | null {
    if (a === null || b === null) return null;
    const common = promote(a.dtype, b.dtype);
    const isWhole = !isFloating(common);
    const dtype = castsTo === 'bool' ? 'bool' : isFractional ? quotientType(common) : common;
    const seen = { isFinite: true };
    const result = zip(
      a,
      b,
      dtype,
      (x, y) => {
        const value = compute([x, y], isWhole);
        seen.isFinite &&= Number.isFinite(value);
        return value;
      },
      this.span,
    );
    // A division of integers by 0 raises in TensorFlow.
    return isWhole && !isFractional && !seen.isFinite ? null : result;
  }

  private reduced(how: Reduction, a: GraphArray, given: CallArguments): GraphArray | null {
    const along = axesOf(given.at(1, 'axis', 'reduction_indices'));
    const keeps = given.at(2, 'keepdims', 'keep_dims');
    if (along === null || (keeps !== undefined && keeps.kind !== 'none' && keeps.kind !== 'bool')) return null;
    const axis = along === 'all' ? none : tuple(along.map(int));
    const result = toArray(reduceArray(a, how, axis, { keepDims: keeps?.kind === 'bool' && keeps.value }));
    return result === null ? null : cast(result, a.dtype);
  }

  private expanded(a: GraphArray, axis: GraphValue | undefined): GraphArray | null {
    if (axis?.kind !== 'int') return null;
    const at = axis.value < 0 ? a.shape.length + 1 + axis.value : axis.value;
    return { ...a, shape: [...a.shape.slice(0, at), 1, ...a.shape.slice(at)] };
  }

  private oneHot(a: GraphArray, depth: GraphValue | undefined): GraphArray | null {
    if (depth?.kind !== 'int') return null;
    const made = allocate([...a.shape, depth.value], 'float32', this.span);
    a.data.forEach((index, row) => {
      if (index >= 0 && index < depth.value) made.data[row * depth.value + index] = 1;
    });
    return made;
  }
}

/** The arguments of a recorded call, and which of them were looked at. */
class CallArguments {
  private readonly read = new Set<number | string>(['name']);

  constructor(private readonly call: GraphCall) {}

  at(place: number, ...names: readonly string[]): GraphValue | undefined {
    for (const key of [place, ...names]) this.read.add(key);
    const { args, kwargs } = this.call;
    return names.map((name) => own(kwargs, name)).find((value) => value !== undefined) ?? args[place];
  }

  /** Whether there are others, that are not None. */
  get hasUnread(): boolean {
    const { args, kwargs } = this.call;
    return [...args.entries(), ...Object.entries(kwargs)].some(
      ([key, value]) => !this.read.has(key) && value.kind !== 'none',
    );
  }
}
