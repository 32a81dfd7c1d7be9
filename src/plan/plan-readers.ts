import type { GraphCall, GraphValue } from '../base/graph-call';
import type { StepReader, StepRole } from '../case/step-case';
import { argumentNamed, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import { firstStepOf } from './first-step';
import { countOf, shortName, type StepFlow } from './step-flow';
import type { TrainingPlan } from './training-plan';

/** What reads the count that matters, or a number in its place, other than by printing it; nothing where there is no count. */
export function readersIn(
  flow: StepFlow,
  { globalStep, iterations }: Pick<TrainingPlan, 'globalStep' | 'iterations'>,
): StepReader[] {
  const { read } = flow;
  if (read?.kind === 'int' || read?.kind === 'float') {
    return flow.readersOfNumber(read).map((call): StepReader => {
      const kind = shortName(call);
      return { kind, role: roleOf(kind, call), range: call.called ?? call.range, atStart: null, atEnd: null };
    });
  }
  const step = countOf(flow, globalStep);
  if (step === null) return [];
  const start = firstStepOf(flow.graph, step);
  return flow.readersOf(step).map(({ kind, call }): StepReader => {
    const decayAt = (count: number | null): number | null => (count === null ? null : shadowDecay(call, count));
    return {
      kind,
      role: roleOf(kind, call),
      range: call.called ?? call.range,
      atStart: decayAt(start),
      atEnd: decayAt(start === null || iterations === 0 ? null : start + iterations),
    };
  });
}

function roleOf(kind: string, call: GraphCall): StepRole {
  if (kind === 'loss') return 'loss';
  if (meaningOfCall(call, 'average') !== null) return 'average';
  return meaningOfCall(call, 'schedule') === null ? 'arithmetic' : 'schedule';
}

/** `min(decay, (1 + n) / (10 + n))`, as tf.train.ExponentialMovingAverage documents it; null for another call, or a decay that is no number. */
function shadowDecay(call: GraphCall, count: number): number | null {
  if (meaningOfCall(call, 'average') === null) return null;
  const decay: GraphValue | null = argumentNamed(call, 'decay');
  if (decay?.kind !== 'float' && decay?.kind !== 'int') return null;
  return Math.min(decay.value, (1 + count) / (10 + count));
}
