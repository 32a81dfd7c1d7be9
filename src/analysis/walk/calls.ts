import type { Call, Span } from '../../python/syntax';
import { allArguments, evaluateArguments, traceOfArguments } from './arguments';
import { callBuiltin } from './builtins';
import { attributeOf } from './attributes';
import type { Frame } from '../values/frame';
import { clockSymbol } from '../../frameworks/clocks';
import { callClock } from '../clocks/clock-calls';
import { countedCall } from '../clocks/units';
import { handOver } from '../clocks/tracking';
import { assertsEquality, noteAsserted } from '../meaning/asserted';
import { callMethod } from '../meaning/methods';
import { callTensorFlow } from '../meaning/tensorflow-calls';
import { isHarmless } from '../meaning/tensorflow-names';
import { join } from '../values/join';
import { callRecordMaker } from './records';
import { enterLambdas, release } from './release';
import { type Arguments, mergeTraces, optionsOf, type Unknown, unknownOf, type Value } from '../values/values';
import type { World } from './world';

/** What a call gives: each alternative of the callee is followed. */
export function evaluateCall(world: World, node: Call, frame: Frame): Value {
  const callee = calleeOf(world, node, frame);
  const args = evaluateArguments(world, node, frame);
  if (callee.kind !== 'union') return callValue(world, callee, args, node, frame);
  world.conditions.count += 1;
  const call = (option: Value): Value => {
    world.choosing = option.kind === 'bound' ? 1 : 0;
    return callValue(world, option, args, node, frame);
  };
  const { choosing } = world;
  const value = callee.options.map(call).reduce(join);
  world.choosing = choosing;
  world.conditions.count -= 1;
  return value;
}

function calleeOf(world: World, { callee }: Call, frame: Frame): Value {
  if (callee.kind !== 'Attribute') return world.evaluate(callee, frame);
  return attributeOf(world, world.evaluate(callee.object, frame), callee.name, callee, frame);
}

/** Calls one alternative of a callee. */
export function callValue(world: World, callee: Value, args: Arguments, node: Call, frame: Frame): Value {
  handOver(world, callee, args);
  switch (callee.kind) {
    case 'function':
      return world.callFunction(callee, args, node, frame);
    case 'class':
      return world.instantiate(callee, args, node, frame);
    case 'tensorflow':
      if (!/^(?:estimator|contrib|npu)\./.test(callee.path)) noteEstimatorOfOthers(world, args);
      return callTensorFlow(world, callee.path, args, node, frame);
    case 'foreign':
      return callForeign(world, callee.path, args, node, frame);
    case 'partial': {
      const at = callee.callee.kind === 'bound' && callee.site !== null ? callee.site : { node, frame };
      return callValue(world, callee.callee, mergeArguments(callee.args, args), at.node, at.frame);
    }
    case 'bound':
      return callMethod(world, callee.receiver, callee.name, { args, node, frame });
    case 'unknown': {
      noteEstimatorOfOthers(world, args);
      release(world, args);
      enterLambdas(world, args, node, frame);
      if (callee.maybe === undefined) return wrapping(args);
      return {
        kind: 'unknown',
        trace: unknownOf(traceOfArguments(args)).trace,
        maybe: callValue(world, callee.maybe, args, node, frame),
      };
    }
    case 'instance': {
      const call = attributeOf(world, callee, '__call__', node, frame);
      if (call.kind === 'function') return world.callFunction(call, args, node, frame);
      release(world, args);
      return unknownOf(traceOfArguments(args));
    }
    case 'tensor':
      // A schedule object that is called with a step computes a rate from it.
      return { kind: 'tensor', trace: mergeTraces(callee.trace, traceOfArguments(args)), atStart: null };
    case 'union':
      return callee.options.map((option) => callValue(world, option, args, node, frame)).reduce(join);
    default:
      return unknownOf(traceOfArguments(args));
  }
}

/** An Estimator of another library takes the train op, and may count by itself. */
function noteEstimatorOfOthers(world: World, { named }: Arguments): void {
  if (named.get('model_fn')?.kind === 'function') world.meetUnknownConsumer();
}

function callForeign(world: World, path: string, args: Arguments, node: Call, frame: Frame): Value {
  noteEstimatorOfOthers(world, args);
  if (world.clocks.isWatching) {
    const clock = clockSymbol(path);
    if (clock !== null) return callClock(world, clock, { args, node, frame });
    const number = countedCall(path, node.arguments, args.positional);
    if (number !== null) return number;
  }
  const known = callBuiltin(world, path, args, node, frame) ?? callRecordMaker(world, path, args, node, frame);
  if (known !== null) return known;
  if (path.endsWith('partial') && /(?:^|\.)partial$/.test(path)) {
    const [callee, ...positional] = args.positional;
    if (callee !== undefined)
      return { kind: 'partial', callee, args: { ...args, positional }, site: { node: givenCall(node), frame } };
  }
  if (assertsEquality(path)) noteAsserted(world, args.positional);
  for (const value of allArguments(args)) if (value.kind === 'function') world.enterFunction(value, node, frame);
  if (!isHarmless(path)) release(world, args);
  return wrapping(args);
}

/** What something that cannot be read gives: where it takes an optimizer, that may be a wrapper which passes its calls on. */
function wrapping(args: Arguments): Unknown {
  const made = unknownOf(traceOfArguments(args));
  const wrapped = allArguments(args).find((value) => optionsOf(value).some(({ kind }) => kind === 'optimizer'));
  return wrapped === undefined ? made : { ...made, maybe: wrapped, wraps: true };
}

const givenCalls = new WeakMap<Call, Call & Span>();

/** `partial(f, a)` as the call `f(a)`. */
function givenCall(node: Call & Span): Call & Span {
  const known = givenCalls.get(node);
  if (known !== undefined) return known;
  const [callee, ...given] = node.arguments;
  const call = callee === undefined ? node : { ...node, callee: callee.value, arguments: given };
  givenCalls.set(node, call);
  return call;
}

function mergeArguments(a: Arguments, b: Arguments): Arguments {
  return {
    positional: [...a.positional, ...b.positional],
    named: new Map([...a.named, ...b.named]),
    isOpen: a.isOpen || b.isOpen,
  };
}
