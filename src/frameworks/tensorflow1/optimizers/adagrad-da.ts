import { add, divide, multiply, negate, squareRoot } from '../../equation';
import { given, gradient, type OptimizerRecord, rate, shrunk, slot, squareAdded, updatesBy } from './record';

const l1 = given('l1_regularization_strength');
const l2 = given('l2_regularization_strength');
const updates = updatesBy('global_step');
const sum = add(slot('gradient_accumulator'), gradient);
const squares = squareAdded('gradient_squared_accumulator');
const total = shrunk(sum, l1, multiply(l1, updates));

/** Dual averaging: the variable is computed anew from the sums of all gradients, and its former value is not used. */
export const adagradDA: OptimizerRecord = {
  signature:
    "learning_rate, global_step, initial_gradient_squared_accumulator_value=0.1, l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name='AdagradDA'",
  updates: [
    {
      type: 'ApplyAdagradDA',
      variable: divide(multiply(negate(rate), total), add(multiply(l2, multiply(updates, rate)), squareRoot(squares))),
      slots: [
        { name: 'gradient_accumulator', initial: 0, next: sum },
        {
          name: 'gradient_squared_accumulator',
          initial: { parameter: 'initial_gradient_squared_accumulator_value' },
          next: squares,
        },
      ],
    },
  ],
  limits: [{ parameter: 'initial_gradient_squared_accumulator_value', must: 'be positive' }],
  keras: null,
  pytorch: null,
  optax: null,
  paddle: null,
};
