/** TensorFlow's public names, as far as the step is concerned. Paths are below `tf`, without version prefixes. */

/** The step's place among the arguments of every schedule: TF1's signatures, `tf1-semantics` 5.1. */
export const scheduleStepIndex: ReadonlyMap<string, number> = new Map([
  ['train.exponential_decay', 1],
  ['train.natural_exp_decay', 1],
  ['train.inverse_time_decay', 1],
  ['train.polynomial_decay', 1],
  ['train.cosine_decay', 1],
  ['train.cosine_decay_restarts', 1],
  ['train.linear_cosine_decay', 1],
  ['train.noisy_linear_cosine_decay', 1],
  ['train.piecewise_constant', 0],
  ['train.piecewise_constant_decay', 0],
]);

/** The name of the step's parameter. */
export function stepParameter(schedule: string): string {
  return schedule.startsWith('train.piecewise_constant') ? 'x' : 'global_step';
}

const prefixes = /^tensorflow(?:\.(?:compat\.v1|_api\.v1))?(?:\.|$)/;

/** The public path below `tf` of a dotted name, or null where it is not TensorFlow's. */
export function publicPath(dotted: string): string | null {
  return prefixes.test(dotted) ? dotted.replace(prefixes, '') : null;
}

/** The class of a TensorFlow 1 optimizer's constructor, or null. */
export function optimizerClass(path: string): string | null {
  return /^(?:train|contrib\.opt)\.(\w*Optimizer)$/.exec(path)?.[1] ?? null;
}
