import { type Message, message, type MessagePart } from '../base/message';
import { SpokenError } from '../base/spoken-error';

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

/** What TensorFlow would have raised: `type` is Python's class, the gist is TensorFlow's in our words, or a message. */
export class TensorFlowError extends SpokenError {
  override readonly name = 'TensorFlowError';
  /** The id of the recorded call whose operation raises it in a run; null where it is raised before. */
  call: number | null = null;

  constructor(
    readonly type: ErrorType,
    readonly gist: MessagePart,
    options?: ErrorOptions,
    said: Message = message('{0}: {1}', type, gist),
  ) {
    super(said, options);
  }
}

/** A TensorFlow name that this re-creation does not have. It never stands for a zero. */
export class UnsupportedError extends TensorFlowError {
  constructor(gist: Message) {
    // No exception of Python's: TensorFlow itself has it.
    super('NotImplementedError', gist, undefined, gist);
  }
}

/** Makes the errors of `work` say which call they are of, where they do not yet. */
export function atCall<Result>(call: number | null, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof TensorFlowError) error.call ??= call;
    throw error;
  }
}

/** Shortens `throw new TensorFlowError('ValueError', …)`, the most frequent of all. */
export function valueError(gist: MessagePart): TensorFlowError {
  return new TensorFlowError('ValueError', gist);
}

/** Shortens `throw new TensorFlowError('TypeError', …)`. */
export function typeError(gist: MessagePart): TensorFlowError {
  return new TensorFlowError('TypeError', gist);
}

/**
 * What was thrown in a function or kernel, as TensorFlow would raise it: arguments that it cannot compute with make JavaScript, or
 * tfjs, throw errors of their own. Those say nothing to a user, and are kept as the cause.
 */
export function raisedIn(name: string, type: ErrorType, thrown: unknown, given = 'these arguments'): TensorFlowError {
  if (thrown instanceof TensorFlowError) return thrown;
  if (thrown instanceof RangeError && /length|allocation/i.test(thrown.message))
    return new TensorFlowError('ResourceExhaustedError', message('{0} makes more than memory holds', name), {
      cause: thrown,
    });
  return new TensorFlowError(type, `${name} cannot be computed with ${given}`, { cause: thrown });
}

/** What a recorded call is called in messages: a method by its class. */
export function callTitle(name: string): string {
  if (name === 'getitem') return 'the index of a tensor';
  return /^[A-Z]\w*\./.test(name) ? name : `tf.${name}`;
}

/** An error, with the operation that asked for memory where there was none. */
export function namedIfExhausted(
  { name, type }: { readonly name: string; readonly type: string },
  error: TensorFlowError,
): TensorFlowError {
  if (error.type !== 'ResourceExhaustedError' || error.cause !== undefined) return error;
  const gist = message('{0} ({1}) makes more than memory holds: {2}', name, type, error.gist);
  return new TensorFlowError(error.type, gist, { cause: error });
}
