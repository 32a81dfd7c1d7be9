// What a program of another library than TensorFlow 1 does to the clock of its training: the optimizers and the schedulers that it makes,
// and the order in which it steps them.
import type { Span } from '../../python/syntax';
import { type Message, message } from '../../base/message';
import type { CountedLibrary } from '../../frameworks/clock-symbol';
import type { Arguments, ListValue, Value } from '../values';
import type { RunLog } from './run-log';
import type { Speculations } from './speculations';

/** An optimizer that is stepped by hand. */
export interface RecordedOptimizer {
  readonly id: number;
  /** The class, below its library's module of optimizers. */
  readonly name: string;
  readonly given: Arguments;
  /** Whether its rate is a schedule's, at the updates that it counts itself. */
  readonly isGivenSchedule: boolean;
  /** The rate that it is made with, where that stands elsewhere than with PyTorch's: Keras'. */
  readonly rate?: Value;
  /** `param_groups`, as the program has it. */
  readonly groups: ListValue;
  /** The entry `lr` that each group is made with: the program puts another in its place where it writes the rate by hand. */
  readonly rates: readonly object[];
}

/** What an Accelerator is told of the schedulers that it prepares. */
export interface Prepared {
  readonly splitsBatches: boolean;
  readonly stepsWithOptimizer: boolean;
}

/** A scheduler, as the program makes it. */
export interface RecordedScheduler {
  readonly id: number;
  /** The class, or the function that makes it. */
  readonly name: string;
  /** Whose function of the count of updates it is; null of one that is stepped by itself. */
  readonly library: CountedLibrary | null;
  /** Whether an optimizer is given it as its rate, which it begins by itself: Paddle's. */
  readonly isGiven: boolean;
  /** The arguments beside the optimizer. */
  readonly given: Arguments;
  /** Null where what it is made with is not known, or before a schedule is given to an optimizer. */
  optimizer: RecordedOptimizer | null;
  /** How `accelerator.prepare` has it stepped; null where nothing prepared it. */
  prepared: Prepared | null;
  /** How many updates its optimizer adds up before it counts one. */
  every: number;
}

/** What happens to the clock, in the program's order. */
export type RecordedClockEvent =
  | { readonly does: 'makes'; readonly scheduler: RecordedScheduler }
  /** `depth` counts the `for` loops around it. */
  | { readonly does: 'updates'; readonly optimizer: RecordedOptimizer; readonly depth: number }
  /** A `for` loop begins, in as many others. */
  | { readonly does: 'enters'; readonly depth: number; readonly isOverBatches: boolean }
  /** A batch begins whose gradients Accelerate may add to those of others before it makes an update. */
  | { readonly does: 'accumulates'; readonly depth: number }
  /** `argument` is what `step` is passed: an epoch, a metric. `by`: another method than `step`, or whichever moves it. */
  | {
      readonly does: 'ticks';
      readonly scheduler: RecordedScheduler;
      readonly argument: Value | null;
      readonly by?: 'update-method' | 'any';
      /** Present where Accelerate makes no update of the batch. */
      readonly isSynchronized?: false;
    };

interface ClockRecord {
  readonly runLog: RunLog;
  readonly speculations: Speculations;
}

/** Optimizers and schedulers by what stands for them in the program; their events are entries of the log of runs. */
export class TrainingClocks {
  readonly schedulers: RecordedScheduler[] = [];
  /** Optimizers and schedulers of which it is not known how they are stepped, and why. */
  readonly doubts = new Map<RecordedOptimizer | RecordedScheduler, Message>();
  /** How many batches Accelerate adds up for an update; null where that is not known. */
  addedUp: number | null = 1;
  /** Whether the program tells Accelerate of its batches: without that none are added up. */
  tellsBatches = false;
  /** How many batches stand for those of the program's loaders; null where it makes none. */
  standInBatches: number | null = null;
  /** How often loops are passed of which the program does not say it. */
  standInPasses: number | null = null;
  private readonly optimizers = new Map<Value, RecordedOptimizer>();
  private readonly made = new Map<Value, RecordedScheduler>();
  private count = 0;
  private depth = 0;

  /** `updatesAtOnce`: the program has no graph; what it does to its optimizers is done where it says so. */
  constructor(
    private readonly record: ClockRecord,
    readonly updatesAtOnce: boolean,
  ) {}

  addOptimizer(value: Value, made: Omit<RecordedOptimizer, 'id'>): RecordedOptimizer {
    const optimizer = { id: this.nextId(), ...made };
    this.optimizers.set(value, optimizer);
    return optimizer;
  }

  addScheduler(value: Value, name: string, given: Arguments, optimizer: Value | undefined): RecordedScheduler {
    const known = optimizer === undefined ? undefined : this.optimizers.get(optimizer);
    return this.addMade(value, { name, library: null, isGiven: false, given, optimizer: known ?? null });
  }

  /** Adds a scheduler that is stepped by itself, and that an optimizer is to be given. */
  addGiven(value: Value, name: string, given: Arguments): RecordedScheduler {
    return this.addMade(value, { name, library: null, isGiven: true, given, optimizer: null });
  }

  /** Adds a function of the count of updates, which an optimizer is to be given. */
  addSchedule(value: Value, made: Pick<RecordedScheduler, 'name' | 'library' | 'given'>): RecordedScheduler {
    return this.addMade(value, { ...made, isGiven: false, optimizer: null });
  }

  /** Adds one that gives the same at every count: other schedules are made of it, and by itself it moves nothing. */
  addConstant(value: Value, made: Pick<RecordedScheduler, 'name' | 'library' | 'given'>): void {
    this.made.set(value, { id: this.nextId(), every: 1, prepared: null, ...made, isGiven: false, optimizer: null });
  }

  private addMade(value: Value, made: Omit<RecordedScheduler, 'id' | 'every' | 'prepared'>): RecordedScheduler {
    const scheduler: RecordedScheduler = { id: this.nextId(), every: 1, prepared: null, ...made };
    const { given } = made;
    this.made.set(value, scheduler);
    this.schedulers.push(scheduler);
    this.add({ does: 'makes', scheduler }, scheduler, `makes ${scheduler.id}`, given.span);
    return scheduler;
  }

  /** The optimizer that a value stands for; null where it stands for none. */
  optimizerOf(value: Value): RecordedOptimizer | null {
    return this.optimizers.get(value) ?? null;
  }

  /** The scheduler that a value stands for; null where it stands for none. */
  schedulerOf(value: Value): RecordedScheduler | null {
    return this.made.get(value) ?? null;
  }

  /** Gives an optimizer the schedules of its rate. One that another optimizer has already is not known to be either's. */
  give(optimizer: RecordedOptimizer, schedules: readonly RecordedScheduler[], every = 1): void {
    for (const schedule of schedules) {
      if (schedule.optimizer !== null) this.doubts.set(schedule, message('several optimizers are given it'));
      schedule.optimizer = optimizer;
      schedule.every *= every;
    }
  }

  /** Gives a scheduler that nothing was known to use to the optimizer whose rate it sets. */
  attach(scheduler: RecordedScheduler, optimizer: RecordedOptimizer): void {
    if (scheduler.optimizer !== null && scheduler.optimizer !== optimizer)
      this.doubts.set(scheduler, message('several optimizers are given it'));
    scheduler.optimizer ??= optimizer;
  }

  /** Takes schedules from what an optimizer is made of, to be given to it. */
  takeFrom(part: RecordedOptimizer): RecordedScheduler[] {
    const taken = this.schedulers.filter((scheduler) => scheduler.library !== null && scheduler.optimizer === part);
    for (const schedule of taken) schedule.optimizer = null;
    return taken;
  }

  update(optimizer: RecordedOptimizer, span: Span): void {
    const { depth } = this;
    this.add({ does: 'updates', optimizer, depth }, optimizer, `updates ${optimizer.id} ${depth}`, span);
  }

  /** An update that its optimizer counts by itself; one `fromStart` is counted from a state in which there was none. */
  countedUpdate(optimizer: RecordedOptimizer, fromStart: boolean, span: Span): void {
    const own = this.schedulers.filter((scheduler) => scheduler.library !== null && scheduler.optimizer === optimizer);
    if (fromStart)
      for (const scheduler of own) this.add({ does: 'makes', scheduler }, scheduler, `makes ${scheduler.id}`, span);
    this.update(optimizer, span);
    for (const scheduler of own) this.tick(scheduler, null, span);
  }

  /** `accelerator.accumulate(…)` around a batch. */
  accumulate(span: Span): void {
    const { depth } = this;
    this.tellsBatches = true;
    if (this.record.speculations.noteEffect()) {
      const why = message('a condition of the run decides whether it is stepped');
      for (const optimizer of this.optimizers.values()) this.doubts.set(optimizer, why);
      return;
    }
    this.record.runLog.count += 1;
    this.log({ does: 'accumulates', depth }, `accumulates ${depth}`, span);
  }

  tick(scheduler: RecordedScheduler, argument: Value | null, span: Span): void {
    this.add({ does: 'ticks', scheduler, argument }, scheduler, `ticks ${scheduler.id} ${passed(argument)}`, span);
  }

  /** A call of the method that counts updates. */
  tickUpdate(scheduler: RecordedScheduler, argument: Value | null, span: Span): void {
    const key = `ticks ${scheduler.id} by update ${passed(argument)}`;
    this.add({ does: 'ticks', scheduler, argument, by: 'update-method' }, scheduler, key, span);
  }

  /** Opens a `for` loop; the result closes it. It moves nothing: it tells epochs apart where the events are gone through. */
  enterLoop(isOverBatches: boolean, span: Span): () => void {
    const { depth } = this;
    if (this.optimizers.size > 0 && !this.record.speculations.isOn)
      this.log({ does: 'enters', depth, isOverBatches }, `enters ${depth} ${isOverBatches}`, span);
    this.depth += 1;
    return () => {
      this.depth = depth;
    };
  }

  private add(clock: RecordedClockEvent, of: RecordedOptimizer | RecordedScheduler, key: string, span: Span): void {
    if (this.record.speculations.noteEffect()) {
      this.doubts.set(of, message('a condition of the run decides whether it is stepped'));
      return;
    }
    this.record.runLog.count += 1;
    this.log(clock, key, span);
  }

  private log(clock: RecordedClockEvent, key: string, span: Span): void {
    const run = { key: `clock ${key}`, session: -1, fetches: [], feeds: [], times: 1, span, observes: [], clock };
    this.record.runLog.add(run);
  }

  private nextId(): number {
    this.count += 1;
    return this.count;
  }
}

/** What a step is passed, as far as it tells calls apart. */
function passed(argument: Value | null): string {
  if (argument === null) return '';
  return 'value' in argument ? String(argument.value) : argument.kind;
}
