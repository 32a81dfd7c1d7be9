import { parentPort } from 'node:worker_threads';
import type { TrainingCommand, TrainingEvent } from './commands';
import type { LoopHost } from './loop';
import { startTraining } from './start-training';
import { freeMemory, ThreadMemory } from './thread-memory';

// The thread's door: it turns the port's messages into commands and the loop's events into messages.

const port = parentPort;
if (port === null) throw new Error('the training worker runs as a worker thread');

const host: LoopHost = {
  now: () => performance.now(),
  schedule: (callback, delayMs) => {
    // A zero delay comes back after the messages that are waiting; a timer of 0 ms would cost one.
    if (delayMs <= 0) setImmediate(callback);
    else setTimeout(callback, delayMs);
  },
  send: (event: TrainingEvent) => {
    port.postMessage(event, event.type === 'rows-recorded' ? [event.rows.values] : []);
  },
};
const obey = startTraining(host, { freeBytes: freeMemory, meter: new ThreadMemory() });
port.on('message', (command: TrainingCommand) => {
  obey(command);
});
