// What of Keras sets an optimizer's learning rate from outside, and which of its optimizers still have a decay of their own.

/** Callbacks that set the rate, by their canonical names: at the beginning of each epoch, or once a metric has stopped improving. */
const callbacks: ReadonlySet<string> = new Set([
  'keras.callbacks.LearningRateScheduler',
  'keras.callbacks.ReduceLROnPlateau',
]);

/** Whether a name is a callback that sets the learning rate. */
export function setsRate(name: string): boolean {
  return callbacks.has(name);
}

/** The parameter that optimizers had for a decay by the number of updates, until TensorFlow 2.11. */
export const oldDecay = 'decay';

/** Whether an optimizer is one that no longer has that parameter, where Keras is of that time. */
export function hasNoDecay(name: string): boolean {
  return /^keras\.optimizers\.[A-Z]\w*$/.test(name);
}
