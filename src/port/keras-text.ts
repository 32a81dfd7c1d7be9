import { message } from '../base/message';
import type { LinearCosineDecay } from '../schedules/linear-cosine-decay';
import type { NoisyLinearCosineDecay } from '../schedules/noisy-linear-cosine-decay';
import { recordOf, type Schedule } from '../schedules/schedule';
import { type OptimizerLibrary, optimizerText } from './optimizer';
import { checkLength, PortError, type PortRequest } from './port-request';
import { assignCall, type CallArgument, type CodeLine, floatText } from './python-text';
import { scheduleArguments } from './tf1-text';

// A schedule and its optimizer as code for Keras.

const schedules = 'tf.keras.optimizers.schedules';

const keras: OptimizerLibrary = {
  key: 'keras',
  title: 'Keras',
  module: 'tf.keras.optimizers',
  first: [[null, 'learning_rate']],
  carrier: 'SGD',
};

/** A rate in Keras: how it is made, what it imports besides TensorFlow, and what has to be said of it. */
interface KerasRate {
  readonly imports: readonly string[];
  readonly lines: readonly CodeLine[];
}

/** Keras's form: a schedule object that the optimizer calls with its own `iterations`. */
export function kerasText({ schedule, optimizer }: PortRequest): CodeLine[] {
  checkLength(schedule);
  const { imports, lines } = kerasRate(schedule);
  return [
    ...imports,
    'import tensorflow as tf',
    '',
    ...lines,
    ...optimizerText(optimizer, keras, schedule.kind === 'constant'),
    ...(schedule.kind === 'constant'
      ? []
      : [
          message(
            'Keras reads the schedule at optimizer.iterations before it adds 1: update k is made with the same rate as in TensorFlow 1.',
          ),
        ]),
    '',
  ];
}

function kerasRate(schedule: Schedule): KerasRate {
  switch (schedule.kind) {
    case 'constant':
      return { imports: [], lines: [`learning_rate = ${floatText(schedule.learningRate)}`] };
    case 'natural_exp_decay': {
      const decayRate = `math.exp(${floatText(-schedule.decayRate)})`;
      const args = scheduleArguments(schedule).map((argument): CallArgument =>
        argument[0] === 'decay_rate' ? ['decay_rate', decayRate] : argument,
      );
      return {
        imports: ['import math', ''],
        lines: [
          message('Keras has no natural_exp_decay: it is an exponential decay by e to the negative rate.'),
          assignCall('learning_rate', `${schedules}.ExponentialDecay`, [initialRate(schedule.learningRate), ...args]),
        ],
      };
    }
    case 'piecewise_constant':
      return {
        imports: [],
        lines: [
          message('As in TensorFlow 1, a boundary itself still has the value before it.'),
          assignCall('learning_rate', `${schedules}.PiecewiseConstantDecay`, scheduleArguments(schedule)),
        ],
      };
    case 'linear_cosine_decay':
      return { imports: ['import math', ''], lines: subclass('LinearCosineDecay', schedule.kind, schedule, null) };
    case 'noisy_linear_cosine_decay':
      return {
        imports: ['import math', ''],
        lines: subclass('NoisyLinearCosineDecay', schedule.kind, schedule, schedule),
      };
    default:
      return { imports: [], lines: [kerasCall(recordOf(schedule.kind).keras, schedule)] };
  }
}

function initialRate(learningRate: number): CallArgument {
  return ['initial_learning_rate', floatText(learningRate)];
}

function kerasCall(
  name: string | null,
  schedule: Exclude<Schedule, { readonly kind: 'constant' | 'piecewise_constant' }>,
): string {
  if (name === null) throw new PortError(message('Keras has no {0}.', schedule.kind));
  const args = [initialRate(schedule.learningRate), ...scheduleArguments(schedule)];
  return assignCall('learning_rate', `${schedules}.${name}`, args);
}

/** A class of the reader's own, for a schedule that Keras had for some versions only. */
function subclass(
  name: string,
  kind: Schedule['kind'],
  { learningRate, decaySteps, numPeriods, alpha, beta }: LinearCosineDecay,
  noise: NoisyLinearCosineDecay | null,
): string[] {
  const steps = floatText(decaySteps);
  return [
    '',
    `class ${name}(${schedules}.LearningRateSchedule):`,
    `    """tf.train.${kind}: Keras dropped its experimental class of this name."""`,
    '',
    '    def __call__(self, step):',
    `        current = tf.minimum(tf.cast(step, tf.float32), ${steps})`,
    `        left = (${steps} - current) / ${steps}`,
    ...(noise === null
      ? []
      : [
          '        # Drawn afresh at each evaluation, as TensorFlow 1 does: the draws themselves cannot be the same.',
          `        variance = ${floatText(noise.initialVariance)} / (1.0 + current) ** ${floatText(noise.varianceDecay)}`,
          '        left += tf.random.normal([], stddev=tf.sqrt(variance))',
        ]),
    `        turn = 2.0 * math.pi * ${floatText(numPeriods)} * current / ${steps}`,
    '        cosine = 0.5 * (1.0 + tf.cos(turn))',
    `        return ${floatText(learningRate)} * ((${floatText(alpha)} + left) * cosine + ${floatText(beta)})`,
    '',
    '    def get_config(self):',
    '        return {}',
    '',
    '',
    `learning_rate = ${name}()`,
  ];
}
