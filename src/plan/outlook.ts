import type { Message } from '../base/message';
import { type GraphCall, type GraphValue, holdsUnknown } from '../base/graph-call';
import type { SourceRange } from '../base/source-range';
import type { CaseKind } from '../case/step-case';
import type { Verdict } from '../case/verdict';
import type { Interpretation } from '../interpret/interpret';
import { changesAfter, sampleCurve, type ScheduleCurve } from '../schedules/curve';
import { CallGraph } from './call-graph';
import { curveOf } from './case-numbers';
import { stepPairOf } from './counterpart';
import { rateOfStep, scheduleOfStep } from './rate-of-step';
import { readPlans } from './read-plans';
import { type CallReaders, withReadersBeside } from './readers-beside';
import { bestOfEach, graphWithSchedules } from './schedule-places';
import { recordOf } from '../schedules/schedule';
import { fieldArgument, scheduleKind } from './schedule-arguments';
import { hasExit } from './plan-steps';
import type { StepFinding } from './clocks/clock-plans';
import { type ClockOutlook, schedulerOutlooks, type SchedulerPace } from './clocks/scheduler-outlook';
import { StepFlow } from './step-flow';
import type { TrainingPlan } from './training-plan';

/** What will come of a training call, in numbers, before anything runs. */
export interface CallOutlook {
  /** The called name. */
  readonly range: SourceRange;
  readonly iterations: number;
  readonly passesGlobalStep: boolean;
  readonly case: CaseKind;
  readonly verdict: Verdict;
  /**
   * The learning rate of the program as it is written, over its iterations: after the last of them, the rate that comes next. Null where a
   * number would be a guess.
   */
  readonly asWritten: ScheduleCurve | null;
  /** Of its counterpart: where the step is wrong, counted once an iteration; where it is right, not counted. */
  readonly counterpart: ScheduleCurve | null;
}

/** A schedule that the program makes, and its curve. */
export interface ScheduleOutlook {
  /** The public name below `tf`, without its module. */
  readonly name: string;
  /** The whole call. */
  readonly range: SourceRange;
  /** Null where an argument is not known; `why` then says which. */
  readonly curve: ScheduleCurve | null;
  readonly why: Message | null;
  /** Whether the curve is over the steps that the program trains, or over a length that suits the schedule itself. */
  readonly isPlanned: boolean;
  /** Whether the rate changes after the curve's end; absent where that is not known. */
  readonly goesOn?: boolean;
  /** Of a scheduler that is stepped by hand, which counts its own ticks: how it is stepped. Absent of a schedule of the global step. */
  readonly pace?: SchedulerPace;
  /** What comes of how it is stepped; absent where that is not known. */
  readonly clock?: ClockOutlook;
  /** The rate of each group of parameters at which it stays, where the check finds that nothing steps it. */
  readonly standsAt?: readonly number[];
  /** The file of the program that steps it, where another one makes it. */
  readonly trainedBy?: string;
}

/** What a program's source says of its learning rates. */
export interface ProgramOutlook {
  readonly calls: readonly CallOutlook[];
  readonly schedules: readonly ScheduleOutlook[];
}

/** A curve is not drawn for more steps than a float32 counts. */
const mostSteps = 2 ** 24;

/** What the check of a program found. */
interface CheckedCalls {
  readonly calls: readonly CallReaders[];
  readonly findings: readonly StepFinding[];
}

/** Reads the rates of every training call and every schedule, in functions that the program itself never calls too. */
export function readOutlook(
  title: string,
  interpretation: Interpretation,
  { calls, findings }: CheckedCalls = { calls: [], findings: [] },
): ProgramOutlook {
  const plans = withReadersBeside(readPlans(title, interpretation), calls);
  // What the program itself does: functions that it never calls are called below.
  const steps = [...interpretation.recorder.runs];
  const graph = graphWithSchedules(interpretation);
  const ofSteps = graph.calls
    .filter((call) => isDrawable(call) && call.range !== null)
    .map((call) => scheduleOutlook(call, graph, plans));
  const schedules = [...ofSteps, ...schedulerOutlooks(interpretation, steps, findings)];
  return { calls: plans.flatMap((plan) => callOutlook(plan) ?? []), schedules: bestOfEach(schedules, worthOf) };
}

/** Of a call that was made more than once: the time that the program trains by, else the first that is known. */
export function worthOf({ isPlanned, curve }: ScheduleOutlook): number {
  return isPlanned ? 2 : curve === null ? 0 : 1;
}

/** Null where it is not known what the call is passed as its step. */
function callOutlook(plan: TrainingPlan): CallOutlook | null {
  const { passed } = new StepFlow(plan);
  if (passed !== null && holdsUnknown(passed)) return null;
  const [written, other] = stepPairOf(plan);
  const { iterations, passesGlobalStep, call } = plan;
  return {
    range: call,
    iterations,
    passesGlobalStep,
    case: written.case.kind,
    verdict: written.verdict,
    asWritten: curveOf(plan),
    counterpart: curveOf(other.plan),
  };
}

/** Whether a call makes a schedule whose curve can be drawn: one draws its noise afresh at each evaluation. */
function isDrawable(call: GraphCall): boolean {
  const kind = scheduleKind(call);
  return kind !== null && kind !== 'noisy_linear_cosine_decay';
}

function scheduleOutlook(call: GraphCall, graph: CallGraph, plans: readonly TrainingPlan[]): ScheduleOutlook {
  const range = call.range as SourceRange;
  const name = call.name.replace(/^.*\./, '');
  const reading = scheduleOfStep(graph, call);
  if (reading.kind === 'unknown') return { name, range, curve: null, why: reading.why, isPlanned: false };
  const planned = plans.find((plan) => plan.learningRate !== null && !hasExit(plan.runs) && isTrainedBy(plan, call));
  const steps = planned?.iterations ?? ownLength(call, graph);
  const curve = sampleCurve(reading.rateAt, Math.min(Math.max(1, Math.round(steps)), mostSteps));
  return {
    name,
    range,
    curve,
    why: null,
    goesOn: changesAfter(curve, reading.rateAt),
    isPlanned: planned !== undefined,
  };
}

/** Whether a plan's rate is computed from a schedule, and the plan knows how long it trains. */
function isTrainedBy({ calls, learningRate, unresolved }: TrainingPlan, { id, name }: GraphCall): boolean {
  if (unresolved.some(({ what }) => what.text === 'iterations')) return false;
  return new CallGraph(calls).ancestors([learningRate]).some((call) => call.id === id && call.name === name);
}

/** A length over which a schedule shows what it does: some of its periods, or a little beyond its end. */
function ownLength(call: GraphCall, graph: CallGraph): number {
  const number = (value: GraphValue | null): number => {
    const reading = value === null ? null : rateOfStep(graph, value, () => false);
    const read = reading?.kind === 'known' ? reading.rateAt(0) : Number.NaN;
    return Number.isFinite(read) && read > 0 ? read : 1000;
  };
  const kind = scheduleKind(call);
  if (kind === null) return 1000;
  const { fields, span } = recordOf(kind);
  const values = fields.map((field) => {
    const given = fieldArgument(call, field);
    if (field.kind !== 'step-list') return [field.field, number(given)] as const;
    const ofArray = given?.kind === 'array' ? given.value.data.at(-1) : undefined;
    return [field.field, [ofArray ?? number(given?.kind === 'list' ? (given.items.at(-1) ?? null) : null)]] as const;
  });
  return span(Object.fromEntries(values) as never);
}
