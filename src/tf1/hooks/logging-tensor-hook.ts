import { valueError } from '../errors';
import type { Fetch, Session } from '../session';
import type { Value } from '../value';
import { SecondOrStepTimer } from './second-or-step-timer';
import type { RunContext, SessionRunHook } from './session-run-hook';

/** When tensors are logged: by runs or seconds, or only at the end. */
export interface LoggingOptions {
  readonly everyNIter?: number | null;
  readonly everyNSecs?: number | null;
  readonly atEnd?: boolean;
  readonly seconds?: () => number;
}

/** What was logged, and at which of the hook's own iterations. */
export interface LoggedLine {
  readonly iteration: number;
  readonly values: ReadonlyMap<string, Value | null>;
}

/** `tf.train.LoggingTensorHook`: needs no step; it counts runs by itself, from 0 in each session. */
export class LoggingTensorHook implements SessionRunHook {
  readonly lines: LoggedLine[] = [];
  private readonly timer: SecondOrStepTimer | null;
  private iteration = 0;
  private shouldLog = false;

  constructor(
    private readonly tensors: ReadonlyMap<string, Fetch>,
    private readonly options: LoggingOptions,
  ) {
    const { everyNIter = null, everyNSecs = null, atEnd = false, seconds } = options;
    const isByRuns = everyNIter !== null || everyNSecs !== null;
    if (everyNIter !== null && everyNSecs !== null)
      throw valueError('exactly one of every_n_iter and every_n_secs must be provided');
    if (!isByRuns && !atEnd)
      throw valueError('exactly one of every_n_iter and every_n_secs must be provided, or at_end');
    if (everyNIter !== null && everyNIter <= 0) throw valueError(`invalid every_n_iter ${everyNIter}`);
    this.timer = isByRuns ? new SecondOrStepTimer({ everySecs: everyNSecs, everySteps: everyNIter }, seconds) : null;
  }

  begin(): void {
    this.iteration = 0;
  }

  beforeRun(): readonly Fetch[] {
    this.shouldLog = this.timer?.shouldTriggerForStep(this.iteration) ?? false;
    return this.shouldLog ? [...this.tensors.values()] : [];
  }

  afterRun(_context: RunContext, values: readonly (Value | null)[]): void {
    if (this.shouldLog) this.log(values);
    this.iteration += 1;
  }

  end(session: Session): void {
    if (this.options.atEnd === true) this.log(session.run([...this.tensors.values()]));
  }

  private log(values: readonly (Value | null)[]): void {
    this.timer?.updateLastTriggeredStep(this.iteration);
    const named = [...this.tensors.keys()].map((name, index): [string, Value | null] => [name, values[index] ?? null]);
    this.lines.push({ iteration: this.iteration, values: new Map(named) });
  }
}
