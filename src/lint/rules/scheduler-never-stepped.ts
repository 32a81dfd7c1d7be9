import { message } from '../../base/message';
import type { SchedulerFacts } from '../../analysis/facts/clock-facts';
import type { Finding } from '../finding';
import { ofSchedulers, type Rule } from '../rule';

/** A scheduler whose count stands still while its optimizer trains. */
export const schedulerNeverStepped: Rule = {
  id: 'scheduler-never-stepped',
  severity: 'warning',
  check: ofSchedulers(findingsOf),
};

function findingsOf({ fate, isTrained, isConstant, isPrepared, range, name, optimizer }: SchedulerFacts): Finding[] {
  if (fate !== 'never-stepped' || !isTrained || isConstant) return [];
  return [
    {
      rule: schedulerNeverStepped.id,
      severity: schedulerNeverStepped.severity,
      range,
      message: isPrepared
        ? message(
            'Nothing calls step() of this {0}: the learning rate never changes. prepare() wraps a scheduler and does not step it.',
            name,
          )
        : message('Nothing calls step() of this {0}: the learning rate never changes.', name),
      related:
        optimizer === null
          ? []
          : [
              {
                range: optimizer.range,
                message: message('{0} is made here, and its step() is called', optimizer.name),
              },
            ],
      fixes: [],
    },
  ];
}
