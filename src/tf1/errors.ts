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
  | 'NotFoundError'
  | 'ResourceExhaustedError';

/** What TensorFlow would have raised: `type` is Python's class, the message says the same in our words. */
export class TensorFlowError extends Error {
  override readonly name = 'TensorFlowError';

  constructor(
    readonly type: ErrorType,
    readonly gist: string,
    options?: ErrorOptions,
  ) {
    super(`${type}: ${gist}`, options);
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

/**
 * What was thrown in a function or kernel, as TensorFlow would raise it: arguments that it cannot compute with make JavaScript, or
 * tfjs, throw errors of their own. Those are kept as the cause.
 */
export function raisedIn(name: string, type: ErrorType, thrown: unknown): TensorFlowError {
  if (thrown instanceof TensorFlowError) return thrown;
  if (thrown instanceof RangeError && /length|allocation/i.test(thrown.message))
    return new TensorFlowError('ResourceExhaustedError', `${name} makes more than memory holds`, { cause: thrown });
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new TensorFlowError(type, `${name} cannot be computed with these arguments: ${why}`, { cause: thrown });
}
