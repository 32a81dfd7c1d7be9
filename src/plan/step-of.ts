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

/** Whether a variable starts as a count does: what a plain computation of the rate reads may as well be a rate of its own. */
function startsAsCount(made: GraphCall): boolean {
  const initial = initialOf(made);
  return isStepCall(made) || initial?.kind === 'int' || (initial?.kind === 'float' && initial.value === 0);
}

/** The step that a program's train op moves or should move, in this order: passed, read by the schedule, fed, averaged by, the graph's. */
export function stepOf(graph: CallGraph, passed: GraphValue | null, rate: GraphValue | null): GraphValue | null {
  const read = readStepOf(graph, rate);
  return passed ?? (read?.kind === 'call' ? read : null) ?? collectionStep(graph);
}

/** What the rate's schedule, else an average reads as its step: the variable, the placeholder or the number. Null where nothing reads one. */
export function readStepOf(graph: CallGraph, rate: GraphValue | null): GraphValue | null {
  return scheduleStep(graph, rate) ?? averageStep(graph);
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
    if (step?.kind === 'int' || step?.kind === 'float') return step;
  }
  const counter = before.find((made) => isCounter(made) && startsAsCount(made));
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
