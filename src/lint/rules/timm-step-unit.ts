import { message } from '../../base/message';
import type { SchedulerFacts } from '../../analysis/facts/clock-facts';
import type { Finding } from '../finding';
import { ofSchedulers, type Rule } from '../rule';

/** A scheduler of timm's of which only the method is called that does nothing for it. */
export const timmStepUnit: Rule = {
  id: 'timm-step-unit',
  severity: 'warning',
  check: ofSchedulers(findingsOf),
};

function findingsOf({ idle, isTrained, range, name }: SchedulerFacts): Finding[] {
  if (idle === null || !isTrained) return [];
  // A finding is reported in the file that it is about, the construction's.
  const isHere = idle.range.file === range.file;
  return [
    {
      rule: timmStepUnit.id,
      severity: timmStepUnit.severity,
      range: isHere ? idle.range : range,
      message: idle.isInEpochs
        ? message('This {0} counts epochs: step_update() does nothing, and nothing calls step(epoch).', name)
        : message(
            'This {0} counts updates (t_in_epochs=False): step() does nothing, and nothing calls step_update().',
            name,
          ),
      related: [
        isHere
          ? { range, message: message('{0} is made here', name) }
          : { range: idle.range, message: message('the call that does nothing') },
      ],
      fixes: [],
    },
  ];
}
