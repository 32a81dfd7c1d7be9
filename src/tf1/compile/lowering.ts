import { message } from '../../base/message';
import { SpokenError } from '../../base/spoken-error';
import type { DType } from '../../base/graph-call';
import { atCall, namedIfExhausted, TensorFlowError } from '../errors';
import type { Operation } from '../graph';
import type { RunState } from '../op-registry';
import { at, item, sizeOf, type Value } from '../value';
import type { Product } from './wasm-matmul';
import {
  broadcastRead,
  type BlockNode,
  linearRead,
  type Node,
  type Read,
  rounded,
  splatOf,
  Storage,
  type View,
} from './ir';

/** Why a list of kernel calls is not compiled; it then stays on tfjs's kernels. */
export class NotCompiled extends SpokenError {
  override readonly name = 'NotCompiled';
}

/** A kernel call with what its inputs and outputs were when it was executed. */
export interface Call {
  readonly operation: Operation;
  /** Null where an input is only a reference. */
  readonly inputs: readonly (View | null)[];
  readonly results: readonly Value[];
}

/** Adds the nodes of a call and returns its outputs. */
export type Lower = (lowering: Lowering, call: Call) => readonly View[];

/** The input of a call, which its operation guarantees. */
export function input(call: Call, index: number): View {
  const view = call.inputs[index];
  if (!view) throw new NotCompiled(message('{0} takes a reference here', call.operation.type));
  return view;
}

/** A result whose shape is computed from numbers that change from step to step is not compiled. */
export function assertFixedShape({ operation }: Call, numbers: View): void {
  if (numbers.storage.origin.kind !== 'constant')
    throw new NotCompiled(message('the shape of {0} depends on numbers that steps change', operation.name));
}

/** Collects nodes and storages while kernel calls are lowered. */
export class Lowering {
  readonly nodes: Node[] = [];
  readonly storages: Storage[] = [];
  /** Helpers and arrays that the generated function is given, in the order of their names. */
  readonly outsiders: unknown[] = [];
  private readonly variables = new Map<Operation, Storage>();
  private readonly common = new Map<Operation, unknown>();
  private readonly constants = new Map<Value, Storage>();

  /** Products of matrices that WebAssembly computes. */
  readonly products: Product[] = [];

  constructor(
    readonly state: RunState,
    /** Whether large products of matrices may round as SIMD does. */
    readonly usesSimd: boolean,
  ) {}

  /** The name of WebAssembly's function for a product. */
  product(product: Product): string {
    const key = JSON.stringify(product);
    const known = this.products.findIndex((other) => JSON.stringify(other) === key);
    return `w${known < 0 ? this.products.push(product) - 1 : known}`;
  }

  /** A value that no step changes. */
  constant(value: Value): View {
    let storage = this.constants.get(value);
    if (storage === undefined) {
      storage = this.add(value.dtype, value.data.length, { kind: 'constant', value, splat: splatOf(value.data) });
      this.constants.set(value, storage);
    }
    return { storage, shape: value.shape };
  }

  /** The array that a feed is copied to. */
  feed(index: number, { dtype, shape }: Value): View {
    return { storage: this.add(dtype, sizeOf(shape), { kind: 'feed', index }), shape };
  }

  /** A variable's live storage. */
  variable(operation: Operation): View {
    const value = this.state.readVariable(operation);
    let storage = this.variables.get(operation);
    if (storage === undefined) {
      storage = this.add(value.dtype, value.data.length, { kind: 'variable', operation, value });
      this.variables.set(operation, storage);
    }
    return { storage, shape: value.shape };
  }

  /** Variables that the nodes touch. */
  get touched(): readonly (readonly [Operation, Storage])[] {
    return [...this.variables];
  }

  /** A result that some node writes. */
  temporary(dtype: DType, shape: readonly number[]): View {
    return { storage: this.add(dtype, sizeOf(shape), { kind: 'temporary' }), shape };
  }

  /** A loop with one result; `code` gives its expression before it is rounded to the dtype. */
  map(
    dtype: DType,
    shape: readonly number[],
    reads: readonly Read[],
    code: (...read: string[]) => string,
    space: readonly number[] = shape,
  ): View {
    const result = this.temporary(dtype, shape);
    this.nodes.push({
      kind: 'loop',
      space,
      reads,
      writes: [result.storage],
      body: (read) => ({ statements: [], results: [rounded(dtype, code(...read))] }),
    });
    return result;
  }

  /** An elementwise function of views that are broadcast to the result's shape. */
  elementwise(
    dtype: DType,
    shape: readonly number[],
    views: readonly View[],
    code: (...read: string[]) => string,
  ): View {
    return this.map(
      dtype,
      shape,
      views.map((view) => broadcastRead(view, shape)),
      code,
    );
  }

  /** Statements of a call's own; what it reads and writes is kept in arrays. */
  block(reads: readonly View[], writes: readonly View[], emit: BlockNode['emit']): void {
    const storages = (views: readonly View[]): Storage[] => views.map(({ storage }) => storage);
    this.nodes.push({ kind: 'block', reads: storages(reads), writes: storages(writes), emit });
  }

  /** A name for something that the generated function needs from outside: a helper, an array. */
  outside(value: unknown): string {
    const known = this.outsiders.indexOf(value);
    return `h${known < 0 ? this.outsiders.push(value) - 1 : known}`;
  }

  /** What the parts of a step have in common for an operation that each of them computes. */
  shared<T>(operation: Operation, make: () => T): T {
    if (!this.common.has(operation)) this.common.set(operation, make());
    return this.common.get(operation) as T;
  }

  /** A copy of what a view holds at this point. */
  copy(view: View): View {
    return this.map(view.storage.dtype, view.shape, [linearRead(view, view.shape)], (x = '') => x);
  }

  private add(dtype: DType, size: number, origin: Storage['origin']): Storage {
    if (dtype === 'string') throw new NotCompiled(message('strings are not computed with'));
    const storage = new Storage(this.storages.length, dtype, size, origin);
    this.storages.push(storage);
    return storage;
  }
}

/** A function for the generated code, whose errors are of the operation that it computes. */
export function computing<Given extends readonly unknown[], Result>(
  operation: Operation,
  compute: (...given: Given) => Result,
): (...given: Given) => Result {
  return (...given) =>
    atCall(operation.call, () => {
      try {
        return compute(...given);
      } catch (error) {
        throw error instanceof TensorFlowError ? namedIfExhausted(operation, error) : error;
      }
    });
}

/** The number of a scalar view that is constant, or null. */
export function constantNumber({ storage }: View): number | null {
  return storage.origin.kind === 'constant' && storage.size === 1 ? at(storage.origin.value.data, 0) : null;
}

/** The only output's concrete shape. */
export function resultShape(call: Call): readonly number[] {
  return item(call.results, 0).shape;
}
