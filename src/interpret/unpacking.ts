import { message } from '../base/message';
import { iterate, type Iteration } from './iteration';
import { unknown, type UnknownValue, type Value } from './values';
import type { Span } from '../python/syntax';
import { describe, settled } from './read-value';
import { known } from './not-known';
import { collected } from './items';

/** At most so many items of an iteration. */
function firstOf(iteration: Iteration, most: number): Value[] {
  const found: Value[] = [];
  for (const item of iteration.items()) if (found.push(item) >= most) break;
  return found;
}

/** The items of a value that is taken apart. */
type Unpacked =
  | { readonly kind: 'known'; readonly values: readonly Value[]; readonly length: number | null }
  /** Null: it cannot be taken apart at all. */
  | { readonly kind: 'unknown'; readonly why: UnknownValue | null };

/** The first `most` items of a value, or all of them. */
export function unpacked(given: Value, span: Span, most: number | null = null): Unpacked {
  const value = settled(given);
  const iteration = iterate(value);
  if (iteration === null) return { kind: 'unknown', why: value.kind === 'unknown' ? withoutForm(value) : null };
  const values = known(() => (most === null ? collected(iteration.items(), span) : firstOf(iteration, most)));
  return 'kind' in values ? { kind: 'unknown', why: values } : { kind: 'known', values, length: iteration.length };
}

function withoutForm({ why, span }: UnknownValue): UnknownValue {
  return unknown(why, span);
}

/** Adds the items of `*value`; why they are not known, or null where they are. */
export function addAll(value: Value, items: Value[], span: Span): UnknownValue | null {
  const more = unpacked(value, span);
  if (more.kind === 'unknown') return more.why ?? unknown(message('the items of {0}', describe(value)), span);
  for (const item of more.values) items.push(item);
  return null;
}
