import { counted } from '../base/counted';
import type { FetchedRun } from '../base/fetched-run';
import type { GraphValue } from '../base/graph-call';
import { say } from '../base/message';
import type { MemoryBudget } from '../base/memory-limit';
import { SpokenError } from '../base/spoken-error';
import { readingOfOutput } from '../engine/output-reading';
import type { Workspace } from '../engine/workspace';
import { Reading } from '../interpret/reading';
import { outputPlansOf, type OutputReading } from '../plan/output-plan';
import type { PlannedRun, TrainingPlan } from '../plan/training-plan';
import type { OutputView } from '../protocol/training-messages';
import { type ReadOutput, readOutputs } from '../training/read-outputs';
import type { StartThread } from '../training/worker-port';

/** Checkpoints of a run that are told by name. */
const mostNames = 12;

/** What a program is read from. */
export interface ReadFrom {
  readonly workspace: Workspace;
  /** Its name among the workspace's files. */
  readonly file: string;
  readonly memory: MemoryBudget;
}

/** The checkpoints that each run saves, a line a run, or why they are not known; none where the program saves nothing by its step. */
export async function checkpointLines(
  plan: TrainingPlan,
  runs: readonly PlannedRun[],
  { workspace, file, memory }: ReadFrom,
  startThread: StartThread,
): Promise<string[]> {
  if (plan.readersBeside?.some(({ role }) => role === 'save') !== true) return [];
  const { syntax, source } = workspace.programOf(file);
  const readWith = (fetched: readonly FetchedRun[] | null, count: GraphValue | null): OutputReading => {
    const reading = new Reading(memory);
    const program = { module: syntax, source, workspace: workspace.importer({ isStrict: true }), reading };
    return readingOfOutput(program, fetched, count);
  };
  let outputs: readonly OutputView[];
  try {
    const variants = runs.map(({ variant }) => variant);
    const plans = outputPlansOf(plan, readWith(null, null).runs, variants);
    const read: ReadOutput = (fetched, count) => Promise.resolve(readWith(fetched, count));
    outputs = await readOutputs(plans, read, startThread, new AbortController().signal);
  } catch (error) {
    if (!(error instanceof SpokenError)) throw error;
    return [`  which checkpoints are saved is not known: ${say(error.said)}`];
  }
  return runs.flatMap(({ id }, index) => {
    const output = outputs[index];
    if (output === undefined) return [];
    const { checkpoints, end } = output;
    const rest = end === null ? '' : `; not known from there on: ${say(end)}`;
    return [`  ${id} saves ${namesOf(checkpoints)}${rest}`];
  });
}

/** A name that is written over stands once, with how often. */
function namesOf(paths: readonly string[]): string {
  const names = [...counted(paths)].map(([path, count]) => (count === 1 ? path : `${path} (${count} times)`));
  const more = names.length - mostNames;
  if (names.length === 0) return 'no checkpoint';
  return names.slice(0, mostNames).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
