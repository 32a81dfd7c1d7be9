// TensorFlow 1's optimizers whose equations are known: the list, their parameters, and which of them are settings.
import { isFiniteFloat32 } from '../../base/float32';
import { own } from '../../base/own';
import { adadelta } from './optimizers/adadelta';
import { adagrad } from './optimizers/adagrad';
import { adagradDA } from './optimizers/adagrad-da';
import { adam } from './optimizers/adam';
import { ftrl } from './optimizers/ftrl';
import { gradientDescent } from './optimizers/gradient-descent';
import { momentumOptimizer } from './optimizers/momentum';
import { proximalAdagrad } from './optimizers/proximal-adagrad';
import { proximalGradientDescent } from './optimizers/proximal-gradient-descent';
import type { OptimizerRecord, Update } from './optimizers/record';
import { rmsProp } from './optimizers/rms-prop';
import type { Literal, Signature } from '../signature';
import { parseSignature, placeOf } from '../signature';

/** One of TensorFlow 1's optimizers with its arguments, the learning rate left out: the schedule is that. */
export interface OptimizerSettings {
  readonly name: OptimizerName;
  /** By TF1's argument names; what is not here has TF1's default. */
  readonly settings: Readonly<Record<string, number | boolean>>;
}

/** By the class below `tf.train`. */
const optimizerRecords = {
  GradientDescentOptimizer: gradientDescent,
  MomentumOptimizer: momentumOptimizer,
  AdagradOptimizer: adagrad,
  AdagradDAOptimizer: adagradDA,
  AdadeltaOptimizer: adadelta,
  RMSPropOptimizer: rmsProp,
  AdamOptimizer: adam,
  FtrlOptimizer: ftrl,
  ProximalGradientDescentOptimizer: proximalGradientDescent,
  ProximalAdagradOptimizer: proximalAdagrad,
} as const satisfies Readonly<Record<string, OptimizerRecord>>;

/** A class below `tf.train`. */
export type OptimizerName = keyof typeof optimizerRecords;

/** All of them, in the catalogue's order. */
export const optimizerNames = Object.keys(optimizerRecords) as readonly OptimizerName[];

/** The parameters of each constructor. */
export const optimizerSignatures = Object.fromEntries(
  optimizerNames.map((name) => [name, parseSignature(optimizerRecords[name].signature)]),
) as Readonly<Record<OptimizerName, Signature>>;

/** Parameters that are not the equation's: the rate is the schedule's, the step the program's. */
const besides: readonly string[] = ['learning_rate', 'global_step', 'use_locking'];

/** The record of an optimizer. */
export function optimizerRecord(name: OptimizerName): OptimizerRecord {
  return optimizerRecords[name];
}

/** All updates, of all optimizers. */
export function recordedUpdates(): readonly Update[] {
  return optimizerNames.flatMap((name) => optimizerRecord(name).updates);
}

/** Whether an optimizer's own equation counts by the step, which its constructor is passed. */
export function countsByStep(name: OptimizerName): boolean {
  return placeOf(optimizerSignatures[name], 'global_step') >= 0;
}

/** The rate of an optimizer that is not given one; null where it has to be. */
export function usualRate(name: OptimizerName): number | null {
  const { fallback = null } = optimizerSignatures[name].parameters[optimizerPlace(name, 'learning_rate')] ?? {};
  return fallback?.kind === 'float' ? fallback.value : null;
}

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

/** Whether an argument says how much is kept of what was before: from 0 up to 1. */
export function isShare(name: OptimizerName, argument: string): boolean {
  return optimizerRecord(name).shares?.includes(argument) === true;
}

/** The one whose update is the gradient times the rate, and nothing else. */
export const plainOptimizer: OptimizerSettings = { name: 'GradientDescentOptimizer', settings: {} };

/** Optimizers by the names that `contrib.layers.optimize_loss` has for them, sorted. */
export const optimizersOfLayers: ReadonlyMap<string, OptimizerName> = new Map(
  optimizerNames
    .flatMap((name): (readonly [string, OptimizerName])[] => {
      const { layersName } = optimizerRecord(name);
      return layersName === undefined ? [] : [[layersName, name]];
    })
    .sort(([one], [other]) => (one < other ? -1 : 1)),
);

/** Settings that TensorFlow has no default for, with what its tutorials use. */
export function requiredSettings(name: OptimizerName): Readonly<Record<string, number | boolean>> {
  const required = Object.entries(optimizerArguments[name]).filter(([, usual]) => usual === null);
  return Object.fromEntries(required.map(([parameter]) => [parameter, settingOf({ name, settings: {} }, parameter)]));
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
