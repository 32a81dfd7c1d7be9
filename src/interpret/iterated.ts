import type { Span } from '../python/syntax';
import { iterate, type Iteration } from './iteration';
import { PythonError } from './limits';
import { typeName } from './type-name';
import type { Value } from './values';

/** A value as something to loop over; null where that is not known. Throws Python's TypeError for what cannot be looped over. */
export function iterated(value: Value, span: Span): Iteration | null {
  const iteration = iterate(value);
  if (iteration !== null) return iteration;
  if (['none', 'bool', 'int', 'float', 'function', 'ellipsis', 'slice', 'module'].includes(value.kind))
    throw new PythonError('TypeError', `'${typeName(value) ?? value.kind}' object is not iterable`, span);
  if (value.kind === 'array') throw new PythonError('TypeError', 'iteration over a 0-d array', span);
  return null;
}
