// From the steps that the walk has met to facts of each scheduler.
import { grouped } from '../../base/grouped';
import { placeKey } from '../../base/source-range';
import type { ClockEvent, Scheduler } from '../clocks/events';
import { mainLength } from '../clocks/lengths';
import { standStillOf, wrongPaceOf } from '../clocks/pace';
import { earlyStepOf, optimizersOf, otherOptimizerOf } from '../clocks/order';
import { doubleStepOf } from '../clocks/twice';
import { optionsOf } from '../values/values';
import type { World } from '../walk/world';
import type { SchedulerFacts, SchedulerStep } from './clock-facts';

/** What the program does with each scheduler that it makes, by the places of their constructions. */
export function concludeClocks(world: World): SchedulerFacts[] {
  const sites = grouped(world.clocks.schedulers.values(), ({ range }) => placeKey(range));
  return [...sites.values()].map((all) => concludeSite(world, all));
}

function concludeSite(world: World, all: readonly [Scheduler, ...Scheduler[]]): SchedulerFacts {
  const [first] = all;
  const events = world.clocks.events.filter(({ of }) => all.some((scheduler) => scheduler === of));
  const { name, framework, range, meaning } = first;
  return {
    name,
    framework,
    range,
    optimizer: optimizerOf(first),
    fate: events.length > 0 ? 'stepped' : all.some((one) => mayBeStepped(world, one)) ? 'unknown' : 'never-stepped',
    isLost: all.some(isLost),
    isTrained: all.some((one) => isTrained(world, one)),
    isConstant: meaning.isConstant,
    isPrepared: all.some(({ isPrepared }) => isPrepared),
    isReached: all.some(({ mode }) => mode === 'called'),
    steps: stepsOf(events),
    reachedBy: all.flatMap((scheduler) => world.clocks.namesOf(scheduler)),
    early: earlyOf(world, all),
    twice: twiceOf(world, all),
    other: otherOf(world, all),
    idle: idleOf(world, all),
    stands: standsOf(world, all),
    accumulated: accumulatedOf(all),
    pace: paceOf(world, all),
    endsAtZero: meaning.endsAtZero,
  };
}

function earlyOf({ clocks: { events } }: World, all: readonly Scheduler[]): SchedulerFacts['early'] {
  for (const scheduler of all) {
    const early = earlyStepOf(events, scheduler);
    if (early !== null) return { range: early.step.range, optimizer: early.optimizer.range, mends: early.mends };
  }
  return null;
}

function twiceOf(world: World, all: readonly Scheduler[]): SchedulerFacts['twice'] {
  if (!isWhole(world)) return null;
  for (const scheduler of all) {
    const twice = doubleStepOf(world.clocks.events, scheduler);
    if (twice !== null) return { first: twice.first.range, second: twice.second.range };
  }
  return null;
}

function otherOf(world: World, all: readonly Scheduler[]): SchedulerFacts['other'] {
  if (!isWhole(world)) return null;
  const stepped = all.filter((scheduler) => world.clocks.events.some(({ of }) => of === scheduler));
  const others = stepped.map((scheduler) => otherOptimizerOf(world.clocks, scheduler));
  const [first] = others;
  if (first === undefined || first === null || others.includes(null)) return null;
  return { name: first.name, range: first.range };
}

function idleOf(world: World, all: readonly Scheduler[]): SchedulerFacts['idle'] {
  if (all.some((one) => one.isMoved || mayBeStepped(world, one))) return null;
  for (const { idle: range, isInEpochs } of all)
    if (range !== null && isInEpochs !== null) return { range, isInEpochs };
  return null;
}

function standsOf(world: World, all: readonly Scheduler[]): SchedulerFacts['stands'] {
  if (all.some((one) => mayBeStepped(world, one))) return null;
  const [first, ...others] = all.map((scheduler) => standStillOf(world.clocks, scheduler));
  if (first === undefined || first === null || others.includes(null)) return null;
  return { text: `${first.length.parameter}=${first.length.text}`, ticks: first.trained };
}

function accumulatedOf(all: readonly Scheduler[]): SchedulerFacts['accumulated'] {
  const lengths = all.map((one) => (one.isPrepared ? mainLength(one) : null));
  const [first] = lengths;
  return first?.isAccumulated === true && !lengths.includes(null) ? `${first.parameter}=${first.text}` : null;
}

function isWhole({ clocks, limits }: World): boolean {
  return limits.leftOut === null && clocks.isWhole;
}

function paceOf(world: World, all: readonly Scheduler[]): SchedulerFacts['pace'] {
  // What is stepped elsewhere, too, has a pace that is not known.
  if (!isWhole(world) || all.some(({ escapes }) => escapes)) return null;
  for (const scheduler of all) {
    const pace = wrongPaceOf(world.clocks, scheduler);
    if (pace === null) continue;
    const { fault, length, step, epochs, trained } = pace;
    return {
      fault,
      text: length === null ? '' : `${length.parameter}=${length.text}`,
      step: step.range,
      epochs,
      trained,
    };
  }
  return null;
}

function stepsOf(events: readonly ClockEvent[]): SchedulerStep[] {
  const steps = new Map<string, SchedulerStep>();
  for (const { range, hasArgument } of events) steps.set(placeKey(range), { range, hasArgument });
  return [...steps.values()];
}

/** Whether something that the walk has not seen may step it. */
function mayBeStepped(world: World, scheduler: Scheduler): boolean {
  if (scheduler.escapes || !isWhole(world)) return true;
  // Who has the optimizer has the scheduler that is its rate.
  if (scheduler.isGiven && optimizersOf(scheduler).some(({ escapes }) => escapes)) return true;
  for (const [attribute, held] of world.clocks.heldAs)
    if (held.has(scheduler) && world.clocks.readOfUnknown.has(attribute)) return true;
  return false;
}

function isLost(scheduler: Scheduler): boolean {
  const own = optimizersOf(scheduler);
  return scheduler.escapes || own.length === 0 || own.some(({ escapes }) => escapes);
}

/** Whether the program steps the optimizer of a scheduler, or one that may be it. */
function isTrained({ clocks: { events } }: World, scheduler: Scheduler): boolean {
  const own = optimizersOf(scheduler);
  const mayBeAny = own.length === 0 || own.some(({ escapes }) => escapes);
  return events.some(
    ({ does, of }) => does === 'steps-optimizer' && (own.some((one) => one === of) || (of === null && mayBeAny)),
  );
}

function optimizerOf({ optimizer }: Scheduler): SchedulerFacts['optimizer'] {
  const options = optionsOf(optimizer);
  const [only] = options;
  if (options.length !== 1 || only?.kind !== 'stepped-optimizer') return null;
  const { name, range, rate } = only.optimizer;
  return { name, range, rate };
}
