import type { DType } from '../../base/graph-call';
import type { Operation } from '../graph';
import type { Elements, Value } from '../value';
import { item, sizeOf } from '../value';

// What a list of kernel calls is lowered to: storages, and nodes that read and write them. Shapes are concrete throughout.

/** Where the elements of a storage come from, which is also who may change them. */
export type Origin =
  | { readonly kind: 'constant'; readonly value: Value; readonly splat: number | null }
  | { readonly kind: 'feed'; readonly index: number }
  /** The session's own storage of a variable, read and written in place. */
  | { readonly kind: 'variable'; readonly operation: Operation; readonly value: Value }
  | { readonly kind: 'temporary' };

/** Elements of one dtype that nodes read and write by index. */
export class Storage {
  /** Whether a temporary needs an array: else it lives in locals of the generated function. */
  isKept = false;
  /** Whether its array must lie in WebAssembly's memory. */
  isInArena = false;

  constructor(
    readonly id: number,
    readonly dtype: DType,
    readonly size: number,
    readonly origin: Origin,
  ) {}

  /** The number that every element is, where that is known. */
  get literal(): number | null {
    return this.origin.kind === 'constant' ? this.origin.splat : null;
  }
}

/** A storage in a shape, row-major: what a tensor is in the compiled step. */
export interface View {
  readonly storage: Storage;
  readonly shape: readonly number[];
}

/** How a node that goes over a space reads a storage: element `offset + sum(index[axis] * strides[axis])`. */
export interface Read {
  readonly storage: Storage;
  readonly offset: number;
  readonly strides: readonly number[];
}

/** Hands out names that nothing else in the generated function has. */
export type FreshName = () => string;

/** What a loop does for one element: statements, and one expression for each written storage, already rounded. */
export interface LoopBody {
  readonly statements: readonly string[];
  readonly results: readonly string[];
}

/** Computes every element of its space on its own, from elements that it reads, and writes each result at the same index. */
export interface LoopNode {
  readonly kind: 'loop';
  readonly space: readonly number[];
  readonly reads: readonly Read[];
  readonly writes: readonly Storage[];
  body(read: readonly string[], fresh: FreshName): LoopBody;
}

/** How a reduction goes on from one element to the next, in double precision, and what it ends with. */
export interface Fold {
  readonly start: string;
  /** The accumulator's next value. */
  next(accumulator: string, element: string): string;
  /** The result, before it is rounded. */
  finish(accumulator: string): string;
}

/** Reduces some axes of its space; elements are taken in row-major order. */
export interface ReduceNode {
  readonly kind: 'reduce';
  readonly space: readonly number[];
  readonly read: Read;
  /** Ascending. */
  readonly axes: readonly number[];
  readonly fold: Fold;
  readonly target: Storage;
}

/** Accesses to storages by name, for nodes that write loops of their own. */
export interface Access {
  readonly fresh: FreshName;
  /** An element as an expression. */
  readonly element: (storage: Storage, index: string) => string;
  /** The array of a storage that is kept in one. */
  readonly array: (storage: Storage) => string;
  /** Statement that sets an element of a storage that this node writes. */
  readonly set: (storage: Storage, index: string, value: string) => string;
  /** Address of a storage in WebAssembly's memory; where it lies elsewhere, `lines` gets the statement that copies it there. */
  readonly address: (storage: Storage, lines: string[]) => string;
  /** Room in WebAssembly's memory, with a name; it starts as zeros. */
  readonly scratch: (size: number) => { readonly name: string; readonly address: number };
}

/** Anything else: its own statements over whole storages. */
export interface BlockNode {
  readonly kind: 'block';
  readonly reads: readonly Storage[];
  readonly writes: readonly Storage[];
  /** Whether it must be made though nothing asks for its result: it moves on random numbers, or it may raise. */
  readonly hasEffect?: boolean;
  emit(access: Access): readonly string[];
}

export type Node = LoopNode | ReduceNode | BlockNode;

/** Storages that a node reads. */
export function readsOf(node: Node): readonly Storage[] {
  if (node.kind === 'block') return node.reads;
  return node.kind === 'reduce' ? [node.read.storage] : node.reads.map(({ storage }) => storage);
}

/** Storages that a node writes. */
export function writesOf(node: Node): readonly Storage[] {
  return node.kind === 'reduce' ? [node.target] : node.writes;
}

/** Strides of a row-major array over its own shape; axes of length 1 have none. */
export function linearStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = item(shape, axis);
    if (length !== 1) strides[axis] = stride;
    stride *= length;
  }
  return strides;
}

/** A view read over a space that it is broadcast to. */
export function broadcastRead({ storage, shape }: View, space: readonly number[]): Read {
  const own = linearStrides(shape);
  const lost = space.length - shape.length;
  return { storage, offset: 0, strides: space.map((_, axis) => (axis < lost ? 0 : item(own, axis - lost))) };
}

/** A view read element by element in its own order, over a space of as many elements. */
export function linearRead({ storage }: View, space: readonly number[]): Read {
  return { storage, offset: 0, strides: linearStrides(space) };
}

/** Whether a read over a space takes the elements in order, one each. */
export function isLinear({ offset, strides, storage }: Read, space: readonly number[]): boolean {
  if (offset !== 0 || storage.size !== sizeOf(space)) return false;
  return linearStrides(space).every((stride, axis) => item(space, axis) === 1 || stride === strides[axis]);
}

/** Whether a read over a space takes the same element everywhere. */
export function isUniform({ strides }: Read, space: readonly number[]): boolean {
  return strides.every((stride, axis) => stride === 0 || item(space, axis) === 1);
}

/** JavaScript that rounds an expression to a dtype, as storing it into an array of the dtype would. */
export function rounded(dtype: DType, expression: string): string {
  switch (dtype) {
    case 'float32':
    case 'float16':
      return `Math.fround(${expression})`;
    case 'int32':
      return `((${expression}) | 0)`;
    case 'int8':
      return `((${expression}) << 24 >> 24)`;
    case 'int16':
      return `((${expression}) << 16 >> 16)`;
    case 'uint16':
      return `((${expression}) & 65535)`;
    case 'uint32':
      return `((${expression}) >>> 0)`;
    case 'uint8':
    case 'bool':
      return `((${expression}) & 255)`;
    case 'int64':
    case 'uint64':
    case 'bfloat16':
    case 'float64':
    case 'string':
      return `(${expression})`;
  }
}

/** A number as JavaScript that gives it back, the sign of zero included. */
export function literal(number: number): string {
  if (Object.is(number, -0)) return '(-0)';
  return number < 0 ? `(${number})` : String(number);
}

/** The number that all elements are, or null. */
export function splatOf(data: Elements): number | null {
  const first = data[0];
  if (first === undefined) return null;
  for (const element of data) if (!Object.is(element, first)) return null;
  return first;
}
