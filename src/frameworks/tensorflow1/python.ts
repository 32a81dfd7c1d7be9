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
  ...named({ kind: 'harmless' }, 'add_to_collections'),
  ...named({ kind: 'module' }, 'app.flags flags platform.flags'),
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
  'logging',
  'gfile',
  'io',
  'data',
  'test',
  'ConfigProto',
  'GPUOptions',
];
