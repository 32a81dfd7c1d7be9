// Schedulers that are an optimizer's learning rate, of which none has one: Paddle's.
import type { Clocks } from './clocks';
import type { Scheduler, SteppedOptimizer } from './events';
import type { ClockSlip } from './slips';

/**
 * Schedulers that no optimizer is given, each beside an optimizer that is made in the same call with the very rate that the schedule begins
 * with: `StepDecay(learning_rate=lr, …)` and `Momentum(learning_rate=lr)`.
 */
export function schedulersNotGiven({ schedulers, optimizers }: Clocks): ClockSlip[] {
  return [...schedulers.values()].flatMap((scheduler): ClockSlip[] => {
    const { base, call, isGiven, name, range } = scheduler;
    if (base === null || isGiven) return [];
    const alike = [...schedulers.values()].filter((other) => other.call === call && other.base === base);
    if (alike.some((other) => other.isGiven)) return [];
    const optimizer = [...optimizers.values()].find((one) => one.call === call && one.rateText === base && !one.isSet);
    if (optimizer === undefined) return [];
    return [
      {
        kind: 'not-given',
        range,
        name,
        text: optimizer.name,
        related: optimizer.range,
        edit: givenTo(scheduler, optimizer),
      },
    ];
  });
}

/** The name that the scheduler is bound to in the place of the number, where it is made before the optimizer. */
function givenTo({ boundTo, range }: Scheduler, { rateRange }: SteppedOptimizer): ClockSlip['edit'] {
  if (boundTo === null || rateRange === null || rateRange.file !== range.file) return null;
  return range.start < rateRange.start ? { range: rateRange, text: boundTo } : null;
}
