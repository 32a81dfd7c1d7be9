import { isInteger } from '../base/dtype';
import { message } from '../base/message';
import type { BinaryOperator, ComparisonOperator, Span } from '../python/syntax';
import { isNumber, numberBinary, unsupported } from './arithmetic';
import { equalValues, holdsItem, orderValues } from './compare-values';
import { PythonError } from './limits';
import { holdsUnknown } from './not-known';
import type { Recorder } from './record/recorder';
import { isTracked, textOfTurn, trackedBinary, trackedComparison, truthNow } from './tracked';
import { typeName } from './type-name';
import { bool, int, nothing, unknown, type Value } from './values';
import { exactInt } from './read-value';
import { counterBinary } from './methods/counter-methods';
import { formulaOperation, withoutFormula } from './formula-values';
import { keyOf } from './dict-keys';
import { onSamples } from './tall-arrays';
import { arrayBinary, arrayCompare, arrayUnary } from './array-operators';
import { percentText, sequenceBinary } from './sequence-operators';

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
    return (
      formulaOperation(operator, [left, right], span) ??
      onSamples([left, right], ([a = left, b = right]) => binary(operator, a, b, span, context)) ??
      withoutFormula(left.kind === 'unknown' ? left : right)
    );
  }
  if (left.kind === 'nothing' || right.kind === 'nothing') return nothing;
  if (left.kind === 'tensor' || right.kind === 'tensor') {
    return context.recorder.record(tensorOperators[operator], [left, right], new Map(), span);
  }
  if (left.kind === 'array' || right.kind === 'array') {
    const repeated = operator === '*' ? repeatedBy(left, right) : null;
    if (repeated !== null)
      return sequenceBinary(operator, ...repeated, span, context.isPython2) ?? noOperation(operator, ...repeated, span);
    return arrayBinary(operator, left, right, span);
  }
  const tracked = trackedBinary(operator, left, right, (a, b) => numberBinary(operator, a, b, span, context.isPython2));
  if (tracked !== null) return tracked;
  if (operator === '+' && left.kind === 'str' && right.kind === 'str' && (isTracked(left) || isTracked(right)))
    return (
      textOfTurn((parts) => parts.map((part) => (part.kind === 'str' ? part.value : '')).join(''), [left, right]) ??
      unknown(message('a text'), span)
    );
  if (isNumber(left) && isNumber(right)) return numberBinary(operator, left, right, span, context.isPython2);
  return (
    sequenceBinary(operator, left, right, span, context.isPython2) ??
    counterBinary(operator, left, right, span) ??
    noOperation(operator, left, right, span)
  );
}

/** A sequence and the int that one of NumPy's scalars is, which repeats it as Python's do; null for any other operands. */
function repeatedBy(left: Value, right: Value): [Value, Value] | null {
  const asInt = (value: Value): Value =>
    value.kind === 'array' && value.array.shape.length === 0 && isInteger(value.array.dtype)
      ? int(value.array.data[0] ?? 0)
      : value;
  const isSequence = ({ kind }: Value): boolean => kind === 'list' || kind === 'tuple' || kind === 'str';
  const [a, b] = [asInt(left), asInt(right)];
  return (isSequence(a) && b.kind === 'int') || (a.kind === 'int' && isSequence(b)) ? [a, b] : null;
}

/** Python's TypeError for operands that have no such operation; unknown where they may have one. */
function noOperation(operator: BinaryOperator, left: Value, right: Value, span: Span): Value {
  const [a, b] = [typeName(left), typeName(right)];
  // Two dictionaries are joined by `|` since Python 3.9.
  const isMerge = operator === '|' && (left.kind === 'dict' || right.kind === 'dict');
  if (a === null || b === null || !isPlain(left) || !isPlain(right) || isMerge)
    return unknown(message('this operation with {0}', operator), span);
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
    return truth === null ? unknown(message('a condition that is only known during the run'), span) : bool(!truth);
  }
  if (operand.kind === 'unknown' && operator === '~') return withoutFormula(operand);
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
  if (type === null || !isPlain(operand)) return unknown(message('this operation with {0}', operator), span);
  throw new PythonError('TypeError', `bad operand type for unary ${operator}: '${type}'`, span);
}

/** Whether one is what a run gives, and the other None: a number is never None. */
function isNumberOfRun(one: Value, other: Value): boolean {
  return one.kind === 'unknown' && one.formula !== undefined && other.kind === 'none';
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
    const isSame = isNumberOfRun(left, right) || isNumberOfRun(right, left) ? false : identical(left, right);
    return isSame === null ? unknown(message('an identity'), span) : bool(isSame === (operator === 'is'));
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
    return found === null ? unknown(message('a membership'), span) : bool(found === (operator === 'in'));
  }
  if (left.kind === 'array' || right.kind === 'array') return arrayCompare(operator, left, right, span);
  const tracked = trackedComparison(operator, left, right);
  if (tracked !== null) return tracked;
  if (operator === '==' || operator === '!=') {
    const isEqual = equalValues(left, right);
    return isEqual === null ? unknown(message('a comparison'), span) : bool(isEqual === (operator === '=='));
  }
  if (isPython2 && left.kind !== right.kind && !(isNumber(left) && isNumber(right)))
    return unknown(message('a comparison of two types'), span);
  const isInOrder = orderValues(operator, left, right, span);
  return isInOrder === null ? unknown(message('a comparison'), span) : bool(isInOrder);
}

function identical(left: Value, right: Value): boolean | null {
  if (left === right) return true;
  if (left.kind === 'unknown' || right.kind === 'unknown') return null;
  const isNone = ({ kind }: Value): boolean => kind === 'none' || kind === 'nothing';
  if (isNone(left) || isNone(right)) return isNone(left) === isNone(right);
  const [a, b] = [keyOf(left), keyOf(right)];
  return a !== null && b !== null ? a === b : false;
}
