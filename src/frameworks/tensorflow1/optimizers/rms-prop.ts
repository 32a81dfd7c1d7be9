import { message } from '../../../base/message';
import { add, divide, type Expression, multiply, squared, squareRoot, subtract } from '../../equation';
import { given, gradient, type OptimizerRecord, rate, slot, toward, type Update, variable } from './record';

const rest = subtract(1, given('decay'));
const rms = toward(slot('rms'), squared(gradient), rest);
const mean = toward(slot('mg'), gradient, rest);

/** The update by a mean of squares; `spread` is what the root is taken of. */
function updateBy(spread: Expression): Pick<Update, 'variable' | 'slots'> {
  const step = divide(multiply(gradient, rate), squareRoot(add(spread, given('epsilon'))));
  const momentum = add(multiply(slot('momentum'), given('momentum')), step);
  return {
    variable: subtract(variable, momentum),
    slots: [
      { name: 'rms', initial: 1, next: rms },
      ...(spread === rms ? [] : [{ name: 'mg', initial: 0, next: mean }]),
      { name: 'momentum', initial: 0, next: momentum },
    ],
  };
}

/** `rms` starts at 1, epsilon is inside the root and the rate inside the momentum: three things that tfjs's own has otherwise. */
export const rmsProp: OptimizerRecord = {
  signature: "learning_rate, decay=0.9, momentum=0.0, epsilon=1e-10, use_locking=False, centered=False, name='RMSProp'",
  layersName: 'RMSProp',
  shares: ['decay', 'momentum'],
  updates: [
    { type: 'ApplyCenteredRMSProp', when: 'centered', ...updateBy(subtract(rms, squared(mean))) },
    { type: 'ApplyRMSProp', ...updateBy(rms) },
  ],
  keras: {
    name: 'RMSprop',
    arguments: [
      ['rho', { from: 'decay' }],
      ['momentum', { from: 'momentum' }],
      ['epsilon', { from: 'epsilon' }],
      ['centered', { flag: 'centered' }],
    ],
    note: message(
      'Not equal: TensorFlow 1 starts the mean of squares at 1, Keras at 0, so that its first updates are larger.',
    ),
  },
  pytorch: {
    name: 'RMSprop',
    arguments: [
      ['alpha', { from: 'decay' }],
      ['eps', { from: 'epsilon' }],
      ['momentum', { from: 'momentum' }],
      ['centered', { flag: 'centered' }],
    ],
    note: message(
      'Not equal: TensorFlow 1 starts the mean of squares at 1 (here 0), adds epsilon inside the root (here outside), and has the rate inside the momentum (here outside).',
    ),
  },
  // It has epsilon inside the root and the rate inside the momentum, too.
  paddle: {
    name: 'RMSProp',
    arguments: [
      ['rho', { from: 'decay' }],
      ['epsilon', { from: 'epsilon' }],
      ['momentum', { from: 'momentum' }],
      ['centered', { flag: 'centered' }],
    ],
    note: message('Not equal: TensorFlow 1 starts the mean of squares at 1 (here 0).'),
  },
  optax: {
    name: 'rmsprop',
    arguments: [
      ['decay', { from: 'decay' }],
      ['eps', { from: 'epsilon' }],
      ['initial_scale', { text: '1.0' }],
      ['centered', { flag: 'centered' }],
      ['momentum', { from: 'momentum' }],
    ],
  },
};
