import { lastPart } from '../../base/last-part';
import type { DType } from '../../base/graph-call';
import { constant } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import { type Graph, GraphKeys, Tensor } from '../graph';
import { isCompatible, isFullyDefined, type Shape } from '../shape';
import { emptyValue, makeValue, sizeOf, type Value } from '../value';
import {
  assign,
  globalVariables,
  globalVariablesInitializer,
  trainableVariables,
  Variable,
  variableOf,
  variablesInitializer,
} from '../variable';
import { type Argument, literalValue, tensorIn, toTensor } from './argument';
import type { Call } from './call';
import { constantInitializer, defaultInitializer, filledWith, Initializer } from './initializers';
import { defineApi } from './registry';

/** Broadcasts a constant to a wished shape, filling up with its last element as `tf.constant` does. */
function shaped(value: Value, shape: readonly number[]): Value {
  const size = sizeOf(shape);
  if (value.data.length > size) throw valueError(`${value.data.length} values do not fit the wished shape`);
  const last = value.data[value.data.length - 1] ?? 0;
  return makeValue(
    value.dtype,
    shape,
    Array.from({ length: size }, (_, index) => value.data[index] ?? last),
  );
}

function knownShape(call: Call, name: string): readonly number[] {
  const shape = call.shape(name);
  if (!isFullyDefined(shape)) throw valueError(`${call.name}: ${name} must be fully known`);
  return shape;
}

const fill =
  (number: number) =>
  (call: Call): Tensor => {
    const dtype = call.dtype('dtype') ?? 'float32';
    if (call.has('shape')) {
      const given = call.argument('shape');
      const isList = given.kind === 'list' && given.items.some((length) => tensorIn(length) !== null);
      const numbers = isList ? call.tensor('shape', null) : tensorIn(given);
      if (numbers === null || isKnown(call)) {
        const value = emptyValue(dtype, knownShape(call, 'shape'));
        value.data.fill(number);
        return constant(call.graph, value, call.text('name'));
      }
      const element = constant(call.graph, literalValue({ kind: 'float', value: number }, dtype));
      return call.graph.createOperation('Fill', [numbers, element]).output;
    }
    throw typeError(`${call.name} needs a shape`);
  };

function isKnown(call: Call): boolean {
  try {
    return isFullyDefined(call.shape('shape'));
  } catch (error) {
    if (error instanceof TensorFlowError) return false;
    throw error;
  }
}

/** The initial value of a new variable from what the program gives: a value, a callable's result, or an initializer. */
function initialTensor(graph: Graph, given: Argument, shape: Shape, dtype: DType | null): Tensor {
  const initializer = initializerIn(given);
  if (initializer !== null) {
    if (!isFullyDefined(shape)) throw valueError('the shape of a new variable must be fully known');
    return initializer.make(graph, shape, dtype ?? initializer.dtype ?? 'float32');
  }
  const tensor = toTensor(graph, given, tensorIn(given) === null ? dtype : null);
  if (shape !== null && !isCompatible(tensor.shape, shape))
    throw valueError('the shape of the initial value does not fit the shape of the variable');
  return tensor;
}

function initializerIn(argument: Argument): Initializer | null {
  if (argument.kind === 'object' && argument.value instanceof Initializer) return argument.value;
  if (argument.kind !== 'string') return null;
  const plain = lastPart(argument.value);
  if (plain.startsWith('zeros') || plain === 'Zeros') return filledWith(0);
  if (plain.startsWith('ones') || plain === 'Ones') return filledWith(1);
  if (plain.startsWith('glorot_uniform')) return defaultInitializer('float32');
  return null;
}

function makeVariable(call: Call): Variable {
  const given = call.argument('initial_value');
  if (given.kind === 'none') throw valueError('initial_value must be specified');
  const value = initialTensor(call.graph, given, null, call.dtype('dtype'));
  const scope = call.graph.currentScope;
  const collections = call.has('collections') ? stringsIn(call, 'collections') : null;
  const variable = new Variable(value, {
    trainable: call.has('trainable') ? call.truth('trainable') : true,
    name: call.text('name'),
    collections,
  });
  if (scope === '' || call.text('name') !== null) call.graph.sharedVariables.set(variable.opName, variable);
  return variable;
}

function stringsIn(call: Call, name: string): string[] {
  return call.items(name).map((argument) => {
    if (argument.kind !== 'string') throw typeError(`${call.name}: ${name} holds what is no string`);
    return argument.value;
  });
}

/** `tf.get_variable`: found by its full name if it exists (TensorFlow raises unless its scope says reuse). */
function getVariable(call: Call): Variable {
  const { graph } = call;
  const name = call.text('name') ?? 'Variable';
  const full = graph.currentScope === '' ? name : `${graph.currentScope}/${name}`;
  const existing = graph.sharedVariables.get(full);
  if (existing !== undefined) return existing;
  const dtype = call.dtype('dtype');
  const given = call.argument('initializer');
  const initializer: Argument =
    given.kind === 'none' ? { kind: 'object', value: defaultInitializer(dtype ?? 'float32') } : given;
  const value = initialTensor(
    graph,
    initializer,
    call.shape('shape'),
    dtype ?? (given.kind === 'none' ? 'float32' : null),
  );
  const trainable = call.has('trainable') ? call.truth('trainable') : true;
  const variable = graph.withScope('', () => new Variable(value, { trainable, name: full }));
  graph.sharedVariables.set(full, variable);
  const regularizer = call.argument('regularizer');
  if (regularizer.kind !== 'none')
    graph.addToCollection(
      GraphKeys.REGULARIZATION_LOSSES,
      call.invoke('Regularizer.__call__', [regularizer, { kind: 'object', value: variable.ref }]),
    );
  return variable;
}

/** The reference that an assignment writes to. */
function reference(call: Call, name: string): Tensor {
  const argument = call.argument(name);
  if (argument.kind === 'object' && argument.value instanceof Variable) return argument.value.ref;
  const tensor = tensorIn(argument);
  const writable = tensor !== null && (variableOf(tensor) !== null || tensor.op.type.startsWith('Assign'));
  if (tensor === null || !writable)
    throw new TensorFlowError('AttributeError', `${tensor?.name ?? 'a literal'} has no attribute assign`);
  return tensor.op.type.startsWith('Assign') ? (tensor.op.inputs[0] ?? tensor) : tensor;
}

const assignment =
  (kind: 'Assign' | 'AssignAdd' | 'AssignSub', target: string) =>
  (call: Call): Tensor => {
    const ref = reference(call, target);
    const value = call.tensorLike(call.has('value') ? 'value' : 'delta', ref);
    return assign(kind, ref, value, { name: call.text('name') });
  };

defineApi({
  constant: (call) => {
    const value = literalValue(call.argument('value'), call.dtype('dtype'));
    const shape = call.shape('shape');
    return constant(call.graph, isFullyDefined(shape) ? shaped(value, shape) : value, call.text('name'));
  },
  convert_to_tensor: (call) => call.tensor('value', call.dtype('dtype')),
  placeholder: (call) => {
    const attributes = { dtype: call.dtype('dtype') ?? 'float32', shape: call.shape('shape') };
    return call.graph.createOperation('Placeholder', [], { name: call.text('name'), attributes }).output;
  },
  placeholder_with_default: (call) => {
    const attributes = { shape: call.shape('shape') };
    return call.graph.createOperation('PlaceholderWithDefault', [call.tensor('input')], {
      name: call.text('name'),
      attributes,
    }).output;
  },
  zeros: fill(0),
  ones: fill(1),
  fill: (call) => {
    const element = call.tensor('value');
    return call.graph.createOperation('Fill', [call.tensor('dims', null), element]).output;
  },
  Variable: makeVariable,
  get_variable: getVariable,
  get_local_variable: getVariable,
  'contrib.framework.variable': getVariable,
  'contrib.framework.local_variable': makeVariable,
  ResourceVariable: makeVariable,
  global_variables_initializer: ({ graph }) => globalVariablesInitializer(graph),
  local_variables_initializer: ({ graph }) =>
    variablesInitializer(graph, graph.getCollection<Variable>(GraphKeys.LOCAL_VARIABLES)),
  variables_initializer: (call) => variablesInitializer(call.graph, call.variables('var_list') ?? []),
  tables_initializer: ({ graph }) => graph.createOperation('NoOp', [], { name: 'init_all_tables' }),
  global_variables: (call) => inScope(globalVariables(call.graph), call.text('scope')),
  trainable_variables: (call) => inScope(trainableVariables(call.graph), call.text('scope')),
  local_variables: ({ graph }) => graph.getCollection(GraphKeys.LOCAL_VARIABLES),
  moving_average_variables: ({ graph }) => graph.getCollection(GraphKeys.MOVING_AVERAGE_VARIABLES),
  get_collection: (call) => {
    const list = call.graph.getCollection<unknown>(call.text('key') ?? '');
    const scope = call.text('scope');
    return scope === null ? list : list.filter((entry) => nameOf(entry).startsWith(scope));
  },
  add_to_collection: (call) => {
    const argument = call.argument('value');
    call.graph.addToCollection(call.text('name') ?? '', argument.kind === 'object' ? argument.value : argument);
    return null;
  },
  set_random_seed: (call) => {
    call.graph.seed = call.intOrNull('seed');
    return null;
  },
  assign: assignment('Assign', 'ref'),
  assign_add: assignment('AssignAdd', 'ref'),
  assign_sub: assignment('AssignSub', 'ref'),
  'Variable.assign': assignment('Assign', 'self'),
  'Variable.assign_add': assignment('AssignAdd', 'self'),
  'Variable.assign_sub': assignment('AssignSub', 'self'),
  'Variable.initialized_value': (call) => {
    const { ref, initialValue } = call.object('self', Variable);
    return call.graph.createOperation('InitializedValue', [ref, initialValue]).output;
  },
  'Variable.read_value': (call) => call.graph.createOperation('Identity', [call.object('self', Variable).ref]).output,
  'Variable.value': (call) => call.object('self', Variable).ref,
  is_variable_initialized: (call) =>
    call.graph.createOperation('IsVariableInitialized', [call.object('variable', Variable).ref]).output,
  'Tensor.get_shape': (call) => staticShape(call.tensor('self').shape),
  'Tensor.set_shape': (call) => {
    const tensor = call.tensor('self');
    tensor.shape = call.shape('shape') ?? tensor.shape;
    return null;
  },
  'Tensor.consumers': () => [],
  constant_initializer: (call) => constantInitializer(literalValue(call.argument('value')), call.dtype('dtype')),
  zeros_initializer: (call) => filledWith(0, call.dtype('dtype')),
  ones_initializer: (call) => filledWith(1, call.dtype('dtype')),
  'Initializer.__call__': (call) => {
    const initializer = call.object('self', Initializer);
    return initializer.make(
      call.graph,
      knownShape(call, 'shape'),
      call.dtype('dtype') ?? initializer.dtype ?? 'float32',
    );
  },
});

function nameOf(entry: unknown): string {
  return entry instanceof Variable || entry instanceof Tensor ? entry.name : '';
}

function inScope(variables: readonly Variable[], scope: string | null): readonly Variable[] {
  return scope === null ? variables : variables.filter(({ name }) => name.startsWith(scope));
}

/** A static shape as Python sees it: a list of ints and None. */
export function staticShape(shape: Shape): Argument {
  if (shape === null) return { kind: 'none' };
  return {
    kind: 'list',
    items: shape.map((length): Argument => (length === null ? { kind: 'none' } : { kind: 'int', value: length })),
  };
}
