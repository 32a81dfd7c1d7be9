import type { Engine } from '../../engine/engine';
import type { FileChanges } from '../../engine/files';
import type { Lacking, Loaded } from '../../engine/mirrored-files';

/** A function of the engine. */
export type EngineMethod = keyof Engine;

/** To the engine's thread: one call. The answer carries the same `id`. */
export interface EngineRequest<Method extends EngineMethod = EngineMethod> {
  readonly id: number;
  readonly method: Method;
  readonly args: Parameters<Engine[Method]>;
  /** The newest file events of the window, those that the thread has had before among them. */
  readonly changes: FileChanges;
  /** What was loaded for it, or for the requests before. */
  readonly loaded: Loaded;
}

/** From the engine's thread: what the call returned, or what it threw (the message, and for the log where); and what is to be loaded. */
export type EngineReply = { readonly id: number; readonly lacking: Lacking | null } & (
  { readonly result: unknown } | { readonly error: string; readonly stack: string }
);

/** From the engine's thread, once: it answers from now on. */
export const engineReady = 'ready';
