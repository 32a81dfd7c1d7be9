// From the steps that the walk has met to facts of each scheduler.
import { placeKey } from '../../base/source-range';
import type { ClockEvent, Scheduler } from '../clocks/events';
import { wrongPaceOf } from '../clocks/pace';
import { earlyStepOf, optimizersOf } from '../clocks/order';
import { optionsOf } from '../values/values';
import type { World } from '../walk/world';
import type { SchedulerFacts, SchedulerStep } from './clock-facts';

/** What the program does with each scheduler that it makes, by the places of their constructions. */
export function concludeClocks(world: World): SchedulerFacts[] {
  const sites = new Map<string, Scheduler[]>();
  for (const scheduler of world.clocks.schedulers.values()) {
    const key = placeKey(scheduler.range);
    const known = sites.get(key);
    if (known === undefined) sites.set(key, [scheduler]);
    else known.push(scheduler);
  }
  return [...sites.values()].flatMap((all) => concludeSite(world, all));
}

function concludeSite(world: World, all: readonly Scheduler[]): SchedulerFacts[] {
  const [first] = all;
  if (first === undefined) return [];
  const events = world.clocks.events.filter(({ of }) => all.some((scheduler) => scheduler === of));
  const { name, range, meaning } = first;
  return [
    {
      name,
      range,
      optimizer: optimizerOf(first),
      fate: events.length > 0 ? 'stepped' : all.some((one) => mayBeStepped(world, one)) ? 'unknown' : 'never-stepped',
      isTrained: all.some((one) => isTrained(world, one)),
      isConstant: meaning.isConstant,
      isPrepared: all.some(({ isPrepared }) => isPrepared),
      isReached: all.some(({ mode }) => mode === 'called'),
      steps: stepsOf(events),
      reachedBy: all.flatMap((scheduler) => world.clocks.namesOf(scheduler)),
      early: earlyOf(world, all),
      pace: paceOf(world, all),
      endsAtZero: meaning.endsAtZero,
    },
  ];
}

function earlyOf({ clocks: { events } }: World, all: readonly Scheduler[]): SchedulerFacts['early'] {
  for (const scheduler of all) {
    const early = earlyStepOf(events, scheduler);
    if (early !== null) return { range: early.step.range, optimizer: early.optimizer.range };
  }
  return null;
}

function paceOf({ clocks, limits: { leftOut } }: World, all: readonly Scheduler[]): SchedulerFacts['pace'] {
  // What is stepped elsewhere, too, has a pace that is not known.
  if (leftOut !== null || !clocks.isWhole || all.some(({ escapes }) => escapes)) return null;
  for (const scheduler of all) {
    const pace = wrongPaceOf(clocks, scheduler);
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
function mayBeStepped({ clocks, limits: { leftOut } }: World, scheduler: Scheduler): boolean {
  if (scheduler.escapes || leftOut !== null || !clocks.isWhole) return true;
  for (const [attribute, held] of clocks.heldAs)
    if (held.has(scheduler) && clocks.readOfUnknown.has(attribute)) return true;
  return false;
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
