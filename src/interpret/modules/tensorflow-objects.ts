import type { GraphCall } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import type { Recorder } from '../recorder';
import {
  type Arguments,
  builtin,
  int,
  itemsOf,
  list,
  none,
  str,
  type TensorValue,
  tuple,
  unknown,
  type Value,
} from '../values';

/** Parts of what a call returned that tf1 knows as outputs, rather than as methods. */
const outputs = new Set(['initializer', 'initialized_value', 'op', 'graph']);

/** `tensor.name`: a method to be recorded, a part, or something only known during the run. */
export function tensorAttribute(tensor: TensorValue, name: string, span: Span, recorder: Recorder): Value {
  const made = recorder.calls[tensor.call];
  switch (name) {
    case 'eval':
    case 'run':
      return builtin(name, (given) =>
        runFetches(tensor, given.named.get('feed_dict') ?? given.positional[0] ?? none, given, recorder),
      );
    case 'name':
      return str(`${made?.scope ?? ''}${made?.name ?? ''}:0`);
    case 'get_shape':
      return builtin(name, () => staticShape(made, span));
    case 'shape':
      return staticShape(made, span);
    case 'set_shape':
      return builtin(name, () => none);
    case 'dtype':
    case 'device':
      return unknown(`the ${name} of a tensor`, span);
    case 'compute_gradients':
      return builtin(name, (given) => gradientPairs(tensor, given, recorder));
    default:
      if (outputs.has(name) && name !== 'initialized_value') return { ...tensor, output: name };
      return builtin(name, ({ positional, named, span: at, called }) =>
        recorder.record(`${receiverOf(made)}.${name}`, [tensor, ...positional], named, at, called),
      );
  }
}

/** The class whose method is called, by what made the object. */
function receiverOf(made: GraphCall | undefined): string {
  if (made === undefined) return 'Tensor';
  if (/Optimizer$/.test(made.name)) return 'Optimizer';
  if (/ExponentialMovingAverage$/.test(made.name)) return 'ExponentialMovingAverage';
  return /(?:^|\.)(?:Variable|get_variable|\w*global_step)$/.test(made.name) ? 'Variable' : 'Tensor';
}

/** The shape of a placeholder or variable whose lengths the call itself gives. */
function staticShape(made: GraphCall | undefined, span: Span): Value {
  const at = made?.name === 'placeholder' || made?.name === 'get_variable' ? 1 : 0;
  const given = made?.kwargs['shape'] ?? made?.args[at];
  if (given?.kind !== 'list') return unknown('the shape of a tensor', span);
  return tuple(given.items.map((length) => (length.kind === 'int' ? int(length.value) : none)));
}

/** `compute_gradients` gives a pair a variable: outputs `0.0`, `0.1`, `1.0`, … of one recorded call. */
function gradientPairs(optimizer: TensorValue, { positional, named, span }: Arguments, recorder: Recorder): Value {
  const recorded = recorder.record('Optimizer.compute_gradients', [optimizer, ...positional], named, span);
  const given = named.get('var_list') ?? positional[1];
  const variables =
    given === undefined || given.kind === 'none' ? trainableVariables(recorder) : (itemsOf(given) ?? []);
  if (recorded.kind !== 'tensor') return recorded;
  return list(variables.map((variable, index) => tuple([{ ...recorded, output: index }, variable])));
}

/** The variables that the program has made so far and left trainable. */
export function trainableVariables(recorder: Recorder): TensorValue[] {
  return recorder.calls.flatMap((call): TensorValue[] => {
    if (call.name !== 'Variable' && call.name !== 'get_variable') return [];
    const trainable = call.kwargs['trainable'] ?? (call.name === 'Variable' ? call.args[1] : call.args[5]);
    return trainable?.kind === 'bool' && !trainable.value ? [] : [{ kind: 'tensor', call: call.id }];
  });
}

/** `session.name`. */
export function sessionAttribute(object: Value, name: string, span: Span, recorder: Recorder): Value {
  switch (name) {
    case 'run':
      return builtin(name, (given) => {
        const fetches = given.positional[0] ?? given.named.get('fetches') ?? none;
        return runFetches(fetches, given.positional[1] ?? given.named.get('feed_dict') ?? none, given, recorder);
      });
    case 'as_default':
      return builtin(name, () => object);
    case 'close':
    case 'finalize':
      return builtin(name, () => none);
    case 'should_stop':
      return builtin(name, () => ({ kind: 'bool', value: false }));
    default:
      return unknown(`${name} of a session or graph`, span);
  }
}

/** Records a run of fetches in any nesting; the values, of the same nesting, are only known during the run. */
function runFetches(fetches: Value, feeds: Value, { span }: Arguments, recorder: Recorder): Value {
  const flat = flatten(fetches);
  const fed = feeds.kind === 'dict' ? [...feeds.entries.values()].map(({ key, value }) => [key, value] as const) : [];
  if (feeds.kind === 'unknown') recorder.note(`what is fed: ${feeds.why}`, feeds.span);
  if (flat.length > 0) recorder.run(flat, fed, span);
  return shapedLike(fetches, span);
}

function flatten(value: Value): Value[] {
  if (value.kind === 'dict') return [...value.entries.values()].flatMap((entry) => flatten(entry.value));
  const items = value.kind === 'str' ? null : itemsOf(value);
  if (items !== null) return items.flatMap(flatten);
  return value.kind === 'none' ? [] : [value];
}

function shapedLike(value: Value, span: Span): Value {
  if (value.kind === 'list') return list(value.items.map((item) => shapedLike(item, span)));
  if (value.kind === 'tuple') return tuple(value.items.map((item) => shapedLike(item, span)));
  return unknown('a value that is only known during the run', span);
}
