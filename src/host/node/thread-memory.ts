import { freemem } from 'node:os';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MemoryMeter } from '../../base/memory-limit';

/** Another thread frees the array buffers of a collection; the next one, however small, counts them. */
const sweepMs = 5;

type CollectGarbage = (options?: { readonly type: 'minor' }) => void;

/** V8's own `gc`, which a new context has while the flag is set; null where this Node does not give it. */
function collector(): CollectGarbage | null {
  try {
    setFlagsFromString('--expose-gc');
    const found: unknown = runInNewContext('gc');
    setFlagsFromString('--no-expose-gc');
    return typeof found === 'function' ? (found as CollectGarbage) : null;
  } catch {
    return null;
  }
}

/** Measures the thread that it is made in. */
export class ThreadMemory implements MemoryMeter {
  private collect: CollectGarbage | null | undefined;

  inUse(): number {
    const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
    return heap + external;
  }

  inUseAfterCollection(): number {
    if (this.collect === undefined) this.collect = collector();
    if (this.collect === null) return this.inUse();
    this.collect();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, sweepMs);
    this.collect({ type: 'minor' });
    return this.inUse();
  }
}

/** Bytes that the machine, or the container that this process is confined to, has free. */
export function freeMemory(): number {
  const { availableMemory } = process as { availableMemory?: () => number };
  return availableMemory?.() ?? freemem();
}
