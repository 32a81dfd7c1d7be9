import { valueError } from '../errors';
import type { Graph, Tensor } from '../graph';
import type { Fetch, Session } from '../session';
import type { Value } from '../value';
import { readStep, requiredGlobalStep, type RunContext, type SessionRunHook, stepIn } from './session-run-hook';

/** `tf.train.StopAtStepHook`: stops at a step, or after so many from the session's first. A step that stands still never stops it. */
export class StopAtStepHook implements SessionRunHook {
  private lastStep: number | null;
  private step: Tensor | null = null;

  constructor(
    private readonly numSteps: number | null = null,
    lastStep: number | null = null,
  ) {
    if (numSteps === null && lastStep === null) throw valueError('one of num_steps or last_step must be specified');
    if (numSteps !== null && lastStep !== null) throw valueError('only one of num_steps or last_step can be specified');
    this.lastStep = lastStep;
  }

  begin(graph: Graph): void {
    this.step = requiredGlobalStep(graph, 'StopAtStepHook');
  }

  afterCreateSession(session: Session): void {
    this.lastStep ??= readStep(session, this.step as Tensor) + (this.numSteps ?? 0);
  }

  beforeRun(): readonly Fetch[] {
    return [this.step as Tensor];
  }

  afterRun({ session, requestStop }: RunContext, values: readonly (Value | null)[]): void {
    const last = this.lastStep ?? Number.POSITIVE_INFINITY;
    // What was fetched beside the update may be the step before it: only a read of its own decides.
    if (stepIn(values) + 1 >= last && readStep(session, this.step as Tensor) >= last) requestStop();
  }
}
