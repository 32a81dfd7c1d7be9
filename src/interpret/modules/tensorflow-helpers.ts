import { tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import { message } from '../../base/message';
import { own } from '../../base/own';
import { assertOperationName } from '../assert-names';
import { assertWithin } from '../limits';
import { notKnown } from '../not-known';
import type { Recorder } from '../record/recorder';
import { staticShapeOf } from '../static-shape';
import {
  anything,
  type Arguments,
  bool,
  list,
  none,
  nothing,
  str,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { namespaceOf } from './flags';
import { queueHelpers } from './queues';
import { recordHelpers } from './records';
import { controlHelpers } from './tensorflow-control';
import { type Helper, taking } from './helper';
import type { Program } from './tensorflow';
import { globalVariables, shapeValue, trainableVariables } from './tensorflow-objects';
import { asNumber, describe, itemsOf, textOf } from '../read-value';
import { getVariable } from './tensorflow-variables';
import { withoutFormula } from '../formula-values';
import { graphContext, monitoredSession, openSession } from './tensorflow-sessions';
import { controlDependencies, nameScope, plain, scopeValue, variableScope } from './tensorflow-scopes';

/** What TensorFlow does on the Python side, without an operation in the graph; null for any other name. */
export function tensorFlowHelper(program: Program, path: string): Value | null {
  const helper = own(helpers, path) ?? own(helpers, tensorflow1.find(path)?.name ?? path);
  if (helper === undefined) return null;
  const { takes = [], takesMore } = helper;
  return {
    ...tolerant(path, takes, (given) => {
      assertNames(program.recorder, path, given);
      return helper(program, given);
    }),
    ...(takesMore === true ? { takesMore } : {}),
    lost: ({ span }, why) => {
      // What it would do to the graph or to the session is not done.
      if (acting.has(path))
        program.recorder.note(message('an argument of tf.{0} is not known: {1}', path, why.why), span);
      return withoutFormula(why);
    },
  };
}

/** Raises ValueError where a function is given a name that no graph takes. */
export function assertNames({ context, calls }: Recorder, name: string, { positional, named, span }: Arguments): void {
  assertOperationName({ name, args: positional, kwargs: named, span }, context.scope, calls);
}

/** Helpers that are called for what they do. */
const acting = new Set([
  'app.run',
  'set_random_seed',
  'random.set_random_seed',
  'random.set_seed',
  'reset_default_graph',
]);

const addToCollection: Helper = taking(
  anything,
  ({ recorder }, given) => {
    recorder.collections.add(given);
    return none;
  },
  true,
);

/** `tf.add_to_collections`: the value to each of the collections. */
const addToCollections: Helper = taking(
  anything,
  (program, given) => {
    const names = given.named.get('names') ?? given.positional[0] ?? given.more ?? none;
    const value = given.named.get('value') ?? given.positional[1] ?? given.more ?? none;
    for (const name of names.kind === 'str' ? [names] : (itemsOf(names) ?? [names]))
      addToCollection(program, { positional: [name, value], named: new Map(), span: given.span });
    return none;
  },
  true,
);

const getCollection: Helper = ({ recorder }, given) => {
  const key = textOf(given.positional[0] ?? given.named.get('key') ?? none);
  if (key === 'trainable_variables') return trainableVariables(recorder, given);
  if (key === 'variables') return globalVariables(recorder, given);
  return recorder.collections.get(key, given);
};

/** Arguments of `tf.gradients` whose values change no more than the values of the gradients. */
const gradientArguments = [
  0,
  2,
  3,
  4,
  5,
  6,
  7,
  'ys',
  'grad_ys',
  'name',
  'colocate_gradients_with_ops',
  'gate_gradients',
];

/** `tf.gradients`: a list with an output a variable. */
const gradients: Helper = taking(gradientArguments, ({ recorder }, { positional, named, span, called }) => {
  const recordedCall = recorder.record('gradients', positional, named, span, called);
  const variables = positional[1] ?? named.get('xs') ?? none;
  if (recordedCall.kind !== 'tensor') return recordedCall;
  const items = itemsOf(variables);
  return list((items ?? [variables]).map((_, output) => ({ ...recordedCall, output })));
});

/** Functions that return as many tensors as their list has. */
const clipByGlobalNorm: Helper = taking(anything, ({ recorder }, { positional, named, span, called }) => {
  const recorded = recorder.record('clip_by_global_norm', positional, named, span, called);
  const items = itemsOf(positional[0] ?? named.get('t_list') ?? none);
  if (recorded.kind !== 'tensor' || items === null) return recorded;
  // Output 0 is the list: its items are read one by one.
  const clipped = items.map((item, index): Value =>
    item.kind === 'none' ? none : { ...recorded, output: `0.${index}` },
  );
  return tuple([list(clipped), { ...recorded, output: 1 }]);
});

const runMain: Helper = taking([1, 'argv'], (program, { positional, named, span }) => {
  const callee = positional[0] ?? named.get('main') ?? program.main();
  if (callee === null || callee.kind === 'none') return unknown(message('tf.app.run without a main'), span);
  const given = named.get('argv') ?? positional[1] ?? none;
  const words = given.kind === 'none' ? list([str('program')]) : given;
  return program.apply(callee, { positional: [words], named: new Map(), span });
});

/** The length of a tensor along an axis, as far as the calls give it. */
const lengthAlong = ({ positional, named }: Arguments, axisAt: number, recorder: Recorder): number | null => {
  const value = positional[0] ?? named.get('value') ?? none;
  const given = positional[axisAt] ?? named.get('axis') ?? none;
  const axis = given.kind === 'none' ? 0 : asNumber(given);
  const shape = staticShapeOf(recorder.toGraph(value), recorder.calls);
  return axis === null ? null : (shape?.at(axis) ?? null);
};

const unstack = (count: (given: Arguments, recorder: Recorder) => number | null, name: string): Helper =>
  taking(
    anything,
    ({ recorder }, given) => {
      const num = given.named.get('num');
      if (num?.kind === 'unknown') return num;
      const recorded = recorder.recordGiven(name, given);
      const length = given.more === undefined ? count(given, recorder) : null;
      if (recorded.kind !== 'tensor' || length === null) return recorded;
      assertWithin('items', length, given.span);
      return list(Array.from({ length }, (_, output) => ({ ...recorded, output })));
    },
    true,
  );

const parts = (given: Arguments, at: number, name: string): number | null => {
  const value = given.named.get(name) ?? given.positional[at] ?? none;
  return itemsOf(value)?.length ?? asNumber(value);
};

/** Whether a call fills the collection of moving averages. */
function keepsAverages(name: string): boolean {
  return tensorflow1.is(name, 'update') || tensorflow1.findKind(name, 'wrapper')?.meaning.averages === true;
}

const graphOf: Helper = ({ recorder }) => graphContext(recorder, recorder.context.graph);

const seed: Helper = ({ recorder }, { positional: [first], named, span }) => {
  const given = first ?? named.get('seed') ?? none;
  const number = given.kind === 'int' && given.exact !== undefined ? null : asNumber(given);
  if (number === null && given.kind !== 'none') notKnown(message('the seed that {0} is', describe(given)), span);
  recorder.context.seed = number;
  return none;
};

const helpers: Readonly<Record<string, Helper>> = {
  Session: openSession,
  InteractiveSession: taking(
    anything,
    (program, given) => {
      const opened = openSession(program, given);
      if (opened.kind === 'context') opened.enter();
      return opened;
    },
    true,
  ),
  'train.MonitoredTrainingSession': monitoredSession('MonitoredTrainingSession'),
  'train.SingularMonitoredSession': monitoredSession('SingularMonitoredSession'),
  'train.MonitoredSession': monitoredSession('MonitoredSession'),
  'train.global_step': ({ recorder }, { positional: [opened = none, step = none], span }) => {
    const id = opened.kind === 'context' ? (opened.id ?? 0) : recorder.sessions.current;
    const fetched = recorder.toGraph(step);
    const counted = recorder.runLog.output?.stepOf(fetched) ?? null;
    if (counted !== null) return { kind: 'int', value: counted };
    const value = recorder.sessions.countersOf(id).valueOf(fetched);
    if (value === null) return unknown(message('a step that is only known during the run'), span);
    return recorder.sessions.counted(id, fetched, value);
  },
  Graph: ({ recorder }) => graphContext(recorder, recorder.context.openGraph()),
  get_default_graph: graphOf,
  get_default_session: ({ recorder }) => ({
    kind: 'context',
    what: 'session',
    id: recorder.sessions.current,
    enter: () => () => undefined,
  }),
  reset_default_graph: ({ recorder }) => {
    recorder.context.resetGraph();
    return none;
  },
  device: plain,
  init_scope: plain,
  name_scope: nameScope(),
  op_scope: nameScope(true),
  variable_scope: variableScope(),
  variable_op_scope: variableScope(true),
  get_variable_scope: ({ recorder }) => scopeValue(recorder.context.variableScope.path),
  control_dependencies: controlDependencies,
  add_to_collection: addToCollection,
  add_to_collections: addToCollections,
  get_collection: getCollection,
  trainable_variables: ({ recorder }, given) => trainableVariables(recorder, given),
  global_variables: ({ recorder }, given) => globalVariables(recorder, given),
  TensorShape: (_, { positional: [first = none], named, span }) => {
    const lengths = itemsOf(named.get('dims') ?? first);
    const isKnown = lengths?.every(({ kind }) => kind === 'int' || kind === 'none') === true;
    if (!isKnown) return unknown(message('the shape of a tensor'), span);
    return shapeValue(lengths.map((length) => (length.kind === 'int' ? length.value : null)));
  },
  moving_average_variables: ({ recorder }, given) =>
    recorder.calls.some(({ id, name }) => recorder.graphs[id] === recorder.context.graph && keepsAverages(name))
      ? recorder.recordGiven('moving_average_variables', given)
      : list([]),
  'keras.backend.set_value': ({ recorder }, given) => {
    const [variable = none, value = given.more ?? none] = given.positional;
    const assigned = recorder.record('assign', [variable, value], new Map(), given.span, given.called);
    recorder.run(recorder.sessions.current, [assigned], [], given.span);
    return none;
  },
  set_random_seed: seed,
  ...controlHelpers,
  ...queueHelpers,
  ...recordHelpers,
  get_variable: getVariable,
  gradients,
  clip_by_global_norm: clipByGlobalNorm,
  unstack: unstack((given, recorder) => parts(given, 1, 'num') ?? lengthAlong(given, 2, recorder), 'unstack'),
  unpack: unstack((given, recorder) => parts(given, 1, 'num') ?? lengthAlong(given, 2, recorder), 'unstack'),
  split: unstack((given) => parts(given, 1, 'num_or_size_splits'), 'split'),
  'app.run': runMain,
  'contrib.training.HParams': taking(['**'], (_, { named }) => namespaceOf(named)),
  // The library's own: an argument that changes the training and is not modelled.
  'estimator.unsupported': ({ recorder }, { positional: [model = none, argument = none], span }) => {
    const why = message('{0} with {1} is not supported', textOf(model), textOf(argument));
    recorder.note(why, span);
    return unknown(why, span);
  },
  'test.is_gpu_available': taking(anything, () => bool(false), true),
  'summary.FileWriter': taking(anything, () => nothing, true),
};

/** The names of what TensorFlow does on the Python side. */
export const helperNames: readonly string[] = Object.keys(helpers);
