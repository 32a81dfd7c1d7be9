// Paddle's schedulers, after `paddle/optimizer/lr.py`: each begins with a rate of its own, which an optimizer is given, and is stepped by hand.
import { own } from '../../base/own';
import { LibraryError } from '../library-error';
import {
  bind,
  count,
  countFunction,
  counts,
  flag,
  number,
  numbers,
  optional,
  type Parameters,
  rateOrSchedule,
  type ScheduleCall,
  text,
  type ValuesOf,
} from '../parameters';
import { cyclicLR } from '../pytorch/closed';
import { Plateau, plateauParameters } from '../pytorch/plateau';
import { cosineAnnealingLR, lastEpoch, linearLR } from '../pytorch/recursive';
import {
  type MakeScheduler,
  type Optimizer,
  optimizerOf,
  type Scheduler,
  type TickRule,
  TickScheduler,
} from '../pytorch/scheduler';
import { WarmRestarts, warmRestartsParameters } from '../pytorch/warm-restarts';
import { bisectRight, divide, floorDivide, power } from '../python-math';
import { oneCycle, oneCycleParameters } from './one-cycle';

/** A class with its formula; `base` is the rate that it begins with, where that is no `learning_rate`. */
interface PaddleRecord<P extends Parameters> {
  readonly parameters: P;
  readonly base?: (values: ValuesOf<P>) => number;
  readonly rule: (values: ValuesOf<P>, optimizer: Optimizer) => TickRule;
}

function record<P extends Parameters>(made: PaddleRecord<P>): PaddleRecord<Parameters> {
  return made as unknown as PaddleRecord<Parameters>;
}

const rate = { learning_rate: number() };

/** A class whose rate is a function of the count and the rate that it begins with. */
function decay<P extends Parameters>(
  parameters: P,
  formula: (values: ValuesOf<P>) => (count: number, base: number) => number,
): PaddleRecord<Parameters> {
  const all = { ...rate, ...parameters, ...lastEpoch };
  return record({
    parameters: all,
    rule: (values) => {
      const at = formula(values);
      return { next: ({ count: now, base }) => at(now, base), at: null };
    },
  });
}

const polynomial = { decay_steps: count('ticks'), end_lr: number(0.0001), power: number(1), cycle: flag(false) };

/** base * lr_lambda(1) * … * lr_lambda(count). */
function multiplied(factor: (count: number) => number): (count: number, base: number) => number {
  const rates: number[] = [];
  return (now, base) => {
    if (rates.length === 0) rates.push(base);
    for (let tick = rates.length; tick <= now; tick += 1) rates.push((rates[tick - 1] ?? base) * factor(tick));
    return rates[now] ?? base;
  };
}

const cyclicParameters = {
  base_learning_rate: number(),
  max_learning_rate: number(),
  step_size_up: count('ticks'),
  step_size_down: optional(count('ticks')),
  mode: text('triangular'),
  exp_gamma: number(1),
  scale_fn: optional(countFunction('ticks')),
  scale_mode: text('cycle'),
  ...lastEpoch,
};

const formulas: Readonly<Record<string, PaddleRecord<Parameters>>> = {
  NoamDecay: record({
    parameters: { d_model: number(), warmup_steps: count('ticks'), learning_rate: number(1), ...lastEpoch },
    rule: ({ d_model: size, warmup_steps: warmup }) => ({
      next: ({ count: now, base }) =>
        base * power(size, -0.5) * Math.min(now === 0 ? 1 : now ** -0.5, power(warmup, -1.5) * now),
      at: null,
    }),
  }),
  PiecewiseDecay: record({
    parameters: { boundaries: counts('ticks'), values: numbers(), ...lastEpoch },
    base: () => 0.1,
    rule: ({ boundaries, values }) => {
      if (boundaries.length === 0 || values.length <= boundaries.length)
        throw new LibraryError('ValueError', 'The values have one more element than boundaries');
      return {
        next: ({ count: now }) => {
          const place = boundaries.findIndex((boundary) => now < boundary);
          return (place < 0 ? values.at(-1) : values[place]) ?? Number.NaN;
        },
        at: null,
      };
    },
  }),
  NaturalExpDecay: decay(
    { gamma: number() },
    ({ gamma }) =>
      (now, base) =>
        base * Math.exp(-gamma * now),
  ),
  InverseTimeDecay: decay(
    { gamma: number() },
    ({ gamma }) =>
      (now, base) =>
        divide(base, 1 + gamma * now),
  ),
  ExponentialDecay: decay(
    { gamma: number() },
    ({ gamma }) =>
      (now, base) =>
        base * power(gamma, now),
  ),
  PolynomialDecay: decay(polynomial, ({ decay_steps: steps, end_lr: end, power: exponent, cycle }) => (now, base) => {
    const length = cycle ? steps * Math.max(1, Math.ceil(now / steps)) : steps;
    return (base - end) * power(1 - (cycle ? now : Math.min(now, steps)) / length, exponent) + end;
  }),
  MultiStepDecay: decay(
    { milestones: counts('ticks'), gamma: number(0.1) },
    ({ milestones, gamma }) =>
      (now, base) =>
        base * power(gamma, bisectRight(milestones, now)),
  ),
  StepDecay: decay(
    { step_size: count('ticks'), gamma: number(0.1) },
    ({ step_size: size, gamma }) =>
      (now, base) =>
        base * power(gamma, floorDivide(now, size)),
  ),
  LambdaDecay: decay(
    { lr_lambda: countFunction('ticks') },
    ({ lr_lambda: factor }) =>
      (now, base) =>
        base * factor(now),
  ),
  MultiplicativeDecay: decay({ lr_lambda: countFunction('ticks') }, ({ lr_lambda: factor }) => multiplied(factor)),
  CosineAnnealingDecay: record({
    parameters: { ...rate, T_max: count('ticks'), eta_min: number(0), ...lastEpoch },
    rule: (values, optimizer) => cosineAnnealingLR.rule(values, optimizer),
  }),
  LinearLR: record({
    parameters: {
      ...rate,
      total_steps: count('ticks'),
      start_factor: number(1 / 3),
      end_factor: number(1),
      ...lastEpoch,
    },
    rule: (values, optimizer) => ({
      ...linearLR.rule({ ...values, total_iters: values.total_steps }, optimizer),
      at: null,
    }),
  }),
  CyclicLR: record({
    parameters: cyclicParameters,
    base: ({ base_learning_rate: base }) => base,
    rule: (values, optimizer) => {
      const { base_learning_rate: low, max_learning_rate: high, exp_gamma: gamma } = values;
      const cycle = { ...values, base_lr: low, max_lr: high, gamma, cycle_momentum: false };
      return cyclicLR.rule(cycle, optimizer);
    },
  }),
  OneCycleLR: record({
    parameters: oneCycleParameters,
    base: ({ max_learning_rate: highest, divide_factor: factor }) => divide(highest, factor),
    rule: oneCycle,
  }),
};

const warmupParameters = {
  learning_rate: rateOrSchedule(),
  warmup_steps: count('ticks'),
  start_lr: number(),
  end_lr: number(),
  ...lastEpoch,
};

const { eps, ...ownPlateau } = plateauParameters;
const plateau = { ...rate, ...ownPlateau, min_lr: number(0), epsilon: eps };
const restarts = { ...rate, ...warmRestartsParameters };

/** Parameters by the class. */
export const paddleParameters: Readonly<Record<string, Parameters>> = {
  ...Object.fromEntries(Object.entries(formulas).map(([name, { parameters }]) => [name, parameters])),
  LinearWarmup: warmupParameters,
  CosineAnnealingWarmRestarts: restarts,
  ReduceOnPlateau: plateau,
};

/** start_lr + (end_lr - start_lr) * count / warmup_steps; then the rate, or the scheduler behind it at its own count from 0. */
function warmupRule(values: ValuesOf<typeof warmupParameters>, make: MakeScheduler): TickRule {
  const { learning_rate: after, warmup_steps: length, start_lr: start, end_lr: end } = values;
  if (!(end > start)) throw new LibraryError('AssertionError', `end_lr ${end} must be greater than start_lr ${start}`);
  const inner = optimizerOf([typeof after === 'number' ? after : Number.NaN]);
  const scheduler = typeof after === 'number' ? null : make(after, inner);
  return {
    next: ({ count: now }) => {
      if (now < length) return ((end - start) * now) / length + start;
      scheduler?.step(now - length);
      return inner.groups[0]?.rate ?? Number.NaN;
    },
    at: null,
  };
}

/** An optimizer that has the rate which a scheduler begins with. */
function beginning(optimizer: Optimizer, base: number): Optimizer {
  for (const group of optimizer.groups) {
    group.rate = base;
    group.initialRate = base;
  }
  return optimizer;
}

/**
 * A scheduler of Paddle's by its class, in the place of its optimizer's rate; null for a class that Paddle does not have. Throws a
 * LibraryError where the constructor raises.
 */
export function paddleScheduler(call: ScheduleCall, optimizer: Optimizer, make: MakeScheduler): Scheduler | null {
  const formula = own(formulas, call.name);
  if (formula !== undefined) {
    const values = bind(formula.parameters, call);
    const at = beginning(optimizer, formula.base?.(values) ?? Number(own(values, 'learning_rate')));
    const { last_epoch: last } = values;
    return new TickScheduler(at, formula.rule(values, at), typeof last === 'number' ? last : -1);
  }
  switch (call.name) {
    case 'LinearWarmup': {
      const values = bind(warmupParameters, call);
      return new TickScheduler(beginning(optimizer, values.start_lr), warmupRule(values, make), values.last_epoch);
    }
    case 'CosineAnnealingWarmRestarts': {
      const values = bind(restarts, call);
      return new WarmRestarts(beginning(optimizer, values.learning_rate), values);
    }
    case 'ReduceOnPlateau': {
      const values = bind(plateau, call);
      const settings = { ...values, mode: values.mode.toLowerCase(), eps: values.epsilon };
      return new Plateau(beginning(optimizer, values.learning_rate), settings, {
        name: call.name,
        isBlindWhileCooling: true,
      });
    }
    default:
      return null;
  }
}
