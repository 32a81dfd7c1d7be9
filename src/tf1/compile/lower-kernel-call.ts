import type { Operation } from '../graph';
import { opDefinition, type RunState } from '../op-registry';
import { type Elements, item } from '../value';
import { input, type Lower, NotCompiled } from './lowering';

/** Executes an operation's own kernel on arrays, and gives the array of its only result. */
function kernelOn(operation: Operation, shapes: readonly (readonly number[])[], state: RunState) {
  const { kernel } = opDefinition(operation.type);
  const dtypes = operation.inputs.map(({ dtype }) => dtype);
  return (...arrays: readonly Elements[]): Elements => {
    const values = arrays.map((data, index) => ({ dtype: item(dtypes, index), shape: item(shapes, index), data }));
    return item(kernel(values, operation, state), 0).data;
  };
}

/** The operation's own kernel within the compiled step: nothing is gained by another form of it, or it draws, or it may raise. */
const kernelCall =
  (hasEffect: boolean): Lower =>
  (lowering, call) => {
    const { operation, results } = call;
    const views = call.inputs.map((_, index) => input(call, index));
    if (views.some(({ storage }) => storage.size === 1 && storage.origin.kind === 'temporary'))
      throw new NotCompiled(`${operation.type} of a single number has no compiled form`);
    const shapes = views.map(({ shape }) => shape);
    const run = lowering.outside(kernelOn(operation, shapes, lowering.state));
    const { dtype, shape } = item(results, 0);
    const result = lowering.temporary(dtype, shape);
    lowering.nodes.push({
      kind: 'block',
      reads: views.map(({ storage }) => storage),
      writes: [result.storage],
      hasEffect,
      emit: ({ array, set }) => {
        const made = `${run}(${views.map(({ storage }) => array(storage)).join(', ')})`;
        return [
          result.storage.size === 1 ? set(result.storage, '0', `${made}[0]`) : `${array(result.storage)}.set(${made});`,
        ];
      },
    });
    return [result];
  };

const images = [
  'Conv2D',
  'Conv2DBackpropInput',
  'Conv2DBackpropFilter',
  'MaxPool',
  'MaxPoolGrad',
  'AvgPool',
  'AvgPoolGrad',
];
const draws = ['RandomUniform', 'RandomStandardNormal', 'TruncatedNormal', 'RandomUniformInt', 'RandomShuffle'];

/** Operations that stay with their kernels while everything around them is compiled. */
export const kernelCallLowerings: Readonly<Record<string, Lower>> = {
  ...Object.fromEntries(images.map((type) => [type, kernelCall(false)])),
  ...Object.fromEntries([...draws, 'NoisySchedule', 'CheckNumerics'].map((type) => [type, kernelCall(true)])),
};
