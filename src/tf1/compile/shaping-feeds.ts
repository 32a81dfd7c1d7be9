import { own } from '../../base/own';
import type { Operation, Tensor } from '../graph';
import type { KernelProgram } from '../kernel-program';
import { boundInputs } from '../ops/slicing-at';
import { shapeOnly } from './lower-state';

/** Inputs whose numbers are, or make, the shape of the operation's result. */
const shapeInputs: Readonly<Record<string, readonly number[]>> = {
  ReshapeTo: [1],
  Fill: [0],
  Conv2DTranspose: [2],
  Range: [0, 1, 2],
  RandomUniform: [0],
  RandomStandardNormal: [0],
  TruncatedNormal: [0],
  RandomUniformInt: [0],
};

/** Places of the inputs whose numbers decide the shape of an operation's result. */
export function shapingInputs(operation: Operation): readonly number[] {
  const { type, inputs } = operation;
  if (type === 'StridedSliceAt') return boundInputs(operation);
  return (own(shapeInputs, type) ?? []).filter((index) => index < inputs.length);
}

/** The fed tensors whose numbers some result's shape is computed from, as a batch size that is fed. */
export function shapingFeeds(programs: readonly KernelProgram[]): ReadonlySet<Tensor> {
  const found = new Set<Tensor>();
  for (const { order, fed } of programs) {
    const seen = new Set<Tensor>();
    const visit = (tensor: Tensor): void => {
      if (seen.has(tensor)) return;
      seen.add(tensor);
      if (fed.includes(tensor)) found.add(tensor);
      else if (!shapeOnly.has(tensor.op.type)) tensor.op.inputs.forEach(visit);
    };
    for (const operation of order)
      for (const index of shapingInputs(operation)) visit(operation.inputs[index] as Tensor);
  }
  return found;
}
