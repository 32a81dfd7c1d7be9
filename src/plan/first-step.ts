import type { GraphValue } from '../base/graph-call';
import { initialOf, isStepCall } from '../frameworks/tensorflow1/recorded';
import type { CallGraph } from './call-graph';

/** What a step variable starts at; null for anything else that can stand for one. */
export function firstStepOf(graph: CallGraph, step: GraphValue | null): number | null {
  if (step === null) return 0;
  const made = graph.callOf(step);
  if (made === null) return null;
  if (isStepCall(made)) return 0;
  const initial = initialOf(made);
  return initial?.kind === 'int' || initial?.kind === 'float' ? initial.value : null;
}
