import { message } from '../base/message';
import { takeBytes } from './budget';
import { type Operation, Tensor } from './graph';
import { bytesOfArray } from './memory';
import { opDefinition, type TensorSpec } from './op-registry';
import { shapeText, type Value } from './value';

/** Operations whose result is their input, or the variable that they write to. */
const passing: ReadonlySet<string> = new Set([
  'Const',
  'Identity',
  'Reshape',
  'ReshapeTo',
  'ReshapeLike',
  'ExpandDims',
  'Squeeze',
]);

/** Inputs with fewer elements, multiplied, make nothing large; where numbers give the shape, the kernel counts what it makes. */
const manyElements = 2 ** 16;

/**
 * Takes memory for what an operation is about to make of its inputs, null where that of a branch was not computed. Raises
 * ResourceExhaustedError where there is not enough.
 */
export function takeResults(operation: Operation, inputs: readonly (Value | null)[]): void {
  const { type } = operation;
  let elements = 1;
  for (const value of inputs) elements *= Math.max(1, value?.data.length ?? 0);
  if (elements < manyElements || passing.has(type) || opDefinition(type).writes === true) return;
  for (const { dtype, shape } of expected(operation, inputs)) {
    const bytes = bytesOfArray(dtype, shape) ?? 0;
    takeBytes(bytes, () => message('a result of shape {0}', shapeText(shape)));
  }
}

/** The results' dtypes and shapes, as far as they follow from the shapes that the inputs have in this run. */
function expected(
  { type, attributes, name, inputs, outputs }: Operation,
  given: readonly (Value | null)[],
): readonly TensorSpec[] {
  if (outputs.every(({ shape }) => shape?.every((length) => length !== null))) return outputs;
  const concrete = inputs.map((input, index) => {
    const { dtype, shape } = given[index] ?? input;
    return new Tensor(input.op, input.index, dtype, shape);
  });
  try {
    return opDefinition(type).infer(concrete, attributes, name);
  } catch {
    // Shapes that do not fit are the kernel's to refuse.
    return [];
  }
}
