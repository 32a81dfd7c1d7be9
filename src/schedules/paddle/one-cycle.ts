// Paddle's OneCycleLR, after `paddle/optimizer/lr.py`.
import { LibraryError } from '../library-error';
import { count, flag, number, text, type ValuesOf } from '../parameters';
import { divide } from '../python-math';
import { lastEpoch } from '../pytorch/recursive';
import type { TickRule } from '../pytorch/scheduler';

/** Parameters of OneCycleLR. */
export const oneCycleParameters = {
  max_learning_rate: number(),
  total_steps: count('ticks'),
  divide_factor: number(25),
  end_learning_rate: number(0.0001),
  phase_pct: number(0.3),
  anneal_strategy: text('cos'),
  three_phase: flag(false),
  ...lastEpoch,
};

/** Up from max / divide_factor to max, and down to end_learning_rate, in two phases or three. Throws where Paddle's constructor raises. */
export function oneCycle(values: ValuesOf<typeof oneCycleParameters>): TickRule {
  const { max_learning_rate: highest, total_steps: total, divide_factor: factor, end_learning_rate: end } = values;
  const { phase_pct: part, anneal_strategy: strategy, three_phase: hasThree } = values;
  if (!(part >= 0 && part <= (hasThree ? 0.4999999999999999 : 1)))
    throw new LibraryError(
      'ValueError',
      `'phase_pct' must be between 0 and ${hasThree ? 0.5 : 1}, but received ${part}`,
    );
  if (strategy !== 'cos' && strategy !== 'linear')
    throw new LibraryError(
      'ValueError',
      `'anneal_strategy' must by one of 'cos' or 'linear', but received ${strategy}`,
    );
  const start = divide(highest, factor);
  const bounds = hasThree ? [0, part * total - 1, 2 * part * total - 2, total - 1] : [0, part * total - 1, total - 1];
  const rates = hasThree ? [start, highest, start, end] : [start, highest, end];
  const between = (from: number, to: number, at: number): number =>
    strategy === 'cos' ? to + ((from - to) / 2) * (Math.cos(Math.PI * at) + 1) : (to - from) * at + from;
  return {
    next: ({ count: now }) => {
      if (now > total)
        throw new LibraryError(
          'ValueError',
          `Tried to step ${now} times. However the number of total steps is ${total}`,
        );
      const found = bounds.findIndex((bound, place) => place > 0 && now <= bound);
      const phase = (found < 0 ? bounds.length - 1 : found) - 1;
      const [from = 0, to = 0] = bounds.slice(phase, phase + 2);
      const [before = 0, after = 0] = rates.slice(phase, phase + 2);
      return between(before, after, divide(now - from, to - from));
    },
    at: null,
  };
}
