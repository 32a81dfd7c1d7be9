import type { Tensor } from '../../../../src/tf1/graph';
import type { Feeds, Fetch } from '../../../../src/tf1/session';
import type { TensorFlow } from '../support/tensorflow';

/** A program of the traces, built by hand: its graph, and what it runs in each iteration. */
export interface ByHand {
  readonly tf: TensorFlow;
  /** The fetches of the run that trains; a program may run more after it. */
  readonly train: readonly Fetch[];
  readonly after?: readonly Fetch[];
  /** The step, or null where it is fed. */
  readonly step: Fetch;
  /** The rate: a tensor, or a number that the optimizer was given. */
  readonly rate: Tensor | number;
  readonly loss: Fetch;
  readonly feeds?: (iteration: number) => Feeds;
}

/** `np.linspace` in double precision. */
export function linspace(start: number, stop: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    index === count - 1 ? stop : start + (index * (stop - start)) / (count - 1),
  );
}

/** Rows of one element. */
export function column(numbers: readonly number[]): number[][] {
  return numbers.map((number) => [number]);
}
