import { interned } from '../base/interned';
import type { ForeignValue, TensorFlowValue } from './values';

/** TensorFlow's public names, as far as the step is concerned. Paths are below `tf`, without version prefixes. */

/** A schedule's step, rate and period among its arguments: TF1's signatures, `tf1-semantics` 5.1. */
export interface ScheduleSignature {
  readonly step: { readonly index: number; readonly name: string };
  readonly rate: { readonly index: number; readonly name: string };
  readonly hasDecayRate: boolean;
}

const decay: ScheduleSignature = {
  step: { index: 1, name: 'global_step' },
  rate: { index: 0, name: 'learning_rate' },
  hasDecayRate: true,
};
const fade: ScheduleSignature = { ...decay, hasDecayRate: false };
const piecewise: ScheduleSignature = {
  step: { index: 0, name: 'x' },
  rate: { index: 2, name: 'values' },
  hasDecayRate: false,
};

export const schedules: ReadonlyMap<string, ScheduleSignature> = new Map([
  ['train.exponential_decay', decay],
  ['train.natural_exp_decay', decay],
  ['train.inverse_time_decay', decay],
  ['train.polynomial_decay', fade],
  ['train.cosine_decay', fade],
  ['train.cosine_decay_restarts', fade],
  ['train.linear_cosine_decay', fade],
  ['train.noisy_linear_cosine_decay', fade],
  ['train.piecewise_constant', piecewise],
  ['train.piecewise_constant_decay', piecewise],
]);

/** Ways to the graph's own step. */
export const graphSteps = new Set([
  'train.get_global_step',
  'train.create_global_step',
  'train.get_or_create_global_step',
]);

/** Optimizers that hold another and pass the step on to it. Value: where the inner one stands. */
export const wrappers: ReadonlyMap<string, { readonly index: number; readonly name: string }> = new Map([
  ['train.SyncReplicasOptimizer', { index: 0, name: 'opt' }],
  ['contrib.opt.MovingAverageOptimizer', { index: 0, name: 'opt' }],
  ['contrib.opt.MultitaskOptimizerWrapper', { index: 0, name: 'opt' }],
  ['contrib.opt.DropStaleGradientOptimizer', { index: 0, name: 'opt' }],
  ['contrib.opt.ElasticAverageOptimizer', { index: 0, name: 'opt' }],
  ['contrib.opt.ModelAverageOptimizer', { index: 0, name: 'opt' }],
  ['contrib.opt.AGNOptimizer', { index: 0, name: 'optimizer' }],
  ['contrib.estimator.clip_gradients_by_norm', { index: 0, name: 'optimizer' }],
  ['contrib.estimator.TowerOptimizer', { index: 0, name: 'optimizer_or_optimizer_fn' }],
  ['contrib.tpu.CrossShardOptimizer', { index: 0, name: 'opt' }],
  ['tpu.CrossShardOptimizer', { index: 0, name: 'opt' }],
  ['contrib.mixed_precision.LossScaleOptimizer', { index: 0, name: 'opt' }],
  ['train.experimental.MixedPrecisionLossScaleOptimizer', { index: 0, name: 'opt' }],
  ['train.experimental.enable_mixed_precision_graph_rewrite', { index: 0, name: 'opt' }],
  ['horovod.DistributedOptimizer', { index: 0, name: 'optimizer' }],
]);

/** Optimizers whose constructor takes the step. */
export const stepTakingOptimizers: ReadonlyMap<string, number> = new Map([
  ['train.AdagradDAOptimizer', 1],
  ['contrib.opt.ShampooOptimizer', 0],
  ['contrib.opt.AdamGSOptimizer', 0],
]);

const versions = /^tensorflow(?:_core)?(?:\.(?:compat\.v1|_api\.v1|_api\.v2\.compat\.v1))?(?=\.|$)\.?/;

/** The public path below `tf` of a dotted module or member name, or null where it is not TensorFlow's. */
export function publicPath(dotted: string): string | null {
  if (!/^(?:tensorflow|tf_slim|horovod|keras)/.test(dotted)) return null;
  if (/^tf_slim(?=\.|$)/.test(dotted)) return canonical(dotted.replace(/^tf_slim/, 'contrib.slim'));
  if (/^horovod\.tensorflow(?=\.|$)/.test(dotted)) return dotted.replace('horovod.tensorflow', 'horovod');
  if (/^keras(?=\.|$)/.test(dotted)) return dotted;
  if (!/^tensorflow(?:_core)?(?=\.|$)/.test(dotted)) return null;
  return canonical(dotted.replace(versions, ''));
}

/** A name below one of TensorFlow's, as a value. */
export function memberOfTensorFlow(path: string, name: string): TensorFlowValue {
  return remembered(tensorflowMembers, path, name, () => ({
    kind: 'tensorflow',
    path: interned(canonical(path === '' ? name : `${path}.${name}`)),
  }));
}

/** A name below one of another library's, which may be TensorFlow's all the same. */
export function memberOfLibrary(path: string, name: string): TensorFlowValue | ForeignValue {
  return remembered(libraryMembers, path, name, () => {
    const dotted = `${path}.${name}`;
    const own = publicPath(dotted);
    return own === null ? { kind: 'foreign', path: interned(dotted) } : { kind: 'tensorflow', path: interned(own) };
  });
}

/** Programs say the same few names again and again. */
function remembered<T>(all: Map<string, Map<string, T>>, path: string, name: string, make: () => T): T {
  let names = all.get(path);
  if (names === undefined) {
    names = new Map();
    if (all.size < mostKnown) all.set(path, names);
  }
  let value = names.get(name);
  if (value === undefined) {
    value = make();
    if (names.size < mostKnown) names.set(name, value);
  }
  return value;
}

const tensorflowMembers = new Map<string, Map<string, TensorFlowValue>>();
const libraryMembers = new Map<string, Map<string, TensorFlowValue | ForeignValue>>();

/** Where old and private paths lead to the same thing, the public one of TF 1.15. */
export function canonical(path: string): string {
  let name = known.get(path);
  if (name !== undefined) return name;
  name = canonicalAnew(path);
  if (known.size < mostKnown) known.set(path, name);
  return name;
}

/** Programs say the same few names again and again, and each look-up is a dozen patterns. */
const known = new Map<string, string>();
const mostKnown = 20_000;

function canonicalAnew(path: string): string {
  let name = path.replace(/^compat\.v1(?=\.|$)\.?/, '');
  name = name.replace(
    /^(?:contrib\.keras|python\.keras(?:\.api)?|_api\.v\d\.keras|compat\.v2\.keras)(?=\.|$)/,
    'keras',
  );
  name = name.replace(/^python\.training(?:\.experimental)?\.\w+\.(?=\w)/, 'train.');
  name = name.replace(/^python\.(?:ops|framework|client)\.\w+\.(?=\w)/, '');
  name = name.replace(/^python\.training(?=\.|$)/, 'train');
  // A private module that was imported by its name: `optimizer.Optimizer`, `learning_rate_decay.exponential_decay`.
  name = name.replace(/^train\.(?!experimental\.)[a-z]\w*\.(?=\w+$)/, 'train.');
  name = name.replace(/^contrib\.(opt|layers|slim|training|framework)\.python\..*\.(?=\w+$)/, 'contrib.$1.');
  name = name.replace(/^contrib\.slim\.python\.slim(?=\.|$)/, 'contrib.slim');
  name = name.replace(/^contrib\.framework\.(?=(?:get_or_create|create|get|assert)_global_step$)/, 'train.');
  name = name.replace(/^contrib\.framework\.(?=(?:get_)?(?:local_)?variable$)/, '');
  name = name.replace(/^contrib\.slim\.(?=(?:get_or_create|create|get)_global_step$)/, 'train.');
  name = name.replace(/^optimizers(?=\.|$)/, 'keras.optimizers');
  return name;
}

/** The class of a TensorFlow 1 optimizer's constructor, or null. */
export function optimizerClass(path: string): string | null {
  return (
    /^(?:train|contrib\.opt|contrib\.kfac\.optimizer|contrib\.optimizer_v2|tpu)\.(\w*Optimizer)$/.exec(path)?.[1] ??
    null
  );
}

/** The class of a Keras optimizer's constructor, or null: not TensorFlow 1's, and without a step. */
export function kerasOptimizerClass(path: string): string | null {
  return /^keras\.optimizers\.(?:legacy\.|schedules\.)?([A-Z]\w*)$/.exec(path)?.[1] ?? null;
}

/** Other libraries that are handed a step without keeping or moving it. */
export const harmlessLibraries = new Set(
  (
    'numpy np os sys time math random logging json six re datetime collections itertools functools copy pickle cPickle glob shutil ' +
    'argparse tqdm pprint absl matplotlib plt pandas scipy sklearn cv2 PIL horovod tensorboard warnings gc string csv threading queue ' +
    'future builtins sonnet gym keras operator contextlib codecs io types typing abc inspect'
  ).split(' '),
);

/** Python's own functions, which keep nothing. */
export const builtins = new Set(
  (
    'print len int float str repr bool abs min max sum round range xrange enumerate zip map filter sorted reversed isinstance ' +
    'hasattr getattr setattr type format any all next iter open input raw_input id hash callable vars dir issubclass divmod pow ' +
    'super list dict set tuple frozenset object property staticmethod classmethod Exception ValueError NotImplementedError'
  ).split(' '),
);
