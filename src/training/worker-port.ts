import { Worker } from 'node:worker_threads';
import type { Disposable } from '../base/disposable';
import type { TrainingCommand, TrainingEvent } from './commands';

/** A training thread seen from its owner. */
export interface TrainingThread extends Disposable {
  send(command: TrainingCommand): void;
}

/** What the owner of a training thread hears. */
export interface ThreadListener {
  onEvent(event: TrainingEvent): void;
  /** The thread is gone though nobody disposed of it: it crashed, was killed, or ran out of memory. Comes at most once. */
  onDeath(reason: string): void;
}

/** Starts a training thread. Tests start a fake. */
export type StartThread = (listener: ThreadListener) => TrainingThread;

/** A thread that asks for more dies alone; without a limit it would take the extension host with it. */
const resourceLimits = { maxOldGenerationSizeMb: 1024 };

/** Starts `dist/worker.js` as a thread of this process. `workerPath` is the file's absolute path. */
export function startWorker(workerPath: string): StartThread {
  return (listener) => {
    // Its own output streams: tfjs must not write into the command line's csv.
    const worker = new Worker(workerPath, { name: 'global-step training', stdout: true, stderr: true, resourceLimits });
    let isOver = false;
    const die = (reason: string): void => {
      if (isOver) return;
      isOver = true;
      listener.onDeath(reason);
    };
    worker.on('message', (event: TrainingEvent) => {
      if (!isOver) listener.onEvent(event);
    });
    worker.on('error', (error) => {
      die(`the training thread failed: ${error.message}`);
    });
    worker.on('exit', (code) => {
      die(`the training thread ended by itself (exit code ${code})`);
    });
    return {
      send: (command) => {
        worker.postMessage(command);
      },
      dispose: () => {
        isOver = true;
        void worker.terminate();
      },
    };
  };
}
