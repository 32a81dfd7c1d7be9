// What all frameworks share: a count that somebody moves, those who read it, and how often it moves.

/**
 * What moves a count: TensorFlow 1's global step is a variable, Keras' count lives in the optimizer, PyTorch's in the scheduler,
 * optax's in a state that the program threads through its loop.
 */
export type CountOwner = 'variable' | 'optimizer' | 'scheduler' | 'state';

/** What one move of a count stands for. */
export type Pace = 'run' | 'batch' | 'epoch' | 'unknown';

/** What a reader does with the count, which decides what becomes of it when the count does not move. */
export type ReaderRole =
  | 'schedule'
  | 'average'
  | 'bias-correction'
  | 'stop'
  | 'checkpoint'
  | 'counter'
  | 'summary-hook'
  | 'monitored-session'
  | 'estimator'
  | 'train-loop'
  | 'save'
  | 'summary'
  | 'loop'
  | 'session';
