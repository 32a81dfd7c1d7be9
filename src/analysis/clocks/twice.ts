// Steps of a scheduler that follow each other without a step of its optimizer between them.
import { placeKey } from '../../base/source-range';
import type { ClockCall, ClockEvent, ClockPass, Scheduler } from './events';
import { optimizersOf } from './order';

export interface DoubleStep {
  readonly first: ClockEvent;
  readonly second: ClockEvent;
}

/** A pass of a loop, or a call of a function within one. */
type Scope = ClockPass | ClockCall;

/**
 * Two places that certainly step a scheduler in the same pass of a loop, or the same call within a loop, with no step of its optimizer
 * between them; the last of a pass and the first of its next are neighbours, too. A step with an argument sets a tick and adds none. Null
 * where there are none, or something unknown may step either.
 */
export function doubleStepOf(all: readonly ClockEvent[], scheduler: Scheduler): DoubleStep | null {
  const own = optimizersOf(scheduler);
  if (own.length === 0 || scheduler.escapes || own.some(({ escapes }) => escapes)) return null;
  const isOf = ({ root, of, does }: ClockEvent): boolean =>
    root === scheduler.root &&
    (of === scheduler || (does === 'steps-optimizer' && (of === null || own.some((one) => one === of))));
  const events = all.filter(isOf);
  for (const scope of scopesOf(events, scheduler)) {
    const within = events.filter(({ passes, calls }) => [...passes, ...calls].includes(scope));
    const double = neighboursIn(within, scope, scheduler);
    if (double !== null) return double;
  }
  return null;
}

/** The passes that the program goes through more than once, and the calls in such a pass, that certainly step a scheduler. */
function scopesOf(events: readonly ClockEvent[], scheduler: Scheduler): Set<Scope> {
  const scopes = new Set<Scope>();
  for (const event of events) {
    if (event.of !== scheduler) continue;
    for (const pass of event.passes) if (!scheduler.around.includes(pass.node)) scopes.add(pass);
    for (const call of event.calls) if (call.loops > scheduler.around.length) scopes.add(call);
  }
  return scopes;
}

/** Two steps at different places, one right after the other. */
function neighboursIn(events: readonly ClockEvent[], scope: Scope, scheduler: Scheduler): DoubleStep | null {
  if (events.every(({ of }) => of === scheduler)) return null;
  const isCertain = ({ of, hasArgument, conditions }: ClockEvent): boolean =>
    of === scheduler && !hasArgument && conditions === scope.conditions;
  // The last one stands before the first of the next pass.
  const order = [...events.slice(-1), ...events];
  for (const [place, second] of order.entries()) {
    const first = order[place - 1];
    if (first === undefined || !isCertain(first) || !isCertain(second)) continue;
    if (placeKey(first.range) !== placeKey(second.range))
      return place === 1 ? outerFirst(second, first) : { first, second };
  }
  return null;
}

/** Of the last step of a pass and the first of its next, the one that fewer loops are around is the one too many. */
function outerFirst(a: ClockEvent, b: ClockEvent): DoubleStep {
  return a.passes.length <= b.passes.length ? { first: b, second: a } : { first: a, second: b };
}
