import type { Message } from '../base/message';
import type { GraphCall, GraphValue } from '../base/graph-call';
import type { SourceRange } from '../base/source-range';
import type { Interpretation } from '../interpret/interpret';
import type { Schedule } from '../schedules/schedule';
import { argument, CallGraph } from './call-graph';
import { schedulersAsSchedules } from './clocks/as-schedule';
import { readOptimizer, type WrittenOptimizer } from './read-optimizer';
import { isLengthKnown } from './plan-steps';
import { readPlans } from './read-plans';
import { bestOfEach, graphWithSchedules } from './schedule-places';
import { readSchedule, scheduleKind, UnknownArgument } from './schedule-arguments';
import type { TrainingPlan } from './training-plan';

/** A schedule as the source has it, with its arguments in numbers. */
export interface WrittenSchedule {
  /** The public name below `tf`, without its module. */
  readonly name: string;
  /** The whole call. */
  readonly range: SourceRange;
  /** Null where an argument is not known; `why` then says which. */
  readonly schedule: Schedule | null;
  readonly why: Message | null;
  /** The optimizer whose rate is this schedule's; null where there is none, or its arguments are not known. */
  readonly optimizer: WrittenOptimizer | null;
  /** Iterations of the training that it is used in, or null. */
  readonly steps: number | null;
}

/** Every schedule that a program makes, once a place; in functions too that the program itself never calls. */
export function readSchedules(title: string, interpretation: Interpretation): WrittenSchedule[] {
  const plans = readPlans(title, interpretation);
  const steps = [...interpretation.recorder.runs];
  const graph = graphWithSchedules(interpretation);
  const written = graph.calls.flatMap((call) => writtenSchedule(call, graph, plans) ?? []);
  return bestOfEach([...written, ...schedulersAsSchedules(interpretation, steps)], worth);
}

/** Of a call that was made more than once: the time that the program trains by, else one that is known. */
function worth({ schedule, optimizer, steps }: WrittenSchedule): number {
  return (schedule === null ? 0 : 4) + (optimizer === null ? 0 : 2) + (steps === null ? 0 : 1);
}

function writtenSchedule(call: GraphCall, graph: CallGraph, plans: readonly TrainingPlan[]): WrittenSchedule | null {
  const kind = scheduleKind(call);
  if (kind === null || call.range === null) return null;
  const plan = plans.find((candidate) => isRateOf(call, candidate.learningRate));
  const place = {
    name: call.name.replace(/^.*\./, ''),
    range: call.range,
    optimizer: plan === undefined ? null : optimizerOf(plan),
    steps: plan !== undefined && isLengthKnown(plan) ? plan.iterations : null,
  };
  try {
    return { ...place, schedule: readSchedule(kind, call, graph), why: null };
  } catch (error) {
    if (error instanceof UnknownArgument) return { ...place, schedule: null, why: error.said };
    throw error;
  }
}

/** Whether a rate is the schedule itself: of arithmetic on one, the optimizer's rate would not be what is copied. */
function isRateOf({ id }: GraphCall, rate: GraphValue | null): boolean {
  return rate?.kind === 'call' && rate.id === id;
}

function optimizerOf({ calls, trainOp }: TrainingPlan): WrittenOptimizer | null {
  const graph = new CallGraph(calls);
  const train = graph.callOf({ kind: 'call', id: trainOp });
  const made = train === null ? null : graph.callOf(argument(train, 0, 'self'));
  return made === null ? null : readOptimizer(made, graph);
}
