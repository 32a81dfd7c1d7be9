import { own } from '../base/own';
import type { Schedule } from '../schedules/schedule';
import { countsByStep, numberOf, optimizerArguments, settingOf } from './optimizer';
import type { PortRequest } from './port-request';
import { assignCall, boolText, type CallArgument, comment, countText, floatText, listText } from './python-text';

/** TensorFlow 1's own form, under `import tensorflow as tf` or under the `compat.v1` of TensorFlow 2. */
export function tf1Text({ schedule, optimizer }: PortRequest, isCompat: boolean): string {
  const prefix = isCompat ? 'tf.compat.v1.train' : 'tf.train';
  const ownStep: readonly CallArgument[] = countsByStep(optimizer.name) ? [[null, 'global_step']] : [];
  const defaults: Readonly<Record<string, number | boolean | null>> = optimizerArguments[optimizer.name];
  const settings = Object.keys(defaults).flatMap((name): CallArgument[] => {
    const value = settingOf(optimizer, name);
    if (value === own(defaults, name)) return [];
    return [[name, typeof value === 'boolean' ? boolText(value) : floatText(numberOf(optimizer, name))]];
  });
  return [
    'import tensorflow as tf',
    ...(isCompat
      ? [
          '',
          ...comment('With eager execution a decay returns a function, not a tensor: keep it off.'),
          'tf.compat.v1.disable_eager_execution()',
        ]
      : []),
    '',
    `global_step = ${prefix}.get_or_create_global_step()`,
    rateText(schedule, prefix),
    assignCall('optimizer', `${prefix}.${optimizer.name}`, [[null, 'learning_rate'], ...ownStep, ...settings]),
    ...(schedule.kind === 'constant'
      ? []
      : comment('minimize adds 1 to the step after each update. Without it the rate stays what it is at step 0.')),
    'train_op = optimizer.minimize(loss, global_step=global_step)',
    '',
  ].join('\n');
}

function rateText(schedule: Schedule, prefix: string): string {
  if (schedule.kind === 'constant') return `learning_rate = ${floatText(schedule.learningRate)}`;
  const step = schedule.kind === 'piecewise_constant' ? stepFor(schedule.boundaries) : 'global_step';
  const first: readonly CallArgument[] =
    schedule.kind === 'piecewise_constant'
      ? [[null, step]]
      : [
          [null, floatText(schedule.learningRate)],
          [null, step],
        ];
  return assignCall('learning_rate', `${prefix}.${schedule.kind}`, [...first, ...scheduleArguments(schedule)]);
}

/** TensorFlow wants boundaries of the step's own dtype. */
function stepFor(boundaries: readonly number[]): string {
  return boundaries.every(Number.isSafeInteger) ? 'global_step' : 'tf.cast(global_step, tf.float32)';
}

/** The arguments after rate and step, by the names that TF1 and Keras share; what has the default of both is left out. */
export function scheduleArguments(schedule: Exclude<Schedule, { kind: 'constant' }>): CallArgument[] {
  const unless = (name: string, value: number, usual: number): CallArgument[] =>
    value === usual ? [] : [[name, floatText(value)]];
  switch (schedule.kind) {
    case 'exponential_decay':
    case 'natural_exp_decay':
    case 'inverse_time_decay':
      return [
        ['decay_steps', countText(schedule.decaySteps)],
        ['decay_rate', floatText(schedule.decayRate)],
        ...(schedule.staircase ? [['staircase', 'True'] as const] : []),
      ];
    case 'piecewise_constant': {
      const text = schedule.boundaries.every(Number.isSafeInteger) ? countText : floatText;
      return [
        ['boundaries', listText(schedule.boundaries.map(text))],
        ['values', listText(schedule.values.map(floatText))],
      ];
    }
    case 'polynomial_decay':
      return [
        ['decay_steps', countText(schedule.decaySteps)],
        ...unless('end_learning_rate', schedule.endLearningRate, 0.0001),
        ...unless('power', schedule.power, 1),
        ...(schedule.cycle ? [['cycle', 'True'] as const] : []),
      ];
    case 'cosine_decay':
      return [['decay_steps', countText(schedule.decaySteps)], ...unless('alpha', schedule.alpha, 0)];
    case 'cosine_decay_restarts':
      return [
        ['first_decay_steps', countText(schedule.firstDecaySteps)],
        ...unless('t_mul', schedule.tMul, 2),
        ...unless('m_mul', schedule.mMul, 1),
        ...unless('alpha', schedule.alpha, 0),
      ];
    case 'linear_cosine_decay':
    case 'noisy_linear_cosine_decay':
      return [
        ['decay_steps', countText(schedule.decaySteps)],
        ...(schedule.kind === 'linear_cosine_decay'
          ? []
          : [
              ...unless('initial_variance', schedule.initialVariance, 1),
              ...unless('variance_decay', schedule.varianceDecay, 0.55),
            ]),
        ...unless('num_periods', schedule.numPeriods, 0.5),
        ...unless('alpha', schedule.alpha, 0),
        ...unless('beta', schedule.beta, 0.001),
      ];
  }
}
