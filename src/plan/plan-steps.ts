import type { PlanExit, PlanRun, PlanStep } from './training-plan';

/** Each run of a plan once, in order, however often it is made. */
export function* runsIn(steps: readonly PlanStep[]): Generator<PlanRun> {
  for (const step of steps) {
    if ('steps' in step) yield* runsIn(step.steps);
    else if ('fetches' in step) yield step;
  }
}

/** How many iterations the steps make at most: executions of the train op. */
export function iterationsIn(steps: readonly PlanStep[]): number {
  return steps.reduce((sum, step) => {
    if ('steps' in step) return sum + step.times * iterationsIn(step.steps);
    return sum + ('fetches' in step && step.trains ? step.times : 0);
  }, 0);
}

/** Whether the run itself decides when a loop ends. */
export function hasExit(steps: readonly PlanStep[]): boolean {
  return steps.some((step) => 'exit' in step || ('steps' in step && hasExit(step.steps)));
}

/** A loop as it is recorded, of any kind of steps. */
interface Loop {
  readonly steps: readonly unknown[];
  readonly times: number;
  readonly loop?: number;
}

/** The steps with each run changed, or left out where `change` gives null. Runs that follow on an equal one are joined with it. */
export function mapRuns<Run extends { readonly fetches: readonly unknown[]; readonly times: number }>(
  steps: readonly (Run | Loop | PlanExit)[],
  change: (run: Run) => PlanRun | null,
  keyOf: (run: PlanRun) => string,
): PlanStep[] {
  const made: PlanStep[] = [];
  let lastKey: string | null = null;
  for (const step of steps) {
    if ('exit' in step) {
      made.push(step);
      lastKey = null;
      continue;
    }
    if ('steps' in step) {
      const inner = mapRuns(step.steps as typeof steps, change, keyOf);
      const isEmpty = runsIn(inner).next().done === true;
      if (!isEmpty)
        for (const one of step.loop === undefined ? repeated(inner, step.times) : [{ ...step, steps: inner }])
          made.push(one);
      const last = made.at(-1);
      lastKey = last !== undefined && 'fetches' in last ? keyOf(last) : null;
      continue;
    }
    const run = change(step);
    if (run === null) continue;
    const key = keyOf(run);
    const last = made.at(-1);
    if (last !== undefined && 'fetches' in last && key === lastKey)
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
  const isRun = steps.length === 1 && only !== undefined && 'fetches' in only;
  return isRun ? [{ ...only, times: only.times * times }] : [{ steps, times }];
}

/** The steps up to that many iterations, and what of them follows on the last. */
export function cutShort(steps: readonly PlanStep[], iterations: number): PlanStep[] {
  const kept: PlanStep[] = [];
  let left = iterations;
  for (const step of steps) {
    if (left <= 0) break;
    if ('exit' in step) kept.push(step);
    else if ('fetches' in step) {
      const times = step.trains ? Math.min(step.times, left) : step.times;
      kept.push(times === step.times ? step : { ...step, times });
      if (step.trains) left -= times;
    } else {
      const each = iterationsIn(step.steps);
      const whole = each === 0 ? step.times : Math.min(step.times, Math.floor(left / each));
      left -= whole * each;
      const isCut = whole < step.times && left > 0;
      const inner = [...repeated(step.steps, whole), ...(isCut ? cutShort(step.steps, left) : [])];
      if (isCut) left = 0;
      for (const one of step.loop === undefined ? inner : [{ steps: inner, times: 1, loop: step.loop }]) kept.push(one);
    }
  }
  return kept;
}
