import type { DType } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import {
  type Arguments,
  asNumber,
  builtin,
  type BuiltinValue,
  type InstanceValue,
  itemsOf,
  list,
  type ModuleValue,
  none,
  str,
  unknown,
  type Value,
} from '../values';
import type { Recorder } from '../recorder';
import { textOf } from '../evaluator';
import { trainableVariables } from './tensorflow-objects';
import { iterate } from '../iteration';

const dtypes: Readonly<Record<string, DType>> = {
  float16: 'float16',
  half: 'float16',
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
  /^(?:summary\.|logging\.|train\.(?:Saver|write_graph|Coordinator|start_queue_runners)|disable_|enable_|logging|random\.set_seed$|gfile\.|ConfigProto|GPUOptions|config\.)/;

/** What `tf.app.run` and the flags need of the interpreter. */
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

function member(program: Program, given: string, span: Span): Value {
  const path = given.replace(/^(?:compat\.v1(?:\.|$)|_api\.v1(?:\.|$))/, '');
  if (path === '' || path === 'compat') return tensorFlowModule(program, path);
  const dtype = dtypes[path];
  if (dtype !== undefined) return { kind: 'dtype', value: dtype };
  return helper(program, path) ?? (isSubmodule(path) ? tensorFlowModule(program, path) : recorded(program, path, span));
}

function isSubmodule(path: string): boolean {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return /^(?:train|nn|losses|layers|math|app|flags|contrib|summary|keras|compat|estimator|data|image|random|linalg|initializers|logging|gfile|opt|slim|framework|rnn|test|python|ops|training|GraphKeys|saved_model|experimental|config|io|strings|metrics|learning_rate_schedule|distributions|optimizers|schedules|legacy)$/.test(
    last,
  );
}

function recorded({ recorder }: Program, path: string, span: Span): Value {
  if (path.startsWith('GraphKeys.')) return str(path.slice('GraphKeys.'.length).toLowerCase());
  if (harmless.test(path)) return builtin(path, (given) => unknown(`tf.${path}`, given.span));
  if (path === '__version__') return str('1.15.0');
  if (/^(?:newaxis)$/.test(path)) return none;
  if (/^[A-Z_]+$/.test(path)) return unknown(`tf.${path}`, span);
  return builtin(path, ({ positional, named, span: at, called }) =>
    recorder.record(path, positional, named, at, called),
  );
}

/** What TensorFlow does on the Python side, without an operation in the graph. */
function helper(program: Program, path: string): Value | null {
  const { recorder } = program;
  const context = (what: 'session' | 'graph' | 'scope', enter: () => () => void = () => () => undefined): Value => ({
    kind: 'context',
    what,
    enter,
  });
  switch (path) {
    case 'Session':
    case 'InteractiveSession':
    case 'train.MonitoredTrainingSession':
    case 'train.SingularMonitoredSession':
      return builtin(path, () => context('session'));
    case 'Graph':
    case 'get_default_graph':
      return builtin(path, () => context('graph'));
    case 'get_default_session':
      return builtin(path, () => context('session'));
    case 'device':
    case 'init_scope':
      return builtin(path, () => context('scope'));
    case 'name_scope':
    case 'variable_scope':
      return builtin(path, ({ positional: [name] }) =>
        context('scope', () => recorder.enterScope(name === undefined ? '' : textOf(name))),
      );
    case 'control_dependencies':
      return builtin(path, ({ positional: [operations = none] }) =>
        context('scope', () => recorder.enterControl(itemsOf(operations) ?? [])),
      );
    case 'reset_default_graph':
    case 'add_to_collection':
      return builtin(path, () => none);
    case 'set_random_seed':
    case 'random.set_random_seed':
      return builtin(path, ({ positional: [seed = none] }) => {
        recorder.seed = asNumber(seed);
        return none;
      });
    case 'trainable_variables':
      return builtin(path, () => list(trainableVariables(recorder)));
    case 'gradients':
      return gradients(recorder);
    case 'app.flags':
    case 'flags':
      return flagsModule(program.flags);
    case 'app.run':
      return builtin(path, ({ positional, named, span }) => runMain(program, positional[0] ?? named.get('main'), span));
    default:
      return null;
  }
}

/** `tf.gradients`: a list with an output a variable. */
function gradients(recorder: Recorder): BuiltinValue {
  return builtin('gradients', ({ positional, named, span, called }) => {
    const recordedCall = recorder.record('gradients', positional, named, span, called);
    const variables = positional[1] ?? named.get('xs') ?? none;
    if (recordedCall.kind !== 'tensor') return recordedCall;
    const items = itemsOf(variables);
    return list((items ?? [variables]).map((_, output) => ({ ...recordedCall, output })));
  });
}

function runMain(program: Program, main: Value | undefined, span: Span): Value {
  const callee = main ?? program.main();
  if (callee === null) return unknown('tf.app.run without a main', span);
  return program.apply(callee, { positional: [list([str('program')])], named: new Map(), span });
}

/** `tf.app.flags` and absl's flags: each flag has its default. */
export function flagsModule(flags: InstanceValue): ModuleValue {
  const define = builtin('DEFINE', ({ positional, named }) => {
    const name = positional[0] ?? named.get('name') ?? none;
    const value = positional[1] ?? named.get('default') ?? named.get('default_value') ?? none;
    flags.attributes.set(textOf(name), value);
    return none;
  });
  return {
    kind: 'module',
    path: 'flags',
    member: (name, span) => {
      if (name === 'FLAGS') return flags;
      return name.startsWith('DEFINE') ? define : builtin(name, () => unknown(`flags.${name}`, span));
    },
  };
}

/** `argparse.ArgumentParser`: each argument has its default, as its type makes it. */
export function argumentParser(apply: Program['apply']): InstanceValue {
  const attributes = new Map<string, Value>();
  const parsed: InstanceValue = { kind: 'instance', class: null, attributes };
  const add = builtin('add_argument', ({ positional, named, span }) => {
    const names = positional.map(textOf);
    const long = names.find((name) => name.startsWith('--')) ?? names[0] ?? '';
    const destination = named.get('dest');
    const name = destination === undefined ? long.replace(/^-+/, '').replaceAll('-', '_') : textOf(destination);
    const action = named.get('action');
    const flag = action === undefined ? '' : textOf(action);
    const otherwise: Value =
      flag === 'store_true'
        ? { kind: 'bool', value: false }
        : flag === 'store_false'
          ? { kind: 'bool', value: true }
          : none;
    const value = named.get('default') ?? otherwise;
    const type = named.get('type');
    const typed =
      value.kind === 'str' && type !== undefined ? apply(type, { positional: [value], named: new Map(), span }) : value;
    attributes.set(name, typed);
    return none;
  });
  const group: InstanceValue = {
    kind: 'instance',
    class: null,
    attributes: new Map<string, Value>([['add_argument', add]]),
  };
  const groupOf = builtin('add_argument_group', () => group);
  return {
    kind: 'instance',
    class: null,
    attributes: new Map<string, Value>([
      ['add_argument', add],
      ['add_argument_group', groupOf],
      ['add_mutually_exclusive_group', groupOf],
      ['parse_args', builtin('parse_args', () => parsed)],
      ['parse_known_args', builtin('parse_known_args', () => ({ kind: 'tuple', items: [parsed, list([])] }))],
      [
        'set_defaults',
        builtin('set_defaults', ({ named }) => {
          for (const [name, value] of named) attributes.set(name, value);
          return none;
        }),
      ],
    ]),
  };
}

/** `collections.namedtuple`: a class whose objects hold what they are given. */
export function namedTuple(): BuiltinValue {
  return builtin('namedtuple', ({ positional: [, fields = none] }) => {
    const names =
      fields.kind === 'str' ? fields.value.split(/[,\s]+/) : [...(iterate(fields)?.items() ?? [])].map(textOf);
    return builtin('namedtuple', ({ positional, named }) => ({
      kind: 'instance',
      class: null,
      attributes: new Map(names.map((name, index) => [name, named.get(name) ?? positional[index] ?? none])),
    }));
  });
}
