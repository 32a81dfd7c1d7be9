import type { PlanRun, TrainingPlan } from './training-plan';

/** The plan with another number of iterations: cut short, or its session runs begun again from the first until there are enough. */
export function withIterations(plan: TrainingPlan, iterations: number): TrainingPlan {
  const runs: PlanRun[] = [];
  let left = iterations;
  while (left > 0 && plan.iterations > 0) {
    for (const run of plan.runs) {
      const times = run.trains ? Math.min(run.times, left) : run.times;
      if (left > 0) runs.push({ ...run, times });
      if (run.trains) left -= times;
    }
  }
  return { ...plan, runs, iterations };
}
