import { message } from '../../../base/message';
import { add, multiply, subtract } from '../../equation';
import { given, gradient, type OptimizerRecord, rate, slot, variable } from './record';

const momentum = given('momentum');
const next = add(multiply(slot('momentum'), momentum), gradient);
const slots = [{ name: 'momentum', initial: 0, next }];

/** m = momentum * m + g, v -= rate * m: the rate is outside of the accumulator, so that changing it rescales history at once. */
export const momentumOptimizer: OptimizerRecord = {
  signature: "learning_rate, momentum, use_locking=False, name='Momentum', use_nesterov=False",
  layersName: 'Momentum',
  shares: ['momentum'],
  updates: [
    {
      type: 'ApplyNesterovMomentum',
      when: 'use_nesterov',
      variable: subtract(variable, add(multiply(gradient, rate), multiply(multiply(next, momentum), rate))),
      slots,
    },
    { type: 'ApplyMomentum', variable: subtract(variable, multiply(rate, next)), slots },
  ],
  keras: {
    name: 'SGD',
    arguments: [
      ['momentum', { from: 'momentum' }],
      ['nesterov', { flag: 'use_nesterov' }],
    ],
    note: message(
      'Not equal while the rate changes: Keras keeps the rate inside its momentum, TensorFlow 1 multiplies by it afterwards.',
    ),
    isNoteOfChangingRate: true,
  },
  pytorch: {
    name: 'SGD',
    arguments: [
      ['momentum', { from: 'momentum' }],
      // PyTorch refuses Nesterov's correction of no momentum, which would correct nothing.
      ['nesterov', { flag: 'use_nesterov', ifPositive: 'momentum' }],
    ],
  },
  paddle: {
    name: 'Momentum',
    arguments: [
      ['momentum', { from: 'momentum' }],
      ['use_nesterov', { flag: 'use_nesterov' }],
    ],
  },
  optax: {
    name: 'sgd',
    arguments: [
      ['momentum', { from: 'momentum' }],
      ['nesterov', { flag: 'use_nesterov' }],
    ],
  },
};
