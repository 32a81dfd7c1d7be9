import { isFiniteFloat32 } from './float32';
import { own } from './own';

/** One of TensorFlow 1's optimizers with its arguments, the learning rate left out: the schedule is that. */
export interface OptimizerSettings {
  readonly name: OptimizerName;
  /** By TF1's argument names; what is not here has TF1's default. */
  readonly settings: Readonly<Record<string, number | boolean>>;
}

/** TF1's arguments of each optimizer besides rate, locking and name, with their defaults; null: it has to be given. */
export const optimizerArguments = {
  GradientDescentOptimizer: {},
  MomentumOptimizer: { momentum: null, use_nesterov: false },
  AdagradOptimizer: { initial_accumulator_value: 0.1 },
  AdagradDAOptimizer: {
    initial_gradient_squared_accumulator_value: 0.1,
    l1_regularization_strength: 0,
    l2_regularization_strength: 0,
  },
  AdadeltaOptimizer: { rho: 0.95, epsilon: 1e-8 },
  RMSPropOptimizer: { decay: 0.9, momentum: 0, epsilon: 1e-10, centered: false },
  AdamOptimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  FtrlOptimizer: {
    learning_rate_power: -0.5,
    initial_accumulator_value: 0.1,
    l1_regularization_strength: 0,
    l2_regularization_strength: 0,
    l2_shrinkage_regularization_strength: 0,
  },
  ProximalGradientDescentOptimizer: { l1_regularization_strength: 0, l2_regularization_strength: 0 },
  ProximalAdagradOptimizer: {
    initial_accumulator_value: 0.1,
    l1_regularization_strength: 0,
    l2_regularization_strength: 0,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number | boolean | null>>>>;

/** A class below `tf.train`. */
export type OptimizerName = keyof typeof optimizerArguments;

/** Momentum has no default in TF1; this is what its tutorials use. */
const usualMomentum = 0.9;

/** The value of an argument: as given, else TF1's default. */
export function settingOf({ name, settings }: OptimizerSettings, argument: string): number | boolean {
  const defaults: Readonly<Record<string, number | boolean | null>> = optimizerArguments[name];
  return own(settings, argument) ?? own(defaults, argument) ?? usualMomentum;
}

/** Whether a class's equations are known here. */
export function isOptimizerName(name: string): name is OptimizerName {
  return Object.hasOwn(optimizerArguments, name);
}

/** Whether an optimizer's argument is one of TF1's and takes a value: a boolean where its default is one, else a number that float32 has. */
export function takesSetting(name: OptimizerName, argument: string, value: number | boolean): boolean {
  const defaults: Readonly<Record<string, number | boolean | null>> = optimizerArguments[name];
  if (!Object.hasOwn(defaults, argument)) return false;
  return typeof value === 'boolean' ? typeof defaults[argument] === 'boolean' : isNumber(defaults[argument], value);
}

function isNumber(usual: number | boolean | null | undefined, value: number): boolean {
  return typeof usual !== 'boolean' && isFiniteFloat32(value);
}
