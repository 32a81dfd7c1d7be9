import { multiply, subtract } from '../../equation';
import { gradient, type OptimizerRecord, rate, reciprocalRoot, squareAdded, variable } from './record';

const next = squareAdded('accumulator');

/** a += g^2, v -= rate * g / sqrt(a), without an epsilon: the accumulator must start above 0. */
export const adagrad: OptimizerRecord = {
  signature: "learning_rate, initial_accumulator_value=0.1, use_locking=False, name='Adagrad'",
  layersName: 'Adagrad',
  updates: [
    {
      type: 'ApplyAdagrad',
      variable: subtract(variable, multiply(multiply(gradient, rate), reciprocalRoot(next))),
      slots: [{ name: 'accumulator', initial: { parameter: 'initial_accumulator_value' }, next }],
    },
  ],
  limits: [{ parameter: 'initial_accumulator_value', must: 'be positive' }],
  keras: {
    name: 'Adagrad',
    arguments: [
      ['initial_accumulator_value', { from: 'initial_accumulator_value' }],
      ['epsilon', { text: '0.0' }],
    ],
  },
  pytorch: {
    name: 'Adagrad',
    arguments: [
      ['initial_accumulator_value', { from: 'initial_accumulator_value' }],
      ['eps', { text: '0.0' }],
    ],
  },
  paddle: {
    name: 'Adagrad',
    arguments: [
      ['initial_accumulator_value', { from: 'initial_accumulator_value' }],
      ['epsilon', { text: '0.0' }],
    ],
  },
  optax: {
    name: 'adagrad',
    arguments: [
      ['initial_accumulator_value', { from: 'initial_accumulator_value' }],
      ['eps', { text: '0.0' }],
    ],
  },
};
