import { message } from '../../base/message';
import type { TrainingCall } from '../../analysis/facts/facts';
import { shortest } from '../consequence';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** A staircase whose first stair lies behind the end. */
export const decayNeverReached: Rule = {
  id: 'decay-never-reached',
  severity: 'info',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf({ plannedSteps, dependents, step, range: { file } }: TrainingCall): Finding[] {
  if (plannedSteps === null || step === null) return [];
  return dependents.flatMap((dependent): Finding[] => {
    const { decay, kind, range, atStart } = dependent;
    if (
      decay === null ||
      decay.steps === null ||
      !decay.isStaircase ||
      decay.steps <= plannedSteps ||
      range.file !== file
    )
      return [];
    if (dependent.step.kind !== 'variable' || dependent.step.variable.id !== step.id || (step.initial ?? 0) !== 0)
      return [];
    const value = atStart === null ? message('never changes') : message('stays {0}', shortest(atStart));
    return [
      {
        rule: decayNeverReached.id,
        severity: decayNeverReached.severity,
        range,
        message: message(
          'The training makes {0} steps, and {1} first steps down after {2}: the learning rate {3}.',
          plannedSteps,
          kind,
          shortest(decay.steps),
          value,
        ),
        related: [],
        fixes: [],
      },
    ];
  });
}
