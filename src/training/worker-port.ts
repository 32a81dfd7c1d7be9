import { Worker } from 'node:worker_threads';
import { message, type Message } from '../base/message';
import type { Disposable } from '../base/disposable';
import type { TrainingCommand, TrainingEvent } from './commands';
import { defectText, isOfMemory, memoryText } from './training-error';

/** A training thread seen from its owner. */
export interface TrainingThread extends Disposable {
  send(command: TrainingCommand): void;
}

/** What the owner of a training thread hears. */
export interface ThreadListener {
  onEvent(event: TrainingEvent): void;
  /** The thread is gone though nobody disposed of it: it crashed, was killed, or ran out of memory; why, for the user. At most once. */
  onDeath(reason: Message): void;
}

/** Starts a training thread. Tests start a fake. */
export type StartThread = (listener: ThreadListener) => TrainingThread;

/** A thread that asks for more dies alone; without a limit it would take the extension host with it. */
const resourceLimits = { maxOldGenerationSizeMb: 1024 };

/**
 * Starts `dist/worker.js` as a thread of this process. `workerPath` is the file's absolute path. `log` hears what is no user's to read:
 * stacks, exit codes.
 */
export function startWorker(workerPath: string, log: (line: string) => void = () => undefined): StartThread {
  return (listener) => {
    // Its own output streams: tfjs must not write into the command line's csv.
    const worker = new Worker(workerPath, { name: 'global-step training', stdout: true, stderr: true, resourceLimits });
    let isOver = false;
    const die = (reason: Message, detail: string): void => {
      if (isOver) return;
      isOver = true;
      log(`the training thread ended: ${detail}`);
      listener.onDeath(reason);
    };
    worker.on('message', (event: TrainingEvent) => {
      if (event.type === 'defect-found') log(event.defect);
      if (!isOver) listener.onEvent(event);
    });
    worker.on('error', (error) => {
      die(isOfMemory(error) ? memoryText : defectText, error.stack ?? error.message);
    });
    worker.on('exit', (code) => {
      die(message('the training thread ended before the training was over: start it again'), `exit code ${code}`);
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
