import type { ThreadPort } from '../open-thread';

/** The part of a web worker's global object that is used here. */
interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(data: unknown, moved: readonly ArrayBuffer[]): void;
}

/** The port of this web worker, and the first message that comes to it, which the port does not give. */
export function webPort(): { readonly port: ThreadPort; readonly first: Promise<unknown> } {
  const scope = globalThis as unknown as WorkerScope;
  const waiting: unknown[] = [];
  let hear = (data: unknown): void => {
    waiting.push(data);
  };
  const first = new Promise<unknown>((resolve) => {
    scope.onmessage = ({ data }) => {
      resolve(data);
      scope.onmessage = (event) => {
        hear(event.data);
      };
    };
  });
  const port: ThreadPort = {
    listen: (listener) => {
      hear = listener;
      for (const data of waiting.splice(0)) listener(data);
    },
    post: (data, moved = []) => {
      scope.postMessage(data, moved);
    },
  };
  return { port, first };
}
