import { TensorFlowError } from '../errors';
import { Operation, Tensor } from '../graph';
import { IndexedSlices } from '../op-registry';
import { Variable } from '../variable';
import { type Argument, describe, toArgument } from './argument';
import { staticShape } from './variables';

/** An attribute of what a call returned, as Python's dot reads it. */
export function attributeOf(argument: Argument, name: string): Argument {
  const value = argument.kind === 'object' ? argument.value : null;
  const found = value === null ? undefined : read(value, name);
  if (found === undefined)
    throw new TensorFlowError('AttributeError', `${describe(argument)} has no attribute ${name}`);
  return found;
}

function read(value: unknown, name: string): Argument | undefined {
  if (value instanceof Variable) {
    if (name === 'initializer') return toArgument(value.initializer);
    if (name === 'initial_value') return toArgument(value.initialValue);
    if (name === 'trainable') return toArgument(value.trainable);
    return read(value.ref, name);
  }
  if (value instanceof Tensor) {
    if (name === 'op') return toArgument(value.op);
    if (name === 'name') return toArgument(value.name);
    if (name === 'shape') return staticShape(value.shape);
    if (name === 'dtype') return { kind: 'dtype', value: value.dtype };
    return undefined;
  }
  if (value instanceof Operation) {
    if (name === 'name') return toArgument(value.name);
    if (name === 'type') return toArgument(value.type);
    if (name === 'outputs') return toArgument([...value.outputs]);
    if (name === 'inputs') return toArgument([...value.inputs]);
    return undefined;
  }
  if (value instanceof IndexedSlices) {
    if (name === 'values') return toArgument(value.values);
    if (name === 'indices') return toArgument(value.indices);
  }
  return undefined;
}
