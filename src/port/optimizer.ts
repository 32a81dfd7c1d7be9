import { type OptimizerSettings, settingOf } from '../frameworks/tensorflow1/optimizers';

export {
  isOptimizerName,
  optimizerArguments,
  type OptimizerName,
  type OptimizerSettings,
  settingOf,
} from '../frameworks/tensorflow1/optimizers';

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
