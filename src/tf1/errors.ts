/** The Python exception classes that TensorFlow 1 raises around the training step. */
export type ErrorType =
  | 'ValueError'
  | 'TypeError'
  | 'AttributeError'
  | 'IndexError'
  | 'KeyError'
  | 'RuntimeError'
  | 'LookupError'
  | 'NotImplementedError'
  | 'FailedPreconditionError'
  | 'InvalidArgumentError'
  | 'NotFoundError';

/** What TensorFlow would have raised: `type` is Python's class, the message says the same in our words. */
export class TensorFlowError extends Error {
  override readonly name = 'TensorFlowError';

  constructor(
    readonly type: ErrorType,
    readonly gist: string,
  ) {
    super(`${type}: ${gist}`);
  }
}

/** A TensorFlow name that this re-creation does not have. It never stands for a zero. */
export class UnsupportedError extends TensorFlowError {
  constructor(gist: string) {
    super('NotImplementedError', gist);
  }
}

/** Shortens `throw new TensorFlowError('ValueError', …)`, the most frequent of all. */
export function valueError(gist: string): TensorFlowError {
  return new TensorFlowError('ValueError', gist);
}

/** Shortens `throw new TensorFlowError('TypeError', …)`. */
export function typeError(gist: string): TensorFlowError {
  return new TensorFlowError('TypeError', gist);
}
