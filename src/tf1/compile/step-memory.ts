import { allocate, type Elements } from '../value';
import type { Arena } from './arena';
import type { StepMemory } from './emit';
import type { Storage } from './ir';

/** Makes and names the arrays of a compiled step: the session's own for variables, one for each kept result, feed and scratch. */
export class ArrayTable implements StepMemory {
  readonly arrays: Elements[] = [];
  private readonly names = new Map<Storage, string>();
  private readonly shadows = new Map<Storage, Float32Array>();

  constructor(private readonly arena: Arena | null) {}

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
    return this.add(new Float64Array(size));
  }

  scratch(size: number): { readonly name: string; readonly address: number } {
    const array = this.inArena(size);
    return { name: this.add(array), address: array.byteOffset };
  }

  address(storage: Storage, lines: string[]): string {
    const own = this.elementsOf(storage);
    if (this.arena?.holds(own) === true) return String(own.byteOffset);
    let shadow = this.shadows.get(storage);
    if (shadow === undefined) {
      shadow = this.inArena(storage.size);
      this.shadows.set(storage, shadow);
    }
    lines.push(`${this.add(shadow)}.set(${this.arrayOf(storage)});`);
    return String(shadow.byteOffset);
  }

  private inArena(size: number): Float32Array {
    if (this.arena === null) throw new Error('a step without WebAssembly needs none of its memory');
    return this.arena.allocate(size);
  }

  private add(array: Elements): string {
    const known = this.arrays.indexOf(array);
    return `a${known < 0 ? this.arrays.push(array) - 1 : known}`;
  }

  private make({ dtype, size, origin, isInArena }: Storage): Elements {
    if (origin.kind === 'variable') return origin.value.data;
    if (origin.kind === 'constant' && !isInArena) return origin.value.data;
    const array = isInArena && dtype === 'float32' ? this.inArena(size) : allocate(dtype, size);
    if (origin.kind === 'constant') array.set(origin.value.data);
    return array;
  }
}
