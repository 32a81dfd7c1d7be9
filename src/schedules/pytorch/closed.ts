// Schedulers that compute a rate from the count alone, after `torch/optim/lr_scheduler.py` of 2.13: a rate written by hand is lost.
import { LibraryError } from '../library-error';
import { count, countFunction, flag, functionPerGroup, number, optional, perGroup, text } from '../parameters';
import { divide, power } from '../python-math';
import { functionOf, numbersOf } from './groups';
import { lastEpoch } from './recursive';
import { type Optimizer, schedulerRecord } from './scheduler';

/** initial rate * lr_lambda(tick). */
export const lambdaLR = schedulerRecord({
  parameters: { lr_lambda: functionPerGroup('ticks'), ...lastEpoch },
  rule: ({ lr_lambda: given }, optimizer) => {
    const factor = functionOf(given, optimizer);
    return { next: ({ count: now, base, group }) => base * factor(group, now), at: null };
  },
});

function checkMomentum(cyclesMomentum: boolean, { hasMomentum }: Optimizer): void {
  if (cyclesMomentum && !hasMomentum)
    throw new LibraryError(
      'ValueError',
      'optimizer must support momentum or beta1 with `cycle_momentum` option enabled',
    );
}

/** How high a cycle is, by the mode; the count is that of cycles, of `exp_range` that of ticks. */
function heightOf(mode: string, gamma: number): (cycle: number, tick: number) => number {
  if (mode === 'triangular') return () => 1;
  if (mode === 'triangular2') return (cycle) => 1 / 2 ** (cycle - 1);
  if (mode === 'exp_range') return (_, tick) => power(gamma, tick);
  throw new LibraryError('ValueError', 'mode is invalid and scale_fn is None');
}

/** Up from base_lr to max_lr in `step_size_up` ticks, and down again; the optimizer's own rate is not used. */
export const cyclicLR = schedulerRecord({
  parameters: {
    base_lr: perGroup(),
    max_lr: perGroup(),
    step_size_up: count('ticks', 2000),
    step_size_down: optional(count('ticks')),
    mode: text('triangular'),
    gamma: number(1),
    scale_fn: optional(countFunction('ticks')),
    scale_mode: text('cycle'),
    cycle_momentum: flag(true),
    base_momentum: perGroup(0.8),
    max_momentum: perGroup(0.9),
    ...lastEpoch,
  },
  rule: (values, optimizer) => {
    const { step_size_up: up, step_size_down: down, mode, gamma, scale_fn: scale, scale_mode: scaleMode } = values;
    const lows = numbersOf('base_lr', values.base_lr, optimizer);
    if (values.last_epoch === -1) optimizer.groups.forEach((group, index) => (group.rate = lows[index] ?? group.rate));
    const highs = numbersOf('max_lr', values.max_lr, optimizer);
    const size = up + (down ?? up);
    const ratio = divide(up, size);
    const height =
      scale === null
        ? heightOf(mode, gamma)
        : (cycle: number, tick: number) => scale(scaleMode === 'cycle' ? cycle : tick);
    checkMomentum(values.cycle_momentum, optimizer);
    return {
      next: ({ count: now, base, group, isFirst }) => {
        // `base_lrs` are the groups' initial rates until the constructor ends.
        const low = isFirst ? base : (lows[group] ?? base);
        const cycle = Math.floor(1 + now / size);
        const place = 1 + now / size - cycle;
        const part = place <= ratio ? divide(place, ratio) : divide(place - 1, ratio - 1);
        return low + ((highs[group] ?? low) - low) * part * height(cycle, now);
      },
      at: null,
    };
  },
});

interface OneCycle {
  readonly total_steps: number | null;
  readonly epochs: number | null;
  readonly steps_per_epoch: number | null;
  readonly pct_start: number;
  readonly anneal_strategy: string;
}

function positive(name: string, value: number): number {
  if (value <= 0 || !Number.isInteger(value))
    throw new LibraryError('ValueError', `Expected positive integer ${name}, but got ${value}`);
  return value;
}

function totalOf({ total_steps: total, epochs, steps_per_epoch: batches }: OneCycle): number {
  if (total !== null) return positive('total_steps', total);
  if (epochs !== null && batches !== null) return positive('epochs', epochs) * positive('steps_per_epoch', batches);
  throw new LibraryError('ValueError', 'You must define either total_steps OR (epochs AND steps_per_epoch)');
}

function annealing({
  pct_start: start,
  anneal_strategy: strategy,
}: OneCycle): (a: number, b: number, part: number) => number {
  if (start < 0 || start > 1)
    throw new LibraryError('ValueError', `Expected float between 0 and 1 pct_start, but got ${start}`);
  if (strategy === 'cos') return (a, b, part) => b + ((a - b) / 2) * (Math.cos(Math.PI * part) + 1);
  if (strategy === 'linear') return (a, b, part) => (b - a) * part + a;
  throw new LibraryError('ValueError', `anneal_strategy must be one of 'cos' or 'linear', instead got ${strategy}`);
}

type Bound = 'initial' | 'max' | 'min';

/** Where each phase ends, in ticks, and the rates that it goes between. */
function phasesOf(total: number, start: number, isThreePhase: boolean): readonly (readonly [number, Bound, Bound])[] {
  const first = [start * total - 1, 'initial', 'max'] as const;
  return isThreePhase
    ? [first, [2 * start * total - 2, 'max', 'initial'], [total - 1, 'initial', 'min']]
    : [first, [total - 1, 'max', 'min']];
}

/** Up to max_lr from max_lr / div_factor, then down to that / final_div_factor; the optimizer's own rate is not used. */
export const oneCycleLR = schedulerRecord({
  parameters: {
    max_lr: perGroup(),
    total_steps: optional(count('ticks')),
    epochs: optional(count('epochs')),
    steps_per_epoch: optional(count('batches')),
    pct_start: number(0.3),
    anneal_strategy: text('cos'),
    cycle_momentum: flag(true),
    base_momentum: perGroup(0.85),
    max_momentum: perGroup(0.95),
    div_factor: number(25),
    final_div_factor: number(1e4),
    three_phase: flag(false),
    ...lastEpoch,
  },
  rule: (values, optimizer) => {
    const total = totalOf(values);
    const phases = phasesOf(total, values.pct_start, values.three_phase);
    const anneal = annealing(values);
    const highs = numbersOf('max_lr', values.max_lr, optimizer);
    const initials = highs.map((high) => divide(high, values.div_factor));
    const lows = initials.map((initial) => divide(initial, values.final_div_factor));
    if (values.last_epoch === -1)
      optimizer.groups.forEach((group, index) => (group.initialRate = initials[index] ?? group.rate));
    checkMomentum(values.cycle_momentum, optimizer);
    const bounds: Readonly<Record<Bound, readonly number[]>> = { initial: initials, max: highs, min: lows };
    return {
      next: ({ count: now, group }) => {
        if (now > total)
          throw new LibraryError(
            'ValueError',
            `Tried to step ${now} times. The specified number of total steps is ${total}`,
          );
        const found = phases.findIndex(([end], index) => now <= end || index === phases.length - 1);
        const [end, from, to] = phases[found] ?? [total - 1, 'max', 'min'];
        const start = found <= 0 ? 0 : (phases[found - 1]?.[0] ?? 0);
        const part = divide(now - start, end - start);
        return anneal(bounds[from][group] ?? Number.NaN, bounds[to][group] ?? Number.NaN, part);
      },
      at: null,
      totalSteps: total,
    };
  },
});
