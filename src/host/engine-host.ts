import type { MemoryMeter } from '../base/memory-limit';
import type { Files } from '../engine/files';
import type { ParserFiles } from '../python/parser';
import type { ThreadPort } from './open-thread';

/** What the engine's thread has of the machine. */
export interface EngineHost {
  readonly port: ThreadPort;
  readonly parserFiles: Promise<ParserFiles>;
  /** The disk, where there is one. */
  readonly disk: Files | null;
  /** The text of a program's bytes by its name. Throws where they are none. */
  readonly decode: (file: string, bytes: Uint8Array) => string;
  readonly meter: MemoryMeter | null;
}
