import type { Graph, Tensor } from '../graph';
import type { Fetch } from '../session';
import { scalarOf, type Value } from '../value';
import { type Cadence, SecondOrStepTimer } from './second-or-step-timer';
import { readStep, requiredGlobalStep, type RunContext, type SessionRunHook, stepIn } from './session-run-hook';

/** A point that would be written: the step it is drawn at, and the summary's number where it has one. */
export interface SummaryPoint {
  readonly step: number;
  readonly value: number | null;
}

/**
 * `tf.train.SummarySaverHook`: decides from the last step it saw whether the next run is one to summarise, and draws the point at the
 * step that it reads after that run. Under a step that stands still a cadence of three steps or more writes one point.
 */
export class SummarySaverHook implements SessionRunHook {
  readonly points: SummaryPoint[] = [];
  private readonly timer: SecondOrStepTimer;
  private step: Tensor | null = null;
  private nextStep: number | null = null;
  private requested = false;

  constructor(
    cadence: Cadence,
    private readonly summary: Fetch,
    seconds?: () => number,
  ) {
    this.timer = new SecondOrStepTimer(cadence, seconds);
  }

  begin(graph: Graph): void {
    this.step = requiredGlobalStep(graph, 'SummarySaverHook');
  }

  beforeRun(): readonly Fetch[] {
    this.requested = this.nextStep === null || this.timer.shouldTriggerForStep(this.nextStep);
    return [this.step as Tensor, ...(this.requested ? [this.summary] : [])];
  }

  afterRun({ session }: RunContext, values: readonly (Value | null)[]): void {
    let seen = stepIn(values) + 1;
    if (this.nextStep === null || this.requested) seen = readStep(session, this.step as Tensor);
    if (this.requested) {
      this.timer.updateLastTriggeredStep(seen);
      const value = values[1] ?? null;
      this.points.push({ step: seen, value: value?.data.length === 1 ? scalarOf(value) : null });
    }
    this.nextStep = seen + 1;
  }
}
