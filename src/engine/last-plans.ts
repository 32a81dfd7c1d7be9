import type { SourceText as ProgramText } from '../protocol/training-messages';
import type { PlanOverrides, TrainingPlan } from '../plan/training-plan';
import type { SourceText } from '../python/source-text';

/** What one reading of a program came to. */
export interface ReadPlans {
  readonly plans: readonly TrainingPlan[];
  /** The texts of the modules that were read. */
  readonly modules: readonly ProgramText[];
}

/**
 * The plans of the program that was read last, for those who look at it under other values: a slider that is moved asks many times. Nothing
 * is kept from being collected.
 */
export class LastPlans {
  private source: SourceText | null = null;
  private overrides = '';
  private read: WeakRef<ReadPlans> | null = null;

  keep(source: SourceText, overrides: PlanOverrides, read: ReadPlans): void {
    this.source = source;
    this.overrides = JSON.stringify(overrides);
    this.read = new WeakRef(read);
  }

  /** Null where another text was read last, or a module's is another by now; `textOf` gives that. */
  of({ file, text }: SourceText, overrides: PlanOverrides, textOf: (file: string) => string | null): ReadPlans | null {
    if (this.source?.file !== file || this.source.text !== text || this.overrides !== JSON.stringify(overrides))
      return null;
    const read = this.read?.deref() ?? null;
    return read?.modules.every((module) => textOf(module.file) === module.text) === true ? read : null;
  }
}
