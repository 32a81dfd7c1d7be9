/** The parameters of TensorFlow 1's schedules, in order: `tf1-semantics` 5.1. */
export const scheduleParameters: Readonly<Record<string, readonly string[]>> = {
  'train.exponential_decay': ['learning_rate', 'global_step', 'decay_steps', 'decay_rate', 'staircase'],
  'train.natural_exp_decay': ['learning_rate', 'global_step', 'decay_steps', 'decay_rate', 'staircase'],
  'train.inverse_time_decay': ['learning_rate', 'global_step', 'decay_steps', 'decay_rate', 'staircase'],
  'train.piecewise_constant': ['x', 'boundaries', 'values'],
  'train.piecewise_constant_decay': ['x', 'boundaries', 'values'],
  'train.polynomial_decay': ['learning_rate', 'global_step', 'decay_steps', 'end_learning_rate', 'power', 'cycle'],
  'train.cosine_decay': ['learning_rate', 'global_step', 'decay_steps', 'alpha'],
  'train.cosine_decay_restarts': ['learning_rate', 'global_step', 'first_decay_steps', 't_mul', 'm_mul', 'alpha'],
  'train.linear_cosine_decay': ['learning_rate', 'global_step', 'decay_steps', 'num_periods', 'alpha', 'beta'],
  'train.noisy_linear_cosine_decay': [
    'learning_rate',
    'global_step',
    'decay_steps',
    'initial_variance',
    'variance_decay',
    'num_periods',
    'alpha',
    'beta',
  ],
};

/** The step's parameter of a schedule. */
export function stepParameterOf(schedule: string): string {
  return schedule.startsWith('train.piecewise_constant') ? 'x' : 'global_step';
}
