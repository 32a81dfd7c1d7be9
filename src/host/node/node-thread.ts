import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { OpenThread } from '../open-thread';

/** Starts a file as a thread of this process. `path` is absolute. */
function nodeThread(path: string, options: WorkerOptions): OpenThread {
  return (events) => {
    const worker = new Worker(path, options);
    worker.on('message', (data: unknown) => {
      events.onMessage(data);
    });
    worker.on('error', (error) => {
      events.onError(error);
    });
    worker.on('exit', (code) => {
      events.onExit(`exit code ${code}`);
    });
    return {
      post: (data, moved = []) => {
        worker.postMessage(data, [...moved]);
      },
      dispose: () => {
        void worker.terminate();
      },
    };
  };
}

/** The engine of `dist/engine.js`. A program cannot make it take more memory than this. */
export function engineThread(path: string): OpenThread {
  return nodeThread(path, { name: 'engine of global-step', resourceLimits: { maxOldGenerationSizeMb: 1024 } });
}

/**
 * The training of `dist/worker.js`. A thread that asks for more dies alone; without a limit it would take the extension host with it. It has
 * output streams of its own: tfjs must not write into the command line's csv.
 */
export function trainingThread(path: string): OpenThread {
  const resourceLimits = { maxOldGenerationSizeMb: 1024 };
  return nodeThread(path, { name: 'global-step training', stdout: true, stderr: true, resourceLimits });
}
