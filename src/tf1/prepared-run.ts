import type { Tensor } from './graph';
import type { KernelProgram } from './kernel-program';
import { at, copyValue, item, type Value } from './value';

/**
 * One `Session.run`, made ready to be repeated. After `step()`, `scalars` holds the fetched numbers in order (NaN for what is an
 * operation or no scalar), without a copy or an allocation.
 */
export class PreparedRun {
  /** One number a fetch. */
  readonly scalars: Float64Array;
  private readonly feeds: (Value | null)[];

  constructor(
    private readonly program: KernelProgram,
    private readonly fetched: readonly (Tensor | null)[],
    private readonly fit: (tensor: Tensor, value: Value) => Value,
  ) {
    this.scalars = new Float64Array(fetched.length).fill(Number.NaN);
    this.feeds = program.fed.map(() => null);
  }

  /** Sets what a tensor is fed from the next step on. */
  feed(tensor: Tensor, value: Value): void {
    const index = this.program.fed.indexOf(tensor);
    if (index < 0) throw new Error(`${tensor.name} was not announced as fed`);
    this.feeds[index] = this.fit(tensor, value);
  }

  /** Executes the run once. */
  step(): void {
    this.program.run(this.feeds as Value[]);
    this.fetched.forEach((tensor, index) => {
      if (tensor === null) return;
      const { data } = this.program.valueOf(tensor);
      this.scalars[index] = data.length === 1 ? at(data, 0) : Number.NaN;
    });
  }

  /** A copy of a fetched value after the last step. */
  value(index: number): Value | null {
    const tensor = item(this.fetched, index);
    return tensor === null ? null : copyValue(this.program.valueOf(tensor));
  }
}
