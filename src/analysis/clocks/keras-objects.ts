// Keras' schedules and the callbacks that set a rate, each by its place, and what models are compiled with.
import type { KerasObject } from './events';

/** What a walk notes of Keras' learning rates. */
export class KerasObjects {
  private readonly made = new Map<string, KerasObject>();
  private readonly compiled = new Map<object, Map<string, KerasObject | null>>();

  /** Whether the program makes a schedule at all. */
  get isOn(): boolean {
    return this.made.size > 0;
  }

  /** The same object for the same place, however often the walk comes to it. */
  at(key: string, object: KerasObject): KerasObject {
    const known = this.made.get(key) ?? object;
    this.made.set(key, known);
    return known;
  }

  /** Notes the schedule of the optimizer that a model is compiled with, or null for any other. `home` is the scope of the model's name. */
  compile(home: object, model: string, schedule: KerasObject | null): void {
    const models = this.compiled.get(home) ?? new Map<string, KerasObject | null>();
    this.compiled.set(home, models);
    const isSame = !models.has(model) || models.get(model) === schedule;
    models.set(model, isSame ? schedule : null);
  }

  scheduleOf(home: object, model: string): KerasObject | null {
    return this.compiled.get(home)?.get(model) ?? null;
  }
}
