import type { Formula } from '../base/formula';
import type { PlanComputation, PlanExit, PlanRun, PlanStep, TrainingPlan } from './training-plan';

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

/** Whether it is known how many iterations a plan makes: by the program, or by its user. */
export function isLengthKnown({
  runs,
  unresolved,
  iterations,
  isEndless,
}: Pick<TrainingPlan, 'runs' | 'unresolved' | 'iterations' | 'isEndless'>): boolean {
  const isOpen = unresolved.some(
    ({ what, field }) => what.text === 'iterations' && (field?.isSet !== true || isEndless === true),
  );
  return iterations > 0 && !hasExit(runs) && !isOpen;
}

/** A loop as it is recorded, of any kind of steps. */
interface Loop {
  readonly steps: readonly unknown[];
  readonly times: number;
  readonly loop?: number;
  readonly when?: Formula;
}

/** The steps with each run changed, or left out where `change` gives null. Runs that follow on an equal one are joined with it. */
export function mapRuns<Run extends { readonly fetches: readonly unknown[]; readonly times: number }>(
  steps: readonly (Run | Loop | PlanExit | PlanComputation)[],
  change: (run: Run) => PlanRun | null,
  keyOf: (run: PlanRun) => string,
): PlanStep[] {
  const made: PlanStep[] = [];
  let lastKey: string | null = null;
  for (const step of steps) {
    if ('exit' in step || 'computes' in step) {
      made.push(step);
      lastKey = null;
      continue;
    }
    if ('steps' in step) {
      const inner = mapRuns(step.steps as typeof steps, change, keyOf);
      const isPlain = step.loop === undefined && step.when === undefined;
      if (!isEmpty(inner))
        for (const one of isPlain ? repeated(inner, step.times) : [{ ...step, steps: inner }]) made.push(one);
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

/** Whether nothing is run or computed in the steps. */
function isEmpty(steps: readonly PlanStep[]): boolean {
  return steps.every((step) => 'exit' in step || ('steps' in step && isEmpty(step.steps)));
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
  let isInside = false;
  for (const step of steps) {
    // What follows on the last iteration belongs to it, up to the next one.
    if (left <= 0 && (isInside || trains(step))) break;
    if ('exit' in step || 'computes' in step) kept.push(step);
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
      isInside ||= isCut;
      const isPlain = step.loop === undefined && step.when === undefined;
      for (const one of isPlain ? inner : [{ ...step, steps: inner, times: 1 }]) kept.push(one);
    }
  }
  return kept;
}

/**
 * Where the iterations begin and end among the steps: from the first run that trains to the last, and what is run between two of them
 * also after the last one, or before the first, as far as the program runs the same there. Null where nothing trains.
 */
export function wholeIterations(
  steps: readonly PlanStep[],
  keyOf: (run: PlanRun) => string,
): { readonly from: number; readonly to: number } | null {
  const first = steps.findIndex(trains);
  const last = steps.findLastIndex(trains);
  if (first < 0) return null;
  // A loop that holds what follows on its training runs is whole as it is.
  const isClosed = runsAfterLast(steps.slice(last, last + 1)).length > 0;
  const between = isClosed ? [] : runsAfterLast(steps.slice(0, last));
  const isSame = (index: number, other: PlanStep | undefined): boolean => {
    const step = steps[index];
    return step !== undefined && other !== undefined && stepKey(step, keyOf) === stepKey(other, keyOf);
  };
  let after = 0;
  while (after < between.length && isSame(last + 1 + after, between[after])) after += 1;
  const before = between.slice(after);
  const from = first - before.length;
  const isWhole = from >= 0 && before.every((step, index) => isSame(from + index, step));
  return { from: isWhole ? from : first, to: last + 1 + after };
}

function trains(step: PlanStep): boolean {
  return iterationsIn([step]) > 0;
}

/** What is run after the last training run of the steps, in order; nothing where none of them trains. */
function runsAfterLast(steps: readonly PlanStep[]): readonly PlanStep[] {
  const last = steps.findLastIndex(trains);
  const step = steps[last];
  if (step === undefined) return [];
  return [...('steps' in step ? runsAfterLast(step.steps) : []), ...steps.slice(last + 1)];
}

function stepKey(step: PlanStep, keyOf: (run: PlanRun) => string): string {
  if ('fetches' in step) return `${step.times} ${keyOf(step)}`;
  if ('steps' in step) {
    const when = step.when === undefined ? '' : JSON.stringify(step.when);
    return `${step.times} ${when}[${step.steps.map((inner) => stepKey(inner, keyOf)).join()}]`;
  }
  return JSON.stringify(step);
}
