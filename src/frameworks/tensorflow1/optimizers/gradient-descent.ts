import { multiply, subtract } from '../../equation';
import { gradient, type OptimizerRecord, rate, variable } from './record';

/** v -= rate * g. */
export const gradientDescent: OptimizerRecord = {
  signature: "learning_rate, use_locking=False, name='GradientDescent'",
  layersName: 'SGD',
  updates: [{ type: 'ApplyGradientDescent', variable: subtract(variable, multiply(rate, gradient)), slots: [] }],
  keras: { name: 'SGD', arguments: [] },
  pytorch: { name: 'SGD', arguments: [] },
  optax: { name: 'sgd', arguments: [] },
  paddle: { name: 'SGD', arguments: [] },
};
