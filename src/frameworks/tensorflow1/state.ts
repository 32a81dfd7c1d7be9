// Variables, placeholders, constants, assignments and what initializes them.
import { scalar } from '../scalar';
import { type LibrarySymbol, operation, symbol } from '../symbol';

export const state: readonly LibrarySymbol[] = [
  operation('constant', "value, dtype=None, shape=None, name='Const', verify_shape=False", [], {
    scalar: scalar.same,
    shape: 'given-or-first',
  }),
  operation('convert_to_tensor', 'value, dtype=None, name=None, preferred_dtype=None', ['ops.convert_to_tensor'], {
    scalar: scalar.same,
    shape: 'first',
  }),
  symbol('placeholder', 'dtype, shape=None, name=None', { kind: 'placeholder' }),
  symbol('placeholder_with_default', 'input, shape, name=None', { kind: 'placeholder', otherwise: 'input' }),
  operation('zeros', 'shape, dtype=float32, name=None', [], { shape: 'given' }),
  operation('ones', 'shape, dtype=float32, name=None', [], { shape: 'given' }),
  operation('fill', 'dims, value, name=None', [], { shape: 'given' }),
  symbol(
    'Variable',
    'initial_value=None, trainable=None, collections=None, validate_shape=True, caching_device=None, name=None, variable_def=None, dtype=None, expected_shape=None, import_scope=None, constraint=None, use_resource=None, **',
    { kind: 'variable', initial: 'initial_value', isNamedFirst: false },
  ),
  symbol(
    'get_variable',
    'name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=None, collections=None, caching_device=None, partitioner=None, validate_shape=True, use_resource=None, custom_getter=None, constraint=None, **',
    { kind: 'variable', initial: 'initializer', isNamedFirst: true },
  ),
  symbol(
    'get_local_variable',
    'name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=False, **',
    {
      kind: 'variable',
      initial: 'initializer',
      isNamedFirst: true,
      isLocal: true,
    },
  ),
  symbol(
    'contrib.framework.variable',
    'name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=True, collections=None, caching_device=None, device=None, partitioner=None, custom_getter=None, use_resource=None',
    { kind: 'variable', initial: 'initializer', isNamedFirst: true },
    ['contrib.slim.variable', 'contrib.framework.model_variable', 'contrib.slim.model_variable'],
  ),
  symbol(
    'contrib.framework.local_variable',
    'initial_value, validate_shape=True, name=None, use_resource=None',
    { kind: 'variable', initial: 'initial_value', isNamedFirst: false, isLocal: true },
    ['contrib.slim.local_variable'],
  ),
  symbol(
    'ResourceVariable',
    'initial_value=None, trainable=True, collections=None, validate_shape=True, caching_device=None, name=None, dtype=None, **',
    { kind: 'variable', initial: 'initial_value', isNamedFirst: false },
    ['contrib.eager.Variable', 'resource_variable_ops.ResourceVariable'],
  ),
  symbol('global_variables_initializer', '', { kind: 'initialization', of: 'global' }, [
    'initialize_all_variables',
    'initializers.global_variables',
  ]),
  symbol('local_variables_initializer', '', { kind: 'initialization', of: 'local' }, [
    'initialize_local_variables',
    'initializers.local_variables',
  ]),
  symbol('variables_initializer', "var_list, name='init'", { kind: 'initialization', of: 'listed' }, [
    'initialize_variables',
    'initializers.variables',
  ]),
  symbol('tables_initializer', "name='init_all_tables'", { kind: 'initialization', of: 'nothing' }),
  symbol('global_variables', 'scope=None', { kind: 'collection', does: 'list', holds: 'all' }, ['all_variables']),
  symbol(
    'contrib.framework.get_variables',
    'scope=None, suffix=None, collection=None',
    { kind: 'collection', does: 'list', holds: 'all' },
    ['contrib.slim.get_variables'],
  ),
  ...['name', 'suffix'].map((by) =>
    symbol(
      `contrib.framework.get_variables_by_${by}`,
      by === 'name' ? 'given_name, scope=None' : 'suffix, scope=None',
      { kind: 'collection', does: 'list', holds: 'keyed' },
      [`contrib.slim.get_variables_by_${by}`],
    ),
  ),
  symbol('trainable_variables', 'scope=None', { kind: 'collection', does: 'list', holds: 'some' }),
  symbol('local_variables', 'scope=None', { kind: 'collection', does: 'list', holds: 'some' }),
  symbol('moving_average_variables', 'scope=None', { kind: 'collection', does: 'list', holds: 'some' }),
  symbol('get_collection', 'key, scope=None', { kind: 'collection', does: 'list', holds: 'keyed' }),
  symbol('get_collection_ref', 'key', { kind: 'collection', does: 'list', holds: 'keyed' }),
  ...['get_tensor_by_name', 'get_operation_by_name'].map((name) =>
    symbol(`Graph.${name}`, 'self, name', { kind: 'collection', does: 'get', holds: 'all' }),
  ),
  symbol('Graph.as_graph_element', 'self, obj, allow_tensor=True, allow_operation=True', {
    kind: 'collection',
    does: 'get',
    holds: 'all',
  }),
  symbol('Graph.get_collection', 'self, name, scope=None', { kind: 'collection', does: 'list', holds: 'keyed' }),
  symbol('Graph.get_collection_ref', 'self, name', { kind: 'collection', does: 'list', holds: 'keyed' }),
  symbol('add_to_collection', 'name, value', { kind: 'collection', does: 'add', holds: 'keyed' }),
  symbol('set_random_seed', 'seed', { kind: 'harmless' }, ['random.set_random_seed', 'random.set_seed']),
  operation('assign', 'ref, value, validate_shape=None, use_locking=None, name=None', ['state_ops.assign'], {
    moves: 'sets',
  }),
  operation('assign_add', 'ref, value, use_locking=None, name=None', [], { moves: 'adds' }),
  operation('count_up_to', 'ref, limit, name=None', [], { moves: 'adds' }),
  operation('assign_sub', 'ref, value, use_locking=None, name=None', [], { moves: 'subtracts' }),
  ...['add', 'sub', 'mul', 'div', 'min', 'max', 'update'].map((name) =>
    operation(`scatter_${name}`, 'ref, indices, updates, use_locking=False, name=None', [], { moves: 'sets' }),
  ),
  operation('keras.backend.set_value', 'x, value', [], { moves: 'sets' }),
  operation('keras.backend.batch_set_value', 'tuples', [], { moves: 'sets' }),
  operation('keras.backend.update', 'x, new_x', [], { moves: 'sets' }),
  operation('keras.backend.update_add', 'x, increment', [], { moves: 'adds' }),
  operation('keras.backend.update_sub', 'x, decrement', [], { moves: 'subtracts' }),
  operation('Variable.assign', 'self, value=None, use_locking=False, name=None, read_value=True, delta=None', [], {
    moves: 'sets',
  }),
  operation('Variable.assign_add', 'self, value=None, use_locking=False, name=None, read_value=True, delta=None', [], {
    moves: 'adds',
  }),
  operation('Variable.assign_sub', 'self, value=None, use_locking=False, name=None, read_value=True, delta=None', [], {
    moves: 'subtracts',
  }),
  operation('Variable.count_up_to', 'self, limit', [], { moves: 'adds' }),
  operation('Variable.load', 'self, value, session=None', [], { moves: 'sets' }),
  operation('Variable.ref', 'self', [], { scalar: scalar.same }),
  operation('Variable.initialized_value', 'self', [], { scalar: scalar.same }),
  operation('Variable.read_value', 'self', [], { scalar: scalar.same }),
  operation('Variable.value', 'self', [], { scalar: scalar.same }),
  operation('is_variable_initialized', 'variable'),
  operation('Tensor.get_shape', 'self'),
  // Not TensorFlow's own: what layers that are written in Python ask of a tensor whose shape the calls alone do not tell.
  operation('Tensor.static_length', 'self, axis'),
  operation('Tensor.leading_axes', 'self'),
  operation('Tensor.static_dtype', 'self'),
  operation('Tensor.times_matrix', 'self, kernel', [], { shape: 'units-of-kernel' }),
  operation('Tensor.set_shape', 'self, shape'),
  operation('Tensor.consumers', 'self'),
  symbol('constant_initializer', 'value=0, dtype=None, verify_shape=False', { kind: 'initializer', fill: 'value' }, [
    'initializers.constant',
    'initializers.Constant',
    'keras.initializers.Constant',
  ]),
  symbol('zeros_initializer', 'dtype=None', { kind: 'initializer', fill: 0 }, [
    'initializers.zeros',
    'initializers.Zeros',
    'keras.initializers.Zeros',
  ]),
  symbol('ones_initializer', 'dtype=None', { kind: 'initializer', fill: 1 }, [
    'initializers.ones',
    'initializers.Ones',
    'keras.initializers.Ones',
  ]),
  operation('Initializer.__call__', 'self, shape, dtype=None, partition_info=None'),
];
