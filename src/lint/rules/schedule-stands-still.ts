import { message, type Message } from '../../base/message';
import type { Dependent, TrainingCall } from '../../analysis/facts/facts';
import { isSlipOf, type SlipOf } from '../../analysis/clocks/slips';
import { numberText, rateText, stepsText } from '../../base/number-text';
import { countsAlone } from '../counts-alone';
import type { Finding } from '../finding';
import { onePerPlace } from '../one-per-place';
import type { Rule } from '../rule';

/** A schedule that gives the same rate at every step that the training makes. */
export const scheduleStandsStill: Rule = {
  id: 'schedule-stands-still',
  severity: 'info',
  check: ({ dependents, calls, clockSlips }) =>
    onePerPlace([
      ...dependents.flatMap(withoutEffect),
      ...clockSlips.flatMap((slip) => (isSlipOf(slip, 'held-at-start') ? [held(slip)] : [])),
      ...calls.filter((call) => countsAlone(call, calls)).flatMap(beyondTraining),
    ]),
};

function findingOf(range: Dependent['range'], said: Message): Finding {
  return {
    rule: scheduleStandsStill.id,
    severity: scheduleStandsStill.severity,
    range,
    message: said,
    related: [],
    fixes: [],
  };
}

/** The decay rate by which each schedule multiplies by 1. */
const idleRates = new Map([
  ['exponential_decay', 1],
  ['natural_exp_decay', 0],
  ['inverse_time_decay', 0],
]);

function withoutEffect({ kind, range, decay }: Dependent): Finding[] {
  if (decay?.rate === undefined || decay.rate === null || idleRates.get(kind) !== decay.rate) return [];
  const said = message('{0} never changes: its decay_rate is {1}.', kind, numberText(decay.rate));
  return [findingOf(range, said)];
}

/** A maximum with a number that the schedule only falls from. */
function held({ name, start, bound, range, related }: SlipOf<'held-at-start'>): Finding {
  const said = message(
    '{0} starts at {1} and only falls: maximum() gives {2} at every step.',
    name,
    rateText(start),
    rateText(bound),
  );
  const made = related === null ? [] : [{ range: related, message: message('{0} is made here', name) }];
  return { ...findingOf(range, said), related: made };
}

/** A piecewise constant whose first boundary comes after the training has ended. */
function beyondTraining({ plannedSteps, dependents, step, range: { file } }: TrainingCall): Finding[] {
  if (plannedSteps === null || step === null || (step.initial ?? 0) !== 0) return [];
  return dependents.flatMap(({ kind, range, firstBoundary, step: read }): Finding[] => {
    if (firstBoundary === null || firstBoundary < plannedSteps || range.file !== file) return [];
    if (read.kind !== 'variable' || read.variable.id !== step.id) return [];
    const said = message(
      '{0} never changes: its first boundary is {1}, but the training makes only {2} steps.',
      kind,
      numberText(firstBoundary),
      stepsText(plannedSteps),
    );
    return [findingOf(range, said)];
  });
}
