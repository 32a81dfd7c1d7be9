import type { MemoryMeter } from '../base/memory-limit';
import type { ThreadPort } from './open-thread';

/** What a training's thread has of the machine. */
export interface TrainingHost {
  readonly port: ThreadPort;
  /** Calls back after the messages that are waiting. */
  readonly soon: (callback: () => void) => void;
  /** Bytes that the machine has free. */
  readonly freeBytes: () => number;
  readonly meter: MemoryMeter | null;
}
