import { message } from '../../base/message';
import type { TrainingCall } from '../../analysis/facts/facts';
import { numberText, rateText, stepsText } from '../../base/number-text';
import { countsAlone } from '../counts-alone';
import type { Finding } from '../finding';
import { onePerPlace } from '../one-per-place';
import type { Rule } from '../rule';

/** A staircase whose first stair lies behind the end. */
export const decayNeverReached: Rule = {
  id: 'decay-never-reached',
  severity: 'info',
  check: ({ calls }) => onePerPlace(calls.filter((call) => countsAlone(call, calls)).flatMap(findingsOf)),
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
    return [
      {
        rule: decayNeverReached.id,
        severity: decayNeverReached.severity,
        range,
        message:
          atStart === null
            ? message(
                '{0} first decays after {1} steps, but the training makes only {2}.',
                kind,
                numberText(decay.steps),
                stepsText(plannedSteps),
              )
            : message(
                '{0} first decays after {1} steps, but the training makes only {2}: it stays {3}.',
                kind,
                numberText(decay.steps),
                stepsText(plannedSteps),
                rateText(atStart),
              ),
        related: [],
        fixes: [],
      },
    ];
  });
}
