import { cutShort, repeated } from './plan-steps';
import type { TrainingPlan } from './training-plan';

/** The plan with another number of iterations: cut short, or its session runs begun again from the first until there are enough. */
export function withIterations(plan: TrainingPlan, iterations: number): TrainingPlan {
  if (plan.clock !== undefined) return { ...plan, iterations };
  if (plan.iterations === 0) return { ...plan, runs: [], iterations, corrected: undefined };
  const whole = Math.floor(iterations / plan.iterations);
  const runs = [...repeated(plan.runs, whole), ...cutShort(plan.runs, iterations - whole * plan.iterations)];
  return { ...plan, runs, iterations, corrected: undefined };
}
