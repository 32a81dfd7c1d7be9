import type { GraphCall } from '../base/graph-call';
import { nameParameter, nameProblem } from '../frameworks/tensorflow1/graph-names';
import { argumentNamed, symbolOfCall } from '../frameworks/tensorflow1/recorded';
import { placeOf } from '../frameworks/signature';
import type { LibrarySymbol } from '../frameworks/symbol';
import type { Span } from '../python/syntax';
import { PythonError } from './limits';
import { none, type Value } from './values';

/** A call that is about to be recorded, in the scope that it is made in. */
interface NamedCall {
  readonly name: string;
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
  readonly span: Span;
}

/** Raises ValueError as TensorFlow does for a scope that no graph takes. `outer` is the scope that it is opened in. */
export function assertScopeName(name: string, outer: string, span: Span): void {
  const problem = nameProblem(name, 'scope', outer);
  if (problem !== null) throw new PythonError('ValueError', problem, span);
}

/** Raises ValueError as TensorFlow does where a call gives its operation, or its variable, a name that no graph takes. */
export function assertOperationName(call: NamedCall, scope: string, calls: readonly GraphCall[]): void {
  const known = symbolOfCall(call);
  const name = known === null ? null : (ownName(call, known) ?? inheritedName(call, known, calls));
  const problem = name === null ? null : nameProblem(name, 'operation', scope);
  if (problem !== null) throw new PythonError('ValueError', problem, call.span);
}

/** The name that a call gives what it makes. */
function ownName({ name, args, kwargs }: NamedCall, known: LibrarySymbol): string | null {
  const parameter = nameParameter(known);
  if (parameter === null || known.signature === null) return null;
  // A tensor that is converted to a tensor, or cast to what it is, is the tensor: there is nothing to name.
  if ((name === 'cast' || name === 'convert_to_tensor') && args[0]?.kind === 'tensor') return null;
  const value = kwargs.get(parameter) ?? args[placeOf(known.signature, parameter)] ?? none;
  return value.kind === 'str' ? value.value : null;
}

/** A train op, or the update of averages, is named after its optimizer or its averages, whose names nothing checks before. */
function inheritedName(
  { args: [owner] }: NamedCall,
  { meaning }: LibrarySymbol,
  calls: readonly GraphCall[],
): string | null {
  if ((meaning.kind !== 'training' && meaning.kind !== 'update') || owner?.kind !== 'tensor') return null;
  const made = calls[owner.call];
  const name = made === undefined ? null : argumentNamed(made, 'name');
  return name?.kind === 'string' ? name.value : null;
}
