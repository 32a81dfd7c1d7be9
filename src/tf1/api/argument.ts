import { type DType, integerFormat, isInteger, promoteIntegers } from '../../base/dtype';
import type { GraphValue } from '../../base/graph-call';
import { constant } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import { type Graph, Operation, Tensor } from '../graph';
import { densify } from '../gradients';
import { IndexedSlices, opDefinition } from '../op-registry';
import { isFullyDefined } from '../shape';
import { VariableStore } from '../variable-store';
import { at, isFloating, item, makeValue, type Value, valueOfArray } from '../value';
import { Variable } from '../variable';

/** An argument with the calls in it replaced by what they returned, and all of it known. Python's int and float stay apart. */
export type Argument =
  | Exclude<GraphValue, { kind: 'call' } | { kind: 'list' } | { kind: 'dict' } | { kind: 'unknown' }>
  | { readonly kind: 'list'; readonly items: readonly Argument[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Argument, Argument])[] }
  | { readonly kind: 'object'; readonly value: unknown };

export const none: Argument = { kind: 'none' };

/** Wraps what a builder returned: null is None, an array a list, literals stay what they are. */
export function toArgument(result: unknown): Argument {
  if (result === null || result === undefined) return none;
  if (Array.isArray(result)) return { kind: 'list', items: result.map(toArgument) };
  if (typeof result === 'string') return { kind: 'string', value: result };
  if (typeof result === 'boolean') return { kind: 'bool', value: result };
  if (typeof result === 'number') return { kind: Number.isInteger(result) ? 'int' : 'float', value: result };
  if (Object.getPrototypeOf(result) === Object.prototype && 'kind' in (result as { kind?: unknown }))
    return result as Argument;
  return { kind: 'object', value: result };
}

/** The tensor in an argument: a variable stands for its value. Null for a literal. */
export function tensorIn(argument: Argument): Tensor | null {
  if (argument.kind !== 'object') return null;
  if (argument.value instanceof Tensor) return argument.value;
  if (argument.value instanceof Variable) return argument.value.ref;
  return null;
}

const containsTensor = (argument: Argument): boolean =>
  tensorIn(argument) !== null || (argument.kind === 'list' && argument.items.some(containsTensor));

/** `tf.convert_to_tensor`: literals become constants, of the wished dtype where one is given. */
export function toTensor(graph: Graph, argument: Argument, dtype: DType | null = null): Tensor {
  const tensor = tensorIn(argument);
  if (tensor !== null) {
    graph.assertOwn(tensor);
    if (dtype !== null && tensor.dtype !== dtype)
      throw typeError(`the tensor ${tensor.name} of ${tensor.dtype} does not match the dtype ${dtype}`);
    return tensor;
  }
  // A sparse gradient becomes a dense one where a tensor is asked for.
  if (argument.kind === 'object' && argument.value instanceof IndexedSlices) return densify(argument.value);
  if (argument.kind === 'list' && argument.items.some(containsTensor)) {
    const known = dtype ?? firstTensorIn(argument)?.dtype ?? null;
    const parts = argument.items.map((part) => toTensor(graph, part, known));
    return graph.createOperation('Pack', parts, { attributes: { axis: 0 } }).output;
  }
  return constant(graph, literalValue(argument, dtype));
}

function firstTensorIn(argument: Argument): Tensor | null {
  const own = tensorIn(argument);
  if (own !== null || argument.kind !== 'list') return own;
  for (const part of argument.items) {
    const found = firstTensorIn(part);
    if (found !== null) return found;
  }
  return null;
}

const largestInt32 = 2 ** 31 - 1;

/** A literal as a concrete value; `dtype` decides where given, else Python's types do. */
export function literalValue(argument: Argument, dtype: DType | null = null): Value {
  switch (argument.kind) {
    case 'int':
      return intValue(argument.value, dtype ?? (Math.abs(argument.value) > largestInt32 ? 'int64' : 'int32'));
    case 'float':
      if (dtype !== null && !isFloating(dtype))
        throw typeError(`expected ${dtype}, got ${argument.value} of type 'float'`);
      return makeValue(dtype ?? 'float32', [], [argument.value]);
    case 'bool':
      if (dtype !== null && dtype !== 'bool') throw typeError(`expected ${dtype}, got a bool`);
      return makeValue('bool', [], [argument.value ? 1 : 0]);
    case 'array':
      return valueOfArray(argument.value, dtype ?? argument.value.dtype);
    case 'list':
      return listValue(argument.items, dtype);
    case 'none':
      throw valueError('None values are not supported');
    default:
      throw typeError(`${describe(argument)} cannot be converted to a tensor`);
  }
}

/** TensorFlow keeps the lowest bits of an int that a narrower type than int32, or a uint32, does not hold. */
function intValue(value: number, dtype: DType): Value {
  const format = integerFormat(dtype);
  if (format !== null && (dtype === 'int32' || format.bits === 64) && (value < format.least || value > format.most))
    throw valueError(`the number ${value} is out of bounds for ${dtype}`);
  return makeValue(dtype, [], [value]);
}

const isWider = (dtype: DType, than: DType): boolean => {
  if (isInteger(dtype) && isInteger(than)) return promoteIntegers(dtype, than) !== than;
  const order: readonly DType[] = ['bool', 'int32', 'float16', 'float32', 'float64'];
  const rank = (type: DType): number => order.indexOf(isInteger(type) ? 'int32' : type);
  return rank(dtype) > rank(than);
};

function listValue(items: readonly Argument[], dtype: DType | null): Value {
  if (items.length === 0) return makeValue(dtype ?? 'float32', [0], []);
  const parts = items.map((part) => literalValue(part, dtype));
  const shape = item(parts, 0).shape;
  const common = parts.reduce(
    (widest, part) => (isWider(part.dtype, widest) ? part.dtype : widest),
    item(parts, 0).dtype,
  );
  for (const part of parts) {
    if (part.shape.join() !== shape.join()) throw valueError('a list of lists of different lengths is no tensor');
    if ((part.dtype === 'bool') !== (common === 'bool')) throw typeError('a list of bools and numbers is no tensor');
  }
  return makeValue(
    common,
    [parts.length, ...shape],
    parts.flatMap(({ data }) => [...data]),
  );
}

/** The value of a tensor that does not depend on a run, or null. */
export function constantValue(tensor: Tensor): Value | null {
  const { op } = tensor;
  if (op.type === 'Const') return op.attribute<Value>('value');
  if (op.type === 'Shape') {
    const { shape } = item(op.inputs, 0);
    return isFullyDefined(shape) ? makeValue(tensor.dtype, [shape.length], shape) : null;
  }
  const { kernel, writes, random } = opDefinition(op.type);
  if (op.inputs.length === 0 || writes === true || random === true || op.controlInputs.length > 0) return null;
  const inputs: Value[] = [];
  for (const input of op.inputs) {
    const value = constantValue(input);
    if (value === null) return null;
    inputs.push(value);
  }
  return kernel(inputs, op, new VariableStore())[tensor.index] ?? null;
}

/** A constant argument's numbers (a shape, axes, multiples), or null where it depends on a run. */
export function numbersIn(argument: Argument): number[] | null {
  if (argument.kind === 'int' || argument.kind === 'float') return [argument.value];
  if (argument.kind === 'bool') return [argument.value ? 1 : 0];
  if (argument.kind === 'array') return [...argument.value.data];
  if (argument.kind === 'list') {
    const numbers: number[] = [];
    for (const part of argument.items) {
      const found = part.kind === 'none' ? [-1] : numbersIn(part);
      if (found === null) return null;
      numbers.push(...found);
    }
    return numbers;
  }
  const tensor = tensorIn(argument);
  const value = tensor === null ? null : constantValue(tensor);
  return value === null ? null : [...value.data];
}

/** What an argument is, for messages. */
export function describe(argument: Argument): string {
  switch (argument.kind) {
    case 'none':
      return 'None';
    case 'int':
      return 'an int';
    case 'array':
      return 'an array';
    case 'object': {
      const { value } = argument;
      if (value instanceof Operation) return `the operation ${value.name}`;
      const { title = 'an object of TensorFlow' } = (value as object).constructor as { readonly title?: string };
      return title;
    }
    default:
      return `a ${argument.kind}`;
  }
}

/** A number that Python would print as one, or an error that names the parameter. */
export function numberIn(argument: Argument, parameter: string): number {
  if (argument.kind === 'int' || argument.kind === 'float') return argument.value;
  if (argument.kind === 'bool') return argument.value ? 1 : 0;
  const numbers = numbersIn(argument);
  if (numbers?.length === 1) return at(numbers, 0);
  throw new TensorFlowError('TypeError', `${parameter} must be a number, not ${describe(argument)}`);
}
