import { message } from '../base/message';
import { iterate, type Iteration } from './iteration';
import { PythonError } from './limits';
import { list, none, unknown, type UnknownValue, type Value } from './values';
import type { Expression, Span } from '../python/syntax';
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

/** Binds targets to the parts of a value, each by `assign`. Throws Python's ValueError where there are fewer or more parts than targets. */
export function unpackInto(
  targets: readonly Expression[],
  value: Value,
  span: Span,
  assign: (target: Expression, part: Value) => void,
): void {
  if (value.kind === 'nothing') {
    for (const target of targets) assign(target, value);
    return;
  }
  const star = targets.findIndex(({ kind }) => kind === 'Starred');
  const items = unpacked(value, span, star < 0 ? targets.length + 1 : null);
  if (items.kind === 'unknown') {
    const tensor = value.kind === 'tensor' && value.output === undefined ? value : null;
    const reason = items.why ?? unknown(message('the parts of {0}', describe(value)), span);
    targets.forEach((target, output) => {
      assign(target, tensor === null ? reason : { ...tensor, output });
    });
    return;
  }
  const { values, length } = items;
  if (star < 0 && values.length !== targets.length) {
    const count = values.length > targets.length ? (length ?? `more than ${targets.length}`) : values.length;
    throw new PythonError('ValueError', `${count} values to unpack into ${targets.length}`, span);
  }
  targets.forEach((target, index) => {
    const after = targets.length - 1 - index;
    if (target.kind === 'Starred') assign(target.value, list(values.slice(index, values.length - after)));
    else assign(target, (star >= 0 && index > star ? values.at(-1 - after) : values[index]) ?? none);
  });
}
