import { recordedUpdates } from '../../frameworks/tensorflow1/optimizers';
import { sparseType } from '../../frameworks/tensorflow1/optimizers/record';
import { message } from '../../base/message';
import type { Operation } from '../graph';
import { opDefinition, type RunState } from '../op-registry';
import { allocate, type Elements, isInteger, item } from '../value';
import { variableOf } from './lower-state';
import type { Access, View } from './ir';
import { castFunction, integerFunction } from '../ops/integer-functions';
import { computing, assertFixedShape, type Call, input, type Lower, type Lowering, NotCompiled } from './lowering';
import { shapingInputs } from './shaping-feeds';

/** Executes an operation's own kernel on arrays, and gives the array of its only result. */
function kernelOn(operation: Operation, shapes: readonly (readonly number[])[], state: RunState) {
  const { kernel } = opDefinition(operation.type);
  const dtypes = operation.inputs.map(({ dtype }) => dtype);
  return (...arrays: readonly Elements[]): Elements => {
    const values = arrays.map((data, index) => ({ dtype: item(dtypes, index), shape: item(shapes, index), data }));
    return item(kernel(values, operation, state), 0).data;
  };
}

/** The inputs of an operation as arrays: a number that the generated function holds in a local is put into one of its own. */
function inputArrays(lowering: Lowering, views: readonly View[]): ({ array, element }: Access) => string {
  const boxes = views.map(({ storage: { size, dtype, origin } }) =>
    size === 1 && origin.kind === 'temporary' ? lowering.outside(allocate(dtype, 1)) : null,
  );
  return ({ array, element }) =>
    views
      .map(({ storage }, index) => {
        const box = boxes[index] ?? null;
        return box === null ? array(storage) : `(${box}[0] = ${element(storage, '0')}, ${box})`;
      })
      .join(', ');
}

function kernelCode(lowering: Lowering, { operation }: Call, views: readonly View[]): (access: Access) => string {
  const shapes = views.map(({ shape }) => shape);
  const run = lowering.outside(computing(operation, kernelOn(operation, shapes, lowering.state)));
  const given = inputArrays(lowering, views);
  return (access) => `${run}(${given(access)})`;
}

/** The operation's own kernel within the compiled step: nothing is gained by another form of it, or it draws, or it may raise. */
const kernelCall =
  (hasEffect: boolean): Lower =>
  (lowering, call) => {
    const views = call.inputs.map((_, index) => input(call, index));
    for (const index of shapingInputs(call.operation)) assertFixedShape(call, item(views, index));
    const code = kernelCode(lowering, call, views);
    const { dtype, shape } = item(call.results, 0);
    const result = lowering.temporary(dtype, shape);
    lowering.nodes.push({
      kind: 'block',
      reads: views.map(({ storage }) => storage),
      writes: [result.storage],
      hasEffect,
      emit: (access) => {
        const { array, set } = access;
        const made = code(access);
        return [
          result.storage.size === 1 ? set(result.storage, '0', `${made}[0]`) : `${array(result.storage)}.set(${made});`,
        ];
      },
    });
    return [result];
  };

/** Lowers an operation to its own kernel. */
export const ownKernel: Lower = kernelCall(false);

/** The same of one that may raise: it is executed though nobody needs its result. */
export const raisingKernel: Lower = kernelCall(true);

/** Whether an operation is one on integers that has a function of its own: it may raise, and its products are no doubles. */
export function hasOwnArithmetic({ operation: { type, inputs, outputs } }: Call): boolean {
  const [from, to] = [inputs[0]?.dtype, outputs[0]?.dtype];
  if (from === undefined || to === undefined) return false;
  if (type === 'Cast') return to !== 'bool' && to !== 'int32' && castFunction(from, to) !== null;
  return integerFunction(type, from) !== null || (type === 'MatMul' && isInteger(from));
}

/** The mask's width is the greatest length unless it is given. */
const sequenceMask: Lower = (lowering, call) => {
  if (call.operation.attribute<number | null>('maxLength') === null) assertFixedShape(call, input(call, 0));
  return ownKernel(lowering, call);
};

/** An update of some rows: the kernel writes to the variable and to its slots in place. */
const sparseUpdate =
  (slots: number): Lower =>
  (lowering, call) => {
    const variable = variableOf(lowering, call);
    const views = [variable, ...call.inputs.slice(1).map((_, index) => input(call, index + 1))];
    const written = views.slice(0, 1 + slots);
    if (written.some(({ storage }) => storage.origin.kind !== 'variable'))
      throw new NotCompiled(message('{0} updates no variable', call.operation.name));
    const code = kernelCode(lowering, call, views);
    lowering.block(views, written, (access) => [`${code(access)};`]);
    return [variable];
  };

const sparseUpdates = recordedUpdates().map((update): [string, Lower] => [
  sparseType(update),
  sparseUpdate(update.slots.length),
]);

const images = [
  'Conv2D',
  'Conv2DBackpropInput',
  'Conv2DBackpropFilter',
  'Conv2DTranspose',
  'DepthwiseConv2D',
  'DepthwiseConv2DBackpropInput',
  'DepthwiseConv2DBackpropFilter',
  'SpreadFilter',
  'GatherFilter',
  'MaxPool',
  'MaxPoolGrad',
  'AvgPool',
  'AvgPoolGrad',
];
const moves = ['GatherGrad', 'TileGrad', 'StridedSliceAtGrad'];
const draws = [
  'RandomUniform',
  'RandomStandardNormal',
  'TruncatedNormal',
  'RandomUniformInt',
  'RandomShuffle',
  'LogUniformSample',
];

/** Operations that stay with their kernels while everything around them is compiled. */
export const kernelCallLowerings: Readonly<Record<string, Lower>> = {
  ...Object.fromEntries([...images, ...moves, 'InTopK'].map((type) => [type, ownKernel])),
  ...Object.fromEntries(
    [...draws, 'NoisySchedule', 'CheckNumerics', 'StridedSliceAt'].map((type) => [type, kernelCall(true)]),
  ),
  ...Object.fromEntries(sparseUpdates),
  SequenceMask: sequenceMask,
};
