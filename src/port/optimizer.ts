import { optimizerArguments, type OptimizerSettings } from '../base/optimizers';

export { isOptimizerName, optimizerArguments, type OptimizerName, type OptimizerSettings } from '../base/optimizers';

/** Momentum has no default in TF1; this is what its tutorials use. */
const usualMomentum = 0.9;

/** The value of an argument: as given, else TF1's default. */
export function settingOf({ name, settings }: OptimizerSettings, argument: string): number | boolean {
  const defaults: Readonly<Record<string, number | boolean | null>> = optimizerArguments[name];
  return settings[argument] ?? defaults[argument] ?? usualMomentum;
}

/** A numeric argument. */
export function numberOf(optimizer: OptimizerSettings, argument: string): number {
  return Number(settingOf(optimizer, argument));
}

/** Whether a regularisation that no other framework's optimizer has is switched off. */
export function isUnregularized(optimizer: OptimizerSettings): boolean {
  return (
    numberOf(optimizer, 'l1_regularization_strength') === 0 && numberOf(optimizer, 'l2_regularization_strength') === 0
  );
}
