import { message } from '../base/message';
import { MemoryBudget, type MemoryMeter, trainingLimit } from '../base/memory-limit';
import { runsIn } from '../plan/plan-steps';
import type { PlannedRun } from '../plan/training-plan';
import { exhausted, limitTraining } from '../tf1/budget';
import { shareMemory } from '../tf1/memory';
import { shapeText } from '../tf1/value';
import { BatchMemory } from './batch-memory';
import { ClockTrainee } from './clock-trainee';
import type { TrainingCommand } from './commands';
import { fetchValues } from './fetch-values';
import { type LoopHost, TrainingLoop } from './loop';
import { trainingError } from './plan-failure';
import { PlanTrainee } from './plan-trainee';
import { tellFailure } from './tell-failure';
import { TraceDesk } from './trace-desk';
import type { Trainee } from './trainee';

/** What the runs of a thread may take together is measured by: the machine's free memory, and what the thread holds. */
export interface TrainingMemory {
  readonly freeBytes: () => number;
  readonly meter: MemoryMeter | null;
}

const unmeasured: TrainingMemory = { freeBytes: () => Number.POSITIVE_INFINITY, meter: null };

/** By how much what a training holds may grow before its garbage is collected: arrays die young, and are large. */
const growthBeforeCollection = 64 * 2 ** 20;

/** Obeys a session's commands in this thread: the first builds the runs, the others go to their loop. */
export function startTraining(
  host: LoopHost,
  { freeBytes, meter }: TrainingMemory = unmeasured,
): (command: TrainingCommand) => void {
  let loop: TrainingLoop | null = null;
  let desk: TraceDesk | null = null;
  const batches = new BatchMemory();
  const memoryLeft = (): MemoryBudget => new MemoryBudget(trainingLimit(freeBytes()), meter, growthBeforeCollection);
  return (command) => {
    if (command.type === 'trace-step') {
      desk?.trace(command.request, command.iteration);
      return;
    }
    if (command.type === 'fetch-values') {
      const fetched = command.plans.map((plan) => {
        limitRuns(memoryLeft(), 1);
        return fetchValues(plan, () => host.now());
      });
      host.send({ type: 'values-fetched', fetched });
      return;
    }
    if (command.type === 'return-rows') {
      batches.give(command.values);
      return;
    }
    if (command.type !== 'start-training') {
      loop?.handle(command);
      return;
    }
    const { runs, pace, stopAtNonFinite, talliesRows = false } = command.request;
    loop?.dispose();
    desk?.dispose();
    desk = new TraceDesk(runs, host);
    try {
      const memory = memoryLeft();
      limitRuns(memory, runs.length);
      takeFeeds(memory, runs);
      const trainees = runs.map(traineeOf);
      loop = new TrainingLoop(trainees, { ...pace, stopAtNonFinite, talliesRows }, { ...host, batches }, memory);
      loop.start();
    } catch (error) {
      const [first] = runs;
      tellFailure(host, first === undefined ? error : trainingError(error, first.plan));
    }
  };
}

/** Has so many graphs of this thread share the memory that they may take together. */
function limitRuns(memory: MemoryBudget, graphs: number): void {
  limitTraining(memory);
  shareMemory(Math.max(1, graphs));
}

function traineeOf(run: PlannedRun): Trainee {
  const { clock } = run.plan;
  return clock === undefined ? PlanTrainee.of(run) : new ClockTrainee(run, clock);
}

/** Counts what the program's reading recorded for the runs to feed: it lies in memory that the threads share. */
function takeFeeds(memory: MemoryBudget, runs: readonly PlannedRun[]): void {
  const fed = runs
    .flatMap(({ plan }) => [...runsIn([...plan.setup, ...plan.runs])].flatMap(({ feeds }) => feeds))
    .flatMap(({ value }) => (value.kind === 'array' ? [value.value] : []));
  // Each batch is recorded once, and small ones lie in one piece of memory together.
  const pieces = new Set(fed.map(({ data }) => data.buffer));
  const bytes = [...pieces].reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (memory.takeShared(bytes)) return;
  const largest = fed.reduce((a, b) => (b.data.length > a.data.length ? b : a));
  const what = message('what the program feeds, the largest an array of shape {0},', shapeText(largest.shape));
  throw exhausted(bytes, what, memory.limit);
}
