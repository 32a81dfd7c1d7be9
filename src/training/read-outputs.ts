import type { FetchedRun } from '../base/fetched-run';
import type { GraphValue } from '../base/graph-call';
import { outputPlansOf, type OutputReading } from '../plan/output-plan';
import type { PlannedRun, TrainingPlan } from '../plan/training-plan';
import type { OutputView } from '../protocol/training-messages';
import { fetchInThread } from './fetch-in-thread';
import type { StartThread } from './worker-port';

/** Reads the program: for the runs that it makes where `fetched` is null, else for what it prints with these values. */
export type ReadOutput = (fetched: readonly FetchedRun[] | null, count: GraphValue | null) => Promise<OutputReading>;

/** Which outputs are read, and until when. */
export interface WantedOutputs {
  /** The runs of the pair that are trained, in its order: no other one's sessions are made. */
  readonly runs: readonly Pick<PlannedRun, 'variant'>[];
  readonly signal: AbortSignal;
}

/**
 * What the program prints in each of the runs: it is read for its session runs, these are made in a thread of their own, and it is read
 * again with what they gave. Rejects where the thread dies, or is aborted.
 */
export async function readOutputs(
  plan: TrainingPlan,
  read: ReadOutput,
  startThread: StartThread,
  wanted: WantedOutputs,
): Promise<OutputView[]> {
  const { runs } = await read(null, null);
  const variants = wanted.runs.map(({ variant }) => variant);
  const plans = outputPlansOf(plan, runs, variants);
  const fetched = await fetchInThread(startThread, plans, wanted.signal);
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
