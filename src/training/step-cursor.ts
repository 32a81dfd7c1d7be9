import type { Formula } from '../base/formula';
import type { PlanRun, PlanStep } from '../plan/training-plan';

interface Level {
  readonly steps: readonly PlanStep[];
  /** Place among the steps. */
  at: number;
  /** How often they are still made, this time included. */
  left: number;
  /** The loop of the program that it is. */
  readonly loop: number | null;
}

/** Numbers that the program keeps between its runs. */
export interface KeptNumbers {
  readonly compute: (slot: number, formula: Formula) => void;
  readonly valueOf: (formula: Formula) => number;
}

/** Goes through a plan's steps as they are made: through loops as often as they say. */
export class StepCursor {
  private readonly levels: Level[];
  /** How often the run that it stands at was made already. */
  private made = 0;

  constructor(steps: readonly PlanStep[]) {
    this.levels = [{ steps, at: 0, left: 1, loop: null }];
  }

  /** The run that comes next, and how often; null at the end. What stands before it is computed, and decides which loops are left. */
  next(numbers: KeptNumbers): { readonly run: PlanRun; readonly times: number } | null {
    for (let level = this.levels.at(-1); level !== undefined; level = this.levels.at(-1)) {
      const step = level.steps[level.at];
      if (step === undefined) {
        this.endTurn(level);
      } else if ('exit' in step) {
        level.at += 1;
        // NaN: what it depends on was not observed yet.
        if (Math.abs(numbers.valueOf(step.exit)) > 0) this.leave(step.loop);
      } else if ('computes' in step) {
        level.at += 1;
        numbers.compute(step.computes, step.formula);
      } else if ('steps' in step) {
        const isMade = step.when === undefined || numbers.valueOf(step.when) !== 0;
        if (isMade && step.times > 0 && step.steps.length > 0)
          this.levels.push({ steps: step.steps, at: 0, left: step.times, loop: step.loop ?? null });
        else level.at += 1;
      } else if (this.made < step.times) return { run: step, times: step.times - this.made };
      else {
        level.at += 1;
        this.made = 0;
      }
    }
    return null;
  }

  private endTurn(level: Level): void {
    level.left -= 1;
    level.at = 0;
    if (level.left > 0) return;
    this.levels.pop();
    const outer = this.levels.at(-1);
    if (outer !== undefined) outer.at += 1;
  }

  private leave(loop: number): void {
    const at = this.levels.findIndex((level) => level.loop === loop);
    if (at < 1) return;
    this.levels.splice(at);
    const outer = this.levels.at(-1);
    if (outer !== undefined) outer.at += 1;
  }

  /** Says that the run was made so many times. */
  advance(times: number): void {
    this.made += times;
  }
}
