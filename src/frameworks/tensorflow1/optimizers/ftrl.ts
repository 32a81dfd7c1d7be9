import {
  absolute,
  add,
  choose,
  divide,
  equal,
  type Expression,
  greater,
  multiply,
  negate,
  power,
  sign,
  squareRoot,
  subtract,
} from '../../equation';
import { given, gradient, type OptimizerRecord, rate, slot, squareAdded, variable } from './record';

const l1 = given('l1_regularization_strength');
const l2 = given('l2_regularization_strength');
const shrinkage = given('l2_shrinkage_regularization_strength');
const exponent = given('learning_rate_power');

/** x to the negative `learning_rate_power`, whose default TensorFlow computes as a root. */
const raised = (x: Expression): Expression => choose(equal(exponent, -0.5), squareRoot(x), power(x, negate(exponent)));

const next = squareAdded('accum');
const root = raised(next);
const shifted = choose(equal(shrinkage, 0), gradient, add(gradient, multiply(multiply(2, shrinkage), variable)));
const change = multiply(divide(subtract(root, raised(slot('accum'))), rate), variable);
const linear = add(slot('linear'), subtract(shifted, change));
const moved = divide(subtract(multiply(l1, sign(linear)), linear), add(divide(root, rate), multiply(2, l2)));

const strengths = [
  'l1_regularization_strength',
  'l2_regularization_strength',
  'l2_shrinkage_regularization_strength',
] as const;

/** Follow the regularized leader; its shrinkage enters the linear term only, not the accumulator. */
export const ftrl: OptimizerRecord = {
  signature:
    "learning_rate, learning_rate_power=-0.5, initial_accumulator_value=0.1, l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name='Ftrl', accum_name=None, linear_name=None, l2_shrinkage_regularization_strength=0.0",
  layersName: 'Ftrl',
  updates: [
    {
      type: 'ApplyFtrl',
      variable: choose(greater(absolute(linear), l1), moved, { kind: 'number', value: 0 }),
      slots: [
        { name: 'accum', initial: { parameter: 'initial_accumulator_value' }, next },
        { name: 'linear', initial: 0, next: linear },
      ],
    },
  ],
  limits: [
    { parameter: 'initial_accumulator_value', must: 'not be negative' },
    { parameter: 'learning_rate_power', must: 'not be positive' },
    ...strengths.map((parameter) => ({ parameter, must: 'not be negative' }) as const),
  ],
  keras: {
    name: 'Ftrl',
    arguments: ['learning_rate_power', 'initial_accumulator_value', ...strengths].map((name) => [name, { from: name }]),
  },
  pytorch: null,
  optax: null,
  paddle: null,
};
