import { isHook } from '../../frameworks/tensorflow1/catalogue';
import { hookMethods } from '../../frameworks/tensorflow1/sessions';
import type { Parameter, Span } from '../../python/syntax';
import { loseTrack } from '../clocks/tracking';
import { allArguments, noArguments, traceOfArguments } from './arguments';
import { isOptimizerClass, memberOf } from './attributes';
import { Frame } from '../values/frame';
import { isChangedSince, startMoment } from '../values/history';
import { Attributes, DictValue, ListValue } from '../values/mutable-values';
import {
  type Arguments,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  noTrace,
  none,
  traceOf,
  unknown,
  unknownOf,
  type Value,
} from '../values/values';
import { stepUse } from '../meaning/own-apply';
import { fillFields } from './records';
import { isRejected } from './rejected-call';
import { lineage } from '../values/lineage';
import type { World } from './world';

/** Follows a function of the program with its arguments. */
export function callFunction(world: World, fn: FunctionValue, args: Arguments, site: Span, from: Frame): Value {
  const { definition } = fn;
  world.called.add(definition);
  const around = world.walking.get(definition);
  if (around !== undefined) {
    loseArguments(world, args);
    world.outermostCut = Math.min(world.outermostCut, around);
    return unknownOf(traceOfArguments(args));
  }
  if (world.walking.size >= world.limits.depth.calls) {
    world.limits.leaveOut(definition, fn.frame, 'calls-too-deep');
    return unknownOf(traceOfArguments(args));
  }
  const { graph, controlMoves, controlTrains } = world;
  world.choosing = 0;
  const isPlain = controlTrains.length === 0;
  const known = !isPlain ? null : world.known.find(fn, args, graph, controlMoves, world.passStartedAt);
  if (known !== null) return known;
  if (!world.mergedCalls.mayWalk(definition)) {
    loseArguments(world, args);
    return callMerged(world, fn, args);
  }
  const frame = new Frame(fn.frame.module, fn.frame, world.contexts.contextAt(site, from), false, fn.owner);
  const moment = startMoment();
  const { effects, outermostCut } = world;
  world.outermostCut = Number.POSITIVE_INFINITY;
  bindParameters(world, fn, args, frame);
  const returned = walkFunction(world, fn, frame);
  // Cut short where a function around it is called again, it may come to something else elsewhere.
  const isWhole = world.outermostCut >= world.walking.size;
  world.outermostCut = isWhole ? outermostCut : Math.min(outermostCut, world.outermostCut);
  if (isPlain && isWhole && effects === world.effects && !isChangedSince(moment))
    world.known.keep({ fn, args, graph, controlMoves, moment, returned });
  return returned;
}

/** What is not followed with its arguments may step what is among them. */
function loseArguments(world: World, args: Arguments): void {
  if (world.clocks.isOn) for (const value of allArguments(args)) loseTrack(world, value);
}

function walkFunction(world: World, { definition }: FunctionValue, frame: Frame): Value {
  world.walking.set(definition, world.walking.size);
  world.clocks.calls.push({ conditions: world.conditions.count, loops: world.loops.around.length });
  try {
    if (definition.kind === 'Lambda') return world.evaluate(definition.body, frame);
    world.walkSuite(definition.body, frame);
    if (definition.isGenerator) return new ListValue([frame.returned ?? unknown], true);
    return frame.returned ?? none;
  } finally {
    world.walking.delete(definition);
    world.clocks.calls.pop();
  }
}

/** Follows a function that has been followed so often that its further calls are not told apart. */
function callMerged(world: World, fn: FunctionValue, args: Arguments): Value {
  const call = world.mergedCalls.of(fn);
  const frame = new Frame(fn.frame.module, fn.frame, call.context, false, fn.owner);
  bindParameters(world, fn, args, frame);
  return call.take(world, frame.names) ?? call.walk(world, () => walkFunction(world, fn, frame));
}

function bindParameters(
  world: World,
  { definition, self, frame: defining }: FunctionValue,
  args: Arguments,
  frame: Frame,
): void {
  const positional = self === null ? args.positional : [self, ...args.positional];
  if (!args.isOpen && isRejected(definition, positional.length, args.named)) {
    loseArguments(world, args);
    bindUnknown(world, definition.parameters, { self, defining }, frame);
    return;
  }
  let next = 0;
  const taken: string[] = [];
  for (const { name, role, default: fallback } of definition.parameters) {
    if (role === 'args') {
      frame.names.set(name, new ListValue(positional.slice(next), args.isOpen));
      next = positional.length;
      continue;
    }
    if (role === 'kwargs') {
      const entries = new Map(args.named);
      for (const bound of taken) entries.delete(bound);
      frame.names.set(name, new DictValue(entries, args.isOpen ? unknown : null));
      continue;
    }
    let value = args.named.get(name);
    if (value !== undefined) taken.push(name);
    else if (role === 'normal') value = positional[next++];
    if (value === undefined) {
      const otherwise = fallback === null ? unknown : world.evaluate(fallback, defining);
      // Behind a star there may be another than the default.
      value = args.isOpen ? { ...unknown, maybe: otherwise } : otherwise;
    }
    frame.names.set(name, value);
  }
}

/** A call that Python rejects hands nothing on: a parameter may be anything that another call gives it. */
function bindUnknown(
  world: World,
  parameters: readonly Parameter[],
  { self, defining }: { readonly self: Value | null; readonly defining: Frame },
  frame: Frame,
): void {
  parameters.forEach(({ name, default: fallback }, index) => {
    if (index === 0 && self !== null) frame.names.set(name, self);
    else frame.names.set(name, fallback === null ? unknown : { ...unknown, maybe: world.evaluate(fallback, defining) });
  });
}

/** Calls a function as something unknown would: nothing is known of its arguments, not even that a default holds. */
export function enterFunction(world: World, fn: FunctionValue, site: Span, from: Frame): Value {
  world.entering += 1;
  const returned = callFunction(world, fn, { ...noArguments, isOpen: true }, site, from);
  world.entering -= 1;
  // One op that it returns runs all that it holds, whoever runs it.
  if (returned.kind === 'tensor') world.runs.returnOp(fn.definition, from, returned.trace);
  // Whoever calls it takes what it returns.
  if (world.clocks.isOn) loseTrack(world, returned);
  const { trains } = traceOf(returned);
  if (trains.length > 0) {
    world.effects += 1;
    world.consumers.return(fn.definition, trains);
  }
  return returned;
}

/** Makes an instance, with its `__init__`. An own subclass of a TensorFlow optimizer gives an optimizer. */
export function instantiate(world: World, of: ClassValue, args: Arguments, site: Span, from: Frame): Value {
  world.called.add(of.definition);
  const instance: InstanceValue = { kind: 'instance', of, attributes: new Attributes(), trace: noTrace };
  world.instances.set(of.definition, instance);
  const init = memberOf(of, '__init__');
  if (init?.kind === 'function') callFunction(world, { ...init, self: instance }, args, site, from);
  else {
    loseArguments(world, args);
    fillFields(world, instance, args);
    const after = memberOf(of, '__post_init__');
    if (after?.kind === 'function') enterFunction(world, { ...after, self: instance }, after.definition, from);
  }
  if (lineage(of).some(isHookClass)) runHook(world, instance, from);
  const optimizer = ownOptimizer(of, instance, args);
  return optimizer ?? instance;
}

function isHookClass(one: Value): boolean {
  return one.kind === 'tensorflow' && isHook(one.path);
}

/** A hook is made to be called by a session, which no program does itself: what its methods move is moved, and what one returns is fetched. */
function runHook(world: World, instance: InstanceValue, from: Frame): void {
  for (const name of hookMethods) {
    const method = memberOf(instance.of, name);
    if (method?.kind !== 'function') continue;
    const returned = enterFunction(world, { ...method, self: instance }, method.definition, from);
    if (name === 'before_run') instance.fetches = traceOf(returned);
  }
}

function ownOptimizer(of: ClassValue, instance: InstanceValue, args: Arguments): Value | null {
  const classes = lineage(of);
  if (!classes.some(isOptimizerClass)) return null;
  const apply = memberOf(of, 'apply_gradients');
  return {
    kind: 'optimizer',
    name: of.definition.name,
    trace: traceOfArguments(args),
    stepUse: apply?.kind === 'function' ? stepUse(apply.definition) : 'counts',
    instance,
    rateAtStart: null,
    notForRate: [],
  };
}
