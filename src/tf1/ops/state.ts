import type { DType } from '../../base/graph-call';
import { typeError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { defineOps, type Kernel, type OpDefinition } from '../op-registry';
import type { Shape } from '../shape';
import { integerFunction } from './integer-functions';
import { at, emptyValue, item, shapeText, type Value } from '../value';
import { TensorFlowError } from '../errors';

/** The variable operation that a reference comes from. */
function variableOperation(operation: Operation): Operation {
  return item(operation.inputs, 0).op;
}

/** Adds in the variable's own arithmetic: integers of at most 32 bits wrap, float32 rounds, an int64 beyond 2^53 raises. */
const addTo =
  (sign: 1 | -1): Kernel =>
  ([, given], operation, state) => {
    const variable = state.readVariable(variableOperation(operation));
    const value = given as Value;
    if (value.data.length !== variable.data.length)
      throw new TensorFlowError(
        'InvalidArgumentError',
        `${shapeText(value.shape)} cannot be added to ${shapeText(variable.shape)}`,
      );
    const { data } = variable;
    const add = integerFunction('Add', variable.dtype);
    if (add !== null) for (let i = 0; i < data.length; i++) data[i] = add(at(data, i), sign * at(value.data, i));
    else for (let i = 0; i < data.length; i++) data[i] = at(data, i) + sign * at(value.data, i);
    return [variable];
  };

const update = (type: string, kernel: Kernel): OpDefinition => ({
  type,
  infer: ([ref]) => {
    const { dtype, shape, op, name } = ref as Tensor;
    if (op.type !== 'VariableV2' && op.type !== 'Assign' && op.type !== 'AssignAdd' && op.type !== 'AssignSub')
      throw typeError(`${name} is not a variable and cannot be assigned to`);
    return [{ dtype, shape }];
  },
  kernel,
  writes: true,
});

defineOps(
  {
    type: 'Const',
    infer: (_inputs, { value }) => [{ dtype: (value as Value).dtype, shape: (value as Value).shape }],
    kernel: (_inputs, operation) => [operation.attribute<Value>('value')],
  },
  {
    type: 'Placeholder',
    infer: (_inputs, { dtype, shape }) => [{ dtype: dtype as DType, shape: shape as Shape }],
    kernel: (_inputs, { name, output }) => {
      throw new TensorFlowError(
        'InvalidArgumentError',
        `placeholder ${name} of ${output.dtype} ${shapeText(output.shape)} must be fed`,
      );
    },
  },
  {
    type: 'PlaceholderWithDefault',
    infer: ([input], { shape }) => [{ dtype: (input as Tensor).dtype, shape: shape as Shape }],
    kernel: ([input]) => [input as Value],
    gradient: (_operation, [gradient]) => [gradient ?? null],
  },
  {
    type: 'VariableV2',
    infer: (_inputs, { dtype, shape }) => [{ dtype: dtype as DType, shape: shape as Shape }],
    kernel: (_inputs, operation, state) => [state.readVariable(operation)],
  },
  update('Assign', ([, value], operation, state) => [
    state.writeVariable(variableOperation(operation), value as Value),
  ]),
  update('AssignAdd', addTo(1)),
  update('AssignSub', addTo(-1)),
  {
    type: 'IsVariableInitialized',
    infer: () => [{ dtype: 'bool', shape: [] }],
    kernel: (_inputs, operation, state) => {
      const result = emptyValue('bool', []);
      result.data[0] = state.isInitialized(variableOperation(operation)) ? 1 : 0;
      return [result];
    },
  },
  {
    type: 'InitializedValue',
    infer: ([ref]) => [{ dtype: (ref as Tensor).dtype, shape: (ref as Tensor).shape }],
    kernel: ([, initial], operation, state) => {
      const variable = variableOperation(operation);
      return [state.isInitialized(variable) ? state.readVariable(variable) : (initial as Value)];
    },
    gradient: (_operation, [gradient]) => [gradient ?? null, null],
  },
  { type: 'NoOp', infer: () => [], kernel: () => [] },
);

/** Types that take a variable's reference and not its value, so that it need not be initialised. */
export const takesReference: ReadonlySet<string> = new Set(['Assign', 'IsVariableInitialized', 'InitializedValue']);
