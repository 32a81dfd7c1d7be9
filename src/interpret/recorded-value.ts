import { message, type Message } from '../base/message';
import type { GraphArray, GraphValue } from '../base/graph-call';
import type { Span } from '../python/syntax';
import { iterate } from './iteration';
import { itemsIn } from './items';
import { assertWithin, limits } from './limits';
import { place, spend, takeItems } from './reading';
import { bool, int, type IntValue, none, tuple, unknown, type UnknownValue, type Value } from './values';
import { describe, rangeLength, settled } from './read-value';

/** How a value that only the run knows is computed, where the plan can tell it; null where it cannot. */
export type KeepFormula = (value: UnknownValue) => GraphValue | null;

/** Keeps an array for the record: equal ones once. */
export type InternArray = (array: GraphArray) => GraphValue;

/** How a slice begins in the record, where it is a list: `['slice', lower, upper, step]`. */
const sliceTag: GraphValue = { kind: 'string', value: 'slice' };

/** How an ellipsis stands in the record. */
const ellipsis: GraphValue = { kind: 'string', value: '...' };

/** Why an int is not known in the record, which holds doubles. */
const tooLarge = message('a whole number that no double holds exactly');

/** Whether an int is another one as a double. */
function isRounded({ value, exact }: IntValue): boolean {
  return exact !== undefined && (!Number.isFinite(value) || BigInt(value) !== exact);
}

/** A value as a recorded argument. An unknown value, or one without a form there, is `unknown` in it: never None. */
export function recordedValue(value: Value, intern: InternArray, keep: KeepFormula = () => null): GraphValue {
  return recordedPart(value, { intern, keep, items: 0 });
}

/** What goes on while a value is recorded. */
interface Recording {
  readonly intern: InternArray;
  readonly keep: KeepFormula;
  /** Items of lists and dictionaries so far: one that stands in itself many times has more than anybody can hold. */
  items: number;
}

function recordedPart(given: Value, recording: Recording): GraphValue {
  const value = settled(given);
  const inner = (item: Value): GraphValue => recordedPart(item, recording);
  assertWithin('items', (recording.items += 1), place());
  switch (value.kind) {
    case 'none':
    case 'nothing':
      return { kind: 'none' };
    case 'bool':
      return { kind: 'bool', value: value.value };
    case 'int':
      return isRounded(value) ? { kind: 'unknown', why: tooLarge } : { kind: 'int', value: value.value };
    case 'float':
      return { kind: 'float', value: value.value };
    case 'str':
      return { kind: 'string', value: value.value };
    case 'dtype':
      return value;
    case 'array':
      return recording.intern(value.array);
    case 'tensor':
      return value.output === undefined
        ? { kind: 'call', id: value.call }
        : { kind: 'call', id: value.call, output: value.output };
    case 'builtin':
      // A function of TensorFlow that is passed on, as an initializer or an activation: by its name.
      return { kind: 'string', value: value.name };
    case 'dict':
      return {
        kind: 'dict',
        entries: [...value.entries.values()].map((entry) => [inner(entry.key), inner(entry.value)]),
      };
    case 'slice':
      return { kind: 'list', items: [sliceTag, ...[value.lower, value.upper, value.step].map(inner)] };
    case 'ellipsis':
      return ellipsis;
    case 'unknown':
      return (
        recording.keep(value) ?? { kind: 'unknown', why: value.why, ...(value.form && { form: value.form.shape }) }
      );
    default: {
      const parts = partsOf(value);
      return parts === null ? { kind: 'unknown', why: formless(value) } : { kind: 'list', items: parts.map(inner) };
    }
  }
}

/** The first thing in a value that is not known to the record, with its reason and place; `span` is that of who holds it. */
export function unknownIn(given: Value, span: Span): UnknownValue | null {
  const value = settled(given);
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'none':
    case 'nothing':
    case 'bool':
    case 'float':
    case 'str':
    case 'dtype':
    case 'array':
    case 'tensor':
    case 'builtin':
    case 'ellipsis':
      return null;
    case 'int':
      return isRounded(value) ? unknown(tooLarge, span) : null;
    case 'dict':
      spend(8 + value.entries.size);
      return firstIn(
        [...value.entries.values()].flatMap((entry) => [entry.key, entry.value]),
        span,
      );
    case 'slice':
      return firstIn([value.lower, value.upper, value.step], span);
    default: {
      const parts = partsOf(value);
      return parts === null ? unknown(formless(value), span) : firstIn(parts, span);
    }
  }
}

function firstIn(values: readonly Value[], span: Span): UnknownValue | null {
  for (const value of values) {
    const found = unknownIn(value, span);
    if (found !== null) return found;
  }
  return null;
}

/** The parts of what the record holds as a list: a sequence, a range, a shape; null for anything else. */
function partsOf(value: Value): readonly Value[] | null {
  if (value.kind === 'list' || value.kind === 'tuple') {
    spend(1 + value.items.length);
    return value.items;
  }
  if (value.kind === 'instance') return value.items?.() ?? null;
  if (value.kind === 'iterator') return itemsIn(value, place());
  if (value.kind !== 'range' || rangeLength(value) > limits.items) return null;
  takeItems(rangeLength(value));
  return [...(iterate(value)?.items() ?? [])];
}

/** A recorded index as the value that it was; null where it holds a tensor or an unknown value. */
export function indexValue(index: GraphValue): Value | null {
  switch (index.kind) {
    case 'int':
      return int(index.value);
    case 'bool':
      return bool(index.value);
    case 'none':
      return none;
    case 'string':
      return index.value === '...' ? { kind: 'ellipsis' } : null;
    case 'list': {
      const [tag, ...bounds] = index.items;
      const isSlice = tag?.kind === 'string' && tag.value === 'slice';
      const parts = (isSlice ? bounds : index.items).map(indexValue);
      if (!parts.every((part) => part !== null)) return null;
      const [lower = none, upper = none, step = none] = parts;
      return isSlice ? { kind: 'slice', lower, upper, step } : tuple(parts);
    }
    default:
      return null;
  }
}

/** Why a value has no form in the record. */
function formless(value: Value): Message {
  return value.kind === 'function' || value.kind === 'class' || value.kind === 'method'
    ? message('a function of the program that is passed to TensorFlow')
    : message('{0} that is passed to TensorFlow', describe(value));
}
