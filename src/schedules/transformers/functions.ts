// The schedules of Transformers, after `transformers/optimization.py` of 5.18: factors of the initial rate by the tick, each a LambdaLR.
import { own } from '../../base/own';
import { LibraryError } from '../library-error';
import {
  bind,
  count,
  type CountFunction,
  number,
  optional,
  type Parameters,
  position,
  type ScheduleCall,
  text,
  type ValuesOf,
} from '../parameters';
import { divide, modulo, power } from '../python-math';
import { Plateau, plateauParameters } from '../pytorch/plateau';
import { type Optimizer, type Scheduler, TickScheduler } from '../pytorch/scheduler';
import { chosenCall, chosenParameters } from './get-scheduler';

interface FactorRecord<P extends Parameters> {
  readonly parameters: P;
  /** Throws a LibraryError where the function raises. */
  readonly factor: (values: ValuesOf<P>, optimizer: Optimizer) => CountFunction;
}

function factorRecord<P extends Parameters>(record: FactorRecord<P>): FactorRecord<Parameters> {
  return record as unknown as FactorRecord<Parameters>;
}

const lastEpoch = { last_epoch: position('ticks', -1) };
const warmupSteps = { num_warmup_steps: count('ticks') };
const steps = { ...warmupSteps, num_training_steps: count('ticks') };

interface Steps {
  readonly num_warmup_steps: number;
  readonly num_training_steps: number;
}

/** A line from 0 to the rate in `warmup` ticks, then what comes after. */
function warmed(warmup: number, after: CountFunction): CountFunction {
  return (tick) => (tick < warmup ? tick / Math.max(1, warmup) : after(tick));
}

/** How far a tick is between the end of the warm-up and that of the training. */
function progress({ num_warmup_steps: warmup, num_training_steps: total }: Steps, tick: number): number {
  return (tick - warmup) / Math.max(1, total - warmup);
}

/** (1 + cos(2 pi * cycles * part)) / 2 */
function cosine(cycles: number, part: number): number {
  return 0.5 * (1 + Math.cos(Math.PI * cycles * 2 * part));
}

/** The rate that an optimizer was made with. Throws a LibraryError where it was made without. */
function defaultRate({ defaultRate: rate }: Optimizer): number {
  if (rate === null) throw new LibraryError('KeyError', "'lr'");
  return rate;
}

function leastFactor(
  { min_lr: rate, min_lr_rate: factor }: { readonly min_lr: number | null; readonly min_lr_rate: number | null },
  optimizer: Optimizer,
): number {
  if (rate !== null && factor !== null)
    throw new LibraryError('ValueError', 'Only one of min_lr or min_lr_rate should be set');
  if (rate !== null) return divide(rate, defaultRate(optimizer));
  if (factor === null)
    throw new LibraryError(
      'ValueError',
      'One of min_lr or min_lr_rate should be set through the `lr_scheduler_kwargs`',
    );
  return factor;
}

const leastParameters = { min_lr: optional(number()), min_lr_rate: optional(number()) };

const polynomial = factorRecord({
  parameters: { ...steps, lr_end: number(1e-7), power: number(1), ...lastEpoch },
  factor: (values, optimizer) => {
    const { num_warmup_steps: warmup, num_training_steps: total, lr_end: end, power: exponent } = values;
    const rate = defaultRate(optimizer);
    if (!(rate > end))
      throw new LibraryError('ValueError', `lr_end (${end}) must be smaller than initial lr (${rate})`);
    return warmed(warmup, (tick) => {
      if (tick > total) return end / rate;
      return ((rate - end) * power(1 - divide(tick - warmup, total - warmup), exponent) + end) / rate;
    });
  },
});

const cosineFromLine = factorRecord({
  parameters: {
    ...steps,
    num_cycles: number(0.5),
    ...lastEpoch,
    ...leastParameters,
    warmup_lr_rate: optional(number()),
  },
  factor: (values, optimizer) => {
    const { num_warmup_steps: warmup, num_training_steps: total, num_cycles: cycles, warmup_lr_rate: from } = values;
    const least = leastFactor(values, optimizer);
    return (tick) => {
      if (tick < warmup)
        return from === null ? (tick + 1) / Math.max(1, warmup) : from + ((1 - from) * tick) / Math.max(1, warmup - 1);
      const part = (tick - warmup + 1) / Math.max(1, total - warmup);
      return Math.max(0, cosine(cycles, part) * (1 - least) + least);
    };
  },
});

const shapes: ReadonlyMap<string, (part: number, cycles: number) => number> = new Map([
  ['linear', (part: number) => 1 - part],
  ['cosine', (part: number, cycles: number) => cosine(cycles, part)],
  ['1-sqrt', (part: number) => 1 - Math.sqrt(part)],
]);

function shapeOf(kind: 'warmup' | 'decay', name: string): (part: number, cycles: number) => number {
  const shape = shapes.get(name);
  if (shape !== undefined) return shape;
  throw new LibraryError('ValueError', `Unknown ${kind} type: ${name}, expected 'linear', 'cosine' or '1-sqrt'`);
}

/** Warm-up, a stable part, and a decay. A warm-up is the decay's shape run backwards. */
const warmupStableDecay = factorRecord({
  parameters: {
    ...warmupSteps,
    num_decay_steps: count('ticks'),
    num_training_steps: optional(count('ticks')),
    num_stable_steps: optional(count('ticks')),
    warmup_type: text('linear'),
    decay_type: text('cosine'),
    min_lr_ratio: number(0),
    num_cycles: number(0.5),
    ...lastEpoch,
  },
  factor: (values) => {
    const { num_warmup_steps: warmup, num_decay_steps: decay, num_training_steps: total } = values;
    if (total === null && values.num_stable_steps === null)
      throw new LibraryError('ValueError', 'Either num_training_steps or num_stable_steps must be specified.');
    const stable = values.num_stable_steps ?? (total ?? 0) - warmup - decay;
    const up = shapeOf('warmup', values.warmup_type);
    const down = shapeOf('decay', values.decay_type);
    const above = (factor: number): number => Math.max(0, factor * (1 - values.min_lr_ratio) + values.min_lr_ratio);
    return (tick) => {
      if (tick < warmup) return above(up(1 - tick / Math.max(1, warmup), 0.5));
      if (tick < warmup + stable) return 1;
      if (tick >= warmup + stable + decay) return values.min_lr_ratio;
      return above(down((tick - warmup - stable) / Math.max(1, decay), values.num_cycles));
    };
  },
});

const functions: Readonly<Record<string, FactorRecord<Parameters>>> = {
  get_constant_schedule: factorRecord({ parameters: lastEpoch, factor: () => () => 1 }),
  get_constant_schedule_with_warmup: factorRecord({
    parameters: { ...warmupSteps, ...lastEpoch },
    factor: ({ num_warmup_steps: warmup }) => warmed(warmup, () => 1),
  }),
  get_linear_schedule_with_warmup: factorRecord({
    parameters: { ...steps, ...lastEpoch },
    factor: ({ num_warmup_steps: warmup, num_training_steps: total }) =>
      warmed(warmup, (tick) => Math.max(0, (total - tick) / Math.max(1, total - warmup))),
  }),
  get_cosine_schedule_with_warmup: factorRecord({
    parameters: { ...steps, num_cycles: number(0.5), ...lastEpoch },
    factor: (values) =>
      warmed(values.num_warmup_steps, (tick) => Math.max(0, cosine(values.num_cycles, progress(values, tick)))),
  }),
  get_cosine_with_hard_restarts_schedule_with_warmup: factorRecord({
    parameters: { ...steps, num_cycles: number(1), ...lastEpoch },
    factor: (values) =>
      warmed(values.num_warmup_steps, (tick) => {
        const part = progress(values, tick);
        return part >= 1 ? 0 : Math.max(0, cosine(0.5, modulo(values.num_cycles * part, 1)));
      }),
  }),
  get_polynomial_decay_schedule_with_warmup: polynomial,
  get_inverse_sqrt_schedule: factorRecord({
    parameters: { ...warmupSteps, timescale: optional(count('ticks')), ...lastEpoch },
    factor: ({ num_warmup_steps: warmup, timescale }) => {
      const scale = timescale ?? (warmup === 0 ? 10_000 : warmup);
      return warmed(warmup, (tick) => divide(1, Math.sqrt(divide(tick + scale - warmup, scale))));
    },
  }),
  get_cosine_with_min_lr_schedule_with_warmup: factorRecord({
    parameters: { ...steps, num_cycles: number(0.5), ...lastEpoch, ...leastParameters },
    factor: (values, optimizer) => {
      const least = leastFactor(values, optimizer);
      return warmed(values.num_warmup_steps, (tick) =>
        Math.max(0, cosine(values.num_cycles, progress(values, tick)) * (1 - least) + least),
      );
    },
  }),
  get_cosine_with_min_lr_schedule_with_warmup_lr_rate: cosineFromLine,
  get_wsd_schedule: warmupStableDecay,
};

/** Parameters after the optimizer, by the function; `get_scheduler` has the rest. */
const parametersOfAll: Readonly<Record<string, Parameters>> = {
  ...Object.fromEntries(Object.entries(functions).map(([name, { parameters }]) => [name, parameters])),
  get_reduce_on_plateau_schedule: plateauParameters,
};

/** Parameters after the optimizer, by the function. */
export const transformersParameters: Readonly<Record<string, Parameters>> = {
  ...parametersOfAll,
  get_scheduler: chosenParameters,
};

/** The scheduler that a function of Transformers returns; null for a name that it does not have. Throws a LibraryError where it raises. */
export function transformersScheduler(given: ScheduleCall, optimizer: Optimizer): Scheduler | null {
  const call = given.name === 'get_scheduler' ? chosenCall(given, parametersOfAll) : given;
  if (call.name === 'get_reduce_on_plateau_schedule') return new Plateau(optimizer, bind(plateauParameters, call));
  const found = own(functions, call.name);
  if (found === undefined) return null;
  const values = bind(found.parameters, call);
  const factor = found.factor(values, optimizer);
  const { last_epoch: last } = values;
  const rule = { next: ({ count: tick, base }: { count: number; base: number }) => base * factor(tick), at: null };
  return new TickScheduler(optimizer, rule, typeof last === 'number' ? last : -1);
}
