import { message } from '../../base/message';
import { placeKey } from '../../base/source-range';
import type { SchedulerFacts } from '../../analysis/facts/clock-facts';
import type { Finding } from '../finding';
import { ofSchedulers, type Rule } from '../rule';

/** A scheduler that each pass of a loop steps before its optimizer. */
export const schedulerBeforeOptimizer: Rule = {
  id: 'scheduler-before-optimizer',
  severity: 'warning',
  check: ofSchedulers(findingsOf),
};

function findingsOf({ early, twice, range, name, endsAtZero }: SchedulerFacts): Finding[] {
  // A step too many is one finding, wherever it stands.
  if (early === null || (twice !== null && placeKey(twice.second) === placeKey(early.range))) return [];
  // A finding is reported in the file that it is about, the construction's.
  const isHere = early.range.file === range.file;
  const construction = { range, message: message('{0} is made here', name) };
  const step = { range: early.range, message: message('the step() that comes too early') };
  return [
    {
      rule: schedulerBeforeOptimizer.id,
      severity: schedulerBeforeOptimizer.severity,
      range: isHere ? early.range : range,
      message: endsAtZero
        ? message(
            'Each pass of the loop steps this {0} before its optimizer: the first learning rate is never used, and the last pass of its length trains at 0.',
            name,
          )
        : message(
            'Each pass of the loop steps this {0} before its optimizer: the first learning rate is never used, and each later one comes one pass early.',
            name,
          ),
      related: [
        isHere ? construction : step,
        { range: early.optimizer, message: message("the optimizer's step() comes after it") },
      ],
      // Which rate each pass has is another one then: nobody's run is to change unasked.
      fixes:
        early.mends.length === 0
          ? []
          : [{ title: message('Step it after the optimizer'), safe: false, edits: early.mends }],
    },
  ];
}
