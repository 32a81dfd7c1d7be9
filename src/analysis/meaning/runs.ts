import type { Call, Expression } from '../../python/syntax';
import { argument, argumentOf, noArguments, traceOfArguments } from '../walk/arguments';
import { enterLambdas, release } from '../walk/release';
import { readStep } from './dependents';
import { asList } from '../values/fields';
import type { Dependency } from '../facts/events';
import type { Frame } from '../values/frame';
import { DictValue, ListValue } from '../values/mutable-values';
import { isStepLike } from './steps';
import { mergeTraces, noTrace, optionsOf, type Trace, traceOf, unknown, unknownOf, type Value } from '../values/values';
import type { World } from '../walk/world';
import { moveUnknown } from './variables';
import type { CallSite } from './call-site';

/** `Session.run`, `op.run`, `tensor.eval`: what is fetched is read, what is fetched with it is run with it. */
export function callRun(world: World, receiver: Value, name: 'run' | 'eval', { args, node, frame }: CallSite): Value {
  const object = node.callee.kind === 'Attribute' ? node.callee.object : node.callee;
  // `tensor.op` runs what the tensor does.
  const ran = receiver.kind === 'bound' && receiver.name === 'op' ? receiver.receiver : receiver;
  if (ran.kind === 'tensor' || ran.kind === 'variable' || name === 'eval') {
    noteAssignsInLoop(world, traceOf(ran));
    world.runs.note(node, frame, traceOf(ran));
    return fetched(world, ran, object, node, frame);
  }
  const given = argument(args, 0, 'fetches');
  const fetches = given === null ? null : asList(given);
  const fetchNode = argumentOf(node, 0, 'fetches')?.value ?? null;
  if (fetches === null) return unknown;
  // No session fetches a function: something else is asked to call it.
  if (fetches.kind === 'function' || fetches.kind === 'partial') {
    release(world, args);
    // With nothing beside it, it is called with nothing.
    if (fetches.kind === 'partial' && node.arguments.length === 1) world.callValue(fetches, noArguments, node, frame);
    else enterLambdas(world, args, node, frame);
    return unknownOf(traceOfArguments(args));
  }
  if (receiver.kind === 'instance' || receiver.kind === 'foreign') {
    release(world, args);
    return unknownOf(traceOfArguments(args));
  }
  noteAssignsInLoop(world, traceOf(fetches));
  const hooked = receiver.kind === 'session' ? (receiver.hooked ?? noTrace) : noTrace;
  world.runs.note(node, frame, mergeTraces(traceOf(fetches), hooked));
  initialize(world, fetches, node, frame);
  return fetched(world, fetches, fetchNode ?? node, node, frame);
}

/** An initializer sets its variable again, to a value that is not known: to one that is fed, say. */
function initialize(world: World, value: Value, node: Call, frame: Frame): void {
  if (value.kind === 'string') runByName(world, value.value, node, frame);
  if (value.kind === 'list') for (const item of value.items) initialize(world, item, node, frame);
  if (value.kind !== 'bound' || value.name !== 'initializer') return;
  const step = value.receiver;
  if (step.kind === 'variable' && step.variable.initial === null)
    world.events.move(node, frame, { step, by: 'feed', range: frame.module.source.range(node) });
}

/** An operation that is run by its name in the graph may be any that was made before and has it, or an assignment that has no name in the program. */
function runByName(world: World, text: string | null, node: Call, frame: Frame): void {
  const isAssignment = text === null || /assign|count_?up/i.test(text);
  for (const [movement, { graphName }] of world.events.kept)
    if (text === null || (graphName === null ? isAssignment : text.includes(graphName)))
      world.events.kept.delete(movement);
  if (text !== null && isAssignment) moveUnknown(world, node, frame, { ...unknown, isHandle: true });
}

/** What a fetch gives back: a number that was read from a variable, for each variable. */
function fetched(world: World, value: Value, at: Expression, node: Call, frame: Frame): Value {
  if (value.kind === 'list') {
    const items = value.items.map((item, index) => {
      const itemNode =
        (at.kind === 'List' || at.kind === 'Tuple') && at.items.length === value.items.length
          ? (at.items[index] ?? at)
          : at;
      return fetched(world, item, itemNode, node, frame);
    });
    return new ListValue(items, value.isOpen);
  }
  if (value.kind === 'dict') {
    const entries = new Map([...value.entries].map(([key, item]) => [key, fetched(world, item, at, node, frame)]));
    return new DictValue(entries, value.rest === null ? null : unknown);
  }
  let readBy: Dependency | null = null;
  for (const option of optionsOf(value)) {
    if (option.kind !== 'variable') continue;
    const name = node.callee.kind === 'Attribute' && node.callee.name === 'eval' ? 'eval' : 'Session.run';
    readBy = readStep(world, at, frame, { kind: name, role: 'session', step: option, stepNode: at });
  }
  const { reads, mayRead } = traceOf(value);
  // A number in Python's hands: it was read, and runs nothing.
  if (reads.length + mayRead.length === 0) return unknown;
  return { kind: 'unknown', trace: { ...noTrace, reads, mayRead }, ...(readBy === null ? {} : { readBy }) };
}

/** An assignment that a loop makes and runs, by whatever name: each pass adds an operation to the graph. */
function noteAssignsInLoop(world: World, { moves }: Trace): void {
  if (world.loops.around.length === 0 || world.isEager) return;
  for (const movement of moves) {
    const made = movement.by === 'assign' ? world.loops.madeAnew(movement) : null;
    const { step } = movement;
    if (made === null || step.kind !== 'variable' || !isStepLike(step.variable)) continue;
    const { node, frame, loop } = made;
    const { callee } = node;
    world.events.slipInLoop(loop, node, frame, {
      kind: 'assign-in-loop',
      range: frame.module.source.range(callee),
      name: callee.kind === 'Attribute' || callee.kind === 'Name' ? callee.name : frame.module.source.slice(callee),
      stepText: step.variable.name ?? 'the step',
      argument: null,
      isConditional: world.conditions.count > 0,
    });
  }
}
