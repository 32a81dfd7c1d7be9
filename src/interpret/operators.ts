import type { GraphArray } from '../base/graph-call';
import type { BinaryOperator, ComparisonOperator, Span } from '../python/syntax';
import { holdsFor, isNumber, numberBinary, unsupported } from './arithmetic';
import { equalValues, holdsItem, orderValues } from './compare-values';
import { itemsIn } from './items';
import { assertWithin, limits, PythonError } from './limits';
import { elementOperator } from './numpy/element-operators';
import { castNumber, map, promote, zip } from './numpy/ndarray';
import { scalarOf } from './numpy/scalars';
import { matmul } from './numpy/reductions';
import { place, spend, takeArray, takeItems, takeText, work } from './reading';
import { holdsUnknown } from './not-known';
import type { Recorder } from './record/recorder';
import { formatPercent } from './text/percent';
import { isTracked, textOfTurn, trackedBinary, trackedComparison, truthNow } from './tracked';
import { typeName } from './type-name';
import {
  asNumber,
  bool,
  dict,
  exactInt,
  formulaOperation,
  int,
  keyOf,
  list,
  nothing,
  settled,
  str,
  tuple,
  unknown,
  type Value,
  withoutFormula,
} from './values';

/** TensorFlow's names for Python's operators on tensors. */
const tensorOperators: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '<<': 'bitwise.left_shift',
  '>>': 'bitwise.right_shift',
  '&': 'logical_and',
  '|': 'logical_or',
  '^': 'logical_xor',
};

const tensorComparisons: Partial<Record<ComparisonOperator, string>> = {
  '<': 'less',
  '<=': 'less_equal',
  '>': 'greater',
  '>=': 'greater_equal',
};

/** Which Python the program is written in decides what `1 / 2` is. */
export interface OperatorContext {
  readonly recorder: Recorder;
  readonly isPython2: boolean;
}

/** `left operator right`. */
export function binary(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
  context: OperatorContext,
): Value {
  const missing = operator === '%' && left.kind === 'str' ? holdsUnknown([right]) : null;
  if (missing !== null) return withoutFormula(missing);
  if (operator === '%' && left.kind === 'str') return percentText(left, right, span);
  if (left.kind === 'unknown' || right.kind === 'unknown') {
    return formulaOperation(operator, [left, right], span) ?? withoutFormula(left.kind === 'unknown' ? left : right);
  }
  if (left.kind === 'nothing' || right.kind === 'nothing') return nothing;
  if (left.kind === 'tensor' || right.kind === 'tensor') {
    return context.recorder.record(tensorOperators[operator], [left, right], new Map(), span);
  }
  if (left.kind === 'array' || right.kind === 'array') return arrayBinary(operator, left, right, span);
  const tracked = trackedBinary(operator, left, right, (a, b) => numberBinary(operator, a, b, span, context.isPython2));
  if (tracked !== null) return tracked;
  if (operator === '+' && left.kind === 'str' && right.kind === 'str' && (isTracked(left) || isTracked(right)))
    return (
      textOfTurn((parts) => parts.map((part) => (part.kind === 'str' ? part.value : '')).join(''), [left, right]) ??
      unknown('a text', span)
    );
  if (isNumber(left) && isNumber(right)) return numberBinary(operator, left, right, span, context.isPython2);
  return sequenceBinary(operator, left, right, span, context.isPython2) ?? noOperation(operator, left, right, span);
}

/** `template % values`. */
function percentText(template: Value & { kind: 'str' }, values: Value, span: Span): Value {
  if (values.kind === 'unknown') return withoutFormula(values);
  const parts =
    values.kind === 'tuple'
      ? values.items
      : values.kind === 'dict'
        ? [...values.entries.values()].map(({ value }) => value)
        : [];
  const missing = parts.find(({ kind }) => kind === 'unknown');
  if (missing !== undefined) return withoutFormula(missing);
  return (
    textOfTurn(
      ([format = template, given = values]) =>
        format.kind === 'str' ? formatPercent(format.value, given, span) : null,
      [template, values],
    ) ?? unknown('a text with a value in it whose text is not known', span)
  );
}

/** Python's TypeError for operands that have no such operation; unknown where they may have one. */
function noOperation(operator: BinaryOperator, left: Value, right: Value, span: Span): Value {
  const [a, b] = [typeName(left), typeName(right)];
  // Two dictionaries are joined by `|` since Python 3.9.
  const isMerge = operator === '|' && (left.kind === 'dict' || right.kind === 'dict');
  if (a === null || b === null || !isPlain(left) || !isPlain(right) || isMerge)
    return unknown(`this operation with ${operator}`, span);
  if (operator === '+' && (left.kind === 'str' || a === 'list' || a === 'tuple'))
    throw new PythonError('TypeError', `can only concatenate ${a} (not "${b}") to ${a}`, span);
  const isSequence = (name: string): boolean => name === 'str' || name === 'list' || name === 'tuple';
  if (operator === '*' && (isSequence(a) || isSequence(b)))
    throw new PythonError('TypeError', `can't multiply sequence by non-int of type '${isSequence(a) ? b : a}'`, span);
  throw unsupported(operator, a, b, span);
}

/** Values of Python's own types whose operators are all known here. */
function isPlain(value: Value): boolean {
  if (['none', 'bool', 'int', 'float', 'str', 'dict', 'function', 'ellipsis', 'range', 'slice'].includes(value.kind))
    return true;
  return (value.kind === 'list' || value.kind === 'tuple') && typeName(value) === value.kind;
}

function sequenceBinary(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  span: Span,
  isPython2: boolean,
): Value | null {
  if (operator === '+') {
    assertWithin('items', lengthOf(left) + lengthOf(right), span);
    if (left.kind === 'str' && right.kind === 'str') {
      takeText(left.value.length + right.value.length, span);
      return str(left.value + right.value);
    }
    if (left.kind === 'list' && (right.kind === 'list' || (isPython2 && right.kind === 'range')))
      return list(left.items.concat(itemsIn(right, span) ?? []));
    if (left.kind === 'tuple' && right.kind === 'tuple') {
      takeItems(left.items.length + right.items.length);
      return tuple(left.items.concat(right.items));
    }
  }
  if (operator === '*') {
    const [sequence, count] = right.kind === 'int' || right.kind === 'bool' ? [left, right] : [right, left];
    if (count.kind !== 'int' && count.kind !== 'bool') return null;
    if (exactInt(count) !== BigInt.asIntN(64, exactInt(count)) && ['str', 'list', 'tuple'].includes(sequence.kind))
      throw new PythonError('OverflowError', "cannot fit 'int' into an index-sized integer", span);
    const times = Math.max(0, asNumber(count) ?? 0);
    const length = sequence.kind === 'str' ? sequence.value.length : lengthOf(sequence);
    if (sequence.kind === 'str') {
      if (length > 0) takeText(times * length, span);
      return str(length === 0 ? '' : sequence.value.repeat(times));
    }
    if (length > 0) assertWithin('items', times * length, span);
    if (sequence.kind === 'list' || sequence.kind === 'tuple') {
      takeItems(times * length);
      const items: Value[] = [];
      for (let time = 0; length > 0 && time < times; time++) for (const item of sequence.items) items.push(item);
      return sequence.kind === 'list' ? list(items) : tuple(items);
    }
  }
  return null;
}

function lengthOf(value: Value): number {
  return value.kind === 'list' || value.kind === 'tuple' ? value.items.length : 0;
}

/** A whole number that a value is, as an index has to be; null for any other value. */
export function wholeNumber(value: Value): number | null {
  const number = asNumber(value);
  return number !== null && Number.isInteger(number) ? number : null;
}

/** Whether each bound of a slice is a whole number, or not given. */
export function isKnownSlice({ lower, upper, step }: Value & { kind: 'slice' }): boolean {
  return [lower, upper, step].every((bound) => bound.kind === 'none' || wholeNumber(bound) !== null);
}

/** Where a slice of a sequence of `length`, whose bounds are known, begins and ends, and by what it goes. */
export function sliceBounds(
  slice: Value & { kind: 'slice' },
  length: number,
): { readonly start: number; readonly stop: number; readonly step: number } {
  const step = asNumber(slice.step) ?? 1;
  const clamp = (value: Value, otherwise: number): number => {
    const given = asNumber(value);
    if (given === null) return otherwise;
    const position = given < 0 ? given + length : given;
    return step > 0 ? Math.min(Math.max(position, 0), length) : Math.min(Math.max(position, -1), length - 1);
  };
  const start = clamp(slice.lower, step > 0 ? 0 : length - 1);
  const stop = clamp(slice.upper, step > 0 ? length : -1);
  return { start, stop, step };
}

/** The positions that a slice takes of a sequence of `length`. */

/** The positions that a slice takes of a sequence of `length`; null where a bound is not known. */
export function sliceIndices(slice: Value & { kind: 'slice' }, length: number): number[] | null {
  if (!isKnownSlice(slice)) return null;
  const { start, stop, step } = sliceBounds(slice, length);
  const indices: number[] = [];
  work(length);
  if (step !== 0) for (let at = start; step > 0 ? at < stop : at > stop; at += step) indices.push(at);
  return indices;
}

/** A number or a nested list as an array, as NumPy makes one; null where it is neither. */
export function toArray(given: Value): GraphArray | null {
  const value = settled(given);
  if (value.kind === 'array') return value.array;
  const number = asNumber(value);
  if (number !== null) {
    const dtype = value.kind === 'bool' ? 'bool' : value.kind === 'int' ? 'int64' : 'float64';
    return { dtype, shape: [], data: Float64Array.of(number) };
  }
  return value.kind === 'list' || value.kind === 'tuple' ? nestedArray(value) : null;
}

/** Lists within lists as an array; null where they are no numbers, or of different lengths. Throws a limit where it is too large. */
function nestedArray(value: Value): GraphArray | null {
  // The first items tell the shape, and the shape whether it can be made at all: lists may stand in themselves many times.
  const shape: number[] = [];
  let first: Value | undefined = value;
  while (first?.kind === 'list' || first?.kind === 'tuple') {
    shape.push(first.items.length);
    if (shape.length > limits.axes) return null;
    [first] = first.items;
  }
  if (first?.kind === 'array') shape.push(...first.array.shape);
  const size = shape.reduce((product, length) => product * length, 1);
  assertWithin('elements', size, place());
  takeArray(shape, size);
  const data = new Float64Array(size);
  let [dtype, isFirst]: [GraphArray['dtype'], boolean] = ['float64', true];
  const fill = (part: Value, axis: number, at: number, width: number): boolean => {
    if (part.kind === 'list' || part.kind === 'tuple') {
      const { length } = part.items;
      if (length !== shape[axis]) return false;
      spend(length);
      return part.items.every((item, index) => fill(item, axis + 1, at + (index * width) / length, width / length));
    }
    const array = toArray(part);
    if (array === null || array.shape.join() !== shape.slice(axis).join()) return false;
    data.set(array.data, at);
    dtype = isFirst ? array.dtype : promote(dtype, array.dtype);
    isFirst = false;
    return true;
  };
  return fill(value, 0, 0, size) ? { dtype, shape, data } : null;
}

/** An operator on arrays, or on scalars as NumPy has it. */
export function arrayBinary(operator: BinaryOperator, left: Value, right: Value, span: Span): Value {
  const a = toArray(left);
  const b = toArray(right);
  if (operator === '@' && a !== null && b !== null) return matmul(a, b, span);
  if (a === null || b === null) return unknown(`this array operation with ${operator}`, span);
  const common = commonDtype(left, right, a, b);
  const combine = elementOperator(operator, common);
  if (combine === null) return unknown(`this array operation with ${operator}`, span);
  const dtype = operator === '/' && !common.startsWith('float') ? 'float64' : common;
  return exactly(zip(a, b, dtype, combine, span), span);
}

/** The dtype of an operation: a Python number takes the array's own precision, and so does a scalar of NumPy's beside an array. */
export function commonDtype(left: Value, right: Value, a: GraphArray, b: GraphArray): GraphArray['dtype'] {
  const isScalar = (value: Value): boolean =>
    (value.kind === 'int' || value.kind === 'float') && value.dtype !== undefined;
  const areScalars = a.shape.length === 0 && b.shape.length === 0;
  if (left.kind !== 'array' && !(areScalars && isScalar(left))) return weak(b.dtype, a.dtype);
  if (right.kind !== 'array' && !(areScalars && isScalar(right))) return weak(a.dtype, b.dtype);
  return promote(a.dtype, b.dtype);
}

/** An array as a value, one without axes as a scalar; unknown where an int of it is beyond what is held exactly. */
export function exactly(array: GraphArray, span: Span): Value {
  if (array.dtype === 'int64' && array.data.some(Number.isNaN))
    return unknown('an array of whole numbers beyond 2 ** 53', span);
  return array.shape.length === 0 ? scalarOf(array) : { kind: 'array', array };
}

function weak(array: GraphArray['dtype'], number: GraphArray['dtype']): GraphArray['dtype'] {
  if (array.startsWith('float') || number === 'bool') return array;
  return number.startsWith('float') ? 'float64' : array === 'bool' ? number : array;
}

/** `operator operand`. */
export function unary(
  operator: '-' | '+' | '~' | 'not',
  operand: Value,
  span: Span,
  { recorder }: OperatorContext,
): Value {
  if (operator === 'not') {
    const truth = truthNow(operand);
    const formula = truth === null ? formulaOperation('not', [operand], span) : null;
    if (formula !== null) return formula;
    return truth === null ? unknown('a condition that is only known during the run', span) : bool(!truth);
  }
  if (operand.kind === 'unknown')
    return formulaOperation('*', [operand, int(operator === '-' ? -1 : 1)], span) ?? withoutFormula(operand);
  if (operand.kind === 'tensor') {
    if (operator === '+') return operand;
    return recorder.record(operator === '-' ? 'negative' : 'logical_not', [operand], new Map(), span);
  }
  const sign = operator === '-' ? -1 : 1;
  if (operand.kind === 'array') return arrayUnary(operator, operand.array, span);
  const tracked =
    operator === '~' ? null : trackedBinary('*', operand, int(sign), (a, b) => numberBinary('*', a, b, span, false));
  if (tracked !== null && operand.kind === 'int') return tracked;
  if (operand.kind === 'bool' || operand.kind === 'int') {
    const value = exactInt(operand);
    const made = int(operator === '~' ? -value - 1n : operator === '-' ? -value : value);
    return operand.kind === 'int' && operand.dtype !== undefined ? { ...made, dtype: operand.dtype } : made;
  }
  if (operand.kind === 'float' && operator !== '~') return { ...operand, value: sign * operand.value };
  const type = typeName(operand);
  if (type === null || !isPlain(operand)) return unknown(`this operation with ${operator}`, span);
  throw new PythonError('TypeError', `bad operand type for unary ${operator}: '${type}'`, span);
}

function arrayUnary(operator: '-' | '+' | '~', array: GraphArray, span: Span): Value {
  const { dtype } = array;
  if (operator === '~') {
    if (dtype.startsWith('float')) return unknown(`this operation with ${operator}`, span);
    return exactly(
      map(array, dtype, (value) => (dtype === 'bool' ? 1 - value : -value - 1)),
      span,
    );
  }
  if (operator === '-' && dtype === 'bool')
    throw new PythonError(
      'TypeError',
      'The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.',
      span,
    );
  // A whole number has no negative zero.
  const signed = (value: number): number => (operator === '+' ? value : dtype.startsWith('float') ? -value : 0 - value);
  return exactly(map(array, dtype, signed), span);
}

/** `left operator right`, a comparison of two. */
export function compare(
  operator: ComparisonOperator,
  left: Value,
  right: Value,
  span: Span,
  { recorder, isPython2 }: OperatorContext,
): Value {
  if (operator === 'is' || operator === 'is not') {
    const isSame = identical(left, right);
    return isSame === null ? unknown('an identity', span) : bool(isSame === (operator === 'is'));
  }
  if (left.kind === 'unknown' || right.kind === 'unknown') {
    const missing = left.kind === 'unknown' ? left : right;
    return formulaOperation(operator, [left, right], span) ?? withoutFormula(missing);
  }
  const tensorName = tensorComparisons[operator];
  if (tensorName !== undefined && (left.kind === 'tensor' || right.kind === 'tensor')) {
    return recorder.record(tensorName, [left, right], new Map(), span);
  }
  if (operator === 'in' || operator === 'not in') {
    const found = holdsItem(right, left, span);
    return found === null ? unknown('a membership', span) : bool(found === (operator === 'in'));
  }
  if (left.kind === 'array' || right.kind === 'array') return arrayCompare(operator, left, right, span);
  const tracked = trackedComparison(operator, left, right);
  if (tracked !== null) return tracked;
  if (operator === '==' || operator === '!=') {
    const isEqual = equalValues(left, right);
    return isEqual === null ? unknown('a comparison', span) : bool(isEqual === (operator === '=='));
  }
  if (isPython2 && left.kind !== right.kind && !(isNumber(left) && isNumber(right)))
    return unknown('a comparison of two types', span);
  const isInOrder = orderValues(operator, left, right, span);
  return isInOrder === null ? unknown('a comparison', span) : bool(isInOrder);
}

function arrayCompare(operator: ComparisonOperator, left: Value, right: Value, span: Span): Value {
  const a = toArray(left);
  const b = toArray(right);
  if (a === null || b === null) return unknown('a comparison of arrays', span);
  const common = commonDtype(left, right, a, b);
  const narrow = (value: number): number => (common.startsWith('float') ? castNumber(value, common) : value);
  const test = (x: number, y: number): number =>
    Number(
      holdsFor(
        operator,
        narrow(x) < narrow(y) ? -1 : narrow(x) > narrow(y) ? 1 : narrow(x) === narrow(y) ? 0 : Number.NaN,
      ),
    );
  return exactly(zip(a, b, 'bool', test, span), span);
}

function identical(left: Value, right: Value): boolean | null {
  if (left === right) return true;
  if (left.kind === 'unknown' || right.kind === 'unknown') return null;
  const isNone = ({ kind }: Value): boolean => kind === 'none' || kind === 'nothing';
  if (isNone(left) || isNone(right)) return isNone(left) === isNone(right);
  const [a, b] = [keyOf(left), keyOf(right)];
  return a !== null && b !== null ? a === b : false;
}

/** A dictionary with another's entries over its own. */
export function merged(base: Value, over: Value): Value {
  const entries = [base, over].flatMap((value) =>
    value.kind === 'dict' ? [...value.entries.values()].map(({ key, value: held }) => [key, held] as const) : [],
  );
  return dict(entries);
}
