import { message } from '../../base/message';
import type { GraphCall } from '../../base/graph-call';
import { isDefaultName } from '../../frameworks/tensorflow1/graph-names';
import { meaningOfCall } from '../../frameworks/tensorflow1/recorded';
import type { Span } from '../../python/syntax';
import { own } from '../../base/own';
import { assertWithin, PythonError } from '../limits';
import { callBuiltin, holdsUnknown } from '../not-known';
import { spend } from '../reading';
import type { Obstacle } from '../record/notes';
import type { Recorder } from '../record/recorder';
import { staticShapeOf } from '../static-shape';
import { trackedComparison } from '../tracked';
import {
  type Arguments,
  bool,
  builtin,
  type BuiltinValue,
  type ContextValue,
  type DictValue,
  int,
  list,
  none,
  nothing,
  recording,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { nameOf } from './tensorflow-objects';
import { withoutFormula } from '../formula-values';
import { asNumber, describe, itemsOf, textOf } from '../read-value';

// What sessions and graphs have as attributes: `run`, `should_stop`, names of elements.

type Method = (object: ContextValue, recorder: Recorder, span: Span) => BuiltinValue;

const returning =
  (name: string, result: (object: ContextValue) => Value): Method =>
  (object) =>
    builtin(name, () => result(object));

const byName =
  (name: string): Method =>
  (_, recorder, span) =>
    builtin(name, ({ positional: [wanted = none] }) => elementNamed(wanted, recorder, span));

const methods: Readonly<Record<string, Method>> = {
  run: (object, recorder) =>
    recording(
      'run',
      (given) => {
        const fetches = given.positional[0] ?? given.named.get('fetches') ?? none;
        // A session knows what its own graph has under a name.
        const graph = object.attributes?.get('graph');
        const leave =
          graph?.kind === 'context' ? recorder.context.enterGraph(graph.id ?? recorder.context.graph) : () => undefined;
        try {
          const feeds = given.positional[1] ?? given.named.get('feed_dict') ?? none;
          return runFetches(object.id ?? 0, fetches, feeds, given, recorder);
        } finally {
          leave();
        }
      },
      [0, 1, 2, 3, 'fetches', 'feed_dict', 'options', 'run_metadata'],
    ),
  make_callable: (object, recorder) =>
    recording(
      'make_callable',
      (made) => {
        const fetches = made.positional[0] ?? made.named.get('fetches') ?? none;
        const list = made.positional[1] ?? made.named.get('feed_list') ?? none;
        const fed = itemsOf(list) ?? [];
        const missing = made.more ?? holdsUnknown([fetches, list]);
        if (missing !== null) recorder.note(message('what is run: {0}', missing.why), missing.span);
        return recording(
          'make_callable',
          (given) => runFetches(object.id ?? 0, fetches, feedsOf(fed, given.positional), given, recorder),
          fed.map((_, index) => index),
        );
      },
      [0, 1, 'fetches', 'feed_list'],
    ),
  // Not TensorFlow's own: what its Saver, which is written in Python, does to a session.
  save_checkpoint: (object, recorder, span) =>
    tolerant('save_checkpoint', [1], ({ positional: [path = none, step = none] }) => {
      const suffix = stepOfCheckpoint(step, recorder);
      recorder.checkpoints.save(object.id ?? 0, textOf(path), span, textOf(path) + suffix);
      return none;
    }),
  restore_checkpoint: (object, recorder, span) =>
    builtin('restore_checkpoint', ({ positional: [path = none] }) =>
      bool(recorder.checkpoints.restore(object.id ?? 0, textOf(path), span)),
    ),
  as_default: returning('as_default', (object) => object),
  close: returning('close', () => none),
  finalize: returning('finalize', () => none),
  __exit__: returning('__exit__', () => none),
  __enter__: returning('__enter__', (object) => object),
  should_stop: (object, recorder, span) => builtin('should_stop', () => shouldStop(object, recorder, span)),
  get_collection: (_, recorder) =>
    builtin('get_collection', (given) => recorder.collections.get(textOf(given.positional[0] ?? none), given)),
  get_tensor_by_name: byName('get_tensor_by_name'),
  get_operation_by_name: byName('get_operation_by_name'),
  as_graph_element: byName('as_graph_element'),
  get_operations: (_, __, span) => builtin('get_operations', () => unknown(message('get_operations of a graph'), span)),
};

/** What a Saver adds to the name of a checkpoint: the step, where it is given one. It is told where an output is read. */
function stepOfCheckpoint(step: Value, recorder: Recorder): string {
  const { output } = recorder.runLog;
  if (output === null || step.kind === 'none') return '';
  return `-${(step.kind === 'tensor' ? output.stepOf(recorder.toGraph(step)) : asNumber(step)) ?? '…'}`;
}

/** What a callable of a session is called with, as the feeds of its run. */
function feedsOf(fed: readonly Value[], given: readonly Value[]): Value {
  if (fed.length === 0) return none;
  const entries = fed.map((key, index) => [`${index}`, { key, value: given[index] ?? none }] as const);
  return { kind: 'dict', entries: new Map(entries) };
}

/** The names of the methods of sessions and graphs, as far as they are modelled. */
export const contextMethodNames: readonly string[] = Object.keys(methods);

/** `session.name`, and what other contexts have. */
export function sessionAttribute(object: ContextValue, name: string, span: Span, recorder: Recorder): Value {
  return object.attributes?.get(name) ?? own(methods, name)?.(object, recorder, span) ?? nothing;
}

function shouldStop(object: ContextValue, recorder: Recorder, span: Span): Value {
  if (object.lastStep === null || object.lastStep === undefined) return bool(false);
  const step = recorder.globalStep();
  const counted = step === null ? null : (recorder.runLog.output?.stepOf(step) ?? null);
  if (counted !== null) return bool(counted >= object.lastStep);
  const value = step === null ? null : recorder.sessions.countersOf(object.id ?? 0).valueOf(step);
  if (step === null || value === null) return unknown(message('whether the session should stop'), span);
  const [now, last] = [recorder.sessions.counted(object.id ?? 0, step, value), int(object.lastStep)];
  return trackedComparison('>=', now, last) ?? bool(value.value >= object.lastStep);
}

/** What stands in the graph under a name: `name:0`, or an operation by its name alone. */
function elementNamed(wanted: Value, recorder: Recorder, span: Span): Value {
  if (wanted.kind !== 'str') return wanted;
  const name = wanted.value.replace(/:\d+$/, '');
  const output = Number(/:([1-9]\d*)$/.exec(wanted.value)?.[1] ?? 0);
  spend(recorder.calls.length);
  const own = recorder.calls.filter(({ id }) => recorder.graphs[id] === recorder.context.graph);
  const found =
    own.find(({ id }) => nameOf({ kind: 'tensor', call: id }, recorder) === name) ?? elementOfType(name, own);
  if (found === undefined) return unknown(message('what is named {0} in the graph', name), span);
  return output === 0 ? { kind: 'tensor', call: found.id } : { kind: 'tensor', call: found.id, output };
}

/** What TensorFlow names after its type: the first of a scope by that alone, the next ones with a number. */
function elementOfType(name: string, calls: readonly GraphCall[]): GraphCall | undefined {
  const [, plain = name, number = '0'] = /^(.*?)(?:_(\d+))?$/.exec(name) ?? [];
  const below = calls.filter(
    ({ scope, name: called }) =>
      (scope === '' || plain.startsWith(`${scope}/`)) &&
      isDefaultName(scope === '' ? plain : plain.slice(scope.length + 1), called),
  );
  return below[Number(number)];
}

/** Records a run of fetches in any nesting; the values, of the same nesting, are only known during the run. */
export function runFetches(
  session: number,
  given: Value,
  feeds: Value,
  { span, more }: Arguments,
  recorder: Recorder,
): Value {
  const fetches = named(given, recorder, span);
  const flat: Value[] = [];
  flatten(fetches, flat, span);
  // It may be what trains.
  const missing = more ?? holdsUnknown(flat);
  if (missing !== null && missing.formula === undefined)
    recorder.note(message('what is run: {0}', missing.why), missing.span);
  const fed = feeds.kind === 'dict' ? fedBy(feeds, recorder, span) : [];
  const unfed = unfedBy(feeds, span);
  if (unfed !== undefined) recorder.note(message('what is fed: {0}', unfed.why), unfed.span);
  if (flat.length > 0) recorder.run(session, flat, fed, span, unfed);
  return shapedLike(fetches, session, span, recorder);
}

type Feed = readonly [placeholder: Value, value: Value];

/** What a dictionary feeds, tensor by tensor: a key in any nesting is fed a value of the same one. */
function fedBy({ entries }: DictValue, recorder: Recorder, span: Span): Feed[] {
  return [...entries.values()].flatMap(({ key, value }) => {
    const keys: Value[] = [];
    flatten(key, keys, span);
    let values: Value[] = [];
    if (value.kind === 'unknown' || itemsOf(key) === null)
      values = keys.map(() => (keys.length === 1 ? value : withoutFormula(value)));
    else flatten(value, values, span);
    if (keys.length !== values.length)
      throw new PythonError(
        'ValueError',
        `could not flatten dictionary: the key had ${keys.length} elements, but the value had ${values.length}`,
        span,
      );
    return keys.flatMap((one, index): Feed[] => {
      const feed: Feed = [elementNamed(one, recorder, span), values[index] ?? none];
      return isLeftOut(feed, recorder, span) ? [] : [feed];
    });
  });
}

/** A tensor with a value of its own, such as a state of zeros, keeps it where what it is fed is only known during the run. */
function isLeftOut([tensor, value]: Feed, recorder: Recorder, span: Span): boolean {
  if (tensor.kind !== 'tensor' || value.kind !== 'unknown' || recorder.feeds.fedAgain(value) !== null) return false;
  const call = recorder.calls[tensor.call];
  const rank = staticShapeOf(recorder.toGraph(tensor), recorder.calls)?.length ?? 0;
  if (call === undefined || rank === 0 || meaningOfCall(call, 'placeholder') !== null) return false;
  recorder.note(message('what is fed: {0}', value.why), span);
  return true;
}

/** Why it is not known what is fed, where it is not. */
function unfedBy(feeds: Value, span: Span): Obstacle | undefined {
  if (feeds.kind === 'unknown') return feeds;
  return feeds.kind === 'dict' || feeds.kind === 'none' ? undefined : { why: describe(feeds), span };
}

/** Fetches with what they name in the place of names. */
function named(value: Value, recorder: Recorder, span: Span): Value {
  if (value.kind === 'str') return elementNamed(value, recorder, span);
  if (value.kind !== 'list' && value.kind !== 'tuple') return value;
  if (!value.items.some(({ kind }) => kind === 'str')) return value;
  return { kind: value.kind, items: value.items.map((item) => named(item, recorder, span)) };
}

/** Collects what fetches in any nesting hold. */
function flatten(value: Value, into: Value[], span: Span): void {
  spend(1);
  const items = value.kind === 'dict' ? [...value.entries.values()].map((entry) => entry.value) : itemsOf(value);
  if (value.kind !== 'str' && items !== null) for (const item of items) flatten(item, into, span);
  else if (value.kind !== 'none') into.push(value);
  assertWithin('items', into.length, span);
}

function shapedLike(value: Value, session: number, span: Span, recorder: Recorder): Value {
  spend(8);
  const inner = (item: Value): Value => shapedLike(item, session, span, recorder);
  if (value.kind === 'list') return list(value.items.map(inner));
  if (value.kind === 'tuple') return tuple(value.items.map(inner));
  if (value.kind === 'instance' && value.class === null && value.items !== undefined) {
    // A named tuple.
    const fields = [...value.attributes].filter(([, field]) => value.items?.().includes(field) === true);
    const replace = value.attributes.get('_replace');
    if (replace?.kind === 'builtin')
      return callBuiltin(replace, {
        positional: [],
        named: new Map(fields.map(([name, field]) => [name, inner(field)])),
        span,
      });
  }
  if (value.kind === 'dict') {
    const entries = [...value.entries].map(
      ([key, entry]) => [key, { key: entry.key, value: inner(entry.value) }] as const,
    );
    return { kind: 'dict', entries: new Map(entries) };
  }
  if (value.kind === 'tensor') {
    const printed = recorder.runLog.output?.fetchedOf(recorder.toGraph(value), span) ?? null;
    if (printed !== null) return printed;
    const element = value.output === undefined ? recorder.elements.fedValue(value.call) : null;
    if (element !== null) return element;
    const fetched = recorder.toGraph(value);
    const number = recorder.sessions.countersOf(session).fetched(fetched);
    if (number !== null) return recorder.sessions.counted(session, fetched, number);
    return recorder.slots.observation(value, span);
  }
  return unknown(message('a value that is only known during the run'), span);
}
