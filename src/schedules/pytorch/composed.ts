// Schedulers of schedulers, after `torch/optim/lr_scheduler.py` of 2.13. Their parts are constructed first, each of which changes the rate.
import { LibraryError } from '../library-error';
import { counts, schedules } from '../parameters';
import { bisectRight } from '../python-math';
import { lastEpoch } from './recursive';
import type { Optimizer, PartScheduler, Scheduler } from './scheduler';

export const sequentialParameters = { schedulers: schedules(), milestones: counts('ticks'), ...lastEpoch };
export const chainedParameters = { schedulers: schedules() };

/** The parts, none of which waits for a metric. Throws a LibraryError. */
function partsOf(name: string, verb: string, schedulers: readonly Scheduler[]): readonly PartScheduler[] {
  if (schedulers.length === 0)
    throw new LibraryError('ValueError', `${name} expects at least one scheduler${verb}, but got no scheduler.`);
  return schedulers.map((scheduler, index) => {
    if (isPart(scheduler)) return scheduler;
    throw new LibraryError(
      'ValueError',
      `${name} does not support \`ReduceLROnPlateau\` scheduler as it requires additional kwargs to be specified when calling \`step\`, but got one at index ${index} in the given schedulers sequence.`,
    );
  });
}

function isPart(scheduler: Scheduler): scheduler is PartScheduler {
  return 'undo' in scheduler;
}

/** What both have of `LRScheduler`, which they do not fill in: they cannot be set to a tick. */
function notImplemented(): never {
  throw new LibraryError('NotImplementedError', 'get_lr');
}

/** One scheduler after another: from each milestone on the next, which starts at its own tick 0. */
export class Sequential implements PartScheduler {
  stepCount = 0;
  readonly totalSteps = null;
  private readonly parts: readonly PartScheduler[];
  private lastEpoch: number;

  /** Throws a LibraryError where the constructor raises. */
  constructor(
    optimizer: Optimizer,
    schedulers: readonly Scheduler[],
    private readonly milestones: readonly number[],
    last: number,
  ) {
    this.parts = partsOf('SequentialLR', '', schedulers);
    if (milestones.length !== schedulers.length - 1)
      throw new LibraryError(
        'ValueError',
        `Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, but got number of schedulers ${schedulers.length} and the number of milestones to be equal to ${milestones.length}`,
      );
    this.lastEpoch = last + 1;
    for (const group of optimizer.groups) group.rate = group.initialRate ?? group.rate;
    this.undo();
    this.part(bisectRight(milestones, 0)).restart();
  }

  step(epoch?: number): void {
    if (epoch !== undefined)
      throw new LibraryError('TypeError', 'SequentialLR.step() takes 1 positional argument but 2 were given');
    this.stepCount += 1;
    this.lastEpoch += 1;
    const index = bisectRight(this.milestones, this.lastEpoch);
    const part = this.part(index);
    if (index > 0 && this.milestones[index - 1] === this.lastEpoch) part.updateAtZero();
    else part.step();
  }

  restart(): void {
    this.step();
  }

  updateAtZero(): void {
    this.lastEpoch = 0;
    notImplemented();
  }

  undo(): void {
    for (const part of this.parts) part.undo();
  }

  private part(index: number): PartScheduler {
    const part = this.parts[index];
    if (part === undefined) throw new LibraryError('IndexError', 'list index out of range');
    return part;
  }
}

/** Several schedulers at once: each tick is one of each, in their order. */
export class Chained implements PartScheduler {
  stepCount = 0;
  readonly totalSteps = null;
  private readonly parts: readonly PartScheduler[];

  /** Throws a LibraryError where the constructor raises. */
  constructor(schedulers: readonly Scheduler[]) {
    this.parts = partsOf('ChainedScheduler', ' to be chained', schedulers);
  }

  step(epoch?: number): void {
    if (epoch !== undefined)
      throw new LibraryError('TypeError', 'ChainedScheduler.step() takes 1 positional argument but 2 were given');
    this.stepCount += 1;
    for (const part of this.parts) part.step();
  }

  restart(): void {
    this.step();
  }

  updateAtZero(): void {
    notImplemented();
  }

  undo(): void {
    for (const part of this.parts) part.undo();
  }
}
