import type { Disposable } from '../base/disposable';

/** A thread seen from the one that started it. Disposing of it ends it. */
export interface Thread extends Disposable {
  post(data: unknown, moved?: readonly ArrayBuffer[]): void;
}

/** What the owner of a thread hears. */
export interface ThreadEvents {
  onMessage(data: unknown): void;
  /** Something was thrown that nobody caught; the thread is over. */
  onError(error: Error): void;
  /** The thread is over, though nobody disposed of it; after an error, or without one. */
  onExit(detail: string): void;
}

/** Starts a thread: of Node's in an extension host or a command line, a web worker in a browser. */
export type OpenThread = (events: ThreadEvents) => Thread;

/** The thread's own side. What is posted before the first `listen` waits for it. */
export interface ThreadPort {
  listen(hear: (data: unknown) => void): void;
  post(data: unknown, moved?: readonly ArrayBuffer[]): void;
}
