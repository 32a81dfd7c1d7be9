import type { GraphValue } from '../base/graph-call';
import type { PlanStep, TrainingPlan } from './training-plan';

/** Longer runs are not read feed by feed. */
const mostFeeds = 1_000_000;

/** What each iteration's run feeds to a placeholder, in order; null where one of the numbers is not known, or it is fed nothing. */
export function fedValues({ runs, iterations }: TrainingPlan, placeholder: GraphValue | null): number[] | null {
  if (placeholder?.kind !== 'call' || iterations > mostFeeds) return null;
  const values: number[] = [];
  const isKnown = (steps: readonly PlanStep[]): boolean =>
    steps.every((step) => {
      if ('steps' in step) {
        if (step.when !== undefined) return false;
        for (let turn = 0; turn < step.times; turn++) if (!isKnown(step.steps)) return false;
        return true;
      }
      if (!('fetches' in step) || !step.trains) return !('exit' in step);
      const feed = step.feeds.find(({ placeholder: one }) => one.kind === 'call' && one.id === placeholder.id);
      const value = feed === undefined ? null : numberOf(feed.value);
      if (value === null) return false;
      for (let time = 0; time < step.times; time++) values.push(value);
      return true;
    });
  return isKnown(runs) && values.length > 0 ? values : null;
}

function numberOf(value: GraphValue): number | null {
  if (value.kind === 'int' || value.kind === 'float') return value.value;
  return value.kind === 'array' && value.value.data.length === 1 ? (value.value.data[0] ?? null) : null;
}
