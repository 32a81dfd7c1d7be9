import { message } from '../../base/message';
import type { SchedulerFacts } from '../../analysis/facts/clock-facts';
import type { Finding } from '../finding';
import { ofSchedulers, type Rule } from '../rule';

/** A scheduler that changes the rate of an optimizer which trains nothing. */
export const schedulerOtherOptimizer: Rule = {
  id: 'scheduler-other-optimizer',
  severity: 'warning',
  check: ofSchedulers(findingsOf),
};

function findingsOf({ other, optimizer, range, name }: SchedulerFacts): Finding[] {
  if (other === null) return [];
  const made = { range: other.range, message: message('{0} is made here, and its step() is called', other.name) };
  return [
    {
      rule: schedulerOtherOptimizer.id,
      severity: schedulerOtherOptimizer.severity,
      range,
      message: message(
        'This {0} changes the learning rate of an optimizer whose step() nothing calls; the one that trains keeps its rate.',
        name,
      ),
      related:
        optimizer === null
          ? [made]
          : [made, { range: optimizer.range, message: message('the optimizer that the scheduler was made with') }],
      fixes: [],
    },
  ];
}
