import type { PlanRun } from '../plan/training-plan';

/**
 * Joins runs that follow on themselves: a plan that was lengthened begins again and again with the same objects, and a thousand
 * short runs are slower than a long one.
 */
export function mergeRuns(runs: readonly PlanRun[]): PlanRun[] {
  const merged: PlanRun[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    const isSame = last?.fetches === run.fetches && last.feeds === run.feeds && last.session === run.session;
    if (isSame) merged[merged.length - 1] = { ...run, times: last.times + run.times };
    else merged.push(run);
  }
  return merged;
}
