import { message } from '../../../base/message';
import { add, divide, multiply, squared, squareRoot, subtract } from '../../equation';
import { given, gradient, type OptimizerRecord, powerOf, rate, slot, toward, variable } from './record';

const m = toward(slot('m'), gradient, subtract(1, given('beta1')));
const v = toward(slot('v'), squared(gradient), subtract(1, given('beta2')));
const corrected = divide(multiply(rate, squareRoot(subtract(1, powerOf('beta2')))), subtract(1, powerOf('beta1')));

/** Adam counts by itself: the powers of its betas belong to the optimizer and the graph, and advance once an apply. */
export const adam: OptimizerRecord = {
  signature: "learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name='Adam'",
  layersName: 'Adam',
  shares: ['beta1', 'beta2'],
  updates: [
    {
      type: 'ApplyAdam',
      variable: subtract(variable, divide(multiply(m, corrected), add(squareRoot(v), given('epsilon')))),
      slots: [
        { name: 'm', initial: 0, next: m },
        { name: 'v', initial: 0, next: v },
      ],
      // It decays the means of every row.
      changesAllRows: true,
    },
  ],
  keras: {
    name: 'Adam',
    arguments: [
      ['beta_1', { from: 'beta1' }],
      ['beta_2', { from: 'beta2' }],
      ['epsilon', { from: 'epsilon' }],
    ],
  },
  pytorch: {
    name: 'Adam',
    arguments: [
      ['betas', { from: ['beta1', 'beta2'] }],
      ['eps', { from: 'epsilon' }],
    ],
    note: message(
      'Not quite equal: PyTorch adds epsilon after the bias correction, TensorFlow 1 before it. It matters where gradients are about as small as epsilon.',
    ),
  },
  paddle: {
    name: 'Adam',
    arguments: ['beta1', 'beta2', 'epsilon'].map((name) => [name, { from: name }]),
    note: message(
      'Not quite equal: Paddle adds epsilon after the bias correction, TensorFlow 1 before it. It matters where gradients are about as small as epsilon.',
    ),
  },
  optax: {
    name: 'adam',
    arguments: [
      ['b1', { from: 'beta1' }],
      ['b2', { from: 'beta2' }],
      ['eps', { from: 'epsilon' }],
    ],
    note: message(
      'Not quite equal: optax adds epsilon after the bias correction, TensorFlow 1 before it. It matters where gradients are about as small as epsilon.',
    ),
  },
};
