// TensorFlow 1's optimizers whose equations are known: their parameters, and which of them are settings.
import { isFiniteFloat32 } from '../../base/float32';
import { own } from '../../base/own';
import type { Literal, Signature } from '../signature';
import { parseSignature, placeOf } from '../signature';

/** One of TensorFlow 1's optimizers with its arguments, the learning rate left out: the schedule is that. */
export interface OptimizerSettings {
  readonly name: OptimizerName;
  /** By TF1's argument names; what is not here has TF1's default. */
  readonly settings: Readonly<Record<string, number | boolean>>;
}

const penalties = 'l1_regularization_strength=0.0, l2_regularization_strength=0.0';

/** By the class below `tf.train`, the signature of its constructor: TensorFlow 1.15, `tensorflow/python/training`. */
const signatures = {
  GradientDescentOptimizer: "learning_rate, use_locking=False, name='GradientDescent'",
  MomentumOptimizer: "learning_rate, momentum, use_locking=False, name='Momentum', use_nesterov=False",
  AdagradOptimizer: "learning_rate, initial_accumulator_value=0.1, use_locking=False, name='Adagrad'",
  AdagradDAOptimizer: `learning_rate, global_step, initial_gradient_squared_accumulator_value=0.1, ${penalties}, use_locking=False, name='AdagradDA'`,
  AdadeltaOptimizer: "learning_rate=0.001, rho=0.95, epsilon=1e-8, use_locking=False, name='Adadelta'",
  RMSPropOptimizer:
    "learning_rate, decay=0.9, momentum=0.0, epsilon=1e-10, use_locking=False, centered=False, name='RMSProp'",
  AdamOptimizer: "learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name='Adam'",
  FtrlOptimizer: `learning_rate, learning_rate_power=-0.5, initial_accumulator_value=0.1, ${penalties}, use_locking=False, name='Ftrl', accum_name=None, linear_name=None, l2_shrinkage_regularization_strength=0.0`,
  ProximalGradientDescentOptimizer: `learning_rate, ${penalties}, use_locking=False, name='ProximalGradientDescent'`,
  ProximalAdagradOptimizer: `learning_rate, initial_accumulator_value=0.1, ${penalties}, use_locking=False, name='ProximalAdagrad'`,
} as const;

/** A class below `tf.train`. */
export type OptimizerName = keyof typeof signatures;

/** All of them, in the catalogue's order. */
export const optimizerNames = Object.keys(signatures) as readonly OptimizerName[];

/** The parameters of each constructor. */
export const optimizerSignatures = Object.fromEntries(
  optimizerNames.map((name) => [name, parseSignature(signatures[name])]),
) as Readonly<Record<OptimizerName, Signature>>;

/** Parameters that are not the equation's: the rate is the schedule's, the step the program's. */
const besides: readonly string[] = ['learning_rate', 'global_step', 'use_locking'];

/** The value of a setting's default; null: it has to be given. Undefined for what is no setting: a name. */
function settingDefault(fallback: Literal | null): number | boolean | null | undefined {
  if (fallback === null) return null;
  return fallback.kind === 'bool' || fallback.kind === 'int' || fallback.kind === 'float' ? fallback.value : undefined;
}

/** TF1's arguments of each optimizer besides rate, step, locking and name, with their defaults; null: it has to be given. */
export const optimizerArguments = Object.fromEntries(
  optimizerNames.map((name) => [
    name,
    Object.fromEntries(
      optimizerSignatures[name].parameters.flatMap(({ name: parameter, fallback }) => {
        const usual = besides.includes(parameter) ? undefined : settingDefault(fallback);
        return usual === undefined ? [] : [[parameter, usual] as const];
      }),
    ),
  ]),
) as Readonly<Record<OptimizerName, Readonly<Record<string, number | boolean | null>>>>;

/** Where a setting stands among the positional arguments of the constructor, the rate at 0; -1 for what it does not have. */
export function optimizerPlace(name: OptimizerName, setting: string): number {
  return placeOf(optimizerSignatures[name], setting);
}

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
  const usual = own(defaults, argument);
  if (usual === undefined) return false;
  return typeof value === 'boolean' ? typeof usual === 'boolean' : isNumber(usual, value);
}

function isNumber(usual: number | boolean | null | undefined, value: number): boolean {
  return typeof usual !== 'boolean' && isFiniteFloat32(value);
}
