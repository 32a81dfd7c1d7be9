import type { TrainingHost } from '../training-host';
import { nodePort } from './node-port';
import { freeMemory, ThreadMemory } from './thread-memory';

/** A training's thread in Node. */
export function trainingHost(): TrainingHost {
  return {
    port: nodePort(),
    // A timer of 0 ms would cost one.
    soon: (callback) => {
      setImmediate(callback);
    },
    freeBytes: freeMemory,
    meter: new ThreadMemory(),
  };
}
