// Schedulers that compute a rate from the current one, after `torch/optim/lr_scheduler.py` of 2.13: a rate written by hand persists.
// The closed forms are those of `step(epoch)`.
import { LibraryError } from '../library-error';
import { count, counts, functionPerGroup, number, position } from '../parameters';
import { bisectRight, divide, floorDivide, modulo, power } from '../python-math';
import { functionOf } from './groups';
import { schedulerRecord } from './scheduler';

/** The last parameter of most classes: the tick that a resumed training stands at; -1 for a new one. */
export const lastEpoch = { last_epoch: position('ticks', -1) };

/** rate * gamma every `step_size` ticks. */
export const stepLR = schedulerRecord({
  parameters: { step_size: count('ticks'), gamma: number(0.1), ...lastEpoch },
  rule: ({ step_size: size, gamma }) => ({
    next: ({ count: now, rate }) => (now === 0 || modulo(now, size) !== 0 ? rate : rate * gamma),
    at: ({ count: now, base }) => base * power(gamma, floorDivide(now, size)),
  }),
});

/** rate * gamma at each milestone, which already has the new rate. */
export const multiStepLR = schedulerRecord({
  parameters: { milestones: counts('ticks'), gamma: number(0.1), ...lastEpoch },
  rule: ({ milestones, gamma }) => {
    const ascending = milestones.toSorted((a, b) => a - b);
    return {
      next: ({ count: now, rate }) => {
        const times = milestones.filter((milestone) => milestone === now).length;
        return times === 0 ? rate : rate * power(gamma, times);
      },
      at: ({ count: now, base }) => base * power(gamma, bisectRight(ascending, now)),
    };
  },
});

/** rate * factor for `total_iters` ticks. */
export const constantLR = schedulerRecord({
  parameters: { factor: number(1 / 3), total_iters: count('ticks', 5), ...lastEpoch },
  rule: ({ factor, total_iters: total }) => {
    if (factor > 1 || factor < 0)
      throw new LibraryError('ValueError', 'Constant multiplicative factor expected to be between 0 and 1.');
    return {
      next: ({ count: now, rate }) => {
        if (now === 0) return rate * factor;
        return now === total ? rate * divide(1, factor) : rate;
      },
      at: ({ count: now, base }) => base * (factor + Number(now >= total) * (1 - factor)),
    };
  },
});

/** A line from start_factor * rate to end_factor * rate in `total_iters` ticks. */
export const linearLR = schedulerRecord({
  parameters: {
    start_factor: number(1 / 3),
    end_factor: number(1),
    total_iters: count('ticks', 5),
    ...lastEpoch,
  },
  rule: ({ start_factor: start, end_factor: end, total_iters: total }) => {
    if (start > 1 || start <= 0)
      throw new LibraryError(
        'ValueError',
        'Starting multiplicative factor expected to be greater than 0 and less or equal to 1.',
      );
    if (end > 1 || end < 0)
      throw new LibraryError('ValueError', 'Ending multiplicative factor expected to be between 0 and 1.');
    return {
      next: ({ count: now, rate, isFirst }) => {
        if (now === 0) return rate * start;
        if (isFirst || now > total) return rate;
        return rate * (1 + divide(end - start, total * start + (now - 1) * (end - start)));
      },
      at: ({ count: now, base }) => base * (start + divide((end - start) * Math.min(total, now), total)),
    };
  },
});

/** rate * gamma every tick. */
export const exponentialLR = schedulerRecord({
  parameters: { gamma: number(), ...lastEpoch },
  rule: ({ gamma }) => ({
    next: ({ rate, isFirst }) => (isFirst ? rate : rate * gamma),
    at: ({ count: now, base }) => base * power(gamma, now),
  }),
});

/** rate * lr_lambda(tick) every tick. */
export const multiplicativeLR = schedulerRecord({
  parameters: { lr_lambda: functionPerGroup('ticks'), ...lastEpoch },
  rule: ({ lr_lambda: given }, optimizer) => {
    const factor = functionOf(given, optimizer);
    return {
      next: ({ count: now, rate, group, isFirst }) => (isFirst ? rate : rate * factor(group, now)),
      at: null,
    };
  },
});

/** rate * (1 - tick / total_iters) ** power, 0 from `total_iters` on. */
export const polynomialLR = schedulerRecord({
  parameters: { total_iters: count('ticks', 5), power: number(1), ...lastEpoch },
  rule: ({ total_iters: total, power: exponent }) => ({
    next: ({ count: now, rate, isFirst }) => {
      if (isFirst || now > total) return rate;
      return rate * power(divide(1 - divide(now, total), 1 - (now - 1) / total), exponent);
    },
    at: ({ count: now, base }) => base * power(1 - divide(Math.min(total, now), total), exponent),
  }),
});

/** eta_min + (rate - eta_min) * (1 + cos(pi * tick / T_max)) / 2, in the recursive form; it rises again after `T_max`. */
export const cosineAnnealingLR = schedulerRecord({
  parameters: { T_max: count('ticks'), eta_min: number(0), ...lastEpoch },
  rule: ({ T_max: half, eta_min: least }) => ({
    next: ({ count: now, base, rate, isFirst }) => {
      if (isFirst) return rate;
      if (modulo(now - 1 - half, 2 * half) === 0) return rate + ((base - least) * (1 - Math.cos(Math.PI / half))) / 2;
      const before = 1 + Math.cos((Math.PI * (now - 1)) / half);
      return divide(1 + Math.cos((Math.PI * now) / half), before) * (rate - least) + least;
    },
    at: ({ count: now, base }) => least + ((base - least) * (1 + Math.cos(divide(Math.PI * now, half)))) / 2,
  }),
});
