// The schedules of optax, after `optax/schedules` of 0.2.8: functions of the count in the optimizer's state, in float32. What Python computes
// of the arguments is float64, what JAX computes of the count is rounded after each operation.
import { own } from '../../base/own';
import { LibraryError } from '../library-error';
import {
  bind,
  count,
  type CountFunction,
  counts,
  flag,
  keywordLists,
  number,
  optional,
  type Parameters,
  scales,
  type ScheduleCall,
  schedules,
  text,
  type ValuesOf,
} from '../parameters';
import { divide } from '../python-math';

const f = Math.fround;

interface OptaxRecord<P extends Parameters> {
  readonly parameters: P;
  /** Throws a LibraryError where the function raises. */
  readonly make: (values: ValuesOf<P>) => CountFunction;
}

function optaxRecord<P extends Parameters>(record: OptaxRecord<P>): OptaxRecord<Parameters> {
  return record as unknown as OptaxRecord<Parameters>;
}

const line = { init_value: number(), end_value: number() };
const transition = { transition_steps: count('updates'), transition_begin: count('updates', 0) };

/** (init - end) * (1 - count / steps) ** power + end */
function polynomial(values: {
  readonly init_value: number;
  readonly end_value: number;
  readonly power: number;
  readonly transition_steps: number;
  readonly transition_begin: number;
}): CountFunction {
  const { init_value: init, end_value: end, power, transition_steps: length } = values;
  if (length <= 0) return () => f(init);
  const begin = Math.max(0, values.transition_begin);
  return (now) => {
    const part = f(1 - f(Math.min(Math.max(now - begin, 0), length) / length));
    return f(f(f(init - end) * f(part ** f(power))) + f(end));
  };
}

function linear(init: number, end: number, length: number): CountFunction {
  return polynomial({ init_value: init, end_value: end, power: 1, transition_steps: length, transition_begin: 0 });
}

function cosineDecay(init: number, length: number, alpha: number, exponent: number): CountFunction {
  if (!(length > 0))
    throw new LibraryError(
      'ValueError',
      `The cosine_decay_schedule requires positive decay_steps, got decay_steps=${length}.`,
    );
  return (now) => {
    const angle = f(f(f(Math.PI) * f(Math.min(now, length))) / f(length));
    const left = f(0.5 * f(1 + f(Math.cos(angle))));
    return f(f(init) * f(f(f(1 - alpha) * f(left ** f(exponent))) + f(alpha)));
  };
}

const exponentialParameters = {
  transition_steps: count('updates'),
  decay_rate: number(),
  transition_begin: count('updates', 0),
  staircase: flag(false),
  end_value: optional(number()),
};

function exponential(init: number, values: ValuesOf<typeof exponentialParameters>): CountFunction {
  const { transition_steps: length, decay_rate: rate, staircase, end_value: end } = values;
  if (length <= 0 || rate === 0) return () => f(init);
  const begin = Math.max(0, values.transition_begin);
  return (now) => {
    const since = now - begin;
    const periods = f(since / length);
    const value = since <= 0 ? f(init) : f(f(init) * f(f(rate) ** (staircase ? Math.floor(periods) : periods)));
    if (end === null) return value;
    return rate < 1 ? Math.max(value, f(end)) : Math.min(value, f(end));
  };
}

/** From each boundary on the next schedule, whose count starts at 0 there. */
function joined(parts: readonly CountFunction[], boundaries: readonly number[]): CountFunction {
  const [first = () => Number.NaN, ...others] = parts;
  return (now) =>
    others.reduce((value, part, index) => {
      const boundary = boundaries[index];
      return boundary === undefined || now < boundary ? value : part(now - boundary);
    }, first(now));
}

type Scales = readonly (readonly [number, number])[];

/** Each boundary has the value before it times its scale; between two of them the value is interpolated. */
function interpolated(kind: string, init: number, pairs: Scales): CountFunction {
  if (kind !== 'linear' && kind !== 'cosine')
    throw new LibraryError('ValueError', "`interpolate_type` must be either 'cosine' or 'linear'");
  if (pairs.some(([, scale]) => !(scale >= 0)))
    throw new LibraryError('ValueError', '`piecewise_interpolate_schedule` expects non-negative scale factors');
  const bounds = [0, ...pairs.map(([boundary]) => boundary)];
  let last = f(init);
  const values = [last, ...pairs.map(([, scale]) => (last = f(last * f(scale))))];
  return (now) => {
    const index = bounds.findIndex((bound, place) => bound <= now && now < (bounds[place + 1] ?? -1));
    const [low, high] = [values[index] ?? 0, values[index + 1] ?? 0];
    // Two boundaries at one place: both hold from there on.
    const beyond = (bounds.at(-1) ?? 0) <= now ? (values.at(-1) ?? 0) : 0;
    if (index < 0) return beyond;
    const from = bounds[index] ?? 0;
    const part = f((now - from) / Math.max((bounds[index + 1] ?? from) - from, 1));
    if (kind === 'linear') return f(f(f(high - low) * part) + low);
    return f(high + f(f(f(low - high) / 2) * f(f(Math.cos(f(f(Math.PI) * part))) + 1)));
  };
}

function checkCycle(length: number): void {
  if (length <= 0)
    throw new LibraryError('ValueError', 'A linear onecycle schedule was set with a non-positive `transition_steps`');
}

/** A dictionary of boundaries: of two at one place the later one counts. */
function dictionary(pairs: Scales): Scales {
  return [...new Map(pairs)].toSorted(([a], [b]) => a - b);
}

const cycle = { transition_steps: count('updates'), peak_value: number(), pct_start: number(0.3) };
const factors = { div_factor: number(25), final_div_factor: number(1e4) };
const peak = { init_value: number(), peak_value: number(), warmup_steps: count('updates') };

const warmupCosine = optaxRecord({
  parameters: { ...peak, decay_steps: count('updates'), end_value: number(0), exponent: number(1) },
  make: ({ init_value: init, peak_value: top, warmup_steps: warmup, decay_steps: total, end_value: end, exponent }) =>
    joined(
      [linear(init, top, warmup), cosineDecay(top, total - warmup, top === 0 ? 0 : end / top, exponent)],
      [warmup],
    ),
});

/** By the function's name below `optax`; all counts are of updates. */
const functions: Readonly<Record<string, OptaxRecord<Parameters>>> = {
  constant_schedule: optaxRecord({
    parameters: { value: number() },
    make:
      ({ value }) =>
      () =>
        f(value),
  }),
  polynomial_schedule: optaxRecord({ parameters: { ...line, power: number(), ...transition }, make: polynomial }),
  linear_schedule: optaxRecord({
    parameters: { ...line, ...transition },
    make: (values) => polynomial({ ...values, power: 1 }),
  }),
  piecewise_constant_schedule: optaxRecord({
    parameters: { init_value: number(), boundaries_and_scales: scales('updates') },
    make: ({ init_value: init, boundaries_and_scales: pairs }) => {
      if (pairs.some(([, scale]) => !(scale >= 0)))
        throw new LibraryError('ValueError', '`piecewise_constant_schedule` expects non-negative scale factors');
      return (now) => pairs.reduce((value, [at, scale]) => (now < at ? value : f(f(scale) * value)), f(init));
    },
  }),
  exponential_decay: optaxRecord({
    parameters: { init_value: number(), ...exponentialParameters },
    make: (values) => exponential(values.init_value, values),
  }),
  cosine_decay_schedule: optaxRecord({
    parameters: { init_value: number(), decay_steps: count('updates'), alpha: number(0), exponent: number(1) },
    make: ({ init_value: init, decay_steps: length, alpha, exponent }) => cosineDecay(init, length, alpha, exponent),
  }),
  piecewise_interpolate_schedule: optaxRecord({
    parameters: { interpolate_type: text(), init_value: number(), boundaries_and_scales: scales('updates') },
    make: ({ interpolate_type: kind, init_value: init, boundaries_and_scales: pairs }) =>
      interpolated(kind, init, pairs),
  }),
  linear_onecycle_schedule: optaxRecord({
    parameters: { ...cycle, pct_final: number(0.85), ...factors },
    make: ({ transition_steps: length, peak_value: top, pct_start: up, pct_final: down, ...given }) => {
      checkCycle(length);
      const { div_factor: factor, final_div_factor: last } = given;
      const pairs = dictionary([
        [Math.trunc(up * length), factor],
        [Math.trunc(down * length), divide(1, factor)],
        [length, divide(1, last)],
      ]);
      return interpolated('linear', divide(top, factor), pairs);
    },
  }),
  cosine_onecycle_schedule: optaxRecord({
    parameters: { ...cycle, ...factors },
    make: ({
      transition_steps: length,
      peak_value: top,
      pct_start: up,
      div_factor: factor,
      final_div_factor: last,
    }) => {
      checkCycle(length);
      const pairs = dictionary([
        [Math.trunc(up * length), factor],
        [length, divide(1, factor * last)],
      ]);
      return interpolated('cosine', divide(top, factor), pairs);
    },
  }),
  warmup_constant_schedule: optaxRecord({
    parameters: peak,
    make: ({ init_value: init, peak_value: top, warmup_steps: warmup }) => linear(init, top, warmup),
  }),
  warmup_cosine_decay_schedule: warmupCosine,
  warmup_exponential_decay_schedule: optaxRecord({
    parameters: { ...peak, ...exponentialParameters },
    make: ({ init_value: init, peak_value: top, warmup_steps: warmup, ...values }) =>
      joined([linear(init, top, warmup), exponential(top, values)], [warmup]),
  }),
  sgdr_schedule: optaxRecord({
    parameters: { cosine_kwargs: keywordLists() },
    make: ({ cosine_kwargs: parts }) => {
      const bound = parts.map((keywords) => ({ name: 'warmup_cosine_decay_schedule', args: [], keywords }));
      let step = 0;
      const boundaries = parts.map(({ decay_steps: length }) => (step += Number(length)));
      return joined(bound.map(required), boundaries);
    },
  }),
  join_schedules: optaxRecord({
    parameters: { schedules: schedules(), boundaries: counts('updates') },
    make: ({ schedules: parts, boundaries }) => joined(parts.map(required), boundaries),
  }),
};

/** Parameters by the function. */
export const optaxParameters: Readonly<Record<string, Parameters>> = Object.fromEntries(
  Object.entries(functions).map(([name, { parameters }]) => [name, parameters]),
);

/** The rate at a count of updates; null for a function that optax does not have. Throws a LibraryError where it raises. */
export function optaxSchedule(call: ScheduleCall): CountFunction | null {
  const found = own(functions, call.name);
  return found === undefined ? null : found.make(bind(found.parameters, call));
}

function required(call: ScheduleCall): CountFunction {
  const made = optaxSchedule(call);
  if (made === null) throw new LibraryError('TypeError', `'${call.name}' object is not callable`);
  return made;
}
