import type { ComparisonOperator, Span } from '../python/syntax';
import { compareNumbers, holdsFor, isNumber } from './arithmetic';
import { isInRange } from './iteration';
import { PythonError } from './limits';
import { spend, work } from './reading';
import { compareSets, isAnySet, isSet, setHolds } from './sets';
import { typeName } from './type-name';
import type { Value } from './values';
import { itemsOf, rangeLength } from './read-value';
import { keyOf } from './dict-keys';

/** Lists within lists that are compared; deeper ones are not known to be equal. */
const deepest = 50;

/** `left == right`; null where that is not known. */
export function equalValues(left: Value, right: Value, depth = 0): boolean | null {
  if (left.kind === 'unknown' || right.kind === 'unknown' || depth > deepest) return null;
  const [a, b] = [scalar(left), scalar(right)];
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (a.kind === 'array' || b.kind === 'array') return null;
  if (isOfOwnClass(a) || isOfOwnClass(b)) return equalObjects(a, b);
  if (isPlain(a) && isPlain(b)) return equalPlain(a, b, depth);
  const [key, other] = [keyOf(a), keyOf(b)];
  if (key !== null && other !== null) return key === other;
  return a === b ? true : isPlain(a) !== isPlain(b) && (isOpaque(a) || isOpaque(b)) ? false : identityOf(a, b);
}

/** A scalar of NumPy's as the number that it equals. */
function scalar(value: Value): Value {
  if (value.kind !== 'array' || value.array.shape.length > 0) return value;
  const [number] = value.array.data;
  return number === undefined ? value : { kind: 'float', value: number };
}

function isOfOwnClass(value: Value): boolean {
  return value.kind === 'instance' && value.class !== null && value.items === undefined;
}

/** Objects of classes without an equality of their own equal themselves alone; of others it is not known here. */
function equalObjects(left: Value, right: Value): boolean | null {
  if (left === right) return true;
  const [key, other] = [keyOf(left), keyOf(right)];
  if (key !== null && other !== null) return key === other;
  const hasOwnEquality = [left, right].some((value) => isOfOwnClass(value) && keyOf(value) === null);
  return hasOwnEquality ? null : false;
}

/** Python's own kinds: values of different ones among them are never equal. */
function isPlain({ kind }: Value): boolean {
  return ['none', 'bool', 'int', 'float', 'str', 'list', 'tuple', 'dict', 'range', 'ellipsis', 'slice'].includes(kind);
}

/** What equals itself alone. */
function isOpaque({ kind }: Value): boolean {
  return ['function', 'class', 'module', 'iterator', 'method'].includes(kind);
}

function identityOf(left: Value, right: Value): boolean | null {
  return isOpaque(left) && isOpaque(right) ? left === right : null;
}

function equalPlain(left: Value, right: Value, depth: number): boolean | null {
  if (left === right) return true;
  if (isAnySet(left) && isAnySet(right)) return compareSets('==', left, right);
  switch (left.kind) {
    case 'list':
    case 'tuple':
      return right.kind === left.kind ? equalSequences(left, right, depth) : false;
    case 'dict':
      return right.kind === 'dict' ? equalDicts(left, right, depth) : false;
    case 'range': {
      if (right.kind !== 'range') return false;
      const [length, other] = [rangeLength(left), rangeLength(right)];
      if (length !== other) return false;
      return length === 0 || (left.start === right.start && (length === 1 || left.step === right.step));
    }
    case 'slice':
      return null;
    case 'str':
      return right.kind === 'str' && left.value === right.value;
    default:
      return left.kind === right.kind;
  }
}

type Sequence = Value & { readonly kind: 'list' | 'tuple' };

function equalSequences(left: Sequence, right: Sequence, depth: number): boolean | null {
  if (isAnySet(left) !== isAnySet(right) || left.items.length !== right.items.length) return false;
  spend(left.items.length);
  return allEqual(left.items.map((item, at) => itemsEqual(item, right.items[at], depth)));
}

/** An item equals itself, NaN too. */
function itemsEqual(item: Value, other: Value | undefined, depth: number): boolean | null {
  return other !== undefined && (item === other || equalValues(item, other, depth + 1));
}

function equalDicts(
  left: Value & { readonly kind: 'dict' },
  right: Value & { readonly kind: 'dict' },
  depth: number,
): boolean | null {
  if (left.entries.size !== right.entries.size) return false;
  return allEqual([...left.entries].map(([key, { value }]) => itemsEqual(value, right.entries.get(key)?.value, depth)));
}

function allEqual(parts: readonly (boolean | null)[]): boolean | null {
  return parts.includes(false) ? false : parts.includes(null) ? null : true;
}

/** `left < right` and its like; null where that is not known. Throws Python's TypeError for what has no order. */
export function orderValues(operator: ComparisonOperator, left: Value, right: Value, span: Span): boolean | null {
  const [a, b] = [scalar(left), scalar(right)];
  if (isNumber(a) && isNumber(b)) return holdsFor(operator, compareNumbers(a, b));
  if (a.kind === 'str' && b.kind === 'str') return holdsFor(operator, compareTexts(a.value, b.value));
  if (isAnySet(a) && isAnySet(b)) return compareSets(operator, a, b);
  if ((a.kind === 'list' || a.kind === 'tuple') && a.kind === b.kind) {
    if (typeName(a) !== a.kind || typeName(b) !== a.kind) return null;
    return orderSequences(operator, a, b, span);
  }
  const [name, other] = [typeName(left), typeName(right)];
  const isKnown = (value: Value): boolean => value.kind !== 'instance' && value.kind !== 'array';
  if (name === null || other === null || !isKnown(left) || !isKnown(right)) return null;
  throw new PythonError('TypeError', `'${operator}' not supported between instances of '${name}' and '${other}'`, span);
}

function orderSequences(operator: ComparisonOperator, left: Sequence, right: Sequence, span: Span): boolean | null {
  for (const [at, item] of left.items.entries()) {
    const other = right.items[at];
    if (other === undefined) break;
    const isEqual = itemsEqual(item, other, 0);
    if (isEqual === null) return null;
    if (!isEqual) return orderValues(operator, item, other, span);
  }
  return holdsFor(operator, Math.sign(left.items.length - right.items.length));
}

/** The order of texts by their code points. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  for (let at = 0; at < left.length && at < right.length; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a === b) continue;
    // Halves of pairs stand for characters beyond all single ones.
    const isHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
    return isHalf(a) !== isHalf(b) ? (isHalf(a) ? 1 : -1) : a - b;
  }
  return left.length - right.length;
}

/** `item in container`; null where that is not known. Throws Python's TypeError for what holds nothing. */
export function holdsItem(container: Value, item: Value, span: Span): boolean | null {
  switch (container.kind) {
    case 'str':
      if (item.kind === 'str') return container.value.includes(item.value);
      if (typeName(item) === null) return null;
      throw new PythonError(
        'TypeError',
        // eslint-disable-next-line house/boundaries -- Python's own words
        `'in <string>' requires string as left operand, not ${typeName(item) ?? ''}`,
        span,
      );
    case 'dict': {
      const key = hashKey(item, span);
      return key === null ? null : container.entries.has(key);
    }
    case 'range':
      return inRange(container, scalar(item));
    case 'array':
      return inArray(container, scalar(item));
    case 'list':
    case 'tuple':
    case 'instance':
    case 'indexed': {
      if (isSet(container)) {
        const key = hashKey(item, span);
        return key === null ? null : setHolds(container, key);
      }
      const items = itemsOf(container);
      return items === null ? null : someEqual(items, item);
    }
    case 'none':
    case 'bool':
    case 'int':
    case 'float':
    case 'function':
      throw new PythonError('TypeError', `argument of type '${typeName(container) ?? ''}' is not iterable`, span);
    default:
      return null;
  }
}

function someEqual(items: readonly Value[], item: Value): boolean | null {
  let isKnown = true;
  spend(items.length);
  for (const held of items) {
    const isEqual = held === item || equalValues(held, item);
    if (isEqual === true) return true;
    if (isEqual === null) isKnown = false;
  }
  return isKnown ? false : null;
}

function inRange(range: Value & { readonly kind: 'range' }, item: Value): boolean | null {
  if (item.kind === 'unknown') return null;
  if (!isNumber(item)) return typeName(item) === null ? null : false;
  return isInRange(item.kind === 'bool' ? Number(item.value) : item.value, range);
}

function inArray({ array }: Value & { readonly kind: 'array' }, item: Value): boolean | null {
  if (!isNumber(item)) return null;
  const number = item.kind === 'bool' ? Number(item.value) : item.value;
  work(array.data.length);
  return array.data.includes(number) && !Number.isNaN(number);
}

/** The text by which a dictionary finds a key; null where it is not known. Throws Python's TypeError for what cannot be a key. */
export function hashKey(value: Value, span: Span): string | null {
  const key = keyOf(value);
  if (key !== null) return key;
  if (value.kind === 'tuple') {
    for (const item of value.items) hashKey(item, span);
    return null;
  }
  const isMutable =
    (value.kind === 'list' && value.variety !== 'view') ||
    value.kind === 'dict' ||
    value.kind === 'slice' ||
    (value.kind === 'array' && value.array.shape.length > 0);
  if (isMutable) throw new PythonError('TypeError', `unhashable type: '${typeName(value) ?? ''}'`, span);
  return null;
}
