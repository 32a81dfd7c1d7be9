// Keras' schedules and the callbacks that set a rate, each by its place, and what models are compiled with.
import type { KerasSchedule, RateSetter } from './events';

/** What a walk notes of Keras' learning rates. */
export class KerasObjects {
  private readonly schedules = new Map<string, KerasSchedule>();
  private readonly setters = new Map<string, RateSetter>();
  private readonly compiled = new Map<object, Map<string, KerasSchedule | null>>();

  /** Whether the program makes a schedule at all. */
  get isOn(): boolean {
    return this.schedules.size > 0;
  }

  /** The same schedule for the same place, however often the walk comes to it. */
  scheduleAt(key: string, schedule: KerasSchedule): KerasSchedule {
    return kept(this.schedules, key, schedule);
  }

  /** The same of a callback. */
  setterAt(key: string, setter: RateSetter): RateSetter {
    return kept(this.setters, key, setter);
  }

  /** Notes the schedule of the optimizer that a model is compiled with, or null for any other. `home` is the scope of the model's name. */
  compile(home: object, model: string, schedule: KerasSchedule | null): void {
    const models = this.compiled.get(home) ?? new Map<string, KerasSchedule | null>();
    this.compiled.set(home, models);
    const isSame = !models.has(model) || models.get(model) === schedule;
    models.set(model, isSame ? schedule : null);
  }

  scheduleOf(home: object, model: string): KerasSchedule | null {
    return this.compiled.get(home)?.get(model) ?? null;
  }
}

function kept<Made>(all: Map<string, Made>, key: string, made: Made): Made {
  const known = all.get(key) ?? made;
  all.set(key, known);
  return known;
}
