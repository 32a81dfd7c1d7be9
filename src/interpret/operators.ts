import type { GraphArray } from '../base/graph-call';
import type { BinaryOperator, ComparisonOperator, Span } from '../python/syntax';
import { formatPercent } from './format';
import { isInRange } from './iteration';
import { itemsIn } from './items';
import { assertWithin, limits, PythonError } from './limits';
import { map, promote, zip } from './numpy/ndarray';
import { matmul } from './numpy/reductions';
import { place, spend, takeArray, takeItems, takeText, work } from './reading';
import type { Recorder } from './recorder';
import { isSet, setHolds } from './sets';
import { isTracked, textOfTurn, trackedBinary, trackedComparison, truthNow } from './tracked';
import {
  asNumber,
  bool,
  dict,
  float,
  formulaOperation,
  int,
  itemsOf,
  keyOf,
  list,
  nothing,
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
  // A message is known although a value in it is not.
  if (operator === '%' && left.kind === 'str') return textOfTurn(() => formatPercent(left.value, right), [left, right]);
  if (left.kind === 'unknown' || right.kind === 'unknown') {
    const missing = left.kind === 'unknown' ? left : right;
    return formulaOperation(operator, [left, right], span) ?? withoutFormula(missing);
  }
  if (left.kind === 'nothing' || right.kind === 'nothing') return nothing;
  if (left.kind === 'tensor' || right.kind === 'tensor') {
    return context.recorder.record(tensorOperators[operator], [left, right], new Map(), span);
  }
  if (left.kind === 'array' || right.kind === 'array') return arrayBinary(operator, left, right, span);
  const tracked = trackedBinary(operator, left, right, (a, b) =>
    numberBinary(operator, a, b, left.kind === 'float' || right.kind === 'float', span, context.isPython2),
  );
  if (tracked !== null) return tracked;
  if (operator === '+' && left.kind === 'str' && right.kind === 'str' && (isTracked(left) || isTracked(right)))
    return textOfTurn(() => left.value + right.value, [left, right]);
  const a = asNumber(left);
  const b = asNumber(right);
  if (a !== null && b !== null) {
    const isFloat = left.kind === 'float' || right.kind === 'float';
    return numberBinary(operator, a, b, isFloat, span, context.isPython2);
  }
  return sequenceBinary(operator, left, right, span) ?? unknown(`this operation with ${operator}`, span);
}

function numberBinary(
  operator: BinaryOperator,
  a: number,
  b: number,
  isFloat: boolean,
  span: Span,
  isPython2: boolean,
): Value {
  const number = isFloat ? float : (value: number): Value => wholeNumber(value, span);
  switch (operator) {
    case '+':
      return number(a + b);
    case '-':
      return number(a - b);
    case '*':
      return number(a * b);
    case '**':
      return isFloat || b < 0 ? float(a ** b) : number(a ** b);
    case '/':
      if (b === 0) throw new PythonError('ZeroDivisionError', 'division by zero', span);
      return isFloat || !isPython2 ? float(a / b) : int(Math.floor(a / b));
    case '//':
      if (b === 0) throw new PythonError('ZeroDivisionError', 'integer division or modulo by zero', span);
      return number(Math.floor(a / b));
    case '%':
      if (b === 0) throw new PythonError('ZeroDivisionError', 'modulo by zero', span);
      return number(a - b * Math.floor(a / b));
    default: {
      if (!Number.isInteger(a) || !Number.isInteger(b)) return unknown(`this operation with ${operator}`, span);
      const exact = bitwise(operator, BigInt(a), BigInt(b));
      return exact === null ? unknown(`this operation with ${operator}`, span) : int(Number(exact));
    }
  }
}

/** An int; unknown where it is larger than any number that is held here. */
export function wholeNumber(value: number, span: Span): Value {
  return Number.isFinite(value) ? int(value) : unknown('an int that is too large to be read', span);
}

function bitwise(operator: BinaryOperator, a: bigint, b: bigint): bigint | null {
  switch (operator) {
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return b < 64n ? a << b : null;
    case '>>':
      return a >> b;
    default:
      return null;
  }
}

function sequenceBinary(operator: BinaryOperator, left: Value, right: Value, span: Span): Value | null {
  if (operator === '+') {
    assertWithin('items', lengthOf(left) + lengthOf(right), span);
    if (left.kind === 'str' && right.kind === 'str') {
      takeText(left.value.length + right.value.length, span);
      return str(left.value + right.value);
    }
    if (left.kind === 'list' && (right.kind === 'list' || right.kind === 'range'))
      return list(left.items.concat(itemsIn(right, span) ?? []));
    if (left.kind === 'tuple' && right.kind === 'tuple') {
      takeItems(left.items.length + right.items.length);
      return tuple(left.items.concat(right.items));
    }
  }
  if (operator === '*') {
    const [sequence, count] = asNumber(right) === null ? [right, left] : [left, right];
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
  return operator === '%' && left.kind === 'str' ? str(formatPercent(left.value, right)) : null;
}

function lengthOf(value: Value): number {
  return value.kind === 'list' || value.kind === 'tuple' ? value.items.length : 0;
}

/** Where a slice of a sequence of `length` begins and ends, and by what it goes. */
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
export function sliceIndices(slice: Value & { kind: 'slice' }, length: number): number[] {
  const { start, stop, step } = sliceBounds(slice, length);
  const indices: number[] = [];
  work(length);
  if (step !== 0) for (let at = start; step > 0 ? at < stop : at > stop; at += step) indices.push(at);
  return indices;
}

/** A number or a nested list as an array, as NumPy makes one; null where it is neither. */
export function toArray(value: Value): GraphArray | null {
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

const arrayOperators: Partial<Record<BinaryOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => a - b * Math.floor(a / b),
  '**': (a, b) => a ** b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};

function arrayBinary(operator: BinaryOperator, left: Value, right: Value, span: Span): Value {
  const a = toArray(left);
  const b = toArray(right);
  const combine = arrayOperators[operator];
  if (operator === '@' && a !== null && b !== null) return matmul(a, b, span);
  if (a === null || b === null || combine === undefined) return unknown(`this array operation with ${operator}`, span);
  // A Python number takes the array's own precision.
  let dtype =
    left.kind !== 'array'
      ? weak(b.dtype, a.dtype)
      : right.kind !== 'array'
        ? weak(a.dtype, b.dtype)
        : promote(a.dtype, b.dtype);
  if (operator === '/' && !dtype.startsWith('float')) dtype = 'float64';
  return { kind: 'array', array: zip(a, b, dtype, combine, span) };
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
  if (operand.kind === 'array') {
    const { array } = operand;
    if (operator === '~')
      return { kind: 'array', array: map(array, array.dtype, (v) => (array.dtype === 'bool' ? 1 - v : ~v)) };
    return {
      kind: 'array',
      array: map(array, array.dtype, (value) => (value === 0 && !array.dtype.startsWith('float') ? 0 : sign * value)),
    };
  }
  const tracked = operator === '~' ? null : trackedBinary('*', operand, int(sign), (a, b) => int(a * b + 0));
  if (tracked !== null && operand.kind === 'int') return tracked;
  const number = asNumber(operand);
  if (number === null) return unknown(`this operation with ${operator}`, span);
  if (operator === '~') return int(-number - 1);
  // A whole number has no negative zero.
  return operand.kind === 'float' ? float(sign * number) : int(sign * number + 0);
}

/** `left operator right`, a comparison of two. */
export function compare(
  operator: ComparisonOperator,
  left: Value,
  right: Value,
  span: Span,
  { recorder }: OperatorContext,
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
    const found = holds(right, left);
    return found === null ? unknown('a membership', span) : bool(found === (operator === 'in'));
  }
  if (left.kind === 'array' || right.kind === 'array') return arrayCompare(operator, left, right, span);
  const tracked = trackedComparison(operator, left, right);
  if (tracked !== null) return tracked;
  return scalarCompare(operator, left, right) ?? unknown('a comparison', span);
}

function scalarCompare(operator: ComparisonOperator, left: Value, right: Value): Value | null {
  const a = asNumber(left) ?? (left.kind === 'str' ? left.value : null);
  const b = asNumber(right) ?? (right.kind === 'str' ? right.value : null);
  if (operator === '==' || operator === '!=') {
    const equal = keyOf(left) !== null && keyOf(right) !== null ? keyOf(left) === keyOf(right) : identical(left, right);
    return equal === null ? null : bool(equal === (operator === '=='));
  }
  if (a === null || b === null || typeof a !== typeof b) return null;
  return bool(operator === '<' ? a < b : operator === '<=' ? a <= b : operator === '>' ? a > b : a >= b);
}

function arrayCompare(operator: ComparisonOperator, left: Value, right: Value, span: Span): Value {
  const a = toArray(left);
  const b = toArray(right);
  const tests: Partial<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
    '<': (x, y) => x < y,
    '<=': (x, y) => x <= y,
    '>': (x, y) => x > y,
    '>=': (x, y) => x >= y,
    '==': (x, y) => x === y,
    '!=': (x, y) => x !== y,
  };
  const test = tests[operator];
  if (a === null || b === null || test === undefined) return unknown('a comparison of arrays', span);
  return { kind: 'array', array: zip(a, b, 'bool', (x, y) => (test(x, y) ? 1 : 0), span) };
}

function identical(left: Value, right: Value): boolean | null {
  if (left === right) return true;
  if (left.kind === 'unknown' || right.kind === 'unknown') return null;
  const isNone = ({ kind }: Value): boolean => kind === 'none' || kind === 'nothing';
  if (isNone(left) || isNone(right)) return isNone(left) === isNone(right);
  const [a, b] = [keyOf(left), keyOf(right)];
  return a !== null && b !== null ? a === b : false;
}

function holds(container: Value, item: Value): boolean | null {
  if (container.kind === 'str') return item.kind === 'str' ? container.value.includes(item.value) : null;
  const key = keyOf(item);
  if (container.kind === 'dict') return key === null ? null : container.entries.has(key);
  if (container.kind === 'range' || container.kind === 'array') {
    const number = asNumber(item);
    if (number === null) return null;
    if (container.kind === 'range') return isInRange(number, container);
    work(container.array.data.length);
    return container.array.data.includes(number);
  }
  if (isSet(container)) return key === null ? null : setHolds(container, key);
  const items = itemsOf(container);
  if (items === null || key === null) return null;
  spend(items.length);
  return items.some((candidate) => keyOf(candidate) === key);
}

/** A dictionary with another's entries over its own. */
export function merged(base: Value, over: Value): Value {
  const entries = [base, over].flatMap((value) =>
    value.kind === 'dict' ? [...value.entries.values()].map(({ key, value: held }) => [key, held] as const) : [],
  );
  return dict(entries);
}
