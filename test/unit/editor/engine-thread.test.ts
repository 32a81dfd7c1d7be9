import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type AnsweringThreadListener,
  CancelledError,
  DeadlineError,
  EngineThread,
} from '../../../src/editor/engine/engine-thread';
import type { Lacking, Wanted } from '../../../src/engine/mirrored-files';
import type { EngineRequest } from '../../../src/editor/engine/engine-messages';

class FakeThread {
  readonly posted: EngineRequest[] = [];
  isDisposed = false;
  private isReady = false;

  constructor(readonly listener: AnsweringThreadListener) {}

  post(request: EngineRequest): void {
    this.posted.push(request);
  }

  /** Says that it is ready, where it has not yet. */
  start(): void {
    if (!this.isReady) this.listener.onReady();
    this.isReady = true;
  }

  answer(result: unknown, lacking: Lacking | null = null): void {
    this.start();
    this.listener.onReply({ id: this.posted.at(-1)!.id, result, lacking });
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

let threads: FakeThread[];
let engine: EngineThread;
beforeEach(() => {
  threads = [];
  engine = new EngineThread((listener) => {
    const thread = new FakeThread(listener);
    threads.push(thread);
    return thread;
  });
});

interface Asked {
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

const ask = (file: string, options: Asked = {}) =>
  engine.request(
    'check',
    [{ file, title: file, parts: [{ cell: null, text: '' }], view: { roots: [], unsaved: [] } }],
    { deadlineMs: 5000, ...options },
  );

/** Asks, and lets the thread that this starts be ready. */
function check(file: string, options: Asked = {}): ReturnType<typeof ask> {
  const answer = ask(file, options);
  threads.at(-1)?.start();
  return answer;
}

describe('EngineThread', () => {
  it('starts no thread before the first request, and one for all of them', async () => {
    expect(threads).toHaveLength(0);
    const first = check('a.py');
    threads[0]!.answer('A');
    expect(await first).toBe('A');
    const second = check('b.py');
    threads[0]!.answer('B');
    expect(await second).toBe('B');
    expect(threads).toHaveLength(1);
  });

  it('posts one request at a time, in order', async () => {
    const both = [check('a.py'), check('b.py')];
    expect(threads[0]!.posted.map(({ args }) => args[0])).toMatchObject([{ file: 'a.py' }]);
    threads[0]!.answer(1);
    expect(threads[0]!.posted.map(({ args }) => args[0])).toMatchObject([{ file: 'a.py' }, { file: 'b.py' }]);
    threads[0]!.answer(2);
    expect(await Promise.all(both)).toEqual([1, 2]);
  });

  it('never posts what nobody waits for any more', async () => {
    const abort = new AbortController();
    const current = check('a.py');
    const stale = check('b.py', { signal: abort.signal });
    abort.abort();
    threads[0]!.answer(1);
    await expect(stale).rejects.toBeInstanceOf(CancelledError);
    expect(await current).toBe(1);
    expect(threads[0]!.posted).toHaveLength(1);
  });

  it('throws away the answer to what nobody waits for any more', async () => {
    const abort = new AbortController();
    const stale = check('a.py', { signal: abort.signal });
    abort.abort();
    threads[0]!.answer(1);
    await expect(stale).rejects.toBeInstanceOf(CancelledError);
  });

  it('ends a thread that goes on for long with what nobody waits for', async () => {
    const abort = new AbortController();
    const stale = check('a.py', { signal: abort.signal, deadlineMs: 60_000 });
    const next = check('b.py');
    abort.abort();
    await expect(stale).rejects.toBeInstanceOf(CancelledError);
    // Whoever asked knows at once; the thread has some time left to come to its end.
    expect(threads.map(({ isDisposed }) => isDisposed)).toEqual([false]);
    await expect.poll(() => threads.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
    threads[1]!.answer(2);
    expect(await next).toBe(2);
  });

  it('hands on what the engine threw, and goes on', async () => {
    const failing = check('a.py');
    const { id } = threads[0]!.posted[0]!;
    threads[0]!.listener.onReply({ id, error: 'deep', stack: 'RangeError: deep\n    at x', lacking: null });
    await expect(failing).rejects.toMatchObject({ message: 'deep', stack: 'RangeError: deep\n    at x' });
    const next = check('b.py');
    threads[0]!.answer(2);
    expect(await next).toBe(2);
  });

  it('ends a thread that takes too long, and serves the next request from a new one', async () => {
    const slow = check('a.py', { deadlineMs: 20 });
    const next = check('b.py');
    await expect(slow).rejects.toBeInstanceOf(DeadlineError);
    expect(threads).toHaveLength(2);
    expect(threads[0]!.isDisposed).toBe(true);
    threads[0]!.listener.onDeath('terminated');
    threads[1]!.answer(2);
    expect(await next).toBe(2);
  });

  it('counts no thread’s start as a part of a request', async () => {
    vi.useFakeTimers();
    try {
      const early = ask('a.py', { deadlineMs: 1 });
      const later = ask('b.py', { deadlineMs: 60_000 });
      vi.advanceTimersByTime(10_000);
      expect(threads[0]!.posted).toHaveLength(0);
      threads[0]!.start();
      threads[0]!.answer(1);
      expect(await early).toBe(1);
      threads[0]!.answer(2);
      expect(await later).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('starts one thread for requests that are given up while it starts', async () => {
    const abort = new AbortController();
    const stale = ask('a.py', { signal: abort.signal });
    abort.abort();
    await expect(stale).rejects.toBeInstanceOf(CancelledError);
    const next = ask('b.py');
    threads[0]!.start();
    expect(threads[0]!.posted.map(({ args }) => args[0])).toMatchObject([{ file: 'b.py' }]);
    threads[0]!.answer(2);
    expect(await next).toBe(2);
    expect(threads).toHaveLength(1);
  });

  it('gives up a thread that is never ready', async () => {
    vi.useFakeTimers();
    try {
      const answer = ask('a.py', { deadlineMs: 1 });
      vi.advanceTimersByTime(60_000);
      await expect(answer).rejects.toBeInstanceOf(DeadlineError);
      expect(threads[0]!.isDisposed).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('survives the death of its thread', async () => {
    const doomed = check('a.py');
    threads[0]!.listener.onDeath('out of memory');
    await expect(doomed).rejects.toThrow('out of memory');
    const next = check('b.py');
    threads[1]!.answer(2);
    expect(await next).toBe(2);
  });

  it('settles everything when it is disposed of, and answers nothing afterwards', async () => {
    const both = [check('a.py'), check('b.py')];
    engine.dispose();
    expect(threads[0]!.isDisposed).toBe(true);
    for (const request of [...both, check('c.py')]) await expect(request).rejects.toBeInstanceOf(CancelledError);
    expect(threads).toHaveLength(1);
  });
});

describe('EngineThread, where files come later', () => {
  const no: Wanted = { folders: [], files: [] };
  const model: Wanted = { folders: [], files: ['web:/model.py'] };
  const content = { folders: [], files: [{ file: 'web:/model.py', bytes: Uint8Array.of(1) }] };
  let loads: Wanted[];
  let deliver: (() => void)[];
  beforeEach(() => {
    loads = [];
    deliver = [];
    engine = new EngineThread(
      (listener) => {
        const thread = new FakeThread(listener);
        threads.push(thread);
        return thread;
      },
      {
        changes: () => ({ first: 0, files: [] }),
        load: (wanted) => {
          loads.push(wanted);
          return new Promise((resolve) =>
            deliver.push(() => {
              resolve(content);
            }),
          );
        },
      },
    );
  });

  it('loads what an answer lacks, and asks again with it', async () => {
    const answer = check('main.py');
    threads[0]!.answer('half', { now: model, later: no });
    expect(loads).toEqual([model]);
    deliver[0]!();
    await expect.poll(() => threads[0]!.posted.length).toBe(2);
    expect(threads[0]!.posted[1]).toMatchObject({ id: threads[0]!.posted[0]!.id, loaded: content });
    threads[0]!.answer('whole');
    expect(await answer).toBe('whole');
  });

  it('takes an answer that lacks the same again: it is not there', async () => {
    const answer = check('main.py');
    threads[0]!.answer('half', { now: model, later: no });
    deliver[0]!();
    await expect.poll(() => threads[0]!.posted.length).toBe(2);
    threads[0]!.answer('all there is', { now: model, later: no });
    expect(await answer).toBe('all there is');
    expect(loads).toHaveLength(1);
  });

  it('takes an answer as it is where nothing can be loaded', async () => {
    engine = new EngineThread(
      (listener) => {
        const thread = new FakeThread(listener);
        threads.push(thread);
        return thread;
      },
      { changes: () => ({ first: 0, files: [] }), load: () => Promise.reject(new Error('no file system')) },
    );
    const answer = check('main.py');
    threads[0]!.answer('half', { now: model, later: no });
    await expect.poll(() => threads[0]!.posted.length).toBe(2);
    threads[0]!.answer('half', { now: model, later: no });
    expect(await answer).toBe('half');
  });

  it('waits for nothing that only later requests need', async () => {
    const answer = check('main.py');
    threads[0]!.answer('whole', { now: no, later: model });
    expect(await answer).toBe('whole');
    // The next one does: who imports whom is part of its answer.
    const next = check('main.py');
    expect(threads[0]!.posted).toHaveLength(1);
    deliver[0]!();
    await expect.poll(() => threads[0]!.posted.length).toBe(2);
    threads[0]!.answer('more');
    expect(await next).toBe('more');
  });

  it('asks no more for a request that nobody waits for', async () => {
    const controller = new AbortController();
    const answer = check('main.py', { signal: controller.signal });
    threads[0]!.answer('half', { now: model, later: no });
    controller.abort();
    await expect(answer).rejects.toBeInstanceOf(CancelledError);
    const next = check('other.py');
    // The thread did nothing, so that it serves the next one at once.
    expect(threads).toHaveLength(1);
    threads[0]!.answer('other');
    expect(await next).toBe('other');
    deliver[0]!();
    expect(threads[0]!.posted).toHaveLength(2);
  });
});
