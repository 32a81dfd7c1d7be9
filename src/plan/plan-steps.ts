import type { PlanRun, PlanStep } from './training-plan';

/** Each run of a plan once, in order, however often it is made. */
export function* runsIn(steps: readonly PlanStep[]): Generator<PlanRun> {
  for (const step of steps) {
    if ('steps' in step) yield* runsIn(step.steps);
    else yield step;
  }
}

/** How many iterations the steps make: executions of the train op. */
export function iterationsIn(steps: readonly PlanStep[]): number {
  return steps.reduce((sum, step) => {
    if ('steps' in step) return sum + step.times * iterationsIn(step.steps);
    return sum + (step.trains ? step.times : 0);
  }, 0);
}

/** The steps with each run changed, or left out where `change` gives null. Runs that follow on an equal one are joined with it. */
export function mapRuns<Run extends { readonly times: number }>(
  steps: readonly (Run | { readonly steps: readonly unknown[]; readonly times: number })[],
  change: (run: Run) => PlanRun | null,
  keyOf: (run: PlanRun) => string,
): PlanStep[] {
  const made: PlanStep[] = [];
  let lastKey: string | null = null;
  for (const step of steps) {
    if ('steps' in step) {
      made.push(...repeated(mapRuns(step.steps as typeof steps, change, keyOf), step.times));
      const last = made.at(-1);
      lastKey = last === undefined || 'steps' in last ? null : keyOf(last);
      continue;
    }
    const run = change(step);
    if (run === null) continue;
    const key = keyOf(run);
    const last = made.at(-1);
    if (last !== undefined && !('steps' in last) && key === lastKey)
      made[made.length - 1] = { ...last, times: last.times + run.times };
    else made.push(run);
    lastKey = key;
  }
  return made;
}

/** The steps, made so many times. */
export function repeated(steps: readonly PlanStep[], times: number): PlanStep[] {
  if (times <= 0 || steps.length === 0) return [];
  if (times === 1) return [...steps];
  const [only] = steps;
  return steps.length === 1 && only !== undefined ? [{ ...only, times: only.times * times }] : [{ steps, times }];
}

/** The steps up to that many iterations, and what of them follows on the last. */
export function cutShort(steps: readonly PlanStep[], iterations: number): PlanStep[] {
  const kept: PlanStep[] = [];
  let left = iterations;
  for (const step of steps) {
    if (left <= 0) break;
    if (!('steps' in step)) {
      const times = step.trains ? Math.min(step.times, left) : step.times;
      kept.push(times === step.times ? step : { ...step, times });
      if (step.trains) left -= times;
      continue;
    }
    const each = iterationsIn(step.steps);
    const whole = each === 0 ? step.times : Math.min(step.times, Math.floor(left / each));
    kept.push(...repeated(step.steps, whole));
    left -= whole * each;
    if (whole < step.times && left > 0) {
      kept.push(...cutShort(step.steps, left));
      left = 0;
    }
  }
  return kept;
}
