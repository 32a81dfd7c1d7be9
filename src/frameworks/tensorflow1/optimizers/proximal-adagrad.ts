import { add, divide, multiply, subtract } from '../../equation';
import { adagrad } from './adagrad';
import { given, gradient, type OptimizerRecord, rate, reciprocalRoot, shrunk, squareAdded, variable } from './record';

const l1 = given('l1_regularization_strength');
const l2 = given('l2_regularization_strength');
const next = squareAdded('accumulator');
const adapted = multiply(rate, reciprocalRoot(next));
const without = ['l1_regularization_strength', 'l2_regularization_strength'] as const;

/** Adagrad's rate, then the proximal step of the L1 and L2 penalties at that rate. */
export const proximalAdagrad: OptimizerRecord = {
  signature:
    "learning_rate, initial_accumulator_value=0.1, l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name='ProximalAdagrad'",
  updates: [
    {
      type: 'ApplyProximalAdagrad',
      variable: divide(
        shrunk(subtract(variable, multiply(gradient, adapted)), l1, multiply(adapted, l1)),
        add(1, multiply(l2, adapted)),
      ),
      slots: [{ name: 'accumulator', initial: { parameter: 'initial_accumulator_value' }, next }],
    },
  ],
  limits: [{ parameter: 'initial_accumulator_value', must: 'be positive' }],
  keras: adagrad.keras && { ...adagrad.keras, without },
  pytorch: adagrad.pytorch && { ...adagrad.pytorch, without },
  optax: adagrad.optax && { ...adagrad.optax, without },
  paddle: adagrad.paddle && { ...adagrad.paddle, without },
};
