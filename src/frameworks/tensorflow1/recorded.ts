// What recorded calls are, by the catalogue: arguments by their names, variables, steps, train ops.
import type { GraphCall, GraphValue } from '../../base/graph-call';
import { own } from '../../base/own';
import type { ScalarOperation } from '../scalar';
import { placeOf } from '../signature';
import type { LibrarySymbol, Meaning, MeaningKind, MeaningOf } from '../symbol';
import { tensorflow1 } from './catalogue';

/** The record of what a call calls; null where the catalogue has none. */
export function symbolOfCall({ name }: Pick<GraphCall, 'name'>): LibrarySymbol | null {
  return tensorflow1.find(name);
}

/** What a call means, where that is of one kind. */
export function meaningOfCall<Kind extends MeaningKind>(
  { name }: Pick<GraphCall, 'name'>,
  kind: Kind,
): MeaningOf<Kind> | null {
  return tensorflow1.findKind(name, kind)?.meaning ?? null;
}

/** An argument by its parameter's name, in whatever way the call gives it. Null where it is not given, or None. */
export function argumentNamed(call: GraphCall, parameter: string): GraphValue | null {
  const signature = symbolOfCall(call)?.signature ?? null;
  const place = signature === null ? -1 : placeOf(signature, parameter);
  const value = own(call.kwargs, parameter) ?? (place < 0 ? undefined : call.args[place]);
  return value === undefined || value.kind === 'none' ? null : value;
}

/** The count that a schedule or an average reads, as it is passed; null for calls that read none. */
export function countArgument(call: GraphCall): GraphValue | null {
  const parameter = countParameter(call);
  return parameter === null ? null : argumentNamed(call, parameter);
}

/** The parameter by which a schedule or an average takes the count that it reads; null for other calls. */
export function countParameter(call: Pick<GraphCall, 'name'>): string | null {
  return meaningOfCall(call, 'schedule')?.count ?? meaningOfCall(call, 'average')?.count ?? null;
}

/** Whether a call makes or gets the graph's own step. */
export function isStepCall(call: Pick<GraphCall, 'name'>): boolean {
  return meaningOfCall(call, 'step') !== null;
}

/** Whether a call makes a variable that is not the graph's own step. */
export function isVariableCall(call: Pick<GraphCall, 'name'>): boolean {
  return meaningOfCall(call, 'variable') !== null;
}

/** Whether the variable that a call makes is trained: unless it says `trainable=False`. False for calls that make none. */
export function isTrainable(call: GraphCall): boolean {
  return isVariableCall(call) && !isFixed(argumentNamed(call, 'trainable'));
}

/** Whether `trainable=` says that what a call makes is not trained. */
function isFixed(trainable: GraphValue | null | undefined): boolean {
  return trainable?.kind === 'bool' && !trainable.value;
}

/** What the variable that a call makes starts with: a number, or what computes it. Null where the call does not say. */
export function initialOf(call: GraphCall): GraphValue | null {
  const made = meaningOfCall(call, 'variable');
  return made === null ? null : argumentNamed(call, made.initial);
}

/** The collection that the variable that a call makes belongs to, and is initialized with; null where `collections` does not show it. */
export function collectionOf(call: GraphCall): 'global' | 'local' | null {
  const given = argumentNamed(call, 'collections');
  if (given === null) return meaningOfCall(call, 'variable')?.isLocal === true ? 'local' : 'global';
  const names =
    given.kind === 'list' ? given.items.map((item) => (item.kind === 'string' ? item.value : null)) : [null];
  if (names.includes('local_variables') !== names.includes('variables'))
    return names.includes('local_variables') ? 'local' : 'global';
  return null;
}

/** How a call changes its first argument when it runs; null where it is no assignment. */
export function movesOf(call: Pick<GraphCall, 'name'>): 'adds' | 'subtracts' | 'sets' | null {
  return meaningOfCall(call, 'operation')?.moves ?? null;
}

/** Whether running a call changes variables by itself: an assignment, an average's update, a train op. */
export function changesVariables(call: Pick<GraphCall, 'name'>): boolean {
  return movesOf(call) !== null || meaningOfCall(call, 'training') !== null || meaningOfCall(call, 'update') !== null;
}

/** Whether a session that is asked for what a call makes gives None: it is an operation without a result. */
export function isValueless(call: Pick<GraphCall, 'name'>): boolean {
  return (
    meaningOfCall(call, 'operation')?.isValueless === true ||
    meaningOfCall(call, 'training') !== null ||
    isInitialization(call)
  );
}

/** Whether a call runs variables' initializers. */
export function isInitialization(call: Pick<GraphCall, 'name'>): boolean {
  return meaningOfCall(call, 'initialization') !== null;
}

/** Whether a value is what a run is given, not what it computes: a variable, a step, a placeholder. */
export function isSource(call: Pick<GraphCall, 'name'>): boolean {
  const kind: Meaning['kind'] | undefined = symbolOfCall(call)?.meaning.kind;
  return kind === 'variable' || kind === 'step' || kind === 'placeholder';
}

/** Whether a call gives the shape of its argument. */
export function isShapeOf(call: Pick<GraphCall, 'name'>): boolean {
  return symbolOfCall(call)?.name === 'shape';
}

/** What running a call does where all its arguments are single numbers; null where it is no such operation. */
export function scalarOf(call: Pick<GraphCall, 'name'>): ScalarOperation | null {
  return meaningOfCall(call, 'operation')?.scalar ?? null;
}
