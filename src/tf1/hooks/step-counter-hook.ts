import type { Graph, Tensor } from '../graph';
import type { Fetch } from '../session';
import type { Value } from '../value';
import { type Cadence, SecondOrStepTimer } from './second-or-step-timer';
import { readStep, requiredGlobalStep, type RunContext, type SessionRunHook, stepIn } from './session-run-hook';

/** TensorFlow warns so often and then no more. */
const mostWarnings = 5;

/** How many steps a second, at a step. */
export interface StepRate {
  readonly tag: string;
  readonly stepsPerSecond: number;
  readonly step: number;
}

/** `tf.train.StepCounterHook`: measures steps a second, and warns where the step did not rise from one run to the next. */
export class StepCounterHook implements SessionRunHook {
  /** What it warned of: TensorFlow 1's only own sign of a forgotten step. */
  readonly warnings: string[] = [];
  readonly rates: StepRate[] = [];
  private readonly timer: SecondOrStepTimer;
  private step: Tensor | null = null;
  private stepName = '';
  private lastFetched: number | null = null;
  private warned = 0;

  constructor(cadence: Cadence = { everySteps: 100 }, seconds?: () => number) {
    this.timer = new SecondOrStepTimer(cadence, seconds);
  }

  begin(graph: Graph): void {
    this.step = requiredGlobalStep(graph, 'StepCounterHook');
    this.stepName = this.step.op.inputs[0]?.op.name ?? '';
  }

  beforeRun(): readonly Fetch[] {
    return [this.step as Tensor];
  }

  afterRun({ session }: RunContext, values: readonly (Value | null)[]): void {
    const step = this.step as Tensor;
    const fetched = stepIn(values);
    if (this.timer.shouldTriggerForStep(fetched + 1)) {
      const now = readStep(session, step);
      if (this.timer.shouldTriggerForStep(now)) {
        const passed = this.timer.updateLastTriggeredStep(now);
        if (passed !== null)
          this.rates.push({ tag: `${this.stepName}/sec`, stepsPerSecond: passed.steps / passed.seconds, step: now });
      }
    }
    if (fetched === this.lastFetched && this.warned < mostWarnings) {
      this.warned += 1;
      this.warnings.push(
        `the value of ${this.stepName} was ${fetched} in two runs in a row: is minimize() or apply_gradients() given the global step?`,
      );
    }
    this.lastFetched = fetched;
  }
}
