// The events of a clock with one scheduler stepped otherwise.
import type { RecordedClockEvent, RecordedScheduler } from '../../interpret/record/training-clocks';
import { Epochs } from './epochs';

/** Other events in the place of the program's. */
export type ClockChange = (events: Iterable<RecordedClockEvent>) => Iterable<RecordedClockEvent>;

/**
 * When a scheduler is stepped: never, after each update of its optimizer, after each epoch, later than the program does, by one pass, or where
 * the program does, but once between two updates.
 */
export type StepTime = 'never' | 'update' | 'epoch' | 'after-optimizer' | 'once';

/** The program with one scheduler stepped at another time. */
export function steppedAt(scheduler: RecordedScheduler, time: StepTime): ClockChange {
  switch (time) {
    case 'never':
      return (events) => without(scheduler, events);
    case 'update':
      return (events) => afterUpdates(scheduler, without(scheduler, events));
    case 'epoch':
      return (events) => afterEpochs(scheduler, without(scheduler, events));
    case 'after-optimizer':
      return (events) => late(scheduler, events);
    case 'once':
      return (events) => singly(scheduler, events);
  }
}

/** The program with the count of one schedule kept from its first start on. */
export function madeOnce(scheduler: RecordedScheduler): ClockChange {
  return function* (events) {
    let isMade = false;
    for (const event of events) {
      if (event.does !== 'makes' || event.scheduler !== scheduler) yield event;
      else if (!isMade) {
        isMade = true;
        yield event;
      }
    }
  };
}

function isTick(event: RecordedClockEvent, scheduler: RecordedScheduler): boolean {
  return event.does === 'ticks' && event.scheduler === scheduler;
}

function tickOf(scheduler: RecordedScheduler): RecordedClockEvent {
  return { does: 'ticks', scheduler, argument: null, by: 'any' };
}

function* without(scheduler: RecordedScheduler, events: Iterable<RecordedClockEvent>): Iterable<RecordedClockEvent> {
  for (const event of events) if (!isTick(event, scheduler)) yield event;
}

function* afterUpdates(
  scheduler: RecordedScheduler,
  events: Iterable<RecordedClockEvent>,
): Iterable<RecordedClockEvent> {
  for (const event of events) {
    yield event;
    if (event.does === 'updates' && event.optimizer === scheduler.optimizer) yield tickOf(scheduler);
  }
}

function* afterEpochs(
  scheduler: RecordedScheduler,
  events: Iterable<RecordedClockEvent>,
): Iterable<RecordedClockEvent> {
  const passes = new Epochs();
  let epoch = 0;
  for (const event of events) {
    if (event.does === 'enters') passes.enter(event);
    if (event.does === 'updates' && event.optimizer === scheduler.optimizer) {
      const now = passes.update(event);
      if (epoch > 0 && now > epoch) yield tickOf(scheduler);
      epoch = now;
    }
    yield event;
  }
  if (epoch > 0) yield tickOf(scheduler);
}

/** Each step of the scheduler comes where the next one was: behind the updates of its pass. */
function* late(scheduler: RecordedScheduler, events: Iterable<RecordedClockEvent>): Iterable<RecordedClockEvent> {
  let held: RecordedClockEvent | null = null;
  for (const event of events) {
    if (!isTick(event, scheduler)) yield event;
    else {
      if (held !== null) yield held;
      held = event;
    }
  }
  if (held !== null) yield held;
}

/** Of the scheduler's steps between two updates of its optimizer the first; none before the first update. */
function* singly(scheduler: RecordedScheduler, events: Iterable<RecordedClockEvent>): Iterable<RecordedClockEvent> {
  let hasUpdated = false;
  for (const event of events) {
    if (event.does === 'updates' && event.optimizer === scheduler.optimizer) hasUpdated = true;
    if (!isTick(event, scheduler)) yield event;
    else if (hasUpdated) {
      hasUpdated = false;
      yield event;
    }
  }
}
