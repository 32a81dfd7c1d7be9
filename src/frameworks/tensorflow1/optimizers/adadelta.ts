import { message } from '../../../base/message';
import { add, multiply, squared, squareRoot, subtract } from '../../equation';
import { given, gradient, type OptimizerRecord, rate, reciprocalRoot, slot, variable } from './record';

const rho = given('rho');
const epsilon = given('epsilon');
const rest = subtract(1, rho);
const next = add(multiply(slot('accum'), rho), multiply(squared(gradient), rest));
const root = squareRoot(add(slot('accum_update'), epsilon));
const step = multiply(multiply(root, reciprocalRoot(add(next, epsilon))), gradient);

/** The denominator uses the new accumulator, where tfjs's own uses the old one. */
export const adadelta: OptimizerRecord = {
  signature: "learning_rate=0.001, rho=0.95, epsilon=1e-8, use_locking=False, name='Adadelta'",
  shares: ['rho'],
  updates: [
    {
      type: 'ApplyAdadelta',
      variable: subtract(variable, multiply(step, rate)),
      slots: [
        { name: 'accum', initial: 0, next },
        {
          name: 'accum_update',
          initial: 0,
          next: add(multiply(slot('accum_update'), rho), multiply(squared(step), rest)),
        },
      ],
    },
  ],
  keras: {
    name: 'Adadelta',
    arguments: [
      ['rho', { from: 'rho' }],
      ['epsilon', { from: 'epsilon' }],
    ],
  },
  pytorch: {
    name: 'Adadelta',
    arguments: [
      ['rho', { from: 'rho' }],
      ['eps', { from: 'epsilon' }],
    ],
  },
  paddle: {
    name: 'Adadelta',
    arguments: [
      ['rho', { from: 'rho' }],
      ['epsilon', { from: 'epsilon' }],
    ],
    note: message('Equal from Paddle 2.5 on: before it this class leaves the learning rate out of its updates.'),
  },
  optax: {
    name: 'adadelta',
    arguments: [
      ['rho', { from: 'rho' }],
      ['eps', { from: 'epsilon' }],
    ],
  },
};
