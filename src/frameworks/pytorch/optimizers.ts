// What PyTorch's optimizers are made with where a program says nothing (torch/optim, 2.13).

/** The default of `lr`, by the class. */
const rates: ReadonlyMap<string, number> = new Map([
  ['SGD', 1e-3],
  ['Adam', 1e-3],
  ['AdamW', 1e-3],
  ['SparseAdam', 1e-3],
  ['Adamax', 2e-3],
  ['NAdam', 2e-3],
  ['RAdam', 1e-3],
  ['Adadelta', 1],
  ['Adafactor', 1e-2],
  ['Adagrad', 1e-2],
  ['ASGD', 1e-2],
  ['RMSprop', 1e-2],
  ['Rprop', 1e-2],
  ['LBFGS', 1],
]);

/** Classes that have neither `momentum` nor `betas`, which cyclic schedulers move. */
const withoutMomentum = new Set(['Adadelta', 'Adafactor', 'Adagrad', 'ASGD', 'Rprop', 'LBFGS']);

/** The rate of an optimizer that is given none; null for a class that is not PyTorch's. */
export function defaultRate(optimizer: string): number | null {
  return rates.get(optimizer) ?? null;
}

/** Whether a cyclic scheduler finds a momentum to move. */
export function hasMomentum(optimizer: string): boolean {
  return !withoutMomentum.has(optimizer);
}

/** TensorFlow 1's optimizer that makes the updates of PyTorch's class, Keras' or optax' function; null where none is known to. */
export function sameInTensorflow(optimizer: string, momentum: number | null): string | null {
  if (optimizer === 'SGD' || optimizer === 'sgd')
    return (momentum ?? 0) === 0 ? 'GradientDescentOptimizer' : 'MomentumOptimizer';
  return optimizer === 'Adam' || optimizer === 'adam' ? 'AdamOptimizer' : null;
}
