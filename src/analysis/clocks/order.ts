// Who is stepped first in a pass of a loop that steps both: the optimizer, as it should be, or its scheduler.
import type { Clocks } from './clocks';
import { optionsOf } from '../values/values';
import { afterOptimizer, type Mend } from './mending';
import type { ClockEvent, ClockPass, Scheduler, SteppedOptimizer } from './events';

/** A step of a scheduler that comes before any of its optimizer, and the first one of the optimizer after it. */
export interface EarlyStep {
  readonly step: ClockEvent;
  readonly optimizer: ClockEvent;
  /** What steps the scheduler behind the optimizer; empty where the source does not show how. */
  readonly mends: readonly Mend[];
}

/** The optimizers that a scheduler may change the rate of, as far as they are known. */
export function optimizersOf({ optimizer }: Scheduler): SteppedOptimizer[] {
  return optionsOf(optimizer).flatMap((value) => (value.kind === 'stepped-optimizer' ? [value.optimizer] : []));
}

/**
 * The first step of a scheduler, where each pass of a loop takes it without a condition before any step of its optimizer, and the program
 * has taken none of the optimizer's before the loop. A step with an argument sets the rate of that tick: its order does not matter. Null
 * where the order is right or not known.
 */
export function earlyStepOf(all: readonly ClockEvent[], scheduler: Scheduler): EarlyStep | null {
  const events = all.filter(({ root }) => root === scheduler.root);
  const own = optimizersOf(scheduler);
  if (own.length === 0) return null;
  const mayStep = ({ does, of }: ClockEvent): boolean =>
    does === 'steps-optimizer' && (of === null || own.some((one) => one === of));
  const at = events.findIndex(mayStep);
  const optimizer = events[at];
  // Of an optimizer that is not known, the step is only a reason to be quiet.
  if (optimizer?.of === undefined || optimizer.of === null) return null;
  const pass = optimizer.passes.find(({ node }) => !scheduler.around.includes(node));
  if (pass === undefined) return null;
  const step = events.slice(0, at).find((event) => event.of === scheduler && event.passes.includes(pass));
  if (step === undefined || step.hasArgument || !isCertainIn(pass, step)) return null;
  return { step, optimizer, mends: afterOptimizer(pass, step.range, optimizer.range) };
}

/**
 * The step of another optimizer, in a program that steps a scheduler and never the optimizer that it was made with: that one's rate changes,
 * and it trains nothing. Null where something unknown may step it, or the other has a scheduler of its own.
 */
export function otherOptimizerOf(
  { events, schedulers }: Pick<Clocks, 'events' | 'schedulers'>,
  scheduler: Scheduler,
): SteppedOptimizer | null {
  const own = optimizersOf(scheduler);
  const isKnown = own.length > 0 && own.length === optionsOf(scheduler.optimizer).length;
  if (!isKnown || scheduler.escapes || own.some(({ escapes }) => escapes)) return null;
  const steps = events.filter(({ does }) => does === 'steps-optimizer');
  if (steps.some(({ of }) => of === null || own.some((one) => one === of))) return null;
  const isStepped = events.some(({ of, passes }) => of === scheduler && passes.length > 0);
  const others = steps.filter(({ root, passes }) => root === scheduler.root && passes.length > 0);
  const [other] = others.flatMap(({ of }) => (of === null || 'lengths' in of ? [] : [of]));
  if (!isStepped || other === undefined) return null;
  const isMoved = (one: Scheduler): boolean => one.escapes || events.some(({ of }) => of === one);
  const isScheduled = [...schedulers.values()].some((one) => optimizersOf(one).includes(other) && isMoved(one));
  return isScheduled ? null : other;
}

/** Whether each pass of a loop takes a step. */
function isCertainIn(pass: ClockPass, { conditions }: ClockEvent): boolean {
  return conditions === pass.conditions;
}
