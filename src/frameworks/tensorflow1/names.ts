// From the many ways to write a name of TensorFlow 1 to the one of the catalogue. The only place that knows its packages.

/** Packages that hold TensorFlow 1's names, and what stands for them below `tf`. The first that fits counts. */
const packages: readonly (readonly [prefix: string, below: string])[] = [
  ['tensorflow_core', ''],
  ['tensorflow', ''],
  ['tf_slim', 'contrib.slim'],
  ['horovod.tensorflow', 'horovod'],
  ['byteps.tensorflow', 'horovod'],
  ['npu_bridge', 'npu'],
  ['keras', 'keras'],
];

/** Packages inside of TensorFlow's and the public ones that they stand for; the longest come first. */
const versions: readonly (readonly [prefix: string, below: string])[] = [
  ['_api.v2.compat.v1', ''],
  ['_api.v1', ''],
  ['_api.v2', ''],
  ['compat.v1', ''],
  ['compat.v2.keras', 'keras'],
  ['contrib.keras', 'keras'],
  ['python.keras.api', 'keras'],
  ['python.keras', 'keras'],
  ['optimizers', 'keras.optimizers'],
  ['contrib.learn.python.learn', 'contrib.learn'],
  ['contrib.slim.python.slim', 'contrib.slim'],
  ['slim', 'contrib.slim'],
];

/** Private modules whose names are public in another place than their folder's. */
const privateModules: readonly (readonly [module: string, below: string])[] = [
  ['python.ops.nn_ops', 'nn'],
  ['python.ops.nn_impl', 'nn'],
  ['python.ops.nn', 'nn'],
  ['python.ops.rnn_cell_impl', 'nn.rnn_cell'],
  ['python.ops.rnn_cell', 'nn.rnn_cell'],
  ['python.ops.rnn', 'nn'],
  ['python.ops.embedding_ops', 'nn'],
  ['python.layers.layers', 'layers'],
];

/** Private folders, whose modules hold public names: `python.training.adam.AdamOptimizer` is `train.AdamOptimizer`. */
const privateFolders: readonly (readonly [folder: readonly string[], below: string])[] = [
  [['python', 'training', 'experimental'], 'train'],
  [['python', 'training'], 'train'],
  [['python', 'summary', 'writer'], 'summary'],
  [['python', 'layers'], 'layers'],
  [['python', 'ops', 'losses'], 'losses'],
  [['python', 'ops'], ''],
  [['python', 'framework'], ''],
  [['python', 'client'], ''],
  [['python', 'platform'], ''],
  [['python', 'util'], ''],
  [['python', 'estimator'], 'estimator'],
  [['contrib', 'learn', 'estimators'], 'contrib.learn'],
];

/** `contrib` packages whose private modules lie below a folder `python`. */
const contribPackages = new Set(['opt', 'layers', 'slim', 'training', 'framework', 'rnn', 'metrics', 'losses']);

/** The path below `tf` of a dotted module or member name, or null where it is no name of TensorFlow 1's packages. */
export function pathBelowTensorFlow(dotted: string): string | null {
  for (const [prefix, below] of packages) {
    if (!isBelow(dotted, prefix)) continue;
    return publicPath(joined(below, dotted.slice(prefix.length + 1)));
  }
  return null;
}

/** Where old, private and versioned paths lead to the same thing, the public one of TensorFlow 1.15. */
export function publicPath(path: string): string {
  for (const [prefix, below] of versions) {
    if (isBelow(path, prefix)) return publicPath(joined(below, path.slice(prefix.length + 1)));
  }
  for (const [module, below] of privateModules) {
    if (path.startsWith(`${module}.`)) return publicPath(joined(below, path.slice(module.length + 1)));
  }
  const parts = path.split('.');
  for (const [folder, below] of privateFolders) {
    if (!folder.every((part, index) => parts[index] === part)) continue;
    // The module's name goes, its members stay; of the folder and a module alone something public has still to come.
    const module = parts[folder.length] ?? '';
    const members = parts.slice(folder.length + (isClassName(module) ? 0 : 1));
    return members.length > 0 ? publicPath(joined(below, members.join('.'))) : path;
  }
  const [first, second = '', third] = parts;
  // Ascend's bridge has its names in several modules, and all in one.
  if (first === 'npu') return parts.length === 2 ? path : joined(first, parts.at(-1) ?? '');
  if (first === 'contrib' && third === 'python' && contribPackages.has(second) && parts.length > 4)
    return publicPath(`contrib.${second}.${parts.at(-1) ?? ''}`);
  return path;
}

/** Modules are written small, classes with a capital. */
function isClassName(name: string): boolean {
  return name !== '' && name.charAt(0) !== name.charAt(0).toLowerCase();
}

function isBelow(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '.');
}

function joined(below: string, rest: string): string {
  if (below === '' || rest === '') return below + rest;
  return `${below}.${rest}`;
}
