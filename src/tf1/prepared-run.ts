import type { Tensor } from './graph';
import type { Execution, StepExecutor } from './step-executor';
import { copyValue, item, type Value } from './value';

/** Puts a value into the dtype of the tensor that it is fed for; refuses what cannot be. */
export type FitFeed = (tensor: Tensor, value: Value) => Value;

/** A prepared step whose feeds may change from one to the next. */
abstract class Prepared {
  private readonly given = new Map<Tensor, Value>();

  constructor(
    protected readonly executor: StepExecutor,
    private readonly fit: FitFeed,
  ) {}

  /** Sets what a tensor is fed from the next step on; the same value again costs nothing. */
  feed(tensor: Tensor, value: Value): void {
    if (this.given.get(tensor) === value) return;
    this.executor.feed(tensor, this.fit(tensor, value));
    this.given.set(tensor, value);
  }

  /** How the last step was executed, and the next ones will be. */
  get execution(): Execution {
    return this.executor.execution;
  }
}

/**
 * One `Session.run`, made ready to be repeated. After `step()`, `scalars` holds the fetched numbers in order (NaN for what is an
 * operation or no scalar), without a copy or an allocation.
 */
export class PreparedRun extends Prepared {
  /** One number a fetch. */
  readonly scalars: Float64Array;

  constructor(
    executor: StepExecutor,
    private readonly fetched: readonly (Tensor | null)[],
    fit: FitFeed,
  ) {
    super(executor, fit);
    this.scalars = new Float64Array(fetched.length).fill(Number.NaN);
  }

  /** Executes the run once. */
  step(): void {
    this.executor.run(1, this.scalars, 1, 0);
  }

  /** A copy of a fetched value after the last step. */
  value(index: number): Value | null {
    const tensor = item(this.fetched, index);
    return tensor === null ? null : copyValue(this.executor.valueOf(tensor));
  }
}

/** A run that trains and a run that reads right after it, made ready to be repeated many times: a row of numbers each time. */
export class PreparedRows extends Prepared {
  /**
   * Makes up to `count` iterations; column `c` of row `r` is written to `c * capacity + r` of `rows`. Ends early with the first
   * iteration that gives a number that is not finite. Returns the iterations made.
   */
  advance(count: number, rows: Float64Array, capacity: number, firstRow: number): number {
    return this.executor.run(count, rows, capacity, firstRow);
  }

  /** A copy of what a tensor that is kept held in the last iteration. */
  keptValue(tensor: Tensor): Value {
    return copyValue(this.executor.valueOf(tensor));
  }

  /** Iterations that the last `advance` completed, also where it raised: their rows are written. */
  get completed(): number {
    return this.executor.completed;
  }
}
