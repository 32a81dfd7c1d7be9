import { message } from '../../base/message';
import type { SchedulerFacts } from '../../analysis/facts/clock-facts';
import type { Finding } from '../finding';
import { ofSchedulers, type Rule } from '../rule';

/** A scheduler that is stepped at two places for one step of its optimizer. */
export const schedulerSteppedTwice: Rule = {
  id: 'scheduler-stepped-twice',
  severity: 'warning',
  check: ofSchedulers(findingsOf),
};

function findingsOf({ twice, range, name }: SchedulerFacts): Finding[] {
  if (twice === null) return [];
  // A finding is reported in the file that it is about, the construction's.
  const isHere = twice.second.file === range.file;
  return [
    {
      rule: schedulerSteppedTwice.id,
      severity: schedulerSteppedTwice.severity,
      range: isHere ? twice.second : range,
      message: message(
        'Two calls of step() move this {0} for one step of its optimizer: the learning rate runs ahead of the training.',
        name,
      ),
      related: [
        { range: twice.first, message: message('the step() before it') },
        isHere
          ? { range, message: message('{0} is made here', name) }
          : { range: twice.second, message: message('the second step()') },
      ],
      fixes: [],
    },
  ];
}
