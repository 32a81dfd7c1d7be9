// Calls that concern a training's clock: who makes a scheduler or an optimizer, and who steps one.
import type { ClockSymbol, OptimizerMeaning, SchedulerMeaning } from '../../frameworks/clock-symbol';
import type { KnownClockSymbol } from '../../frameworks/clocks';
import type { SourceRange } from '../../base/source-range';
import { placeOf } from '../../frameworks/signature';
import type { CallSite } from '../meaning/call-site';
import { lastPart } from '../../base/last-part';
import { join } from '../values/join';
import { ListValue } from '../values/mutable-values';
import { type Arguments, optionsOf, unknown, type Value } from '../values/values';
import { allArguments, argument, argumentOf } from '../walk/arguments';
import type { World } from '../walk/world';
import type { ClockEvent, Scheduler, SteppedOptimizer } from './events';
import { lengthsOf } from './lengths';
import { noteSlip } from './slips';
import { loseTrack } from './tracking';
import { applyUpdates, makeHolder, makeTransform } from './transform-calls';
import { lastName } from './units';
import { wrap } from './wrapped';

/** Calls a library's symbol that has a part in a training's clock. */
export function callClock(world: World, called: KnownClockSymbol, site: CallSite): Value {
  const { meaning } = called;
  switch (meaning.kind) {
    case 'scheduler':
      return makeScheduler(world, called, meaning, site);
    case 'optimizer':
      return makeOptimizer(world, called, meaning, site);
    case 'batches':
    case 'scaler':
    case 'preparer':
    case 'wrapper':
      return { kind: 'clock-object', of: meaning.kind };
    case 'transform':
      return makeTransform(world, called.name, meaning, site);
    case 'rate-schedule':
      return meaning.isConstant ? unknown : { kind: 'clock-object', of: 'schedule' };
    case 'applies-updates':
      return applyUpdates(world, meaning, site.args);
    case 'holder':
      return makeHolder(world, meaning, site);
    case 'same':
      return site.args.positional[0] ?? unknown;
    case 'loop-module':
    case 'inert':
      return unknown;
  }
}

function makeScheduler(world: World, called: KnownClockSymbol, meaning: SchedulerMeaning, site: CallSite): Value {
  const { args, node, frame } = site;
  const given = (name: string | null): Value | null => (name === null ? null : givenTo(called, name, args));
  const inner = given(meaning.inner);
  if (inner !== null) {
    give(inner, null);
    loseTrack(world, inner);
  }
  const scheduler = world.events.record<Scheduler>(world.clocks.schedulers, world.contexts.key(node, frame), {
    id: 0,
    name: lastPart(called.name),
    framework: called.framework,
    meaning,
    range: frame.module.source.range(node.callee),
    optimizer: given(meaning.optimizer) ?? unknown,
    boundTo: boundTo(site),
    base: meaning.base === null ? null : textOfParameter(called, meaning.base, site),
    call: world.clocks.calls.at(-1) ?? null,
    isInEpochs: isInEpochs(meaning, args),
    idle: null,
    isMoved: false,
    isGiven: false,
    lengths: lengthsOf(called, meaning, site),
    factor: factorOf(called, meaning, args),
    mode: world.mode,
    root: world.root,
    around: world.loops.around.map(({ node: loop }) => loop),
    isPrepared: false,
    // One of several, of which each may be stepped by itself.
    escapes: world.isMerging || args.isOpen,
  });
  return { kind: 'scheduler', scheduler };
}

/** The name of `name = Scheduler(…)`. */
function boundTo({ node, frame: { statement } }: CallSite): string | null {
  if (statement?.kind !== 'Assign' || statement.value !== node) return null;
  const [target, ...others] = statement.targets;
  return target?.kind === 'Name' && others.length === 0 ? target.name : null;
}

function makeOptimizer(world: World, called: ClockSymbol, meaning: OptimizerMeaning, site: CallSite): Value {
  const { args, node, frame } = site;
  const place = called.signature === null ? 1 : placeOf(called.signature, meaning.rate);
  const rate = argument(args, place, meaning.rate);
  const optimizer = world.events.record<SteppedOptimizer>(world.clocks.optimizers, world.contexts.key(node, frame), {
    id: 0,
    name: lastPart(called.name),
    meaning,
    range: frame.module.source.range(node.callee),
    rate: rate?.kind === 'number' ? rate.value : null,
    rateText: meaning.takesSchedule ? textOfParameter(called, meaning.rate, site) : null,
    rateRange: rangeOfParameter(called, meaning.rate, site),
    isSet: false,
    call: world.clocks.calls.at(-1) ?? null,
    escapes: world.isMerging,
  });
  const value: Value = { kind: 'stepped-optimizer', optimizer };
  if (meaning.takesSchedule && rate !== null) give(rate, value);
  return value;
}

/** Whether a scheduler of which two methods could move it is moved by `step`. */
function isInEpochs({ update }: SchedulerMeaning, args: Arguments): boolean | null {
  if (update === null) return null;
  const given = args.named.get(update.inEpochs);
  if (given === undefined) return args.isOpen ? null : true;
  return given.kind === 'bool' ? given.value : null;
}

function noteMove(scheduler: Scheduler, isStep: boolean, { node, frame }: CallSite): void {
  const { callee } = node;
  if (scheduler.isInEpochs !== !isStep) scheduler.isMoved = true;
  else scheduler.idle ??= frame.module.source.range(callee.kind === 'Attribute' ? callee.nameSpan : callee);
}

/** Notes that an optimizer is given a scheduler, or another scheduler is, where null. */
function give(value: Value, to: Value | null): void {
  for (const option of optionsOf(value)) {
    if (option.kind !== 'scheduler') continue;
    const { scheduler } = option;
    // One that two optimizers have is moved for both.
    if (to !== null) scheduler.optimizer = scheduler.isGiven ? join(scheduler.optimizer, to) : to;
    scheduler.isGiven = true;
  }
}

/** An argument as the source has it; null where it is not given. */
function textOfParameter(called: ClockSymbol, name: string, site: CallSite): string | null {
  const range = rangeOfParameter(called, name, site);
  return range === null ? null : site.frame.module.source.slice(range);
}

function rangeOfParameter({ signature }: ClockSymbol, name: string, { node, frame }: CallSite): SourceRange | null {
  const given = argumentOf(node, signature === null ? -1 : placeOf(signature, name), name);
  return given === null ? null : frame.module.source.range(given.value);
}

/** The factor of a schedule that multiplies its rate, given or not; null where it has none, or it is not known. */
function factorOf(called: ClockSymbol, { factor }: SchedulerMeaning, args: Arguments): number | null {
  const parameter = called.signature?.parameters.find(({ name }) => name === factor);
  if (parameter === undefined) return null;
  const value = givenTo(called, parameter.name, args);
  if (value !== null) return value.kind === 'number' ? value.value : null;
  const { fallback } = parameter;
  return fallback?.kind === 'float' ? fallback.value : null;
}

/** The argument of a parameter; null where it is not given. */
function givenTo({ signature }: ClockSymbol, name: string, args: Arguments): Value | null {
  const place = signature === null ? -1 : placeOf(signature, name);
  return place < 0 ? (args.named.get(name) ?? null) : argument(args, place, name);
}

/** Methods of a scheduler that move nothing. */
const quiet = new Set(['state_dict', 'load_state_dict', 'get_last_lr', 'get_lr', 'print_lr', '__str__', '__repr__']);

/** Calls a method of a scheduler. One that is not known may step it. */
export function callSchedulerMethod(world: World, scheduler: Scheduler, name: string, site: CallSite): Value {
  const { update } = scheduler.meaning;
  if (name === 'step' || name === update?.method) {
    noteStep(world, scheduler, 'steps-scheduler', site);
    if (update !== null) noteMove(scheduler, name === 'step', site);
    noteMissingMetric(world, scheduler, site);
  } else if (!quiet.has(name)) {
    world.effects += 1;
    scheduler.escapes = true;
  }
  return unknown;
}

/** A step that Python refuses. One of several schedulers may be another one where it is called. */
function noteMissingMetric(world: World, scheduler: Scheduler, { args, node, frame }: CallSite): void {
  const { meaning, name, framework, range } = scheduler;
  if (meaning.required === null || node.arguments.length > 0 || args.isOpen || world.choosing > 0) return;
  noteSlip(world, {
    kind: 'no-metric',
    range: frame.module.source.range(node),
    name,
    text: meaning.required,
    framework,
    related: range,
    edit: null,
  });
}

export function callOptimizerMethod(world: World, optimizer: SteppedOptimizer, name: string, site: CallSite): Value {
  const { steps, sets, gives } = optimizer.meaning.methods;
  if (steps.includes(name)) noteStep(world, optimizer, 'steps-optimizer', site);
  else if (sets.includes(name)) optimizer.isSet = true;
  else if (gives.includes(name))
    for (const value of allArguments(site.args)) give(value, { kind: 'stepped-optimizer', optimizer });
  return unknown;
}

/** How programs call what applies gradients: the receiver's own name, the last of a chain. */
const optimizerName = /opt|adam|sgd|scaler/i;

/** Calls a method of something that is no scheduler of a library's; null where that says nothing of clocks. */
export function callOnUnknown(world: World, receiver: Value, name: string, site: CallSite): Value | null {
  const wrapped = wrap(world, receiver, name, site);
  if (wrapped !== null) return wrapped;
  if (name === 'prepare' && isPreparer(receiver, site)) return prepare(site.args);
  if (name !== 'step' && name !== 'prepare') return null;
  const given = allArguments(site.args).flatMap(optionsOf);
  const optimizers = given.filter((value) => value.kind === 'stepped-optimizer');
  for (const value of given) if (name === 'prepare' || value.kind !== 'stepped-optimizer') loseTrack(world, value);
  if (name === 'prepare') return null;
  for (const { optimizer } of optimizers) noteStep(world, optimizer, 'steps-optimizer', site);
  const { callee } = site.node;
  if (optimizers.length === 0 && callee.kind === 'Attribute' && optimizerName.test(lastName(callee.object)))
    noteStep(world, null, 'steps-optimizer', site);
  return unknown;
}

function isPreparer(receiver: Value, { node: { callee } }: CallSite): boolean {
  if (receiver.kind === 'clock-object') return receiver.of === 'preparer';
  return callee.kind === 'Attribute' && /accelerator$/i.test(lastName(callee.object));
}

/** What is prepared is what it was, and steps by itself no more than before. */
function prepare({ positional, isOpen }: Arguments): Value {
  for (const value of positional.flatMap(optionsOf)) if (value.kind === 'scheduler') value.scheduler.isPrepared = true;
  const [only] = positional;
  if (only !== undefined && positional.length === 1 && !isOpen) return only;
  return new ListValue(positional, isOpen);
}

function noteStep(world: World, of: ClockEvent['of'], does: ClockEvent['does'], { node, frame }: CallSite): void {
  const { callee } = node;
  world.effects += 1;
  if (of !== null && world.isMerging) of.escapes = true;
  world.clocks.note({
    of,
    does,
    range: frame.module.source.range(callee.kind === 'Attribute' ? callee.nameSpan : callee),
    hasArgument: node.arguments.length > 0,
    passes: [...world.loops.around],
    calls: [...world.clocks.calls],
    conditions: world.conditions.count - world.choosing,
    mode: world.mode,
    root: world.root,
  });
}
