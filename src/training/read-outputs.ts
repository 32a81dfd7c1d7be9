import type { FetchedRun } from '../base/fetched-run';
import type { GraphValue } from '../base/graph-call';
import { outputPairOf, type OutputReading } from '../plan/output-plan';
import type { TrainingPlan } from '../plan/training-plan';
import type { OutputView } from '../protocol/training-messages';
import { fetchInThread } from './fetch-in-thread';
import type { StartThread } from './worker-port';

/** Reads the program: for the runs that it makes where `fetched` is null, else for what it prints with these values. */
export type ReadOutput = (fetched: readonly FetchedRun[] | null, count: GraphValue | null) => Promise<OutputReading>;

/**
 * What the program prints as written, and what its counterpart prints: the program is read for its session runs, these are made in a
 * thread of their own, and it is read again with what they gave. Rejects where the thread dies, or is aborted.
 */
export async function readOutputs(
  plan: TrainingPlan,
  read: ReadOutput,
  startThread: StartThread,
  signal: AbortSignal,
): Promise<OutputView[]> {
  const { runs } = await read(null, null);
  const pair = outputPairOf(plan, runs);
  const fetched = await fetchInThread(startThread, pair, signal);
  const outputs: OutputView[] = [];
  for (const [index, { runs: given, problem }] of fetched.entries()) {
    const { lines, checkpoints, end } = await read(given, pair[index]?.plan.globalStep ?? null);
    outputs.push({
      lines,
      checkpoints,
      // Where no value came, that is why; the reading only sees that there is none.
      end: end === null ? null : (problem ?? end),
    });
  }
  return outputs;
}
