import { add, divide, multiply, subtract } from '../../equation';
import { given, gradient, type OptimizerRecord, rate, shrunk, variable } from './record';

const l1 = given('l1_regularization_strength');
const l2 = given('l2_regularization_strength');
const without = ['l1_regularization_strength', 'l2_regularization_strength'] as const;

/** A gradient step, then the proximal step of the L1 and L2 penalties. */
export const proximalGradientDescent: OptimizerRecord = {
  signature:
    "learning_rate, l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name='ProximalGradientDescent'",
  updates: [
    {
      type: 'ApplyProximalGradientDescent',
      variable: divide(
        shrunk(subtract(variable, multiply(gradient, rate)), l1, multiply(rate, l1)),
        add(1, multiply(l2, rate)),
      ),
      slots: [],
    },
  ],
  keras: { name: 'SGD', arguments: [], without },
  pytorch: { name: 'SGD', arguments: [], without },
  optax: { name: 'sgd', arguments: [], without },
  paddle: { name: 'SGD', arguments: [], without },
};
