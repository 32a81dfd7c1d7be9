import type { GraphArray } from '../base/graph-call';
import { isSameFormula } from '../base/formula';
import { numberIn, slopeOf, type Slopes, TrackedNumber, TrackedText } from './tracked-values';
import type { InstanceValue, Value } from './values';

/** Whether a program cannot tell two values apart, as far as that is quick to see. */
export function isSameValue(left: unknown, right: unknown): boolean {
  return isEqual(left, right, () => 0);
}

/** The same; a slot of an observed value is `later(slot)` values further on in `right`. */
export function isEqual(left: unknown, right: unknown, later: (slot: number) => number, depth = 0): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  // An entry of a dictionary is a pair of key and value.
  if (!('kind' in left)) return 'value' in left && 'value' in right && isEqual(left.value, right.value, later, depth);
  if (left instanceof TrackedNumber || right instanceof TrackedNumber) return isSameTracked(left, right);
  if (left instanceof TrackedText || right instanceof TrackedText) return false;
  const [a, b] = [left as Value, right as Value];
  if (a.kind !== b.kind || depth > 4) return false;
  switch (a.kind) {
    case 'none':
    case 'nothing':
    case 'ellipsis':
      return true;
    case 'int':
      return a.value === (b as typeof a).value && a.exact === (b as typeof a).exact;
    case 'bool':
    case 'float':
    case 'str':
    case 'dtype':
      return Object.is(a.value, (b as typeof a).value);
    case 'unknown': {
      const other = (b as typeof a).formula;
      if (a.formula !== undefined && other !== undefined) return isSameFormula(a.formula, other, later);
      return (
        a.formula === other &&
        a.tall === (b as typeof a).tall &&
        a.why === (b as typeof a).why &&
        a.span.start === (b as typeof a).span.start
      );
    }
    case 'tensor':
      return a.call === (b as typeof a).call && a.output === (b as typeof a).output;
    case 'range':
      return a.start === (b as typeof a).start && a.stop === (b as typeof a).stop && a.step === (b as typeof a).step;
    case 'array':
      return isEqualArray(a.array, (b as typeof a).array);
    case 'method':
      return a.callee === (b as typeof a).callee && isEqual(a.self, (b as typeof a).self, later, depth + 1);
    case 'function':
      return a.definition === (b as typeof a).definition && a.scope === (b as typeof a).scope;
    case 'tuple':
    case 'list': {
      const { items } = b as typeof a;
      if (a.items.length !== items.length || items.length > 4096) return false;
      return a.items.every((item, at) => isEqual(item, items[at], later, depth + 1));
    }
    case 'dict': {
      const { entries } = b as typeof a;
      if (a.entries.size !== entries.size) return false;
      return [...a.entries].every(([key, { value }]) => isEqual(value, entries.get(key)?.value, later, depth + 1));
    }
    case 'instance':
      return isSameNamedTuple(a, b as typeof a, (one, other) => isEqual(one, other, later, depth + 1));
    default:
      return false;
  }
}

/** Named tuples are made anew in each turn, and never change. */
function isSameNamedTuple(
  left: InstanceValue,
  right: InstanceValue,
  isSame: (left: unknown, right: unknown) => boolean,
): boolean {
  if (left.class !== null || right.class !== null) return false;
  const [items, others] = [left.items?.(), right.items?.()];
  if (items === undefined || others?.length !== items.length) return false;
  return items.every((item, at) => isSame(item, others[at]));
}

/** Numbers that loops around this one follow: the same in every regard. */
function isSameTracked(left: unknown, right: unknown): boolean {
  if (numberIn(left) !== numberIn(right)) return false;
  const slopes = [left, right].map((value) => (value instanceof TrackedNumber ? value.slopes : new Map()) as Slopes);
  const watches = new Set(slopes.flatMap((each) => [...each.keys()]));
  return [...watches].every((watch) => {
    const [a, b] = [slopeOf(left, watch), slopeOf(right, watch)];
    return a !== null && a === b;
  });
}

function isEqualArray(left: GraphArray, right: GraphArray): boolean {
  if (left.data === right.data) return left.shape.join() === right.shape.join();
  if (left.dtype !== right.dtype || left.shape.join() !== right.shape.join() || left.data.length > 65_536) return false;
  return left.data.every((element, at) => Object.is(element, right.data[at]));
}
