import type { DType } from '../../base/graph-call';
import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import type { Recorder } from '../recorder';
import {
  type Arguments,
  builtin,
  type InstanceValue,
  type ModuleValue,
  none,
  nothing,
  str,
  unknown,
  type Value,
} from '../values';
import { flagsModule } from './flags';
import { asDataName, dataMember } from './tensorflow-data';
import { mnistInputData } from './mnist';
import { tensorFlowHelper } from './tensorflow-helpers';

const dtypes: Readonly<Record<string, DType>> = {
  float16: 'float16',
  half: 'float16',
  bfloat16: 'float16',
  float32: 'float32',
  float64: 'float64',
  double: 'float64',
  int32: 'int32',
  int64: 'int64',
  bool: 'bool',
  string: 'string',
  uint8: 'int32',
  int8: 'int32',
  int16: 'int32',
};

/** Functions that only speak, log or save: what they return does not matter to the training. */
const harmless =
  /^(?:summary\.|logging\.|logging$|train\.(?:Saver|write_graph|Coordinator|start_queue_runners|latest_checkpoint|get_checkpoint_state|Scaffold|SummarySaverHook|LoggingTensorHook|CheckpointSaverHook|NanTensorHook|StepCounterHook|SummaryWriter|update_checkpoint_state)|disable_|enable_|gfile\.|ConfigProto|GPUOptions|OptimizerOptions|GraphOptions|RunOptions|RunMetadata|config\.|scalar_summary|histogram_summary|image_summary|merge_all_summaries|merge_summary|test\.|saved_model|contrib\.tensorboard|profiler)/;

/** What `tf.app.run`, the flags and functions of the program need of the interpreter. */
export interface Program {
  readonly recorder: Recorder;
  readonly apply: (callee: Value, given: Arguments) => Value;
  /** The name `main` of the program's module. */
  readonly main: () => Value | null;
  readonly flags: InstanceValue;
}

/** The module `tensorflow`, or a part of it: a member is a Python-side helper, a submodule, or a call to be recorded. */
export function tensorFlowModule(program: Program, prefix = ''): ModuleValue {
  return {
    kind: 'module',
    path: prefix === '' ? 'tensorflow' : `tensorflow.${prefix}`,
    member: (name, span) => member(program, prefix === '' ? name : `${prefix}.${name}`, span),
  };
}

/** Inside of TensorFlow's package, modules that are named by where they lie: their functions are the public ones. */
const internal =
  /^python(?:\.(?:framework|ops|training|platform|client|util|layers|summary))?(?:\.(?!flags$|app$)[a-z_]+(?:_ops|_util|_optimizer|_impl)|\.ops|\.variables|\.session|\.training|\.optimizer)?(?:\.|$)/;

/** The public name below `tf`, without what says which version of it is meant. */
function publicName(given: string): string {
  const path = given.replace(/^(?:compat\.v1(?:\.|$)|_api\.v1(?:\.|$))/, '').replace(internal, '');
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (/^(?:get_or_create|create|get|assert)_global_step$/.test(last)) return `train.${last}`;
  return path;
}

function member(program: Program, given: string, span: Span): Value {
  const path = publicName(given);
  if (path === '' || path === 'compat' || path === 'python') return tensorFlowModule(program, given);
  const dtype = own(dtypes, path);
  if (dtype !== undefined) return { kind: 'dtype', value: dtype };
  if (path === 'app.flags' || path === 'flags' || path === 'platform.flags') return flagsModule(program.flags);
  if (/(?:^|\.)mnist\.input_data$/.test(path)) return mnistInputData;
  const data = asDataName(path);
  const dataSet = data === null ? null : dataMember(program, data);
  if (dataSet !== null) return dataSet;
  const helper = tensorFlowHelper(program, path);
  return helper ?? (isSubmodule(path) ? tensorFlowModule(program, path) : recorded(program, path, span));
}

function isSubmodule(path: string): boolean {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return /^(?:train|nn|losses|layers|math|app|flags|contrib|summary|keras|compat|estimator|data|image|random|linalg|initializers|logging|gfile|opt|slim|framework|rnn|rnn_cell|test|python|ops|training|GraphKeys|saved_model|experimental|config|io|strings|metrics|learning_rate_schedule|distributions|platform|client|util|regularizers|optimizers|activations|examples|tutorials|mnist|learn|datasets|base|legacy_seq2seq|seq2seq|VERSION|schedules|legacy)$/.test(
    last,
  );
}

function recorded({ recorder }: Program, path: string, span: Span): Value {
  if (path.startsWith('GraphKeys.')) return str(collectionKey(path.slice('GraphKeys.'.length)));
  if (harmless.test(path)) return builtin(path, () => nothing);
  if (path === '__version__' || path === 'VERSION') return str('1.15.0');
  if (path === 'newaxis') return none;
  if (path === 'AUTO_REUSE') return { kind: 'bool', value: true };
  if (/^(?:errors|contrib\.learn|examples|datasets)\b/.test(path)) return unknown(`tf.${path}`, span);
  if (/^[A-Z_]+$/.test(path)) return unknown(`tf.${path}`, span);
  return builtin(path, (given) => recorder.recordGiven(path, given));
}

/** The strings that stand behind `tf.GraphKeys`. */
function collectionKey(name: string): string {
  return name === 'GLOBAL_VARIABLES' || name === 'VARIABLES' ? 'variables' : name.toLowerCase();
}
