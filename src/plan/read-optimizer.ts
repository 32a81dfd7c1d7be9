import type { GraphCall } from '../base/graph-call';
import { own } from '../base/own';
import { argument, type CallGraph } from './call-graph';
import { knownNumber } from './known-number';

/** A TensorFlow 1 optimizer as the source makes it. */
export interface WrittenOptimizer {
  /** The class below `tf.train`. */
  readonly name: string;
  /** What is given besides the learning rate, by TF1's argument names. */
  readonly settings: Readonly<Record<string, number | boolean>>;
}

const regularization = ['l1_regularization_strength', 'l2_regularization_strength'];

/** The positional arguments after the learning rate; an empty name is one that is no setting: locking, a name, the step. */
export const optimizerPositions: Readonly<Record<string, readonly string[]>> = {
  GradientDescentOptimizer: [],
  MomentumOptimizer: ['momentum', '', '', 'use_nesterov'],
  AdagradOptimizer: ['initial_accumulator_value'],
  AdagradDAOptimizer: ['', 'initial_gradient_squared_accumulator_value', ...regularization],
  AdadeltaOptimizer: ['rho', 'epsilon'],
  RMSPropOptimizer: ['decay', 'momentum', 'epsilon', '', 'centered'],
  AdamOptimizer: ['beta1', 'beta2', 'epsilon'],
  FtrlOptimizer: [
    'learning_rate_power',
    'initial_accumulator_value',
    ...regularization,
    '',
    '',
    '',
    '',
    'l2_shrinkage_regularization_strength',
  ],
  ProximalGradientDescentOptimizer: regularization,
  ProximalAdagradOptimizer: ['initial_accumulator_value', ...regularization],
};

/** An optimizer's settings in numbers; null for another class, or where one of them is not known. */
export function readOptimizer(call: GraphCall, graph: CallGraph): WrittenOptimizer | null {
  const name = call.name.replace(/^.*\./, '');
  const parameters = own(optimizerPositions, name);
  if (parameters === undefined) return null;
  const settings: [string, number | boolean][] = [];
  for (const [index, parameter] of parameters.entries()) {
    const value = parameter === '' ? null : argument(call, index + 1, parameter);
    if (value === null) continue;
    const read = value.kind === 'bool' ? value.value : knownNumber(value, graph);
    if (read === null) return null;
    settings.push([parameter, read]);
  }
  return { name, settings: Object.fromEntries(settings) };
}
