// The learning rate of a plan over its iterations, read and not run, and what a case comes to in numbers.
import { type GraphValue, holdsUnknown } from '../base/graph-call';
import type { CaseNumbers, RateCourse } from '../case/numbers';
import { paceOf, type StepMover } from '../case/step-case';
import { sampleCurve, type ScheduleCurve } from '../schedules/curve';
import { moversOf } from './case-of';
import { fedValues } from './fed-values';
import { firstStepOf } from './first-step';
import { isLengthKnown } from './plan-steps';
import { rateOfStep } from './rate-of-step';
import { countOf, StepFlow } from './step-flow';
import type { TrainingPlan } from './training-plan';

/** The numbers of a plan beside its counterpart, from the curves of their rates. */
export function numbersOf(
  plan: TrainingPlan,
  flow: StepFlow,
  asWritten: ScheduleCurve | null,
  counterpart: ScheduleCurve | null,
): Omit<CaseNumbers, 'endsAt' | 'waits'> {
  const fed = fedValues(plan, countOf(flow, plan.globalStep));
  const [first, last] = [fed?.[0], fed?.at(-1)];
  return {
    iterations: isLengthKnown(plan) ? plan.iterations : null,
    asWritten: courseOf(asWritten),
    counterpart: courseOf(counterpart),
    fed: first === undefined || last === undefined ? null : { first, last },
  };
}

function courseOf(curve: ScheduleCurve | null): RateCourse | null {
  if (curve === null) return null;
  const { start, end, lowest, highest, settledAt } = curve;
  return { start: start.rate, end: end.rate, lowest, highest, settledAt };
}

/**
 * The learning rate of a plan over its iterations; after the last of them, the rate that comes next. Null where a number would be a
 * guess: an unknown rate or length, or a step that is changed by a number that is not known.
 */
export function curveOf(plan: TrainingPlan, flow = new StepFlow(plan)): ScheduleCurve | null {
  const { learningRate, globalStep, iterations, unresolved, isEndless } = plan;
  const isKnown = isLengthKnown(plan);
  if (learningRate === null || !(isKnown || isEndless === true)) return null;
  if (unresolved.some(({ what }) => what.text === 'learning rate')) return null;
  const { graph, passed } = flow;
  if (passed !== null && holdsUnknown(passed)) return null;
  const step = countOf(flow, globalStep);
  const reading = rateOfStep(graph, learningRate, (value) => value.kind === 'call' && flow.isSame(value, step));
  if (reading.kind === 'unknown') return null;
  const stepAt = stepsOf(plan, flow, step);
  if (stepAt === null) return null;
  const { at, last } = stepAt;
  const curve = sampleCurve((iteration) => reading.rateAt(at(iteration)), last ?? iterations);
  // Of a loop that never ends only a rate that stays is known for as long as one looks.
  return isKnown || curve.lowest === curve.highest ? curve : null;
}

/** The step that stands at each iteration, and the last iteration of which it is known, where that is not the one after the run. */
function stepsOf(
  plan: TrainingPlan,
  flow: StepFlow,
  step: GraphValue | null,
): { readonly at: (iteration: number) => number; readonly last?: number } | null {
  const movers: readonly StepMover[] = step === null ? [] : moversOf(flow, step, plan);
  if (movers.some(({ by }) => by === 'feed')) {
    const fed = fedValues(plan, step);
    return fed === null ? null : { at: (iteration) => fed[iteration] ?? 0, last: fed.length - 1 };
  }
  const [first, pace] = [firstStepOf(flow.graph, step), paceOf(movers)];
  return first === null || pace === null ? null : { at: (iteration) => first + Math.floor(iteration * pace) };
}
