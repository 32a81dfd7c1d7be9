// Lengths that only a feed tells: how many steps a recurrent network is laid out over, elements of a map. The program is read, and read again
// with the lengths that it feeds where it trains.
import { dependencies, type GraphCall, type GraphValue } from '../../base/graph-call';
import { argumentNamed, isVariableCall, meaningOfCall } from '../../frameworks/tensorflow1/recorded';
import { spend } from '../reading';
import { usualLength } from '../stand-in/usual-length';
import { staticShapeOf } from '../static-shape';
import type { Value } from '../values';
import { itemsOf } from '../read-value';

/** An open axis of a placeholder. */
interface Axis {
  readonly placeholder: number;
  readonly axis: number;
}

/** Lengths by the number of the question, in the order in which a program asks; null for one that no single feed tells. */
export type KnownLengths = ReadonlyMap<number, number | null>;

export class FedLengths {
  /** What an earlier reading found. */
  known: KnownLengths = new Map();
  private readonly asked: (Axis | null)[] = [];
  private readonly fed = new Map<string, Set<number>>();

  /** The length of a tensor along an axis where the program trains; null where it is not the length of one open axis that is fed. */
  lengthOf(tensor: GraphValue, axis: number, calls: readonly GraphCall[]): number | null {
    const number = this.asked.length;
    const origin = originOf(tensor, axis, calls);
    this.asked.push(origin);
    if (origin === null) return null;
    const known = this.known.get(number);
    return known === undefined ? usualLength : known;
  }

  /** Notes what a run that trains is fed. */
  note(feeds: readonly (readonly [placeholder: Value, value: Value])[]): void {
    if (this.asked.length === 0) return;
    for (const [placeholder, value] of feeds) {
      if (placeholder.kind !== 'tensor') continue;
      for (const [axis, length] of shapeOf(value).entries()) {
        const key = `${placeholder.call} ${axis}`;
        this.fed.set(key, (this.fed.get(key) ?? new Set()).add(length));
      }
    }
  }

  /** Whether what stands in for a feed has to have a usual length of rows: one of the questions was for them. */
  get asksRows(): boolean {
    return this.asked.some((origin) => origin?.axis === 0 && !this.fed.has(`${origin.placeholder} 0`));
  }

  /** The lengths that the next reading is to know; null where this one has had them. */
  learned(): KnownLengths | null {
    const found = new Map<number, number | null>();
    let isNew = false;
    for (const [number, origin] of this.asked.entries()) {
      if (origin === null) continue;
      const [length, other] = this.fed.get(`${origin.placeholder} ${origin.axis}`) ?? [];
      const learned = other === undefined ? (length ?? usualLength) : null;
      found.set(number, learned);
      const known = this.known.get(number);
      if (learned !== (known === undefined ? usualLength : known)) isNew = true;
    }
    return isNew ? found : null;
  }
}

/** The shape of what is fed, as far as it shows: of lists by their first items. */
function shapeOf(value: Value): readonly number[] {
  if (value.kind === 'array') return value.array.shape;
  if (value.kind === 'unknown') return value.form?.shape ?? [];
  const items = value.kind === 'list' || value.kind === 'tuple' ? itemsOf(value) : null;
  const [first] = items ?? [];
  return items === null ? [] : [items.length, ...(first === undefined ? [] : shapeOf(first))];
}

/** No length of a program's own is this number. */
const mark = 1_000_003;
/** Calls of graphs in which an origin is looked for. */
const mostCalls = 20_000;

/** The open axis of a placeholder whose length a tensor has along an axis: the one that, when it is marked, marks the tensor's. */
function originOf(tensor: GraphValue, axis: number, calls: readonly GraphCall[]): Axis | null {
  if (tensor.kind !== 'call' || calls.length > mostCalls) return null;
  for (const placeholder of placeholdersOf(tensor.id, calls)) {
    const shape = staticShapeOf({ kind: 'call', id: placeholder.id }, calls) ?? [];
    for (const [open, length] of shape.entries()) {
      if (length !== null) continue;
      spend(calls.length);
      const marked = calls.map((call) => (call === placeholder ? withLength(call, shape, open) : { ...call }));
      if (staticShapeOf(tensor, marked)?.at(axis) === mark) return { placeholder: placeholder.id, axis: open };
    }
  }
  return null;
}

function withLength(call: GraphCall, shape: readonly (number | null)[], marked: number): GraphCall {
  const items = shape.map((length, axis): GraphValue => {
    if (axis === marked) return { kind: 'int', value: mark };
    return length === null ? { kind: 'none' } : { kind: 'int', value: length };
  });
  const dtype = argumentNamed(call, 'dtype') ?? { kind: 'none' };
  return { ...call, args: [], kwargs: { dtype, shape: { kind: 'list', items } } };
}

/** The placeholders that a call is computed from, not those that its variables are made by. */
function placeholdersOf(id: number, calls: readonly GraphCall[]): GraphCall[] {
  const found: GraphCall[] = [];
  const seen = new Set<number>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const call = calls[at];
    if (call === undefined || seen.has(at)) continue;
    seen.add(at);
    spend(1);
    if (meaningOfCall(call, 'placeholder') !== null) found.push(call);
    if (!isVariableCall(call)) open.push(...dependencies(call));
  }
  return found;
}
