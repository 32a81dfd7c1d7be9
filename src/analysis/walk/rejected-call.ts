import type { Lambda } from '../../python/syntax';
import type { FunctionDefinition } from '../../python/statements';
import type { Value } from '../values/values';

/**
 * Whether Python answers a call with a `TypeError`: an argument too many, one that is given twice, a keyword that names no parameter, or a
 * parameter without a default that gets nothing. `positional` counts the instance that a method is bound to. Of a decorated function it is
 * not known what it takes.
 */
export function isRejected(
  definition: FunctionDefinition | Lambda,
  positional: number,
  named: ReadonlyMap<string, Value>,
): boolean {
  const { parameters } = definition;
  if (definition.kind === 'FunctionDefinition' && definition.decorators.length > 0) return false;
  const places = parameters.filter(({ role }) => role === 'normal');
  const hasRest = parameters.some(({ role }) => role === 'args');
  if (positional > places.length && !hasRest) return true;
  const byPlace = new Set(places.slice(0, positional).map(({ name }) => name));
  const taken = new Set(
    parameters.filter(({ role }) => role === 'normal' || role === 'keyword').map(({ name }) => name),
  );
  const takesAny = parameters.some(({ role }) => role === 'kwargs');
  for (const name of named.keys()) if (byPlace.has(name) || (!takesAny && !taken.has(name))) return true;
  return parameters.some(
    ({ name, role, default: fallback }) =>
      (role === 'normal' || role === 'keyword') && fallback === null && !byPlace.has(name) && !named.has(name),
  );
}
