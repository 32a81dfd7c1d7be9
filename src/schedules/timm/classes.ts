// The schedulers of timm, after `timm/scheduler` of 1.0.29: a rate is a function of the `t` that the caller passes, in epochs or in updates.
import { own } from '../../base/own';
import { LibraryError } from '../library-error';
import {
  bind,
  count,
  counts,
  flag,
  number,
  type Parameters,
  type ScheduleCall,
  text,
  type ValuesOf,
} from '../parameters';
import { bisectRight, divide, floorDivide, power } from '../python-math';
import { Plateau } from '../pytorch/plateau';
import { initialRates, type Optimizer } from '../pytorch/scheduler';

/** A scheduler of timm's: `step` at the end of an epoch, `step_update` after an update. */
export interface TimmScheduler {
  /** `step(epoch, metric)`. Throws the library's TypeError where no epoch is passed. */
  step(epoch?: number, metric?: number): void;
  /** `step_update(num_updates)`, which does nothing where `t` is in epochs. */
  stepUpdate(updates: number): void;
}

const warmup = { warmup_t: count('epochs', 0), warmup_lr_init: number(0) };
const cycles = {
  cycle_mul: number(1),
  cycle_decay: number(1),
  cycle_limit: number(1),
  ...warmup,
  warmup_prefix: flag(false),
  t_in_epochs: flag(true),
};
const decay = { decay_rate: number(1), ...warmup, warmup_prefix: flag(true), t_in_epochs: flag(true) };

interface Warmup {
  readonly warmup_t: number;
  readonly warmup_lr_init: number;
  readonly warmup_prefix: boolean;
  readonly t_in_epochs: boolean;
}

/** The rate at `t` of a group with that initial rate, beside its warm-up. */
type RateAt = (t: number, base: number) => number;

interface TimmRecord<P extends Parameters> {
  readonly parameters: P;
  readonly rateAt: (values: ValuesOf<P>) => RateAt;
  /** Whether the warm-up goes to where the schedule is at its end, not to the initial rate. */
  readonly isWarmedToSchedule?: true;
}

function timmRecord<P extends Parameters>(record: TimmRecord<P>): TimmRecord<Parameters> {
  return record as unknown as TimmRecord<Parameters>;
}

interface Cycles {
  readonly t_initial: number;
  readonly lr_min: number;
  readonly cycle_mul: number;
  readonly cycle_decay: number;
  readonly cycle_limit: number;
}

/** A rate that starts anew each cycle; `shape` is what is left of it, from 1 to 0, by the time in the cycle and the cycle's length. */
function cycled(values: Cycles, shape: (t: number, length: number) => number): RateAt {
  const { t_initial: first, lr_min: least, cycle_mul: factor, cycle_decay: decayFactor, cycle_limit: limit } = values;
  if (!(first > 0) || !(least >= 0)) throw new LibraryError('AssertionError', '');
  return (t, base) => {
    const cycle =
      factor === 1
        ? floorDivide(t, first)
        : Math.floor(divide(Math.log(positive(1 - (t / first) * (1 - factor))), Math.log(factor)));
    if (cycle >= limit) return least;
    const length = factor === 1 ? first : factor ** cycle * first;
    const start = factor === 1 ? first * cycle : ((1 - factor ** cycle) / (1 - factor)) * first;
    return least + (base * decayFactor ** cycle - least) * shape(t - start, length);
  };
}

function positive(x: number): number {
  if (x > 0) return x;
  throw new LibraryError('ValueError', 'math domain error');
}

const cosine = timmRecord({
  parameters: { t_initial: count('epochs'), lr_min: number(0), ...cycles, k_decay: number(1) },
  rateAt: (values) =>
    cycled(values, (t, length) => 0.5 * (1 + Math.cos((Math.PI * t ** values.k_decay) / length ** values.k_decay))),
});

const poly = timmRecord({
  parameters: { t_initial: count('epochs'), power: number(0.5), lr_min: number(0), ...cycles, k_decay: number(1) },
  rateAt: (values) =>
    cycled(values, (t, length) => power(1 - t ** values.k_decay / length ** values.k_decay, values.power)),
});

const tanh = timmRecord({
  parameters: { t_initial: count('epochs'), lb: number(-7), ub: number(3), lr_min: number(0), ...cycles },
  rateAt: (values) => {
    const { lb: low, ub: high } = values;
    if (!(low < high)) throw new LibraryError('AssertionError', '');
    return cycled(values, (t, length) => 0.5 * (1 - Math.tanh(low * (1 - t / length) + high * (t / length))));
  },
  isWarmedToSchedule: true,
});

const stepped = timmRecord({
  parameters: { decay_t: count('epochs'), ...decay },
  rateAt:
    ({ decay_t: size, decay_rate: factor }) =>
    (t, base) =>
      base * power(factor, floorDivide(t, size)),
});

/** One `t` earlier than PyTorch's: `bisect_right(decay_t, t + 1)`. */
const multiStepped = timmRecord({
  parameters: { decay_t: counts('epochs'), ...decay },
  rateAt:
    ({ decay_t: bounds, decay_rate: factor }) =>
    (t, base) =>
      base * power(factor, bisectRight(bounds, t + 1)),
});

const classes: Readonly<Record<string, TimmRecord<Parameters>>> = {
  CosineLRScheduler: cosine,
  PolyLRScheduler: poly,
  TanhLRScheduler: tanh,
  StepLRScheduler: stepped,
  MultiStepLRScheduler: multiStepped,
};

const plateauParameters = {
  decay_rate: number(0.1),
  patience_t: count('metrics', 10),
  threshold: number(1e-4),
  cooldown_t: count('metrics', 0),
  ...warmup,
  lr_min: number(0),
  mode: text('max'),
};

/** Parameters after the optimizer, by the class; the noise, which PyTorch's generator draws, is not among them. */
export const timmParameters: Readonly<Record<string, Parameters>> = {
  ...Object.fromEntries(Object.entries(classes).map(([name, { parameters }]) => [name, parameters])),
  PlateauLRScheduler: plateauParameters,
};

class TimedScheduler implements TimmScheduler {
  private readonly bases: readonly number[];
  private readonly slopes: readonly number[];

  constructor(
    private readonly optimizer: Optimizer,
    private readonly values: Warmup,
    private readonly rateAt: RateAt,
    isWarmedToSchedule: boolean,
  ) {
    this.bases = initialRates(optimizer, -1);
    const { warmup_t: length, warmup_lr_init: start } = values;
    const shift = isWarmedToSchedule && !values.warmup_prefix;
    this.slopes = this.bases.map((base) =>
      length === 0 ? 1 : ((shift ? rateAt(length, base) : base) - start) / length,
    );
    this.update((base) => (length === 0 ? base : start));
  }

  step(epoch?: number): void {
    if (epoch === undefined) throw missingEpoch();
    if (this.values.t_in_epochs) this.moveTo(epoch);
  }

  stepUpdate(updates: number): void {
    if (!this.values.t_in_epochs) this.moveTo(updates);
  }

  private moveTo(t: number): void {
    const { warmup_t: length, warmup_lr_init: start, warmup_prefix: isBefore } = this.values;
    this.update((base, group) => {
      if (t < length) return start + t * (this.slopes[group] ?? 0);
      return this.rateAt(isBefore ? t - length : t, base);
    });
  }

  private update(rate: (base: number, group: number) => number): void {
    this.optimizer.groups.forEach((group, index) => (group.rate = rate(this.bases[index] ?? group.rate, index)));
  }
}

function missingEpoch(): LibraryError {
  return new LibraryError('TypeError', "Scheduler.step() missing 1 required positional argument: 'epoch'");
}

class TimedPlateau implements TimmScheduler {
  private readonly plateau: Plateau;
  private readonly bases: readonly number[];

  constructor(
    private readonly optimizer: Optimizer,
    private readonly values: ValuesOf<typeof plateauParameters>,
  ) {
    this.bases = initialRates(optimizer, -1);
    this.plateau = new Plateau(optimizer, {
      mode: values.mode,
      factor: values.decay_rate,
      patience: values.patience_t,
      threshold: values.threshold,
      threshold_mode: 'rel',
      cooldown: values.cooldown_t,
      min_lr: values.lr_min,
      eps: 1e-8,
    });
    optimizer.groups.forEach((group, index) => {
      group.rate = values.warmup_t === 0 ? (this.bases[index] ?? group.rate) : values.warmup_lr_init;
    });
  }

  step(epoch?: number, metric?: number): void {
    if (epoch === undefined) throw missingEpoch();
    const { warmup_t: length, warmup_lr_init: start } = this.values;
    if (epoch > length) {
      if (metric !== undefined) this.plateau.step(metric);
      return;
    }
    this.optimizer.groups.forEach((group, index) => {
      const slope = length === 0 ? 1 : ((this.bases[index] ?? group.rate) - start) / length;
      group.rate = start + epoch * slope;
    });
  }

  stepUpdate(): void {
    // timm waits for the epoch's metric.
  }
}

/** A scheduler of timm's by its class; null for a class that timm does not have. Throws a LibraryError where the constructor raises. */
export function timmScheduler(call: ScheduleCall, optimizer: Optimizer): TimmScheduler | null {
  if (call.name === 'PlateauLRScheduler') return new TimedPlateau(optimizer, bind(plateauParameters, call));
  const record = own(classes, call.name);
  if (record === undefined) return null;
  const values = bind(record.parameters, call);
  const isWarmedToSchedule = record.isWarmedToSchedule === true;
  return new TimedScheduler(optimizer, values as unknown as Warmup, record.rateAt(values), isWarmedToSchedule);
}
