import type { Variable } from './values';

/** Whether a variable looks like one that counts: by where it comes from, by its name, or as an untrained integer that starts at 0. */
export function isStepLike({ isGraphStep, name, tfName, type, initial, trainable }: Variable): boolean {
  if (isGraphStep) return true;
  if (/step|generation_num|num_updates/i.test(`${name ?? ''} ${tfName ?? ''}`))
    return type !== 'float' || trainable !== true || initial !== null;
  return initial !== null && Number.isInteger(initial) && trainable === false && type !== 'float';
}

/** Whether a variable is a weight: trained, and no counter by any sign. */
export function isWeight(variable: Variable): boolean {
  return (
    !isStepLike(variable) && variable.trainable === true && (variable.initial === null || variable.type === 'float')
  );
}

/** Whether a variable is called a step: what is only an untrained integer may count anything. */
export function isNamedStep(variable: Variable): boolean {
  if (variable.isGraphStep) return true;
  return isStepLike(variable) && /step/i.test(`${variable.name ?? ''} ${variable.tfName ?? ''}`);
}
