import type { Variable } from '../values/values';

/** A step's size is a learning rate, and steps in an epoch are a length: neither counts. */
const stepWord = /step(?!_?size|_?len|s?_?per_)/i;

/** Whether a variable looks like one that counts: by where it comes from, by its name, or as an untrained integer that starts at 0. */
export function isStepLike({ isGraphStep, name, tfName, type, initial, trainable }: Variable): boolean {
  if (isGraphStep) return true;
  const names = `${name ?? ''} ${tfName ?? ''}`;
  if (stepWord.test(names) || /generation_num|num_updates/i.test(names))
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
  return isStepLike(variable) && stepWord.test(`${variable.name ?? ''} ${variable.tfName ?? ''}`);
}
