import { isNode } from '../host/runtime';
import type { TrainingHost } from '../host/training-host';
import type { TrainingCommand, TrainingEvent } from './commands';
import type { LoopHost } from './loop';
import { startTraining } from './start-training';

// The thread's door: it turns the port's messages into commands and the loop's events into messages.

const loadHost = async (): Promise<TrainingHost> =>
  isNode()
    ? (await import('../host/node/training-host')).trainingHost()
    : (await import('../host/web/training-host')).trainingHost();

function serve({ port, soon, freeBytes, meter }: TrainingHost): void {
  const host: LoopHost = {
    now: () => performance.now(),
    schedule: (callback, delayMs) => {
      // A zero delay comes back after the messages that are waiting.
      if (delayMs <= 0) soon(callback);
      else setTimeout(callback, delayMs);
    },
    send: (event: TrainingEvent) => {
      port.post(event, event.type === 'rows-recorded' ? [event.rows.values] : []);
    },
  };
  const obey = startTraining(host, { freeBytes, meter });
  port.listen((data) => {
    obey(data as TrainingCommand);
  });
}

void loadHost().then(serve);
