import { methodNamed } from '../../frameworks/tensorflow1/catalogue';
import type { Call } from '../../python/syntax';
import { allArguments, argument, argumentOf, traceOfArguments } from '../walk/arguments';
import { callOnUnknown, callOptimizerMethod, callSchedulerMethod } from '../clocks/clock-calls';
import { callTransformMethod } from '../clocks/transform-calls';
import { noteModel } from '../clocks/keras-calls';
import { enterLambdas, release, releaseValue } from '../walk/release';
import { callContainer } from '../walk/containers';
import { readStep } from './dependents';
import { noteMovedAttribute } from '../walk/feed';
import type { Frame } from '../values/frame';
import { attributeOf } from '../walk/attributes';
import { callRun } from './runs';
import { isInOptimizer, looksLikeOptimizer } from './optimizer-guess';
import { callTraining, type Trainer } from './training';
import {
  type Arguments,
  mergeTraces,
  noTrace,
  optionsOf,
  type Trace,
  traceOf,
  unknown,
  unknownOf,
  type Value,
} from '../values/values';
import { ListValue } from '../values/mutable-values';
import { assertsEquality, noteAsserted } from './asserted';
import { byName, listCollection } from './handles';
import { movesOf } from './moving-methods';
import { moveBy, moveUnknown } from './variables';
import type { World } from '../walk/world';
import { removalOf } from './remove-argument';
import type { CallSite } from './call-site';

/** Whether a variable's method of that name gives the variable again. */
function givesVariable(name: string): boolean {
  const meaning = methodNamed(name)?.meaning;
  return meaning?.kind === 'operation' && meaning.scalar?.isIdentity === true;
}

/** Parts of a variable that are not its value. */
const notRead = new Set(['initializer', 'name', 'dtype', 'shape', 'graph', 'device', 'get_shape', 'set_shape']);

function isAnyOf(receiver: Value): boolean {
  return receiver.kind === 'union' && receiver.options.some(({ kind }) => kind === 'variable');
}

/** Calls a method of a value that is no function of the program's own. */
// eslint-disable-next-line max-lines-per-function -- one case for each kind of value
export function callMethod(world: World, receiver: Value, name: string, { args, node, frame }: CallSite): Value {
  const object = node.callee.kind === 'Attribute' ? node.callee.object : null;
  if (receiver.kind === 'scheduler') return callSchedulerMethod(world, receiver.scheduler, name, { args, node, frame });
  if (receiver.kind === 'stepped-optimizer')
    return callOptimizerMethod(world, receiver.optimizer, name, { args, node, frame });
  if (receiver.kind === 'transform') return callTransformMethod(world, receiver, name, { args, node, frame });
  const clock = world.clocks.isWatching ? callOnUnknown(world, receiver, name, { args, node, frame }) : null;
  if (clock !== null) return clock;
  if (name === 'minimize' || name === 'apply_gradients') return train(world, receiver, name, { args, node, frame });
  if (name === 'run' || name === 'eval') return callRun(world, receiver, name, { args, node, frame });
  if (
    movesOf(name) !== null &&
    object !== null &&
    (receiver.kind === 'variable' || isAnyOf(receiver) || receiver.kind === 'bound' || receiver.kind === 'unknown')
  ) {
    if (receiver.kind === 'variable' || receiver.kind === 'union')
      return moveBy(world, node, frame, {
        target: receiver,
        value: args.positional[0] ?? args.named.get('value') ?? null,
        targetNode: object,
      });
    noteMovedAttribute(world, receiver, object);
    const isHandle = receiver.kind === 'unknown' && receiver.isHandle === true;
    if (isHandle || (world.takesHandles && movesOf(name) !== 'sets')) moveUnknown(world, node, frame, receiver);
  }
  if (name === 'compile' || name === 'fit') noteModel(world, name, { args, node, frame });
  if (isSessionMaker(receiver, name)) return { kind: 'session' };
  const handle = handleOf(world, name, args, node, frame);
  if (handle !== null) return handle;
  const consumed = consume(world, name, args, node, frame);
  if (consumed) return unknown;
  switch (receiver.kind) {
    case 'list':
    case 'dict':
    case 'string':
      return callContainer(world, receiver, name, args);
    case 'variable':
      if (givesVariable(name)) return receiver;
      return notRead.has(name) ? unknown : { kind: 'tensor', trace: traceOf(receiver), atStart: null };
    case 'graph':
      return graphMethod(receiver, name);
    case 'session':
      if (name === 'make_callable')
        return { kind: 'partial', callee: { kind: 'bound', receiver, name: 'run' }, args, site: null };
      return name === 'as_default' ? receiver : unknown;
    case 'average':
      return name === 'apply'
        ? {
            kind: 'tensor',
            trace: mergeTraces(receiver.trace, { ...noTrace, moves: world.controlMoves, trains: world.controlTrains }),
            atStart: null,
          }
        : unknown;
    case 'optimizer':
      return name.endsWith('gradients') ? gradientsOf(args) : unknownOf(traceOfArguments(args));
    case 'keras-optimizer':
    case 'none':
    case 'number':
    case 'bool':
    case 'clock-object':
      return unknownOf(traceOfArguments(args));
    case 'tensor':
      return notRead.has(name)
        ? unknown
        : { kind: 'tensor', trace: mergeTraces(receiver.trace, traceOfArguments(args)), atStart: null };
    case 'super':
      return superMethod(world, receiver.self, args);
    case 'tensorflow':
    case 'foreign':
    case 'module':
    case 'class':
    case 'function':
    case 'instance':
    case 'union':
    case 'partial':
    case 'unknown':
    case 'bound':
      return unknownMethod(world, receiver, name, { args, node, frame });
  }
}

/** Pairs of a gradient, which reads what the loss reads, and a variable. */
function gradientsOf(args: Arguments): Value {
  const { reads, mayRead, trains } = traceOfArguments(args);
  const gradient: Value = { kind: 'tensor', trace: { reads, mayRead, trains, moves: [] }, atStart: null };
  return new ListValue([new ListValue([gradient, unknown], false)], true);
}

const keeping = new Set(['append', 'extend', 'insert', 'setdefault']);

function unknownMethod(world: World, receiver: Value, name: string, { args, node, frame }: CallSite): Value {
  if (receiver.kind === 'unknown' && receiver.maybe !== undefined) {
    const maybe = attributeOf(world, receiver.maybe, name, node, frame);
    const { trace } = unknownOf(mergeTraces(traceOf(receiver), traceOfArguments(args)));
    return { kind: 'unknown', trace, maybe: world.callValue(maybe, args, node, frame) };
  }
  if (assertsEquality(name)) noteAsserted(world, args.positional);
  // `assert_called`, `compile`, …: an unknown object may move the variables that it is passed. A list keeps them, a graph's own method too.
  if (keeping.has(name) || methodNamed(name) !== null) for (const value of allArguments(args)) releaseValue(value, 0);
  else release(world, args);
  enterLambdas(world, args, node, frame);
  return unknownOf(mergeTraces(traceOf(receiver), traceOfArguments(args)));
}

/** Whether a method of a Supervisor or a SessionManager gives a session. */
function isSessionMaker({ kind }: Value, name: string): boolean {
  return (
    (kind === 'unknown' || kind === 'tensor' || kind === 'foreign' || kind === 'bound') &&
    methodNamed(name)?.meaning.kind === 'session'
  );
}

/** What a graph gives for a name or a key. */
function handleOf(world: World, name: string, args: Arguments, node: Call, frame: Frame): Value | null {
  const meaning = methodNamed(name)?.meaning;
  if (meaning?.kind !== 'collection' || meaning.does === 'add') return null;
  return meaning.does === 'list'
    ? listCollection(world, meaning, args, node, frame)
    : byName(world, args.positional[0] ?? args.named.get('name'), node, frame);
}

/** A method of a base class that is not known. */
function superMethod(world: World, self: Value, args: Arguments): Value {
  release(world, args);
  return unknownOf(mergeTraces(traceOf(self), traceOfArguments(args)));
}

function graphMethod(receiver: Value, name: string): Value {
  return name === 'as_default' ? receiver : unknown;
}

function train(
  world: World,
  receiver: Value,
  name: 'minimize' | 'apply_gradients',
  { args, node, frame }: CallSite,
): Value {
  const known = receiver.kind === 'unknown' && receiver.maybe !== undefined ? receiver.maybe : receiver;
  const options = optionsOf(known);
  const keras = options.find((option) => option.kind === 'keras-optimizer');
  const optimizers = options.filter((option) => option.kind === 'optimizer');
  const [first] = optimizers;
  if (keras !== undefined && first === undefined)
    return options.length === 1 ? trainKeras(world, keras.name, name, { args, node, frame }) : unknown;
  // Of a Keras optimizer and one of TensorFlow 1, the arguments say whose call this is.
  if (keras !== undefined && isKerasCall(args, node)) return unknown;
  if (first !== undefined) {
    // One of several that the program has: what any of their rates reads is to be moved.
    const rate = optimizers.reduce<Trace>((all, { trace }) => mergeTraces(all, trace), noTrace);
    const isDropping = optimizers.every(({ stepUse }) => stepUse === 'drops');
    // Of a wrapper that is not known, only what it wraps is: it may count where that does not.
    const isWrapped = receiver.kind === 'unknown' && receiver.wraps === true;
    const trainer = {
      ...guessed,
      // Which of several it is decides the run.
      optimizer: optimizers.every(({ name: own }) => own === first.name) ? first.name : null,
      isCertain: known === receiver,
      rate,
      rateAtStart: optimizers.length === 1 ? first.rateAtStart : null,
      notForRate: optimizers.length === 1 ? first.notForRate : [],
      ignoresStep: isDropping && !isWrapped,
      countsCertainly: optimizers.some(({ stepUse }) => stepUse === 'counts'),
    };
    return callTraining(world, name, trainer, { args, node, frame }, 1);
  }
  const isForwarding = isInOptimizer(frame);
  // What takes a function in the place of gradients runs it: no optimizer does. One that takes a loss to call, and then variables, is none of TensorFlow 1.
  const [what, second] = args.positional;
  const isHelper = what?.kind === 'function' && (name === 'apply_gradients' || second?.kind === 'list');
  if (receiver.kind !== 'foreign' && !isHelper && looksLikeOptimizer(receiver, node, frame, isForwarding))
    return callTraining(
      world,
      name,
      { ...guessed, isForwarding, countsCertainly: false, rate: certainly(traceOf(receiver)) },
      { args, node, frame },
      1,
    );
  return unknownMethod(world, receiver, name, { args, node, frame });
}

/** A rate that is passed to an unknown class: whatever the class does, the rate is computed from what it is computed from. */
function certainly({ reads, mayRead }: Trace): Trace {
  return { ...noTrace, reads: [...reads, ...mayRead] };
}

const guessed: Trainer = {
  optimizer: null,
  isCertain: false,
  rate: noTrace,
  rateAtStart: null,
  notForRate: [],
  ignoresStep: false,
  countsCertainly: true,
  ownStep: null,
  isForwarding: false,
};

function trainKeras(world: World, optimizer: string, name: string, { args, node, frame }: CallSite): Value {
  const { source } = frame.module;
  const keyword = node.arguments.find((given) => given.name === 'global_step');
  const second = argumentOf(node, 1, name === 'minimize' ? 'var_list' : 'name');
  const positional = second?.name === null ? args.positional[1] : undefined;
  const isStep =
    positional?.kind === 'variable' &&
    (positional.variable.isGraphStep || positional.variable.tfName === 'global_step');
  const given = keyword ?? (isStep ? second : undefined);
  if (given !== undefined && given !== null)
    world.events.slip(node, frame, 'keras', {
      kind: keyword === undefined ? 'keras-positional' : 'keras-keyword',
      range: source.range(node.callee.kind === 'Attribute' ? node.callee.nameSpan : node.callee),
      name: `${optimizer}.${name}`,
      stepText: source.slice(given.value),
      argument: removalOf(node, given, frame),
      isConditional: world.conditions.count > 0,
    });
  return unknown;
}

/** Whether a call has what only a Keras optimizer takes: a loss that is called, a list of variables in the step's place. */
function isKerasCall({ positional: [loss, second] }: Arguments, { arguments: given }: Call): boolean {
  if (given.some(({ name }) => name === 'global_step')) return false;
  return loss?.kind === 'function' || second?.kind === 'list';
}

/** Methods that read a step whatever object has them: `Saver.save` and `FileWriter.add_summary`. */
function consume(world: World, name: string, args: Arguments, node: Call, frame: Frame): boolean {
  if (name === 'save') {
    const step = argument(args, 2, 'global_step');
    if (step === null) return false;
    readStep(world, node, frame, {
      kind: 'Saver.save',
      role: 'save',
      step,
      stepNode: argumentOf(node, 2, 'global_step')?.value ?? null,
    });
    return true;
  }
  if (name === 'add_summary' || name === 'add_event') {
    const step = argument(args, 1, 'global_step');
    if (step !== null)
      readStep(world, node, frame, {
        kind: 'add_summary',
        role: 'summary',
        step,
        stepNode: argumentOf(node, 1, 'global_step')?.value ?? null,
      });
    return true;
  }
  return false;
}
