import type { FetchedRun } from '../base/fetched-run';
import type { GraphValue } from '../base/graph-call';
import type { OutputPlan, OutputReading } from '../plan/output-plan';
import type { OutputView } from '../protocol/training-messages';
import { fetchInThread } from './fetch-in-thread';
import type { StartThread } from './worker-port';

/** Reads the program for what it prints with the values that its session runs gave. */
export type ReadOutput = (fetched: readonly FetchedRun[], count: GraphValue | null) => Promise<OutputReading>;

/**
 * What the program prints in each of the runs: its session runs are made in a thread of their own, and it is read again with what they
 * gave. Rejects where the thread dies, or is aborted.
 */
export async function readOutputs(
  plans: readonly OutputPlan[],
  read: ReadOutput,
  startThread: StartThread,
  signal: AbortSignal,
): Promise<OutputView[]> {
  const fetched = await fetchInThread(startThread, plans, signal);
  const outputs: OutputView[] = [];
  for (const [index, { runs: given, problem }] of fetched.entries()) {
    const { lines, checkpoints, end } = await read(given, plans[index]?.plan.globalStep ?? null);
    outputs.push({
      lines,
      checkpoints,
      // Where no value came, that is why; the reading only sees that there is none.
      end: end === null ? null : (problem ?? end),
    });
  }
  return outputs;
}
