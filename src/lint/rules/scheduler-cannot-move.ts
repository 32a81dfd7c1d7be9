import { message } from '../../base/message';
import type { SchedulerFacts } from '../../analysis/facts/clock-facts';
import type { Finding } from '../finding';
import { ofSchedulers, type Rule } from '../rule';

/** A scheduler that is stepped, and whose rate is the same at all ticks of the program. */
export const schedulerCannotMove: Rule = {
  id: 'scheduler-cannot-move',
  severity: 'info',
  check: ofSchedulers(findingsOf),
};

function findingsOf({ stands, range, name, steps }: SchedulerFacts): Finding[] {
  if (stands === null) return [];
  return [
    {
      rule: schedulerCannotMove.id,
      severity: schedulerCannotMove.severity,
      range,
      message: message(
        'This {0} never changes the learning rate: {1}, and the program steps it {2} times.',
        name,
        stands.text,
        stands.ticks,
      ),
      related: steps.slice(0, 1).map((step) => ({ range: step.range, message: message('its step()') })),
      fixes: [],
    },
  ];
}
