// Calls of transformations and of what comes of them: who makes a state, who gives the next one, and what that is added to.
import type { ApplyingMeaning, HolderMeaning, TransformMeaning } from '../../frameworks/clock-symbol';
import { transformMethods } from '../../frameworks/optax/catalogue';
import type { CallSite } from '../meaning/call-site';
import { lastPart } from '../../base/last-part';
import { ListValue } from '../values/mutable-values';
import { type Arguments, optionsOf, unknown, type Value } from '../values/values';
import { allArguments, argument, argumentOf } from '../walk/arguments';
import type { World } from '../walk/world';
import type { Transform, TransformUpdate, TransformValue } from './transforms';

export function makeTransform(world: World, path: string, meaning: TransformMeaning, site: CallSite): Value {
  return valueOf(recordTransform(world, lastPart(path), keptBy(meaning, site.args), site), 'itself');
}

/** What holds a transformation: its own count is that one's. */
export function makeHolder(world: World, { name, transform }: HolderMeaning, site: CallSite): Value {
  const [only, ...others] = [...transformsIn(site.args.named.get(transform) ?? unknown)];
  const of = only === undefined || others.length > 0 ? recordTransform(world, name, null, site) : only;
  return valueOf(of, 'holder');
}

function recordTransform(world: World, name: string, keeps: Transform['keeps'], { node, frame }: CallSite): Transform {
  return world.events.record<Transform>(world.clocks.transforms.made, world.contexts.key(node, frame), {
    id: 0,
    name,
    range: frame.module.source.range(node.callee),
    keeps,
  });
}

function valueOf(of: Transform, part: TransformValue['part'], isUpdated = false): TransformValue {
  return { kind: 'transform', part, of, isUpdated, madeIn: null };
}

function keptBy({ keeps, rate, momentum }: TransformMeaning, args: Arguments): Transform['keeps'] {
  const inner = allArguments(args).flatMap((value) => [...transformsIn(value)]);
  if (inner.some((one) => one.keeps === 'count')) return 'count';
  if (keeps === 'inner') return inner.some((one) => one.keeps === 'moments') ? 'moments' : null;
  if (optionsOf(argument(args, 0, rate) ?? unknown).every(isSchedule)) return 'count';
  if (keeps === 'moments') return 'moments';
  return keeps === 'momentum' && argument(args, 1, momentum)?.kind === 'number' ? 'moments' : null;
}

/** A rate that changes with the count: a library's schedule, or a function of the program's own. */
function isSchedule(value: Value): boolean {
  return value.kind === 'function' || (value.kind === 'clock-object' && value.of === 'schedule');
}

function* transformsIn(value: Value, depth = 0): Generator<Transform> {
  if (depth > 3) return;
  for (const option of optionsOf(value)) {
    if (option.kind === 'transform' && option.part === 'itself') yield option.of;
    else if (option.kind === 'list') for (const item of option.items) yield* transformsIn(item, depth + 1);
    else if (option.kind === 'dict') for (const item of option.entries.values()) yield* transformsIn(item, depth + 1);
  }
}

/** Calls a method of a transformation, or of what holds one. */
export function callTransformMethod(world: World, receiver: TransformValue, name: string, site: CallSite): Value {
  const { of, part } = receiver;
  if (transformMethods.same.test(name)) return receiver;
  if (part === 'holder') return name === transformMethods.apply ? { ...receiver, isUpdated: true } : unknown;
  if (part !== 'itself') return unknown;
  world.effects += 1;
  if (name === transformMethods.init) noteRestart(world, of, site);
  if (name === transformMethods.init) return { ...valueOf(of, 'state'), madeIn: world.loops.around.at(-1) ?? null };
  return name === transformMethods.update ? update(world, of, site) : unknown;
}

/** Notes a first state that each epoch makes for parameters which the transformation has been training: its count starts anew with them. */
function noteRestart(world: World, of: Transform, { args, node, frame }: CallSite): void {
  const pass = world.loops.around.at(-1);
  const isEachEpoch = pass !== undefined && world.clocks.loops.get(pass.node)?.of === 'epochs';
  if (!isEachEpoch || of.keeps !== 'count' || world.isMerging || pass.conditions !== world.conditions.count) return;
  const trained = optionsOf(args.positional[0] ?? unknown);
  if (!trained.some((one) => one.kind === 'transform' && one.part === 'parameters' && one.of === of)) return;
  const { callee } = node;
  world.clocks.transforms.restart(
    of,
    frame.module.source.range(callee.kind === 'Attribute' ? callee.nameSpan : callee),
  );
}

function update(world: World, of: Transform, site: CallSite): Value {
  const { args, node, frame } = site;
  const states = optionsOf(argument(args, 1, transformMethods.state) ?? unknown).map((state) => firstState(state, of));
  const pass = world.loops.around.at(-1) ?? null;
  const isFirst = !world.isMerging && !args.isOpen && states.every((state) => state !== null);
  const isMadeHere = isFirst && pass !== null && states.every((state) => state.madeIn === pass);
  const { callee } = node;
  world.clocks.transforms.note({
    of,
    range: frame.module.source.range(callee.kind === 'Attribute' ? callee.nameSpan : callee),
    isFirst,
    isMadeHere,
    passes: [...world.loops.around],
    edit: isFirst && !isMadeHere ? takingUp(world, site) : null,
  });
  return new ListValue([valueOf(of, 'updates'), valueOf(of, 'state', true)], false);
}

function firstState(value: Value, of: Transform): TransformValue | null {
  return value.kind === 'transform' && value.part === 'state' && value.of === of && !value.isUpdated ? value : null;
}

/** `updates, _ = tx.update(grads, state)` in the very loop: the state's own name takes the new one up. */
function takingUp(world: World, { node, frame }: CallSite): TransformUpdate['edit'] {
  const { statement, module } = frame;
  const loop = world.loops.around.at(-1)?.node;
  if (statement?.kind !== 'Assign' || statement.value !== node || loop === undefined) return null;
  const [target, ...others] = statement.targets;
  const state = argumentOf(node, 1, transformMethods.state)?.value;
  if (others.length > 0 || target?.kind !== 'Tuple' || state?.kind !== 'Name') return null;
  const [, dropped, ...more] = target.items;
  if (dropped?.kind !== 'Name' || !/^_+$/.test(dropped.name) || more.length > 0) return null;
  return frame.body === null || !isWithin(loop, frame.body)
    ? null
    : { range: module.source.range(dropped), text: state.name };
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

function isWithin(inner: object, outer: object): boolean {
  return hasExtent(inner) && hasExtent(outer) && outer.start <= inner.start && inner.end <= outer.end;
}

function hasExtent(node: object): node is Extent {
  return 'start' in node && 'end' in node;
}

/** Parameters with the updates of a transformation added. A loop that hands such on to its next pass trains them. */
export function applyUpdates(world: World, meaning: ApplyingMeaning, args: Arguments): Value {
  const updates = argument(args, 1, meaning.updates);
  if (updates?.kind !== 'transform' || updates.part !== 'updates') return unknown;
  const { of } = updates;
  const before = optionsOf(argument(args, 0, meaning.parameters) ?? unknown);
  const isTrained = before.some((one) => one.kind === 'transform' && one.part === 'parameters' && one.of === of);
  world.effects += 1;
  if (isTrained) world.clocks.transforms.keep(of, world.loops.around);
  return valueOf(of, 'parameters');
}
