import { isRunRight } from '../../case/clock-case';
import { say } from '../../base/message';
import { roleOf, type Verdict } from '../../case/verdict';
import type { PlannedClock, PlannedRun, TrainingPlan } from '../training-plan';

/** The clock as the program moves it beside its counterpart. */
export function clockPair(
  plan: TrainingPlan,
  clock: PlannedClock,
): readonly [PlannedRun & { readonly verdict: Verdict }, PlannedRun] {
  const { verdict, kind, rows, other } = clock;
  const { change } = verdict;
  const role = say(roleOf(isRunRight(kind)));
  return [
    { id: 'as-written', variant: 'as-written', label: 'as written', plan, case: { kind }, verdict },
    {
      id: 'counterpart',
      variant: 'counterpart',
      label: change === null ? role : `${role}: ${say(change.text)}`,
      plan: {
        ...plan,
        iterations: other.rates.length + (other.raised === null ? 0 : 1),
        clock: { ...clock, rows: other, other: rows },
      },
      case: { kind },
      verdict,
    },
  ];
}
