import { LibraryError } from '../library-error';
import { count, number, type ValuesOf } from '../parameters';
import { modulo } from '../python-math';
import { lastEpoch } from './recursive';
import { initialRates, type Optimizer, type PartScheduler } from './scheduler';

/** Parameters of CosineAnnealingWarmRestarts (SGDR). */
export const warmRestartsParameters = {
  T_0: count('ticks'),
  T_mult: number(1),
  eta_min: number(0),
  ...lastEpoch,
};

/** eta_min + (rate - eta_min) * (1 + cos(pi * T_cur / T_i)) / 2; `step(epoch)` takes fractions of an epoch. After 2.13. */
export class WarmRestarts implements PartScheduler {
  stepCount = 0;
  readonly totalSteps = null;
  private readonly bases: readonly number[];
  private lastEpoch: number;
  /** Ticks since the last restart, and until the next. */
  private current: number;
  private period: number;

  /** Throws a LibraryError where the constructor raises. */
  constructor(
    private readonly optimizer: Optimizer,
    private readonly values: ValuesOf<typeof warmRestartsParameters>,
  ) {
    const { T_0: first, T_mult: factor, last_epoch: last } = values;
    if (first <= 0 || !Number.isInteger(first))
      throw new LibraryError('ValueError', `Expected positive integer T_0, but got ${first}`);
    if (factor < 1 || !Number.isInteger(factor))
      throw new LibraryError('ValueError', `Expected integer T_mult >= 1, but got ${factor}`);
    this.lastEpoch = last;
    this.current = last;
    this.period = first;
    this.bases = initialRates(optimizer, last);
    this.step();
  }

  step(epoch?: number): void {
    if (epoch === undefined && this.lastEpoch >= 0) {
      this.lastEpoch += 1;
      this.current += 1;
      if (this.current >= this.period) {
        this.current = modulo(this.current, this.period);
        this.period *= this.values.T_mult;
      }
    } else this.moveTo(epoch ?? 0);
    this.update();
  }

  restart(): void {
    this.step();
  }

  updateAtZero(): void {
    this.lastEpoch = 0;
    this.update();
  }

  undo(): void {
    this.lastEpoch -= 1;
  }

  private moveTo(epoch: number): void {
    if (epoch < 0) throw new LibraryError('ValueError', `Expected non-negative epoch, but got ${epoch}`);
    const { T_0: first, T_mult: factor } = this.values;
    if (epoch < first) {
      this.period = first;
      this.current = epoch;
    } else if (factor === 1) this.current = modulo(epoch, first);
    else {
      const restarts = Math.trunc(Math.log((epoch / first) * (factor - 1) + 1) / Math.log(factor));
      this.current = epoch - (first * (factor ** restarts - 1)) / (factor - 1);
      this.period = first * factor ** restarts;
    }
    this.lastEpoch = Math.floor(epoch);
  }

  private update(): void {
    const { eta_min: least } = this.values;
    const part = (1 + Math.cos((Math.PI * this.current) / this.period)) / 2;
    this.optimizer.groups.forEach((group, index) => {
      group.rate = least + ((this.bases[index] ?? group.rate) - least) * part;
    });
  }
}
