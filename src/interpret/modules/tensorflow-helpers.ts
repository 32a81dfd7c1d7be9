import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import { assertOperationName, assertScopeName } from '../assert-names';
import { assertWithin } from '../limits';
import type { Recorder } from '../recorder';
import { staticShapeOf } from '../static-shape';
import {
  type Arguments,
  asNumber,
  bool,
  builtin,
  type ContextValue,
  type InstanceValue,
  itemsOf,
  list,
  none,
  nothing,
  recording,
  str,
  textOf,
  tuple,
  unknown,
  type Value,
} from '../values';
import { namespaceOf } from './flags';
import { controlHelpers } from './tensorflow-control';
import type { Program } from './tensorflow';
import { globalVariables, trainableVariables } from './tensorflow-objects';

type Helper = (program: Program, given: Arguments) => Value;

/** What TensorFlow does on the Python side, without an operation in the graph; null for any other name. */
export function tensorFlowHelper(program: Program, path: string): Value | null {
  const helper = own(helpers, path);
  if (helper === undefined) return null;
  return recording(path, (given) => {
    assertNames(program.recorder, path, given);
    return helper(program, given);
  });
}

/** Raises ValueError where a function is given a name that no graph takes. */
export function assertNames({ scope, calls }: Recorder, name: string, { positional, named, span }: Arguments): void {
  assertOperationName({ name, args: positional, kwargs: named, span }, scope, calls);
}

const openSession: Helper = ({ recorder }, { positional, named }) => {
  const graph = named.get('graph') ?? positional[1];
  return session(recorder, null, graph?.kind === 'context' ? (graph.id ?? null) : null);
};

/** A session runs in the graph that it was opened for; `with` makes it the default one. */
function session(recorder: Recorder, lastStep: number | null, graph: number | null): ContextValue {
  const id = recorder.openSession();
  const own = graph ?? recorder.graph;
  const attributes = new Map<string, Value>([['graph', graphContext(recorder, own)]]);
  const enter = (): (() => void) => {
    const leaveSession = recorder.enterSession(id);
    if (own === recorder.graph) return leaveSession;
    const leaveGraph = recorder.enterGraph(own);
    return () => {
      leaveGraph();
      leaveSession();
    };
  };
  return { kind: 'context', what: 'session', id, lastStep, attributes, enter };
}

const monitoredSession: Helper = ({ recorder }, { named }) => {
  const opened = session(recorder, lastStepOf(named.get('hooks') ?? none), null);
  // A monitored session initializes the variables itself.
  const initializer = recorder.record('global_variables_initializer', [], new Map(), { start: 0, end: 0 });
  recorder.run(opened.id ?? 0, [initializer], [], { start: 0, end: 0 });
  return { ...opened, endsWithData: true };
};

/** Where a StopAtStepHook stops. */
function lastStepOf(hooks: Value): number | null {
  const steps = (itemsOf(hooks) ?? []).flatMap((hook) =>
    hook.kind === 'instance' ? [asNumber(hook.attributes.get('last_step') ?? none)] : [],
  );
  return steps.reduce((least, step) => (step === null ? least : least === null ? step : Math.min(step, least)), null);
}

function graphContext(recorder: Recorder, id: number): ContextValue {
  return { kind: 'context', what: 'graph', id, enter: () => recorder.enterGraph(id) };
}

/** A scope's context; the older functions take the values before the name. `name_scope` gives its path, to open it again by. */
const scopeOf =
  (isNameScope: boolean, takesValuesFirst = false): Helper =>
  ({ recorder }, { positional: all, named, span }) => {
    const positional = takesValuesFirst ? all.slice(1) : all;
    const given = positional[0] ?? named.get('name_or_scope') ?? named.get('name') ?? none;
    const otherwise = positional[1] ?? named.get('default_name') ?? none;
    const wanted = given.kind === 'none' ? otherwise : given;
    const name = wanted.kind === 'str' ? wanted.value : wanted.kind === 'context' ? (wanted.name ?? '') : '';
    const enter = (): (() => void) => {
      assertScopeName(name, recorder.scope, span);
      return name === '' ? () => undefined : recorder.enterScope(name);
    };
    const entered = (): Value => str(recorder.scope === '' ? '' : `${recorder.scope}/`);
    return { kind: 'context', what: 'scope', name, enter, ...(isNameScope ? { entered } : {}) };
  };

const plain: Helper = () => ({ kind: 'context', what: 'scope', enter: () => () => undefined });

const getCollection: Helper = ({ recorder }, given) => {
  const key = textOf(given.positional[0] ?? given.named.get('key') ?? none);
  if (key === 'trainable_variables') return trainableVariables(recorder, given);
  if (key === 'variables') return globalVariables(recorder, given);
  return recorder.collection(key, given);
};

/** `tf.gradients`: a list with an output a variable. */
const gradients: Helper = ({ recorder }, { positional, named, span, called }) => {
  const recordedCall = recorder.record('gradients', positional, named, span, called);
  const variables = positional[1] ?? named.get('xs') ?? none;
  if (recordedCall.kind !== 'tensor') return recordedCall;
  const items = itemsOf(variables);
  return list((items ?? [variables]).map((_, output) => ({ ...recordedCall, output })));
};

/** Functions that return as many tensors as their list has. */
const clipByGlobalNorm: Helper = ({ recorder }, { positional, named, span, called }) => {
  const recorded = recorder.record('clip_by_global_norm', positional, named, span, called);
  const items = itemsOf(positional[0] ?? named.get('t_list') ?? none);
  if (recorded.kind !== 'tensor' || items === null) return recorded;
  // Output 0 is the list: its items are read one by one.
  const clipped = items.map((item, index): Value =>
    item.kind === 'none' ? none : { ...recorded, output: `0.${index}` },
  );
  return tuple([list(clipped), { ...recorded, output: 1 }]);
};

const runMain: Helper = (program, { positional, named, span }) => {
  const callee = positional[0] ?? named.get('main') ?? program.main();
  if (callee === null || callee.kind === 'none') return unknown('tf.app.run without a main', span);
  return program.apply(callee, { positional: [list([str('program')])], named: new Map(), span });
};

const stopAtStep: Helper = (_, { positional, named }) => {
  const attributes = new Map<string, Value>();
  const last = named.get('last_step') ?? positional[1];
  const count = named.get('num_steps') ?? positional[0];
  attributes.set('last_step', last ?? count ?? none);
  const hook: InstanceValue = { kind: 'instance', class: null, attributes };
  return hook;
};

/** The length of a tensor along an axis, as far as the calls give it. */
const lengthAlong = ({ positional, named }: Arguments, axisAt: number, recorder: Recorder): number | null => {
  const value = positional[0] ?? named.get('value') ?? none;
  const axis = asNumber(positional[axisAt] ?? named.get('axis') ?? none) ?? 0;
  const shape = staticShapeOf(recorder.toGraph(value), recorder.calls);
  return shape?.at(axis) ?? null;
};

const unstack =
  (count: (given: Arguments, recorder: Recorder) => number | null, name: string): Helper =>
  ({ recorder }, given) => {
    const recorded = recorder.recordGiven(name, given);
    const length = count(given, recorder);
    if (recorded.kind !== 'tensor' || length === null) return recorded;
    assertWithin('items', length, given.span);
    return list(Array.from({ length }, (_, output) => ({ ...recorded, output })));
  };

const parts = (given: Arguments, at: number, name: string): number | null => {
  const value = given.named.get(name) ?? given.positional[at] ?? none;
  return itemsOf(value)?.length ?? asNumber(value);
};

const graphOf: Helper = ({ recorder }) => graphContext(recorder, recorder.graph);

const seed: Helper = ({ recorder }, { positional: [given], named }) => {
  recorder.seed = asNumber(given ?? named.get('seed') ?? none);
  return none;
};

const helpers: Readonly<Record<string, Helper>> = {
  Session: openSession,
  InteractiveSession: ({ recorder }, given) => {
    const opened = openSession({ recorder } as Program, given);
    if (opened.kind === 'context') opened.enter();
    return opened;
  },
  'train.MonitoredTrainingSession': monitoredSession,
  'train.SingularMonitoredSession': monitoredSession,
  'train.MonitoredSession': monitoredSession,
  'train.StopAtStepHook': stopAtStep,
  'train.global_step': ({ recorder }, { positional: [opened = none, step = none], span }) => {
    const id = opened.kind === 'context' ? (opened.id ?? 0) : recorder.currentSession;
    const fetched = recorder.toGraph(step);
    const value = recorder.countersOf(id).valueOf(fetched);
    if (value === null) return unknown('a step that is only known during the run', span);
    return recorder.counted(id, fetched, value);
  },
  Graph: ({ recorder }) => graphContext(recorder, recorder.openGraph()),
  get_default_graph: graphOf,
  get_default_session: ({ recorder }) => ({
    kind: 'context',
    what: 'session',
    id: recorder.currentSession,
    enter: () => () => undefined,
  }),
  reset_default_graph: ({ recorder }) => {
    recorder.resetGraph();
    return none;
  },
  device: plain,
  init_scope: plain,
  name_scope: scopeOf(true),
  op_scope: scopeOf(true, true),
  variable_scope: scopeOf(false),
  variable_op_scope: scopeOf(false, true),
  get_variable_scope: ({ recorder }) => ({
    kind: 'context',
    what: 'scope',
    name: recorder.scope,
    enter: () => () => undefined,
    attributes: new Map<string, Value>([
      ['name', str(recorder.scope)],
      ['reuse_variables', builtin('reuse_variables', () => none)],
      ['reuse', bool(false)],
    ]),
  }),
  control_dependencies: ({ recorder }, { positional: [operations = none] }) => ({
    kind: 'context',
    what: 'scope',
    enter: () => recorder.enterControl(itemsOf(operations) ?? [operations]),
  }),
  add_to_collection: ({ recorder }, given) => {
    recorder.addToCollection(given);
    return none;
  },
  add_to_collections: () => none,
  get_collection: getCollection,
  trainable_variables: ({ recorder }, given) => trainableVariables(recorder, given),
  global_variables: ({ recorder }, given) => globalVariables(recorder, given),
  all_variables: ({ recorder }, given) => globalVariables(recorder, given),
  set_random_seed: seed,
  'random.set_random_seed': seed,
  'random.set_seed': seed,
  ...controlHelpers,
  gradients,
  clip_by_global_norm: clipByGlobalNorm,
  unstack: unstack((given, recorder) => parts(given, 1, 'num') ?? lengthAlong(given, 2, recorder), 'unstack'),
  unpack: unstack((given, recorder) => parts(given, 1, 'num') ?? lengthAlong(given, 2, recorder), 'unstack'),
  split: unstack((given) => parts(given, 1, 'num_or_size_splits'), 'split'),
  'app.run': runMain,
  'contrib.training.HParams': (_, { named, more }) => more ?? namespaceOf(named),
  'test.is_gpu_available': () => bool(false),
  'contrib.slim.arg_scope': plain,
  'summary.FileWriter': () => nothing,
};

/** A place for calls that the program does not make itself. */
export const nowhere: Span = { start: 0, end: 0 };
