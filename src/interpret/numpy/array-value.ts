import type { GraphArray } from '../../base/graph-call';
import type { Value } from '../values';

/** An array as a value. */
export function arrayValue(array: GraphArray): Value {
  return { kind: 'array', array };
}
