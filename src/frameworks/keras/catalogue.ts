// What of Keras decides an optimizer's learning rate: its optimizers, and the callbacks of `fit` that set it from outside.

/** A callback that sets the optimizer's rate: at the beginning of each epoch, or once a metric has stopped improving. */
export interface RateSetterMeaning {
  readonly kind: 'rate-setter';
  readonly sets: 'each-epoch' | 'once-stalled';
}

/** An optimizer. */
export interface KerasOptimizerMeaning {
  readonly kind: 'keras-optimizer';
  /** The first parameter, its learning rate. */
  readonly rate: string;
  /** Its name until TensorFlow 2.11. */
  readonly oldRate: string;
  /** The parameter for a decay by the number of updates, which it had until TensorFlow 2.11; null where it has it still. */
  readonly lost: string | null;
}

const callbacks: ReadonlyMap<string, RateSetterMeaning> = new Map([
  ['keras.callbacks.LearningRateScheduler', { kind: 'rate-setter', sets: 'each-epoch' }],
  ['keras.callbacks.ReduceLROnPlateau', { kind: 'rate-setter', sets: 'once-stalled' }],
]);

/** Callbacks that write down what happens: neither the rate nor the length of a training is another with them. */
const watching: ReadonlySet<string> = new Set(
  ['ModelCheckpoint', 'BackupAndRestore', 'TensorBoard', 'CSVLogger', 'History', 'ProgbarLogger', 'RemoteMonitor'].map(
    (name) => `keras.callbacks.${name}`,
  ),
);

/** Whether a canonical name is a callback that only watches. */
export function onlyWatches(name: string): boolean {
  return watching.has(name);
}

/** What a canonical name is: a callback that sets the rate, or null. */
export function rateSetter(name: string): RateSetterMeaning | null {
  return callbacks.get(name) ?? null;
}

/** The classes of `keras.optimizers` itself; those of its module `legacy` are the old ones. */
const family = /^keras\.optimizers\.[A-Z]\w*$/;

/** What an optimizer of that canonical name takes. */
export function kerasOptimizerMeaning(name: string): KerasOptimizerMeaning {
  return { kind: 'keras-optimizer', rate: 'learning_rate', oldRate: 'lr', lost: family.test(name) ? 'decay' : null };
}

/** The learning rate of an optimizer that is given none (Keras 3.15). */
export function kerasRate(optimizer: string): number {
  return optimizer === 'SGD' ? 0.01 : 0.001;
}

/** The classes by the names that `compile` takes for them, in small letters. */
export const kerasOptimizers: readonly string[] = [
  'SGD',
  'RMSprop',
  'Adam',
  'AdamW',
  'Adadelta',
  'Adagrad',
  'Adamax',
  'Adafactor',
  'Nadam',
  'Ftrl',
  'Lion',
];

/** The methods of an optimizer that make an update, which it counts. */
export const kerasUpdates: readonly string[] = ['apply_gradients', 'apply', 'minimize'];
