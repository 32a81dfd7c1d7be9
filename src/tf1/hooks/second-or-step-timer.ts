import { valueError } from '../errors';

/** What triggers a hook: steps passed, or seconds passed. */
export interface Cadence {
  readonly everySecs?: number | null;
  readonly everySteps?: number | null;
}

/** `SecondOrStepTimer`: at most one trigger a step, so that a step that stands still triggers once. */
export class SecondOrStepTimer {
  private lastStep: number | null = null;
  private lastSeconds = 0;

  constructor(
    private readonly cadence: Cadence,
    private readonly seconds: () => number = () => performance.now() / 1000,
  ) {
    const { everySecs = null, everySteps = null } = cadence;
    if (everySecs === null && everySteps === null) throw valueError('either seconds or steps should be provided');
    if (everySecs !== null && everySteps !== null) throw valueError('seconds and steps cannot both be provided');
  }

  get lastTriggeredStep(): number | null {
    return this.lastStep;
  }

  shouldTriggerForStep(step: number): boolean {
    if (this.lastStep === null) return true;
    if (this.lastStep === step) return false;
    const { everySecs = null, everySteps = null } = this.cadence;
    if (everySecs !== null && this.seconds() >= this.lastSeconds + everySecs) return true;
    return everySteps !== null && step >= this.lastStep + everySteps;
  }

  /** Seconds and steps since the last trigger, null at the first. */
  updateLastTriggeredStep(step: number): { readonly seconds: number; readonly steps: number } | null {
    const now = this.seconds();
    const passed = this.lastStep === null ? null : { seconds: now - this.lastSeconds, steps: step - this.lastStep };
    this.lastStep = step;
    this.lastSeconds = now;
    return passed;
  }
}
