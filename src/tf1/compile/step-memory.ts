import { message } from '../../base/message';
import { allocate, type Elements } from '../value';
import type { Arena } from './arena';
import type { ArrayKind, ArrayPool } from './array-pool';
import type { StepMemory } from './emit';
import type { Storage } from './ir';
import { NotCompiled } from './lowering';

// The memory that a compiled step takes.

const doubles: ArrayKind<Float64Array> = {
  name: 'doubles',
  make: (size) => new Float64Array(size),
  part: (array, size) => array.subarray(0, size),
};

/** The dtype's arrays outside of WebAssembly's memory. */
const kindOf = (dtype: Storage['dtype']): ArrayKind<Elements> => ({
  name: dtype,
  make: (size) => allocate(dtype, size),
  part: (array, size) => array.subarray(0, size),
});

/** Makes and names the arrays of a compiled step: the session's own for variables, one for each kept result, feed and scratch. */
export class ArrayTable implements StepMemory {
  readonly arrays: Elements[] = [];
  private readonly names = new Map<Storage, string>();
  private readonly shadows = new Map<Storage, Float32Array>();
  /** By kind, how many arrays of the pool are taken. */
  private readonly taken = new Map<string, number>();

  constructor(
    private readonly arena: Arena | null,
    private readonly pool: ArrayPool,
  ) {}

  arrayOf(storage: Storage): string {
    let name = this.names.get(storage);
    if (name === undefined) {
      name = this.add(this.make(storage));
      this.names.set(storage, name);
    }
    return name;
  }

  /** The array itself. */
  elementsOf(storage: Storage): Elements {
    return this.arrays[Number(this.arrayOf(storage).slice(1))] as Elements;
  }

  accumulators(size: number): string {
    return this.add(this.take(doubles, size));
  }

  scratch(size: number): { readonly name: string; readonly address: number } {
    const array = this.inArena(size, 'scratch');
    return { name: this.add(array), address: array.byteOffset };
  }

  address(storage: Storage, lines: string[]): string {
    const own = this.elementsOf(storage);
    if (this.arena?.holds(own) === true) return String(own.byteOffset);
    let shadow = this.shadows.get(storage);
    if (shadow === undefined) {
      shadow = this.inArena(storage.size, 'shadows');
      this.shadows.set(storage, shadow);
    }
    lines.push(`${this.add(shadow)}.set(${this.arrayOf(storage)});`);
    return String(shadow.byteOffset);
  }

  private take<A extends Elements>(kind: ArrayKind<A>, size: number): A {
    const index = this.taken.get(kind.name) ?? 0;
    this.taken.set(kind.name, index + 1);
    return this.pool.take(kind, index, size);
  }

  /** An array in WebAssembly's memory; each use has arrays of its own, so that scratch holds nothing but scratch. */
  private inArena(size: number, use: 'scratch' | 'shadows' | 'results'): Float32Array {
    const make = (length: number): Float32Array => this.newInArena(length);
    const part = (array: Float32Array, length: number): Float32Array => this.arena?.part(array, length) ?? array;
    return this.take({ name: `arena/${use}`, make, part }, size);
  }

  private newInArena(size: number): Float32Array {
    if (this.arena === null) throw new Error('a step without WebAssembly needs none of its memory');
    const array = this.arena.allocate(size);
    if (array === null) throw new NotCompiled(message('WebAssembly has no memory left'));
    return array;
  }

  private add(array: Elements): string {
    const known = this.arrays.indexOf(array);
    return `a${known < 0 ? this.arrays.push(array) - 1 : known}`;
  }

  private make({ dtype, size, origin, isInArena }: Storage): Elements {
    if (origin.kind === 'variable') return origin.value.data;
    const isThere = isInArena && dtype === 'float32';
    if (origin.kind === 'constant') {
      const { value } = origin;
      return isThere ? this.pool.constant(value, () => this.newInArena(size)) : value.data;
    }
    return isThere ? this.inArena(size, 'results') : this.take(kindOf(dtype), size);
  }
}
