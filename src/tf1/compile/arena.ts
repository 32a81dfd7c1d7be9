import type { MemoryBudget } from '../../base/memory-limit';
import { trainingMemory } from '../budget';

/** The part of WebAssembly's interface that is used here; TypeScript has it only together with the DOM's. */
interface WebAssemblyApi {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  validate(bytes: Uint8Array): boolean;
}

interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

/** Pages of 64 KB that the memory may grow to: 2 GB, which is reserved and not used. */
export const maximumPages = 32768;

/** Nothing lies at address 0. */
const start = 64;

/** The smallest module that a machine without SIMD refuses: one function that makes a vector. */
const probe = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 22, 1, 20, 0, 0xfd, 0x0c],
  ...new Array<number>(16).fill(0),
  0x0b,
]);

/**
 * Memory that WebAssembly and JavaScript share. It grows in place, so that arrays over it stay valid; nothing in it is freed before
 * the session that owns it.
 */
export class Arena {
  private readonly memory: SharedMemory;
  private readonly own = new WeakSet<ArrayBufferView>();
  private next = start;

  /** `budget` pays for what is given out. */
  constructor(private readonly budget: MemoryBudget = trainingMemory()) {
    this.memory = new wasm.Memory({ initial: 1, maximum: maximumPages, shared: true });
  }

  /** An arena, or null where WebAssembly has no SIMD or no shared memory. */
  static open(): Arena | null {
    try {
      return wasm.validate(probe) ? new Arena() : null;
    } catch {
      return null;
    }
  }

  /** Bytes given out. */
  get used(): number {
    return this.next;
  }

  /** Zeros for `size` float32, aligned to a cache line; null where the memory cannot grow so far, or the budget does not have so much. */
  allocate(size: number): Float32Array | null {
    const address = this.next;
    const end = address + size * 4;
    const next = Math.ceil(end / 64) * 64;
    if (!this.budget.takeShared(next - address)) return null;
    if (!this.growTo(end)) {
      this.budget.giveBackShared(next - address);
      return null;
    }
    this.next = next;
    const array = new Float32Array(this.memory.buffer, address, size);
    this.own.add(array);
    return array;
  }

  /** Gives back what was given out: nothing of it is used any more. */
  close(): void {
    this.budget.giveBackShared(this.next - start);
    this.next = start;
  }

  /** The first `size` elements of an array of this memory. */
  part(array: Float32Array, size: number): Float32Array {
    const part = array.subarray(0, size);
    this.own.add(part);
    return part;
  }

  private growTo(end: number): boolean {
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / 65536);
    if (missing <= 0) return true;
    try {
      this.memory.grow(missing);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  /** Whether an array lies in this memory; its byte offset is then its address. */
  holds(array: ArrayBufferView): boolean {
    return this.own.has(array);
  }

  /** Functions of a module that imports this memory. */
  instantiate(bytes: Uint8Array): Record<string, (...pointers: number[]) => void> {
    const module = new wasm.Module(bytes);
    const { exports } = new wasm.Instance(module, { env: { memory: this.memory } });
    return exports as Record<string, (...pointers: number[]) => void>;
  }
}
