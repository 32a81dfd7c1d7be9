import { matmul, sumLike } from '../build';
import { typeError, valueError } from '../errors';
import { integerFunction } from './integer-functions';
import type { Tensor } from '../graph';
import { tfjsCall } from '../kernels/tfjs';
import { defineOps } from '../op-registry';
import { broadcastConcrete, broadcastShapes, type Shape } from '../shape';
import { at, emptyValue, isFloating, isIndex, item, shapeText, sizeOf, type Value } from '../value';
import { broadcastIndex } from './elementwise';

const swapped = <T>(shape: readonly T[], isSwapped: boolean): T[] => {
  const [rows, columns] = [item(shape, shape.length - 2), item(shape, shape.length - 1)];
  return [...shape.slice(0, -2), ...(isSwapped ? [columns, rows] : [rows, columns])];
};

function productShape(a: Shape, b: Shape, transposeA: boolean, transposeB: boolean): Shape {
  if (a === null || b === null) return null;
  if (a.length < 2 || b.length < 2)
    throw valueError(`matmul needs at least matrices, not ${shapeText(a)} and ${shapeText(b)}`);
  const [left, right] = [swapped(a, transposeA), swapped(b, transposeB)];
  const [inner, other] = [item(left, left.length - 1), item(right, right.length - 2)];
  if (inner !== null && other !== null && inner !== other)
    throw valueError(`matmul's inner dimensions must be equal: ${shapeText(left)} and ${shapeText(right)}`);
  const batch = broadcastShapes(left.slice(0, -2), right.slice(0, -2));
  return [...(batch ?? []), item(left, left.length - 2), item(right, right.length - 1)];
}

/** The product for the dtypes that tfjs lacks. */
function multiply(a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const [left, right] = [swapped(a.shape, transposeA), swapped(b.shape, transposeB)];
  const [rows, inner] = [item(left, left.length - 2), item(left, left.length - 1)];
  const columns = item(right, right.length - 1);
  const batch = broadcastConcrete(left.slice(0, -2), right.slice(0, -2));
  const result = emptyValue(a.dtype, [...batch, rows, columns]);
  const times = integerFunction('Mul', a.dtype) ?? ((x: number, y: number) => x * y);
  const plus = integerFunction('Add', a.dtype) ?? ((x: number, y: number) => x + y);
  const [batchA, batchB] = [broadcastIndex(left.slice(0, -2), batch), broadcastIndex(right.slice(0, -2), batch)];
  for (let n = 0; n < sizeOf(batch); n++) {
    const [startA, startB] = [batchA(n) * rows * inner, batchB(n) * inner * columns];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < inner; k++) {
          const x = at(a.data, startA + (transposeA ? k * rows + i : i * inner + k));
          sum = plus(sum, times(x, at(b.data, startB + (transposeB ? j * inner + k : k * columns + j))));
        }
        result.data[(n * rows + i) * columns + j] = sum;
      }
    }
  }
  return result;
}

/** tfjs's kernel takes three axes; batches are folded into the first when both sides have the same. */
function onTfjs(a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const fold = ({ shape, ...rest }: Value): Value => ({
    ...rest,
    shape: [sizeOf(shape.slice(0, -2)), ...shape.slice(-2)],
  });
  const shape = productShape(a.shape, b.shape, transposeA, transposeB) as readonly number[];
  const { data } = tfjsCall('BatchMatMul', { a: fold(a), b: fold(b) }, a.dtype, { transposeA, transposeB });
  return { dtype: a.dtype, shape, data };
}

defineOps({
  type: 'MatMul',
  infer: ([left, right], { transposeA, transposeB }) => {
    const [a, b] = [left as Tensor, right as Tensor];
    if (a.dtype !== b.dtype) throw typeError(`matmul's operands differ in dtype: ${a.dtype} and ${b.dtype}`);
    if (!isFloating(a.dtype) && !isIndex(a.dtype)) throw typeError(`matmul does not take ${a.dtype}`);
    return [{ dtype: a.dtype, shape: productShape(a.shape, b.shape, transposeA as boolean, transposeB as boolean) }];
  },
  kernel: ([left, right], operation) => {
    const [a, b] = [left as Value, right as Value];
    const [ta, tb] = [operation.attribute<boolean>('transposeA'), operation.attribute<boolean>('transposeB')];
    productShape(a.shape, b.shape, ta, tb);
    const sameBatch = a.shape.slice(0, -2).join() === b.shape.slice(0, -2).join();
    return [a.dtype === 'float32' && sameBatch ? onTfjs(a, b, ta, tb) : multiply(a, b, ta, tb)];
  },
  gradient: (operation, [dy]) => {
    const [a, b] = operation.inputs as [Tensor, Tensor];
    if (!dy || !isFloating(a.dtype)) return [null, null];
    const [ta, tb] = [operation.attribute<boolean>('transposeA'), operation.attribute<boolean>('transposeB')];
    const da = ta ? matmul(b, dy, tb, true) : matmul(dy, b, false, !tb);
    const db = tb ? matmul(dy, a, true, ta) : matmul(a, dy, !ta, false);
    return [sumLike(da, a), sumLike(db, b)];
  },
});
