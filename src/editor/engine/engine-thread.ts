import type { Disposable } from '../../base/disposable';
import type { Engine } from '../../engine/engine';
import type { FileChanges } from '../../engine/files';
import type { Loaded, Wanted } from '../../engine/mirrored-files';
import type { OpenThread } from '../../host/open-thread';
import { type EngineMethod, type EngineReply, engineReady, type EngineRequest } from './engine-messages';

/** A thread that answers requests, as `EngineThread` needs it. Tests start a fake. */
export interface AnsweringThread extends Disposable {
  post(request: EngineRequest): void;
}

/** What the owner of an answering thread hears. */
export interface AnsweringThreadListener {
  /** The thread has loaded what it needs, and answers from now on. */
  onReady(): void;
  onReply(reply: EngineReply): void;
  /** The thread is gone though nobody disposed of it. */
  onDeath(reason: string): void;
}

/** Starts the engine as a thread. */
export type StartAnsweringThread = (listener: AnsweringThreadListener) => AnsweringThread;

/** How long a request may take, and whether somebody still waits for it. */
export interface RequestOptions {
  /** Counted from when the thread can answer: its start is no part of any request. */
  readonly deadlineMs: number;
  /** Aborted before its turn, a request is not made at all; aborted later, its answer is thrown away. */
  readonly signal?: AbortSignal;
}

/** So much longer may a request take that was aborted while it ran: a new thread costs about as much. */
const graceMs = 200;
/** A thread that is not ready after this time never will be. A slow machine under load takes ten seconds. */
const longestStartMs = 60_000;

/** A request that nobody waits for any more, or whose thread was ended. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** A request that took longer than it may. Its thread was ended, and the next request gets a new one. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** What the engine threw, or how its thread ended. Its stack is the engine's, for the log; no user is shown either. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    message: string,
    override readonly stack: string,
  ) {
    super(message);
  }
}

interface Pending {
  readonly request: Omit<EngineRequest, 'changes' | 'loaded'>;
  readonly options: RequestOptions;
  /** Names that were loaded for it: what lacks even so is not there. */
  readonly loaded: Set<string>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What a thread sees of the window's files besides the disk. */
export interface WindowFiles {
  /** The window's file events, of which each request takes the newest to the thread. */
  readonly changes: () => FileChanges;
  /** Loads what the thread cannot read by itself. */
  readonly load: (wanted: Wanted) => Promise<Loaded>;
}

const nothing: Loaded = { folders: [], files: [] };
const noFiles: WindowFiles = { changes: () => ({ first: 0, files: [] }), load: () => Promise.resolve(nothing) };

/** Requests that are asked again until they are whole: each waits for what the one before had noted. */
const asksAgain: readonly EngineMethod[] = ['check', 'prepare'];

/** The engine in a thread of its own, started with the first request: one request at a time, each of which settles. */
export class EngineThread implements Disposable {
  private readonly queue: Pending[] = [];
  private current: Pending | null = null;
  private thread: AnsweringThread | null = null;
  private isReady = false;
  /** The request that is posted when the thread is ready. */
  private first: Pending | null = null;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private nextId = 0;
  private isDisposed = false;

  /** What was loaded and the thread does not have yet. */
  private loaded: Loaded = nothing;
  /** Whether the current request waits for files, and the thread does nothing. */
  private isIdle = false;
  /** Until what the next requests need is loaded. */
  private loading: Promise<void> | null = null;

  constructor(
    private readonly startThread: StartAnsweringThread,
    private readonly workspace: WindowFiles = noFiles,
  ) {}

  /** Calls a function of the engine. Rejects with its error, a `CancelledError` or a `DeadlineError`. */
  request<Method extends EngineMethod>(
    method: Method,
    args: Parameters<Engine[Method]>,
    options: RequestOptions,
  ): Promise<ReturnType<Engine[Method]>> {
    return new Promise((resolve, reject) => {
      const request = { id: this.nextId++, method, args };
      const settle = resolve as (result: unknown) => void;
      this.queue.push({ request, options, loaded: new Set(), resolve: settle, reject });
      this.next();
    });
  }

  dispose(): void {
    this.isDisposed = true;
    this.end();
    this.current?.reject(new CancelledError('the engine was disposed of'));
    this.current = null;
    this.next();
  }

  private next(): void {
    for (;;) {
      const pending = this.current === null ? this.queue.shift() : undefined;
      if (pending === undefined) return;
      if (this.isDisposed || pending.options.signal?.aborted === true) {
        pending.reject(cancelled());
        continue;
      }
      this.current = pending;
      this.isIdle = true;
      this.expect(this.isReady ? pending.options.deadlineMs : longestStartMs);
      pending.options.signal?.addEventListener('abort', () => {
        this.hurry(pending);
      });
      const { loading } = this;
      if (loading === null || !asksAgain.includes(pending.request.method)) this.post(pending);
      else
        void loading.then(() => {
          if (this.current === pending) this.post(pending);
        });
    }
  }

  /** Posts a request, at once or when the thread is ready. */
  private post(pending: Pending): void {
    this.thread ??= this.start();
    this.first = this.isReady ? null : pending;
    if (!this.isReady) return;
    this.isIdle = false;
    const { loaded } = this;
    this.loaded = nothing;
    this.thread.post({ ...pending.request, changes: this.workspace.changes(), loaded });
  }

  /** Loads what a reply lacks. True where its request is made again with it. */
  private load({ lacking }: EngineReply, pending: Pending): boolean {
    if (lacking === null) return false;
    const { now, later } = lacking;
    if (!isEmpty(later)) {
      const loading = this.take(later).then(() => {
        if (this.loading === loading) this.loading = null;
      });
      this.loading = loading;
    }
    const names = [...now.folders, ...now.files];
    if (names.every((name) => pending.loaded.has(name))) return false;
    for (const name of names) pending.loaded.add(name);
    this.isIdle = true;
    void this.take(now).then(() => {
      if (this.current === pending) this.post(pending);
    });
    return true;
  }

  private async take(wanted: Wanted): Promise<void> {
    // What cannot be loaded is not there: no request waits for it.
    const { folders, files } = await this.workspace.load(wanted).catch(() => nothing);
    this.loaded = { folders: [...this.loaded.folders, ...folders], files: [...this.loaded.files, ...files] };
  }

  private expect(deadlineMs: number): void {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => {
      this.end();
      this.settle(({ reject }) => {
        reject(new DeadlineError(`this takes longer than ${deadlineMs / 1000} s`));
      });
    }, deadlineMs);
  }

  /** Nobody waits for the request that is being answered: those behind it must not wait long either. */
  private hurry(pending: Pending): void {
    if (this.current === pending && !this.isIdle) this.expect(Math.min(graceMs, pending.options.deadlineMs));
    pending.reject(cancelled());
    if (this.current === pending && this.isIdle) this.settle(() => undefined);
  }

  private start(): AnsweringThread {
    const thread: AnsweringThread = this.startThread({
      onReady: () => {
        if (this.thread !== thread) return;
        this.isReady = true;
        const { current, first } = this;
        if (current === null) return;
        this.expect(current.options.deadlineMs);
        if (first === current) this.post(current);
      },
      onReply: (reply) => {
        const pending = this.current;
        if (this.thread !== thread || pending?.request.id !== reply.id) return;
        if (pending.options.signal?.aborted !== true && this.load(reply, pending)) return;
        this.settle(({ resolve, reject }) => {
          if ('error' in reply) reject(new EngineError(reply.error, reply.stack));
          else resolve(reply.result);
        });
      },
      onDeath: (reason) => {
        if (this.thread !== thread) return;
        this.leave();
        this.settle(({ reject }) => {
          reject(new EngineError(reason, reason));
        });
      },
    });
    return thread;
  }

  private settle(answer: (pending: Pending) => void): void {
    clearTimeout(this.deadline);
    const { current } = this;
    this.current = null;
    if (current?.options.signal?.aborted === true) current.reject(cancelled());
    else if (current !== null) answer(current);
    this.next();
  }

  private end(): void {
    clearTimeout(this.deadline);
    this.thread?.dispose();
    this.leave();
  }

  private leave(): void {
    this.thread = null;
    this.isReady = false;
  }
}

function cancelled(): CancelledError {
  return new CancelledError('nobody waits for this any more');
}

function isEmpty({ folders, files }: Wanted): boolean {
  return folders.length === 0 && files.length === 0;
}

/** The engine in a thread that `open` starts. */
export function startEngine(open: OpenThread): StartAnsweringThread {
  return (listener) =>
    open({
      onMessage: (data) => {
        if (data === engineReady) listener.onReady();
        else listener.onReply(data as EngineReply);
      },
      onError: ({ message }) => {
        listener.onDeath(`the engine's thread failed: ${message}`);
      },
      onExit: (detail) => {
        listener.onDeath(`the engine's thread ended by itself (${detail})`);
      },
    });
}
