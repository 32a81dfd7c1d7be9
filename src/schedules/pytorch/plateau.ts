import { LibraryError } from '../library-error';
import { count, number, perGroup, text, type ValuesOf } from '../parameters';
import type { Optimizer, Scheduler } from './scheduler';

/** Parameters of ReduceLROnPlateau; patience and cooldown count its own calls. */
export const plateauParameters = {
  mode: text('min'),
  factor: number(0.1),
  patience: count('metrics', 10),
  threshold: number(1e-4),
  threshold_mode: text('rel'),
  cooldown: count('metrics', 0),
  min_lr: perGroup(0),
  eps: number(1e-8),
};

type PlateauValues = ValuesOf<typeof plateauParameters>;

/** What another library has otherwise than PyTorch: the class's name, and whether the metric is not looked at while it cools down. */
interface PlateauForm {
  readonly name: string;
  readonly isBlindWhileCooling: boolean;
}

const pytorchForm: PlateauForm = { name: 'ReduceLROnPlateau', isBlindWhileCooling: false };

/** rate * factor once the metric has not become better for more than `patience` calls. After `torch/optim/lr_scheduler.py` of 2.13. */
export class Plateau implements Scheduler {
  stepCount = 0;
  readonly totalSteps = null;
  private readonly leastRates: readonly number[];
  private best: number;
  private bad = 0;
  private cooldown = 0;

  /** Throws a LibraryError where the constructor raises. */
  constructor(
    private readonly optimizer: Optimizer,
    private readonly values: PlateauValues,
    private readonly form: PlateauForm = pytorchForm,
  ) {
    const { factor, min_lr: least, mode, threshold_mode: thresholdMode } = values;
    if (factor >= 1) throw new LibraryError('ValueError', 'Factor should be < 1.0.');
    const { groups } = optimizer;
    this.leastRates = typeof least === 'number' ? groups.map(() => least) : least;
    if (this.leastRates.length !== groups.length)
      throw new LibraryError('ValueError', `expected ${groups.length} min_lrs, got ${this.leastRates.length}`);
    if (mode !== 'min' && mode !== 'max') throw new LibraryError('ValueError', `mode ${mode} is unknown!`);
    if (thresholdMode !== 'rel' && thresholdMode !== 'abs')
      throw new LibraryError('ValueError', `threshold mode ${thresholdMode} is unknown!`);
    this.best = mode === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }

  /** Whether a higher metric is the better one. */
  get isRising(): boolean {
    return this.values.mode === 'max';
  }

  /** Whether the threshold is a part of the best metric. */
  get isRelative(): boolean {
    return this.values.threshold_mode === 'rel';
  }

  /** `step(metrics)`. Throws the library's TypeError where none is passed. */
  step(metric?: number): void {
    if (metric === undefined)
      throw new LibraryError('TypeError', `${this.form.name}.step() missing 1 required positional argument: 'metrics'`);
    this.stepCount += 1;
    const { patience, cooldown } = this.values;
    if (this.form.isBlindWhileCooling && this.cooldown > 0) {
      this.cooldown -= 1;
      return;
    }
    if (this.isBetter(metric)) {
      this.best = metric;
      this.bad = 0;
    } else this.bad += 1;
    if (this.cooldown > 0) {
      this.cooldown -= 1;
      this.bad = 0;
    }
    if (this.bad <= patience) return;
    this.reduce();
    this.cooldown = cooldown;
    this.bad = 0;
  }

  private isBetter(metric: number): boolean {
    const { mode, threshold, threshold_mode: thresholdMode } = this.values;
    const sign = mode === 'min' ? -1 : 1;
    const bound = thresholdMode === 'rel' ? this.best * (1 + sign * threshold) : this.best + sign * threshold;
    return mode === 'min' ? metric < bound : metric > bound;
  }

  private reduce(): void {
    const { factor, eps } = this.values;
    this.optimizer.groups.forEach((group, index) => {
      const reduced = Math.max(group.rate * factor, this.leastRates[index] ?? 0);
      if (group.rate - reduced > eps) group.rate = reduced;
    });
  }
}
