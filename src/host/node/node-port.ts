import { parentPort } from 'node:worker_threads';
import type { ThreadPort } from '../open-thread';

/** The port of this thread. Throws an Error outside of one. */
export function nodePort(): ThreadPort {
  const port = parentPort;
  if (port === null) throw new Error('this runs as a worker thread');
  return {
    listen: (hear) => {
      port.on('message', hear);
    },
    post: (data, moved = []) => {
      port.postMessage(data, [...moved]);
    },
  };
}
