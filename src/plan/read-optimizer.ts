import { lastPart } from '../base/last-part';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { isOptimizerName, optimizerArguments } from '../frameworks/tensorflow1/optimizers';
import { argumentNamed, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { CallGraph } from './call-graph';
import { knownNumber } from './known-number';

/** A TensorFlow 1 optimizer as the source makes it. */
export interface WrittenOptimizer {
  /** The class below `tf.train`. */
  readonly name: string;
  /** What is given besides the learning rate, by TF1's argument names. */
  readonly settings: Readonly<Record<string, number | boolean>>;
}

/** The call that makes the optimizer that a value is, or that its wrappers hold. */
export function innermostOptimizer(graph: CallGraph, value: GraphValue | null | undefined): GraphCall | null {
  const call = graph.callOf(value);
  const wrapper = call === null ? null : meaningOfCall(call, 'wrapper');
  return call === null || wrapper === null ? call : innermostOptimizer(graph, argumentNamed(call, wrapper.inner));
}

/** The settings of the optimizer that a call makes, by their names; null for a class whose equations are not known. */
export function settingsOf({ name }: Pick<GraphCall, 'name'>): readonly string[] | null {
  const last = lastPart(name);
  return isOptimizerName(last) ? Object.keys(optimizerArguments[last]) : null;
}

/** An optimizer's settings in numbers; null for another class, or where one of them is not known. */
export function readOptimizer(call: GraphCall, graph: CallGraph): WrittenOptimizer | null {
  const name = call.name.replace(/^.*\./, '');
  const parameters = settingsOf(call);
  if (parameters === null) return null;
  const settings: [string, number | boolean][] = [];
  for (const parameter of parameters) {
    const value = argumentNamed(call, parameter);
    if (value === null) continue;
    const read = value.kind === 'bool' ? value.value : knownNumber(value, graph);
    if (read === null) return null;
    settings.push([parameter, read]);
  }
  return { name, settings: Object.fromEntries(settings) };
}
