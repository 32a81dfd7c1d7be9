import type { GraphCall, GraphValue } from '../base/graph-call';
import {
  argumentNamed,
  initialOf,
  isSource,
  isStepCall,
  isTrainable,
  isVariableCall,
  meaningOfCall,
} from '../frameworks/tensorflow1/recorded';
import type { CallGraph } from './call-graph';

/** Whether a call makes a variable that can count: the graph's own step, or a variable that is not trained. */
function isCounter(call: GraphCall): boolean {
  if (isStepCall(call)) return true;
  return isVariableCall(call) && (!isTrainable(call) || initialOf(call)?.kind === 'int');
}

/** The step that a program's train op moves or should move, in this order: passed, read by the schedule, fed, averaged by, the graph's. */
export function stepOf(graph: CallGraph, passed: GraphValue | null, rate: GraphValue | null): GraphValue | null {
  if (passed !== null) return passed;
  return scheduleStep(graph, rate) ?? averageStep(graph) ?? collectionStep(graph);
}

function scheduleStep(graph: CallGraph, rate: GraphValue | null): GraphValue | null {
  const before = graph.ancestors([rate]);
  for (const call of before) {
    const count = meaningOfCall(call, 'schedule')?.count ?? null;
    if (count === null) continue;
    const step = argumentNamed(call, count);
    const source = step === null ? [] : graph.ancestors([step]);
    // What a schedule reads is the step, whatever its dtype is.
    const counter =
      source.find(isCounter) ??
      source.find((made) => meaningOfCall(made, 'placeholder') !== null) ??
      source.find(isSource);
    if (counter !== undefined) return { kind: 'call', id: counter.id };
  }
  const counter = before.find(isCounter);
  return counter === undefined ? null : { kind: 'call', id: counter.id };
}

function averageStep(graph: CallGraph): GraphValue | null {
  for (const call of graph.calls) {
    const average = meaningOfCall(call, 'average');
    if (average !== null) return argumentNamed(call, average.count);
  }
  return null;
}

function collectionStep(graph: CallGraph): GraphValue | null {
  const call = graph.calls.find(isStepCall);
  return call === undefined ? null : { kind: 'call', id: call.id };
}
