import type { GraphCall, GraphValue } from '../base/graph-call';
import type { StepReader, StepRole } from '../case/step-case';
import { argumentNamed, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { CallGraph } from './call-graph';
import { firstStepOf } from './first-step';
import { isLengthKnown } from './plan-steps';
import { scheduleOfStep } from './rate-of-step';
import { countOf, shortName, type StepFlow } from './step-flow';
import type { TrainingPlan } from './training-plan';

/** What reads the count that matters, or a number in its place, other than by printing it; nothing where there is no count. */
export function readersIn(
  flow: StepFlow,
  plan: Pick<TrainingPlan, 'globalStep' | 'iterations' | 'learningRate' | 'runs' | 'unresolved' | 'isEndless'>,
): StepReader[] {
  const { globalStep, iterations, learningRate } = plan;
  const { read, graph } = flow;
  const ofRate = learningRate === null ? null : new Set(graph.ancestors([learningRate]).map(({ id }) => id));
  const isOfRate = ({ id }: GraphCall): boolean => ofRate === null || ofRate.has(id);
  if (read?.kind === 'int' || read?.kind === 'float') {
    return flow.readersOfNumber(read).map((call): StepReader => {
      const kind = shortName(call);
      return {
        kind,
        role: roleOf(kind, call, isOfRate(call)),
        range: call.called ?? call.range,
        atStart: null,
        atEnd: null,
      };
    });
  }
  const step = countOf(flow, globalStep);
  if (step === null) return [];
  const start = firstStepOf(graph, step);
  return flow.readersOf(step).map(({ kind, call }): StepReader => {
    const role = roleOf(kind, call, isOfRate(call));
    const valueAt = (count: number | null): number | null => {
      if (count === null) return null;
      return role === 'argument' ? scheduleAt(graph, call, count) : shadowDecay(call, count);
    };
    return {
      kind,
      role,
      range: call.called ?? call.range,
      atStart: valueAt(start),
      atEnd: valueAt(start === null || !isLengthKnown(plan) ? null : start + iterations),
    };
  });
}

/** What a schedule that is no rate gives at a step: an exploration, a temperature, a weight. */
function scheduleAt(graph: CallGraph, call: GraphCall, step: number): number | null {
  if (meaningOfCall(call, 'schedule') === null) return null;
  const reading = scheduleOfStep(graph, call);
  return reading.kind === 'known' ? reading.rateAt(step) : null;
}

function roleOf(kind: string, call: GraphCall, isOfRate: boolean): StepRole {
  if (kind === 'loss') return 'loss';
  if (meaningOfCall(call, 'average') !== null) return 'average';
  if (!isOfRate) return 'argument';
  return meaningOfCall(call, 'schedule') === null ? 'arithmetic' : 'schedule';
}

/** `min(decay, (1 + n) / (10 + n))`, as tf.train.ExponentialMovingAverage documents it; null for another call, or a decay that is no number. */
function shadowDecay(call: GraphCall, count: number): number | null {
  if (meaningOfCall(call, 'average') === null) return null;
  const decay: GraphValue | null = argumentNamed(call, 'decay');
  if (decay?.kind !== 'float' && decay?.kind !== 'int') return null;
  return Math.min(decay.value, (1 + count) / (10 + count));
}
