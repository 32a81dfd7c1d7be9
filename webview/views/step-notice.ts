import type { RunState, StepAnswer } from '../store';
import { text } from '../ui/text';
import { agrees } from './step-phases';

/** What a step's view waits for, or why it has nothing to show; "" where it shows what was recorded. */
export function stepNotice(
  iteration: number,
  runs: readonly RunState[],
  answer: StepAnswer | null,
  awaited: number | null,
): string {
  if (awaited !== null) return text.step.runningTo(awaited);
  if (runs.every(({ rows }) => rows.count === 0)) return text.step.nothingYet;
  if (answer === null) return text.step.replaying(iteration);
  if (answer.problem !== null) return text.step.problem(answer.problem);
  return answer.traces.every((trace) => agrees(trace, runs)) ? '' : text.step.mismatch;
}
