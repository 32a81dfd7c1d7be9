import { message, type Message } from '../base/message';
import { argumentNamed, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { isOptimizerName, type OptimizerSettings } from '../frameworks/tensorflow1/optimizers';
import type { ProgramSettings } from '../protocol/playground';
import type { Schedule } from '../schedules/schedule';
import { CallGraph } from './call-graph';
import { knownNumber } from './known-number';
import { firstStepOf } from './first-step';
import { rateOfStep } from './rate-of-step';
import { readOptimizer } from './read-optimizer';
import { isKerasSchedule, readSchedule, scheduleKind, UnknownArgument } from './schedule-arguments';
import type { TrainingPlan } from './training-plan';

/** The calls of a plan that decide how fast it learns. */
export interface RateCalls {
  readonly graph: CallGraph;
  readonly train: GraphCall;
  readonly optimizer: GraphCall;
  /** The only schedule that the rate is computed from; null where there is none, or several. */
  readonly schedule: GraphCall | null;
  /** How many there are. */
  readonly schedules: number;
}

/** Finds them; null for a plan whose optimizer is not known. */
export function rateCallsOf(plan: TrainingPlan): RateCalls | null {
  const graph = new CallGraph(plan.calls);
  const train = plan.calls.find(({ id }) => id === plan.trainOp);
  const optimizer = graph.callOf(train?.args[0]);
  if (train === undefined || optimizer === null) return null;
  const made = graph.ancestors([plan.learningRate]).filter((call) => scheduleKind(call) !== null);
  const [only = null] = made.length === 1 ? made : [];
  // Keras's schedules are objects that whoever reads them calls with a step.
  const schedule = only !== null && !isKerasSchedule(only) ? only : null;
  return { graph, train, optimizer, schedule, schedules: made.length };
}

/** The step argument of a schedule's call. */
export function stepArgument(schedule: GraphCall): GraphValue | null {
  const count = meaningOfCall(schedule, 'schedule')?.count ?? null;
  return count === null ? null : argumentNamed(schedule, count);
}

/** What a plan's source says of its rate, its optimizer, its seed and its iterations, in numbers. */
export function programSettings(plan: TrainingPlan): ProgramSettings {
  const calls = rateCallsOf(plan);
  const first = firstStepOf(new CallGraph(plan.calls), plan.globalStep) ?? 0;
  const range = { firstStep: first, lastStep: first + Math.max(1, plan.iterations) };
  const isFixed = plan.isEndless === true || plan.corrected !== undefined || plan.uncounted !== undefined;
  const iterations = isFixed ? null : plan.iterations;
  if (calls === null) {
    const problem = message('the optimizer is not known');
    return { schedule: null, problem, isWholeRate: false, optimizer: null, seed: plan.seed, iterations, ...range };
  }
  const { graph, optimizer, schedule } = calls;
  return {
    ...readRate(plan, calls),
    isWholeRate: schedule === null || (plan.learningRate?.kind === 'call' && plan.learningRate.id === schedule.id),
    optimizer: optimizerOf(optimizer, graph),
    seed: plan.seed,
    iterations,
    ...stepsOf(plan, calls, range),
  };
}

function readRate(
  { learningRate, globalStep }: TrainingPlan,
  { graph, schedule, schedules }: RateCalls,
): { readonly schedule: Schedule | null; readonly problem: Message | null } {
  if (learningRate === null) return { schedule: null, problem: message('the optimizer is given no learning rate') };
  if (schedule === null) {
    const readsStep = globalStep?.kind === 'call' && graph.reaches(learningRate, globalStep.id);
    const constant = schedules === 0 && !readsStep ? knownNumber(learningRate, graph) : null;
    if (constant !== null) return { schedule: { kind: 'constant', learningRate: constant }, problem: null };
    const problem =
      schedules > 1
        ? message('the rate is made of several schedules')
        : message('the program computes the rate by a formula of its own');
    return { schedule: null, problem };
  }
  const kind = scheduleKind(schedule);
  try {
    return { schedule: kind === null ? null : readSchedule(kind, schedule, graph), problem: null };
  } catch (error) {
    if (error instanceof UnknownArgument) return { schedule: null, problem: error.said };
    throw error;
  }
}

function optimizerOf(call: GraphCall, graph: CallGraph): OptimizerSettings | null {
  const read = readOptimizer(call, graph);
  return read !== null && isOptimizerName(read.name) ? { name: read.name, settings: read.settings } : null;
}

/** What the schedule reads before the first iteration and after the last: a program may hand it a multiple of its step. */
function stepsOf(
  { globalStep }: TrainingPlan,
  { graph, schedule }: RateCalls,
  range: Pick<ProgramSettings, 'firstStep' | 'lastStep'>,
): Pick<ProgramSettings, 'firstStep' | 'lastStep'> {
  const step = schedule === null ? null : stepArgument(schedule);
  if (step === null || globalStep?.kind !== 'call') return range;
  const reading = rateOfStep(graph, step, (value) => value.kind === 'call' && value.id === globalStep.id);
  if (reading.kind === 'unknown') return range;
  const [firstStep, lastStep] = [reading.rateAt(range.firstStep), reading.rateAt(range.lastStep)];
  return Number.isFinite(firstStep) && lastStep > firstStep ? { firstStep, lastStep } : range;
}
