import { SpokenError } from '../base/spoken-error';
import type { OutputPlan } from '../plan/output-plan';
import type { FetchedValues } from './commands';
import type { StartThread } from './worker-port';

/** Makes the session runs of programs in a thread of their own, which ends with the answer. Rejects where it dies or is aborted. */
export function fetchInThread(
  startThread: StartThread,
  plans: readonly OutputPlan[],
  signal: AbortSignal,
): Promise<readonly FetchedValues[]> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Error('aborted'));
      return;
    }
    const thread = startThread({
      onEvent: (event) => {
        if (event.type !== 'values-fetched') return;
        thread.dispose();
        resolve(event.fetched);
      },
      onDeath: (reason) => {
        reject(new SpokenError(reason));
      },
    });
    signal.addEventListener(
      'abort',
      () => {
        thread.dispose();
        reject(new Error('aborted'));
      },
      { once: true },
    );
    thread.send({ type: 'fetch-values', plans });
  });
}
