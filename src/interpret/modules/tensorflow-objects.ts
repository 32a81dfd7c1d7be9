import type { GraphCall, GraphValue } from '../../base/graph-call';
import { isTrainable, isVariableCall, meaningOfCall, symbolOfCall } from '../../frameworks/tensorflow1/recorded';
import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import { assertWithin } from '../limits';
import { spend } from '../reading';
import { staticShapeOf } from '../static-shape';
import type { Recorder } from '../recorder';
import { trackedComparison } from '../tracked';
import {
  type Arguments,
  bool,
  builtin,
  type ContextValue,
  int,
  itemsOf,
  list,
  none,
  nothing,
  recording,
  str,
  type TensorValue,
  textOf,
  tuple,
  unknown,
  type Value,
} from '../values';

/** Parts of what a call returned that tf1 knows as outputs, rather than as methods. */
const outputs = new Set(['initializer', 'op', 'graph', 'values', 'indices']);

/** `tensor.name`: a method to be recorded, a part, or something only known during the run. */
export function tensorAttribute(tensor: TensorValue, name: string, span: Span, recorder: Recorder): Value {
  const made = recorder.calls[tensor.call];
  switch (name) {
    case 'eval':
    case 'run':
      return recording(name, (given) => {
        const feeds = given.named.get('feed_dict') ?? given.positional[0] ?? none;
        return runFetches(recorder.currentSession, tensor, feeds, given, recorder);
      });
    case 'name':
      return str(`${nameOf(tensor, recorder)}:0`);
    case 'get_shape':
      return builtin(name, () => staticShape(tensor, span, recorder));
    case 'shape':
      return staticShape(tensor, span, recorder);
    case 'set_shape':
    case 'load':
      return builtin(name, () => none);
    case 'graph':
      return { kind: 'context', what: 'graph', id: recorder.graph, enter: () => recorder.enterGraph(recorder.graph) };
    case 'device':
      return str('');
    case 'dtype':
      return dtypeOf(made) ?? unknown('the dtype of a tensor', span);
    case 'op':
      return { ...tensor, output: 'op' };
    case 'compute_gradients':
      return recording(name, (given) => gradientPairs(tensor, given, recorder));
    default:
      if (outputs.has(name)) return { ...tensor, output: name };
      return recording(name, (given) =>
        recorder.recordGiven(`${receiverOf(made)}.${name}`, { ...given, positional: [tensor, ...given.positional] }),
      );
  }
}

/** The class whose method is called, by what made the object. */
function receiverOf(made: GraphCall | undefined): string {
  if (made === undefined) return 'Tensor';
  switch (symbolOfCall(made)?.meaning.kind) {
    case 'optimizer':
    case 'wrapper':
      return 'Optimizer';
    case 'average':
      return 'ExponentialMovingAverage';
    case 'variable':
    case 'step':
      return 'Variable';
    default:
      return 'Tensor';
  }
}

function dtypeOf(made: GraphCall | undefined): Value | null {
  const at: Readonly<Record<string, number>> = { placeholder: 0, cast: 1, get_variable: 2, constant: 1 };
  const place = own(at, made?.name ?? '');
  const given = made?.kwargs['dtype'] ?? (place === undefined ? undefined : made?.args[place]);
  return given?.kind === 'dtype' ? given : null;
}

/** The name of a variable or operation, without what makes it unique. */
export function nameOf({ call: id, output }: TensorValue, recorder: Recorder): string {
  const made = recorder.calls[id];
  if (made === undefined) return '';
  if (made.name === 'trainable_variables' || made.name === 'global_variables') {
    const found = typeof output === 'number' ? variableNames(recorder, made.name, id)[output] : undefined;
    if (found !== undefined) return found;
  }
  const given =
    made.kwargs['name'] ?? (meaningOfCall(made, 'variable')?.isNamedFirst === true ? made.args[0] : undefined);
  // A train op is named after the class of its optimizer.
  const optimizer = /^Optimizer\.(?:minimize|apply_gradients)$/.test(made.name) ? made.args[0] : undefined;
  const named = optimizer?.kind === 'call' ? (recorder.calls[optimizer.id]?.name ?? made.name) : made.name;
  const plain = named.slice(named.lastIndexOf('.') + 1).replace(optimizer === undefined ? /^$/ : /Optimizer$/, '');
  const own = given?.kind === 'string' ? given.value : plain;
  return made.scope === '' ? own : `${made.scope}/${own}`;
}

/** A static shape, as far as the calls themselves give it. */
function staticShape(tensor: TensorValue, span: Span, recorder: Recorder): Value {
  const value: GraphValue = recorder.toGraph(tensor);
  const shape = staticShapeOf(value, recorder.calls);
  if (shape === null) return unknown('the shape of a tensor', span);
  const lengths = shape.map((length) => (length === null ? none : int(length)));
  const made: Value = {
    kind: 'instance',
    class: null,
    attributes: new Map<string, Value>([
      ['as_list', builtin('as_list', () => list(lengths))],
      ['ndims', int(shape.length)],
      ['dims', list(lengths)],
      ['rank', int(shape.length)],
      [
        'num_elements',
        builtin('num_elements', () =>
          shape.includes(null) ? none : int(shape.reduce<number>((size, length) => size * (length ?? 1), 1)),
        ),
      ],
    ]),
    items: () => lengths,
  };
  return made;
}

/** `compute_gradients` gives a pair a variable: outputs `0.0`, `1.0`, … of one recorded call are the gradients. */
function gradientPairs(optimizer: TensorValue, given: Arguments, recorder: Recorder): Value {
  const { positional, named, span, called } = given;
  const recorded = recorder.record('Optimizer.compute_gradients', [optimizer, ...positional], named, span, called);
  const chosen = named.get('var_list') ?? positional[1] ?? none;
  const variables = chosen.kind === 'none' ? trainableVariables(recorder, given) : chosen;
  const items = itemsOf(variables);
  if (recorded.kind !== 'tensor' || items === null) return recorded;
  return list(items.map((variable, index) => tuple([{ ...recorded, output: `${index}.0` }, variable])));
}

/** How many variables a function of layers makes, and their names within its scope. */
const layers: Readonly<Record<string, readonly string[]>> = {
  dense: ['kernel', 'bias'],
  conv2d: ['kernel', 'bias'],
  batch_normalization: ['gamma', 'beta'],
  fully_connected: ['weights', 'biases'],
};

/** Names of the variables that were made before a call, in order. */
function variableNames(recorder: Recorder, which: string, before = recorder.calls.length): string[] {
  const counts = new Map<string, number>();
  const unique = (name: string): string => {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  };
  spend(before);
  return recorder.calls.slice(0, before).flatMap((call) => {
    if (recorder.graphs[call.id] !== recorder.graph) return [];
    const trainable = call.kwargs['trainable'];
    const isFixed = trainable?.kind === 'bool' && !trainable.value;
    if (isVariableCall(call)) {
      if (which === 'trainable_variables' && !isTrainable(call)) return [];
      const plain = nameOf({ kind: 'tensor', call: call.id }, recorder);
      return [call.name === 'Variable' ? unique(plain) : plain];
    }
    const made = own(layers, call.name.slice(call.name.lastIndexOf('.') + 1));
    if (made === undefined || !/layers/.test(call.name)) return [];
    const scope = unique(nameOf({ kind: 'tensor', call: call.id }, recorder));
    const hasBias = !(call.kwargs['use_bias']?.kind === 'bool' && !call.kwargs['use_bias'].value);
    return isFixed ? [] : made.filter((name) => hasBias || !/^bias/.test(name)).map((name) => `${scope}/${name}`);
  });
}

/** The variables that the program has made in its graph so far and left trainable. */
export function trainableVariables(recorder: Recorder, given: Arguments): Value {
  return variables(recorder, 'trainable_variables', given, isTrainable);
}

/** All variables that the program has made in its graph so far. */
export function globalVariables(recorder: Recorder, given: Arguments): Value {
  return variables(recorder, 'global_variables', given, () => true);
}

function variables(
  recorder: Recorder,
  name: string,
  { positional, named, span, called }: Arguments,
  isWanted: (call: GraphCall) => boolean,
): Value {
  const scope = named.get('scope') ?? (positional[0]?.kind === 'str' && positional.length === 1 ? positional[0] : none);
  const isCollection = positional[1]?.kind === 'str' ? positional[1] : scope;
  const prefix =
    isCollection.kind === 'str' && !/^(?:trainable_)?variables$/.test(isCollection.value) ? textOf(isCollection) : '';
  spend(recorder.calls.length);
  const own = recorder.calls.filter(({ id }) => recorder.graphs[id] === recorder.graph);
  const made = own.filter(isVariableCall);
  const isPlain = !own.some(
    (call) => /layers\.\w+$/.test(call.name) && Object.hasOwn(layers, call.name.slice(call.name.lastIndexOf('.') + 1)),
  );
  const unique = new Map<string, Value>();
  if (isPlain) {
    for (const call of made.filter(isWanted)) {
      const tensor: TensorValue = { kind: 'tensor', call: call.id };
      const full = nameOf(tensor, recorder);
      // A variable that is asked for again under its name is the same one.
      const key = meaningOfCall(call, 'variable')?.isNamedFirst === true ? full : `${full} ${call.id}`;
      if (full.startsWith(prefix) && !unique.has(key)) unique.set(key, tensor);
    }
    return list([...unique.values()]);
  }
  const names = variableNames(recorder, name);
  const recorded = recorder.record(name, [], new Map(), span, called);
  if (recorded.kind !== 'tensor') return recorded;
  return list(names.flatMap((own0, output) => (own0.startsWith(prefix) ? [{ ...recorded, output }] : [])));
}

/** `session.name`, and what other contexts have. */
export function sessionAttribute(object: ContextValue, name: string, span: Span, recorder: Recorder): Value {
  const own = object.attributes?.get(name);
  if (own !== undefined) return own;
  const id = object.id ?? 0;
  switch (name) {
    case 'run':
      return recording(name, (given) => {
        const fetches = given.positional[0] ?? given.named.get('fetches') ?? none;
        // A session knows what its own graph has under a name.
        const graph = object.attributes?.get('graph');
        const leave = graph?.kind === 'context' ? recorder.enterGraph(graph.id ?? recorder.graph) : () => undefined;
        try {
          return runFetches(id, fetches, given.positional[1] ?? given.named.get('feed_dict') ?? none, given, recorder);
        } finally {
          leave();
        }
      });
    case 'as_default':
      return builtin(name, () => object);
    case 'close':
    case 'finalize':
    case '__exit__':
      return builtin(name, () => none);
    case '__enter__':
      return builtin(name, () => object);
    case 'should_stop':
      return builtin(name, () => {
        if (object.lastStep === null || object.lastStep === undefined) return bool(false);
        const step = recorder.globalStep();
        const value = step === null ? null : recorder.countersOf(id).valueOf(step);
        if (step === null || value === null) return unknown('whether the session should stop', span);
        const [now, last] = [recorder.counted(id, step, value), int(object.lastStep)];
        return trackedComparison('>=', now, last) ?? bool(value >= object.lastStep);
      });
    case 'get_collection':
      return builtin(name, (given) => recorder.collection(textOf(given.positional[0] ?? none), given));
    case 'get_tensor_by_name':
    case 'get_operation_by_name':
    case 'as_graph_element':
      return builtin(name, ({ positional: [wanted = none] }) => elementNamed(wanted, recorder, span));
    case 'get_operations':
      return builtin(name, () => unknown(`${name} of a graph`, span));
    default:
      return nothing;
  }
}

/** What stands in the graph under a name: `name:0`, or an operation by its name alone. */
function elementNamed(wanted: Value, recorder: Recorder, span: Span): Value {
  if (wanted.kind !== 'str') return wanted;
  const name = wanted.value.replace(/:\d+$/, '');
  const output = Number(/:([1-9]\d*)$/.exec(wanted.value)?.[1] ?? 0);
  spend(recorder.calls.length);
  const found = recorder.calls.find(({ id }) => {
    if (recorder.graphs[id] !== recorder.graph) return false;
    return nameOf({ kind: 'tensor', call: id }, recorder) === name;
  });
  if (found === undefined) return unknown(`what is named ${name} in the graph`, span);
  return output === 0 ? { kind: 'tensor', call: found.id } : { kind: 'tensor', call: found.id, output };
}

/** Records a run of fetches in any nesting; the values, of the same nesting, are only known during the run. */
function runFetches(session: number, given: Value, feeds: Value, { span }: Arguments, recorder: Recorder): Value {
  const fetches = named(given, recorder, span);
  const flat: Value[] = [];
  flatten(fetches, flat, span);
  const fed =
    feeds.kind === 'dict'
      ? [...feeds.entries.values()].map(({ key, value }) => [elementNamed(key, recorder, span), value] as const)
      : [];
  if (feeds.kind === 'unknown') recorder.note(`what is fed: ${feeds.why}`, feeds.span);
  if (flat.length > 0) recorder.run(session, flat, fed, span);
  return shapedLike(fetches, session, span, recorder);
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
  if (value.kind === 'dict') {
    const entries = [...value.entries].map(
      ([key, entry]) => [key, { key: entry.key, value: inner(entry.value) }] as const,
    );
    return { kind: 'dict', entries: new Map(entries) };
  }
  if (value.kind === 'tensor') {
    const element = value.output === undefined ? recorder.fedValue(value.call) : null;
    if (element !== null) return { kind: 'array', array: element };
    const fetched = recorder.toGraph(value);
    const number = recorder.countersOf(session).valueOf(fetched);
    if (number !== null) return recorder.counted(session, fetched, number);
    return recorder.observation(value, span);
  }
  return unknown('a value that is only known during the run', span);
}
