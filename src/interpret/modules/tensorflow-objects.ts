import { lastPart } from '../../base/last-part';
import { message } from '../../base/message';
import type { GraphCall, GraphValue } from '../../base/graph-call';
import { isTrainable, isVariableCall, meaningOfCall, symbolOfCall } from '../../frameworks/tensorflow1/recorded';
import { methodNamed } from '../../frameworks/tensorflow1/catalogue';
import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import { spend } from '../reading';
import { refineShape, type StaticShape, staticShapeOf } from '../static-shape';
import type { Recorder } from '../record/recorder';
import {
  anything,
  type Arguments,
  builtin,
  type BuiltinValue,
  int,
  list,
  none,
  nothing,
  recording,
  str,
  type TensorValue,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { runFetches } from './tensorflow-runs';
import { managedSession } from './tensorflow-sessions';
import { itemsOf, textOf } from '../read-value';

/** Parts of what a call returned that tf1 knows as outputs, rather than as methods. */
const outputs = new Set(['initializer', 'initial_value', 'op', 'graph', 'values', 'indices']);

type TensorMethod = (tensor: TensorValue, recorder: Recorder, span: Span) => BuiltinValue;

/** `tensor.eval()` and `operation.run()`. */
const running =
  (name: string): TensorMethod =>
  (tensor, recorder) =>
    recording(
      name,
      (given) => {
        const feeds = given.named.get('feed_dict') ?? given.positional[0] ?? none;
        return runFetches(sessionIn(given, recorder), tensor, feeds, given, recorder);
      },
      [0, 1, 'feed_dict', 'session'],
    );

/** The session that a method of a tensor is given, else the default one. */
function sessionIn({ positional, named }: Arguments, recorder: Recorder): number {
  const session = named.get('session') ?? positional[1] ?? none;
  if (session.kind === 'unknown')
    recorder.note(message('the session that this is run in: {0}', session.why), session.span);
  return session.kind === 'context' ? (session.id ?? recorder.sessions.current) : recorder.sessions.current;
}

/** Methods that are not recorded as they are. */
const methods: Readonly<Record<string, TensorMethod>> = {
  eval: running('eval'),
  run: running('run'),
  get_shape: (tensor, recorder, span) => builtin('get_shape', () => staticShape(tensor, span, recorder)),
  static_length: (tensor, recorder, span) =>
    builtin('static_length', ({ positional: [axis = int(-1)] }) => staticLength(tensor, axis, recorder, span)),
  fed_length: (tensor, recorder, span) =>
    builtin('fed_length', ({ positional: [axis = int(0)] }) => {
      const at = axis.kind === 'int' ? axis.value : 0;
      const length = recorder.standIns.lengths.lengthOf(recorder.toGraph(tensor), at, recorder.calls);
      return length === null ? unknown(message('a length that feeds do not tell'), span) : int(length);
    }),
  static_rank: (tensor, recorder) =>
    builtin('static_rank', () => {
      const shape = staticShapeOf(recorder.toGraph(tensor), recorder.calls);
      return shape === null ? none : int(shape.length);
    }),
  leading_axes: (tensor, recorder, span) =>
    builtin('leading_axes', () => {
      const shape = staticShapeOf(recorder.toGraph(tensor), recorder.calls);
      return shape === null
        ? recorder.record('Tensor.leading_axes', [tensor], new Map(), span)
        : list(shape.slice(1).map((_, axis) => int(axis)));
    }),
  // As an argument, which the graph knows where the calls alone do not tell it.
  static_dtype: (tensor, recorder, span) =>
    builtin('static_dtype', () => recorder.record('Tensor.static_dtype', [tensor], new Map(), span)),
  set_shape: (tensor, recorder) =>
    builtin('set_shape', ({ positional: [shape = none] }) => {
      const call = recorder.calls[tensor.call];
      const lengths = itemsOf(shape)?.map((length) => (length.kind === 'int' ? length.value : null));
      // Asked first: what is known already stays.
      staticShapeOf(recorder.toGraph(tensor), recorder.calls);
      if (call !== undefined && lengths !== undefined && tensor.output === undefined) refineShape(call, lengths);
      return none;
    }),
  load: (tensor, recorder) =>
    recording(
      'load',
      (given) => {
        const value = given.named.get('value') ?? given.positional[0] ?? given.more ?? none;
        const assigned = recorder.record('Variable.assign', [tensor, value], new Map(), given.span, given.called);
        recorder.run(sessionIn(given, recorder), [assigned], [], given.span);
        return none;
      },
      [0, 1, 'value', 'session'],
    ),
  // Of several workers, that one waits for the others: here there is one.
  make_session_run_hook: () => tolerant('make_session_run_hook', anything, () => nothing),
  get_chief_queue_runner: () => builtin('get_chief_queue_runner', () => nothing),
  get_init_tokens_op: (_, recorder, span) =>
    tolerant('get_init_tokens_op', anything, () => recorder.record('no_op', [], new Map(), span)),
  compute_gradients: (tensor, recorder) =>
    tolerant('compute_gradients', anything, (given) => gradientPairs(tensor, given, recorder)),
};

/** The names of the methods of tensors, variables and optimizers that are not recorded as they are. */
export const tensorMethodNames: readonly string[] = Object.keys(methods);

/** `tensor.name`: a method to be recorded, a part, or something only known during the run. */
export function tensorAttribute(tensor: TensorValue, name: string, span: Span, recorder: Recorder): Value {
  const made = recorder.calls[tensor.call];
  const method = own(methods, name)?.(tensor, recorder, span);
  if (method !== undefined) return method;
  if (methodNamed(name)?.meaning.kind === 'session')
    return tolerant(name, anything, (given) => managedSession(recorder, given));
  switch (name) {
    case 'name':
      // An operation's name has no number of an output.
      return str(tensor.output === 'op' ? nameOf(tensor, recorder) : `${nameOf(tensor, recorder)}:0`);
    case 'shape':
      return staticShape(tensor, span, recorder);
    case 'graph':
      return {
        kind: 'context',
        what: 'graph',
        id: recorder.context.graph,
        enter: () => recorder.context.enterGraph(recorder.context.graph),
      };
    case 'device':
      return str('');
    case 'dtype':
      return dtypeOf(made) ?? unknown(message('the dtype of a tensor'), span);
    case 'op':
      return { ...tensor, output: 'op' };
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
export function nameOf({ call: id }: TensorValue, recorder: Recorder): string {
  const made = recorder.calls[id];
  if (made === undefined) return '';
  const given =
    made.kwargs['name'] ?? (meaningOfCall(made, 'variable')?.isNamedFirst === true ? made.args[0] : undefined);
  // A train op is named after the class of its optimizer.
  const optimizer = /^Optimizer\.(?:minimize|apply_gradients)$/.test(made.name) ? made.args[0] : undefined;
  const named = optimizer?.kind === 'call' ? (recorder.calls[optimizer.id]?.name ?? made.name) : made.name;
  const plain = lastPart(named).replace(optimizer === undefined ? /^$/ : /Optimizer$/, '');
  const own = given?.kind === 'string' ? given.value : plain;
  return made.scope === '' ? own : `${made.scope}/${own}`;
}

/** The length along an axis: a number, or a call that the graph answers while it is built. */
function staticLength(tensor: TensorValue, axis: Value, recorder: Recorder, span: Span): Value {
  const shape = staticShapeOf(recorder.toGraph(tensor), recorder.calls);
  const length = axis.kind === 'int' ? (shape?.at(axis.value) ?? null) : null;
  return length === null ? recorder.record('Tensor.static_length', [tensor, axis], new Map(), span) : int(length);
}

/** A static shape, as far as the calls themselves give it. */
function staticShape(tensor: TensorValue, span: Span, recorder: Recorder): Value {
  const value: GraphValue = recorder.toGraph(tensor);
  const shape = staticShapeOf(value, recorder.calls);
  if (shape === null) return unknown(message('the shape of a tensor'), span);
  return shapeValue(shape);
}

/** A shape as the program has it: a TensorShape. */
export function shapeValue(shape: StaticShape): Value {
  const lengths = shape.map((length) => (length === null ? none : int(length)));
  return {
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

/** The variables that the program has made in its graph so far and left trainable. */
export function trainableVariables(recorder: Recorder, given: Arguments): Value {
  return variables(recorder, given, isTrainable);
}

/** All variables that the program has made in its graph so far. */
export function globalVariables(recorder: Recorder, given: Arguments): Value {
  return variables(recorder, given, () => true);
}

function variables(
  recorder: Recorder,
  { positional, named }: Arguments,
  isWanted: (call: GraphCall) => boolean,
): Value {
  const scope = named.get('scope') ?? (positional[0]?.kind === 'str' && positional.length === 1 ? positional[0] : none);
  const isCollection = positional[1]?.kind === 'str' ? positional[1] : scope;
  const prefix =
    isCollection.kind === 'str' && !/^(?:trainable_)?variables$/.test(isCollection.value) ? textOf(isCollection) : '';
  spend(recorder.calls.length);
  const unique = new Map<string, Value>();
  for (const call of recorder.calls) {
    if (recorder.graphs[call.id] !== recorder.context.graph || !isVariableCall(call) || !isWanted(call)) continue;
    const tensor: TensorValue = { kind: 'tensor', call: call.id };
    const full = nameOf(tensor, recorder);
    // A variable that is asked for again under its name is the same one.
    const key = meaningOfCall(call, 'variable')?.isNamedFirst === true ? full : `${full} ${call.id}`;
    if (full.startsWith(prefix) && !unique.has(key)) unique.set(key, tensor);
  }
  return list([...unique.values()]);
}
