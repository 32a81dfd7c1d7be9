import { message } from '../base/message';
import type { Span } from '../python/syntax';
import { place } from './reading';
import type { UnknownValue } from './values';

/** What was changed in a way that is not known, with the reason: a list, the entries of a dictionary, the memory of an array. */
const forgotten = new WeakMap<object, UnknownValue>();

/** Says that a list, a dictionary or an array is not known any more, or is again. Whether that is news. */
export function setForgotten(identity: object, why: UnknownValue | null): boolean {
  if (why === null) {
    const view = views.get(identity);
    if (view !== undefined) views.set(identity, { ...view, count: countOf(view.base) });
    return forgotten.delete(identity);
  }
  if (forgotten.has(identity)) return false;
  forgotten.set(identity, why);
  return true;
}

/** Why something was forgotten; null where it was not. */
export function forgottenReason(identity: object): UnknownValue | null {
  return forgotten.get(identity) ?? staleReason(identity);
}

/** How often the memory of an array was written, and where last. */
const writes = new WeakMap<object, { readonly count: number; readonly span: Span }>();

/** Memories of NumPy's views that are copies here: of columns, of every other row, of transposes. They hold what their base held then. */
const views = new WeakMap<object, { readonly base: object; readonly count: number }>();

/** Says that an array is a view of another one in NumPy, and a copy here: each is unknown once the other was written. */
export function copiedView(view: object, base: object): void {
  if (view !== base) views.set(view, { base, count: countOf(base) });
}

/** Says that the memory of an array is written. What it is a copied view of is not known any more. */
export function noteWritten(memory: object): void {
  const { start, end } = place();
  writes.set(memory, { count: countOf(memory) + 1, span: { start, end } });
  const view = views.get(memory);
  if (view === undefined) return;
  const wasKnown = staleReason(memory) === null;
  setForgotten(view.base, {
    kind: 'unknown',
    why: message('an array that is written through a view of it'),
    span: { start, end },
  });
  noteWritten(view.base);
  if (wasKnown) views.set(memory, { ...view, count: countOf(view.base) });
}

/** How often the memory of an array was written so far. */
export function countOf(memory: object): number {
  return writes.get(memory)?.count ?? 0;
}

/** Why a copied view is not known: its base, or what that is a view of, was written since. */
function staleReason(memory: object): UnknownValue | null {
  const view = views.get(memory);
  if (view === undefined) return null;
  const last = writes.get(view.base);
  if (last !== undefined && last.count !== view.count)
    return { kind: 'unknown', why: message('a view of an array that is written'), span: last.span };
  return staleReason(view.base);
}
