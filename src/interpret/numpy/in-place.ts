import { type DType, integerFormat, isFloating } from '../../base/dtype';
import type { GraphArray } from '../../base/graph-call';
import type { BinaryOperator, Span } from '../../python/syntax';
import { toArray } from '../array-operators';
import { changeable, forget } from '../forget';
import { PythonError } from '../limits';
import { known } from '../not-known';
import type { Value } from '../values';
import { touching } from '../watching';
import { cast } from './ndarray';

/**
 * `array OPERATOR= …` writes the operation's result into the array, which keeps its dtype: every name of it sees the change. False where
 * the name gets the result instead. Throws NumPy's TypeError where the array's dtype is of a lower kind than the result's.
 */
export function changeInPlace(operator: BinaryOperator, held: Value, result: Value, span: Span): boolean {
  if (held.kind !== 'array' || (held.array.shape.length === 0 && !isPart(held.array))) return false;
  const made = toArray(result);
  if (made?.shape.join() !== held.array.shape.join()) return false;
  const { dtype, data } = held.array;
  if (kindOf(made.dtype) > kindOf(dtype))
    throw new PythonError(
      'TypeError',
      `Cannot cast ufunc '${ufuncs[operator]}' output from dtype('${made.dtype}') to dtype('${dtype}') with casting rule 'same_kind'`,
      span,
    );
  const kept = known(() => cast(made, dtype));
  touching(data);
  if ('data' in kept) data.set(kept.data);
  else forget(changeable([held]), kept);
  return true;
}

const ufuncs: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '//': 'floor_divide',
  '%': 'remainder',
  '**': 'power',
  '@': 'matmul',
  '<<': 'left_shift',
  '>>': 'right_shift',
  '&': 'bitwise_and',
  '|': 'bitwise_or',
  '^': 'bitwise_xor',
};

/** Bools, unsigned, signed, floats: a dtype takes what is of its kind or of one before it. */
function kindOf(dtype: DType): number {
  if (isFloating(dtype)) return 3;
  const format = integerFormat(dtype);
  return format === null ? 0 : format.isSigned ? 2 : 1;
}

/** Whether an array lies in the memory of a larger one: without axes it is a view all the same, and no number. */
function isPart({ data }: GraphArray): boolean {
  return data.byteLength !== data.buffer.byteLength;
}
