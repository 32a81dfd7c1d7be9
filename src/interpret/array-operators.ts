import { type DType, integerFormat, isFloating, isInteger } from '../base/dtype';
import { message, type Message } from '../base/message';
import { unknown, type Value } from './values';
import type { GraphArray } from '../base/graph-call';
import { known, notKnown } from './not-known';
import { asNumber, settled } from './read-value';
import { assertWithin, limits, PythonError } from './limits';
import { place, spend, takeArray } from './reading';
import { castNumber, promote } from './numpy/element-types';
import { map, zip } from './numpy/ndarray';
import type { BinaryOperator, ComparisonOperator, Span } from '../python/syntax';
import { isMatrix, matrixProduct, matrixResult } from './numpy/matrices';
import { matmul } from './numpy/reductions';
import { elementOperator } from './numpy/element-operators';
import { result } from './numpy/scalars';
import { holdsFor } from './arithmetic';

// Operators of which one operand is an array: NumPy's, with its dtypes.

/** A number or a nested list as an array, as NumPy makes one; null where it is neither. */
export function toArray(given: Value): GraphArray | null {
  const value = settled(given);
  if (value.kind === 'array') return value.array;
  const number = asNumber(value);
  if (number !== null) {
    // An int that no double holds exactly is none of NumPy's here.
    if (value.kind === 'int' && !Number.isSafeInteger(number)) return null;
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
  return known(() => {
    const a = toArray(left);
    const b = toArray(right);
    if (operator === '@' && a !== null && b !== null) return matmul(a, b, span);
    if (a === null || b === null) return unknown(message('this array operation with {0}', operator), span);
    const areMatrices = isMatrix(a) || isMatrix(b);
    const product = areMatrices ? matrixProduct(operator, a, b, span) : null;
    if (product !== null) return matrixResult(product);
    const common = agreedDtype(left, right, a, b, span);
    if (common === 'bool' && operator === '-') throw new PythonError('TypeError', noSubtraction, span);
    // The square of bools, alone among their powers, is one of 8 bits.
    const isSquare = operator === '**' && a.dtype === 'bool' && isPythonInt(right) && b.data[0] === 2;
    const taken = isSquare || (common === 'bool' && countsBools.has(operator)) ? 'int8' : common;
    const combine = elementOperator(operator, taken);
    if (combine === null) return unknown(message('this array operation with {0}', operator), span);
    const dtype = operator === '/' && !isFloating(common) ? 'float64' : taken;
    const made = zip(a, b, dtype, combine, span);
    const areScalars = a.shape.length === 0 && b.shape.length === 0;
    const isMixed = areScalars ? isPythonInt(left) || isPythonInt(right) : isTypedInt(left) || isTypedInt(right);
    if (isInteger(made.dtype) && (isMixed || disputed.has(a) || disputed.has(b))) {
      const other = made.dtype === 'uint64' ? 'float64' : 'int64';
      const wide = elementOperator(operator, other);
      assertUndisputed(made, wide === null ? null : zip(a, b, other, wide, span), span);
    }
    return areMatrices ? matrixResult(result(made)) : result(made);
  });
}

/** Operators that take bools for numbers of 8 bits. */
const countsBools: ReadonlySet<BinaryOperator> = new Set(['//', '%', '**', '<<', '>>']);

const noSubtraction =
  'numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.';

/** What has one type in NumPy 1 and another in NumPy 2: `np.uint8(5) + 1` is an int64 and a uint8, an int32 array and an int64 the reverse. */
const disputed = new WeakSet<GraphArray>();

/** Throws NotKnown where a result differs from the one that the same operation has in the other type; null where it has none there. */
function assertUndisputed(made: GraphArray, other: GraphArray | null, span: Span): void {
  if (made.dtype === 'int64') return;
  if (other === null || made.data.some((value, at) => value !== other.data[at]))
    notKnown(differs(made.dtype, other?.dtype ?? 'float64'), span);
  disputed.add(made);
}

function differs(dtype: DType, other: DType): Message {
  return message('arithmetic that NumPy 1 and 2 do in different types ({0}, {1})', dtype, other);
}

/** An int of Python's own, which has no dtype. */
function isPythonInt(value: Value): boolean {
  return value.kind === 'int' && value.dtype === undefined;
}

/** An int of NumPy's own, beside which NumPy 1 keeps an array's type. */
function isTypedInt(value: Value): boolean {
  return value.kind === 'int' && value.dtype !== undefined;
}

/** The dtype of an operation. Throws NotKnown where NumPy 1, which looks at the scalars' values, and NumPy 2 take different integer types. */
export function agreedDtype(left: Value, right: Value, a: GraphArray, b: GraphArray, span: Span): DType {
  const common = commonDtype(left, right, a, b);
  for (const [value, scalar, { dtype, shape }] of [[left, a, b] as const, [right, b, a] as const]) {
    const format = integerFormat(dtype);
    const [number = 0] = scalar.data;
    if (format === null || !isInteger(scalar.dtype) || scalar.shape.length > 0) continue;
    if (isPythonInt(value)) {
      if (number < format.least || number > format.most) notKnown(message('{0} of a larger number', dtype), span);
    } else if (shape.length > 0 && promote(dtype, scalar.dtype) !== dtype) {
      const isKept = dtype === 'int32' && isTypedInt(value);
      if (number >= format.least && number <= format.most && !isKept) notKnown(differs(dtype, scalar.dtype), span);
      if (number < format.least || number > format.most) return promote(dtype, scalar.dtype);
    }
  }
  return common;
}

/** The dtype of an operation: a Python number takes the array's own precision, and so does a scalar of NumPy's beside an array. */
function commonDtype(left: Value, right: Value, a: GraphArray, b: GraphArray): DType {
  const isNumber = ({ kind }: Value): boolean => kind === 'int' || kind === 'float' || kind === 'bool';
  const isScalar = (value: Value): boolean =>
    (value.kind === 'int' || value.kind === 'float') && value.dtype !== undefined;
  const areScalars = a.shape.length === 0 && b.shape.length === 0;
  if (isNumber(left) && !(areScalars && isScalar(left))) return weak(b.dtype, a.dtype);
  if (isNumber(right) && !(areScalars && isScalar(right))) return weak(a.dtype, b.dtype);
  return promote(a.dtype, b.dtype);
}

function weak(array: DType, number: DType): DType {
  if (isFloating(array) || number === 'bool') return array;
  return isFloating(number) ? 'float64' : array === 'bool' ? number : array;
}

export function arrayUnary(operator: '-' | '+' | '~', array: GraphArray, span: Span): Value {
  const { dtype } = array;
  if (operator === '~' && isFloating(dtype)) return unknown(message('this operation with {0}', operator), span);
  if (operator === '+' && dtype === 'bool')
    throw new PythonError('TypeError', "ufunc 'positive' did not contain a loop with signature matching types", span);
  if (operator === '-' && dtype === 'bool')
    throw new PythonError(
      'TypeError',
      'The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.',
      span,
    );
  // A whole number has no negative zero.
  const apply = (value: number): number => {
    if (operator === '+') return value;
    if (operator === '~') return dtype === 'bool' ? 1 - value : -value - 1;
    return isFloating(dtype) ? -value : 0 - value;
  };
  return known(() => {
    const made = map(array, dtype, apply);
    if (disputed.has(array)) assertUndisputed(made, map(array, 'int64', apply), span);
    return result(made);
  });
}

export function arrayCompare(operator: ComparisonOperator, left: Value, right: Value, span: Span): Value {
  const a = toArray(left);
  const b = toArray(right);
  if (a === null || b === null) return unknown(message('a comparison of arrays'), span);
  const common = commonDtype(left, right, a, b);
  // Integers are compared as they are.
  const narrow = (value: number): number => (isFloating(common) ? castNumber(value, common) : value);
  const test = (x: number, y: number): number =>
    Number(
      holdsFor(
        operator,
        narrow(x) < narrow(y) ? -1 : narrow(x) > narrow(y) ? 1 : narrow(x) === narrow(y) ? 0 : Number.NaN,
      ),
    );
  return result(zip(a, b, 'bool', test, span));
}
