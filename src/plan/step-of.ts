import type { GraphCall, GraphValue } from '../base/graph-call';
import { own } from '../base/own';
import { argument, type CallGraph } from './call-graph';
import { scheduleParameters, stepParameterOf } from './schedule-parameters';

const globalStepCall = /^train\.(?:get_or_create|create|get)_global_step$/;

/** Whether a call makes a variable that can count: the graph's own step, or a variable that is not trained. */
function isCounter(call: GraphCall): boolean {
  if (globalStepCall.test(call.name)) return true;
  if (call.name !== 'Variable' && call.name !== 'get_variable') return false;
  const trainable = call.kwargs['trainable'] ?? (call.name === 'Variable' ? call.args[1] : call.args[5]);
  const initial = call.name === 'Variable' ? (call.args[0] ?? call.kwargs['initial_value']) : undefined;
  return (trainable?.kind === 'bool' && !trainable.value) || initial?.kind === 'int';
}

/** The step that a program's train op moves or should move, in this order: passed, read by the schedule, fed, averaged by, the graph's. */
export function stepOf(graph: CallGraph, passed: GraphValue | null, rate: GraphValue | null): GraphValue | null {
  if (passed !== null) return passed;
  return scheduleStep(graph, rate) ?? averageStep(graph) ?? collectionStep(graph);
}

function scheduleStep(graph: CallGraph, rate: GraphValue | null): GraphValue | null {
  const before = graph.ancestors([rate]);
  for (const call of before) {
    const parameters = own(scheduleParameters, call.name);
    if (parameters === undefined) continue;
    const name = stepParameterOf(call.name);
    const step = argument(call, parameters.indexOf(name), name);
    const source = step === null ? [] : graph.ancestors([step]);
    const counter = source.find(isCounter) ?? source.find(({ name: made }) => made === 'placeholder');
    if (counter !== undefined) return { kind: 'call', id: counter.id };
  }
  const counter = before.find(isCounter);
  return counter === undefined ? null : { kind: 'call', id: counter.id };
}

function averageStep(graph: CallGraph): GraphValue | null {
  const average = graph.calls.find(({ name }) => name === 'train.ExponentialMovingAverage');
  return average === undefined ? null : argument(average, 1, 'num_updates');
}

function collectionStep(graph: CallGraph): GraphValue | null {
  const call = graph.calls.find(({ name }) => globalStepCall.test(name));
  return call === undefined ? null : { kind: 'call', id: call.id };
}
