import { TensorFlowError } from '../errors';
import type { Operation } from '../graph';

/** Second-order gradients that TensorFlow has and this re-creation does not: an error, not a zero. */
export function noSecondOrder({ type }: Operation): never {
  throw new TensorFlowError('LookupError', `no gradient is defined for the operation ${type}`);
}
