import type { Graph, Tensor } from '../graph';
import { type CheckpointList, Saver } from '../saver';
import type { Fetch, Session } from '../session';
import type { Value } from '../value';
import { type Cadence, SecondOrStepTimer } from './second-or-step-timer';
import { readStep, requiredGlobalStep, type RunContext, type SessionRunHook, stepIn } from './session-run-hook';

/** Where and when a hook saves. */
export interface CheckpointSaverOptions {
  readonly checkpointDir: string;
  readonly cadence: Cadence;
  readonly saver?: Saver | null;
  /** Where a saver of the hook's own lists what it saves. */
  readonly checkpoints?: CheckpointList;
  readonly basename?: string;
  readonly seconds?: () => number;
}

/**
 * `tf.train.CheckpointSaverHook`: saves when the session is made, then at its cadence, and at the end only where the step is another
 * than that of the last save. Under a step that stands still the one checkpoint holds the initial values.
 */
export class CheckpointSaverHook implements SessionRunHook {
  private readonly timer: SecondOrStepTimer;
  private readonly path: string;
  private savingWith: Saver | null;
  private step: Tensor | null = null;

  constructor(private readonly options: CheckpointSaverOptions) {
    const { checkpointDir, cadence, saver = null, basename = 'model.ckpt', seconds } = options;
    this.timer = new SecondOrStepTimer(cadence, seconds);
    this.path = `${checkpointDir}/${basename}`;
    this.savingWith = saver;
  }

  /** The saver that was given, else one of all variables, made when the session begins. */
  get saver(): Saver | null {
    return this.savingWith;
  }

  begin(graph: Graph): void {
    this.step = requiredGlobalStep(graph, 'CheckpointSaverHook');
    const { checkpoints } = this.options;
    this.savingWith ??= new Saver(graph, checkpoints === undefined ? {} : { checkpoints });
  }

  afterCreateSession(session: Session): void {
    const step = readStep(session, this.step as Tensor);
    this.save(session, step);
    this.timer.updateLastTriggeredStep(step);
  }

  beforeRun(): readonly Fetch[] {
    return [this.step as Tensor];
  }

  afterRun({ session }: RunContext, values: readonly (Value | null)[]): void {
    if (!this.timer.shouldTriggerForStep(stepIn(values) + 1)) return;
    const step = readStep(session, this.step as Tensor);
    if (!this.timer.shouldTriggerForStep(step)) return;
    this.timer.updateLastTriggeredStep(step);
    this.save(session, step);
  }

  end(session: Session): void {
    const step = readStep(session, this.step as Tensor);
    if (step !== this.timer.lastTriggeredStep) this.save(session, step);
  }

  private save(session: Session, step: number): void {
    this.savingWith?.save(session, this.path, step);
  }
}
