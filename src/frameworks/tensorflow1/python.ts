// What TensorFlow does on Python's side: scopes, flags, files, logging and other names that make no operation of a training.
import { type LibrarySymbol, named, type ScopeKind, symbol } from '../symbol';

const scope = (kind: ScopeKind, names: string): LibrarySymbol[] => named({ kind: 'scope', scope: kind }, names);

export const python: readonly LibrarySymbol[] = [
  ...scope('new-graph', 'Graph'),
  ...scope('default-graph', 'get_default_graph'),
  ...scope('reset-graph', 'reset_default_graph'),
  ...scope('default-session', 'get_default_session'),
  ...scope('name', 'name_scope op_scope variable_scope variable_op_scope get_variable_scope'),
  ...scope('control', 'control_dependencies'),
  ...scope('other', 'device init_scope contrib.slim.arg_scope contrib.framework.arg_scope'),
  symbol('app.run', 'main=None, argv=None', { kind: 'main' }),
  ...named({ kind: 'eager' }, 'enable_eager_execution'),
  ...named(
    { kind: 'harmless' },
    `add_to_collections train.write_graph train.Coordinator train.start_queue_runners train.latest_checkpoint
     train.get_checkpoint_state train.update_checkpoint_state train.Scaffold train.SummaryWriter ConfigProto GPUOptions
     OptimizerOptions GraphOptions RunOptions RunMetadata disable_eager_execution disable_v2_behavior enable_v2_behavior
     disable_resource_variables enable_resource_variables disable_v2_tensorshape enable_v2_tensorshape
     disable_control_flow_v2 enable_control_flow_v2 disable_tensor_equality enable_tensor_equality`,
  ),
  ...named({ kind: 'module' }, 'app.flags flags platform.flags'),
  ...(
    [
      ['float16', 'float16', ['half', 'dtypes.half']],
      ['bfloat16', 'bfloat16', []],
      ['float32', 'float32', []],
      ['float64', 'float64', ['double', 'dtypes.double']],
      ['int8', 'int8', []],
      ['uint8', 'uint8', []],
      ['int16', 'int16', []],
      ['uint16', 'uint16', []],
      ['int32', 'int32', []],
      ['uint32', 'uint32', []],
      ['int64', 'int64', []],
      ['uint64', 'uint64', []],
      ['bool', 'bool', []],
      ['string', 'string', []],
    ] as const
  ).map(([name, dtype, others]) => symbol(name, null, { kind: 'dtype', dtype }, [`dtypes.${name}`, ...others])),
];

/** Packages below `tf` whose functions work on what they are passed in ways of their own, where the catalogue does not describe one. */
export const opaquePackages: readonly string[] = [
  'estimator',
  'contrib.estimator',
  'contrib.learn',
  'contrib.tpu',
  'contrib.slim',
  'contrib.layers',
  'keras',
  'flags',
  'app',
  'io',
  'data',
];

/** Packages below `tf` whose functions log, save, test or configure. */
export const harmlessPackages: readonly string[] = [
  'summary',
  'logging',
  'gfile',
  'test',
  'config',
  'saved_model',
  'profiler',
  'contrib.tensorboard',
];

/** Modules of which the catalogue has no symbol: a name that ends in one of these is a module all the same. */
export const moduleNames: ReadonlySet<string> = new Set(
  (
    'train nn losses layers math app flags contrib summary keras compat estimator data image random linalg initializers logging gfile ' +
    'opt slim framework rnn rnn_cell test python ops training GraphKeys saved_model experimental config io strings metrics ' +
    'learning_rate_schedule distributions platform client util regularizers optimizers activations examples tutorials mnist learn ' +
    'datasets base legacy_seq2seq seq2seq VERSION schedules legacy'
  ).split(' '),
);
