import type { OpenThread, Thread } from '../open-thread';

/** The part of a browser's `Worker` that is used here; TypeScript has it only together with the DOM. */
interface WebWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  onmessageerror: (() => void) | null;
  postMessage(data: unknown, moved: readonly ArrayBuffer[]): void;
  terminate(): void;
}

interface Browser {
  readonly Worker: new (address: string, options: { readonly name: string }) => WebWorker;
  readonly Blob: new (parts: readonly (string | Uint8Array)[], options: { readonly type: string }) => object;
  readonly URL: { createObjectURL(blob: object): string; revokeObjectURL(address: string): void };
}

const browser = globalThis as unknown as Browser;

/** What a web worker is started with. */
export interface WebThreadParts {
  readonly script: Uint8Array;
  /** Posted before anything else: what the thread would read from its own folder elsewhere. */
  readonly first?: unknown;
}

/** Starts a script as a web worker. Its address is that of a copy: a worker's script must be of the page's own origin. */
export function webThread(name: string, load: () => Promise<WebThreadParts>): OpenThread {
  return (events) => {
    let worker: WebWorker | null = null;
    let isOver = false;
    const waiting: (readonly [data: unknown, moved: readonly ArrayBuffer[]])[] = [];
    const die = (error: Error): void => {
      if (isOver) return;
      isOver = true;
      worker?.terminate();
      events.onError(error);
      events.onExit('the web worker failed');
    };
    load().then(
      ({ script, first }) => {
        if (isOver) return;
        const address = browser.URL.createObjectURL(new browser.Blob([script], { type: 'text/javascript' }));
        worker = new browser.Worker(address, { name });
        worker.onmessage = ({ data }) => {
          // A worker that another one starts fetches its script later: until it speaks, the address must hold.
          browser.URL.revokeObjectURL(address);
          if (!isOver) events.onMessage(data);
        };
        worker.onerror = ({ message }) => {
          die(new Error(message ?? 'the web worker could not be started'));
        };
        worker.onmessageerror = () => {
          die(new Error('a message of the web worker could not be read'));
        };
        if (first !== undefined) worker.postMessage(first, []);
        for (const [data, moved] of waiting) worker.postMessage(data, moved);
      },
      (error: unknown) => {
        die(error instanceof Error ? error : new Error(String(error)));
      },
    );
    const thread: Thread = {
      post: (data, moved = []) => {
        if (worker === null) waiting.push([data, moved]);
        else worker.postMessage(data, moved);
      },
      dispose: () => {
        isOver = true;
        worker?.terminate();
      },
    };
    return thread;
  };
}
