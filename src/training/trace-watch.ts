import type { Operation, Tensor } from '../tf1/graph';
import type { Session } from '../tf1/session';
import type { Value } from '../tf1/value';

/** Watches a part of the one session run that trains: asked before it what to fetch beside it, told what came, then asked what became. */
export interface StepWatch<Told> {
  /** What is to be fetched beside a run that executes these operations: all of it is computed in it anyway. */
  fetchesBeside(executed: readonly Operation[], session: Session): readonly Tensor[];
  /** Takes its own of what was fetched, in order, from the front. */
  hear(values: (Value | null)[]): void;
  /** What became of it, after the run. */
  made(session: Session): readonly Told[];
}

/** What a watch heard of its own tensors, which are the next of the fetched values. */
export function heardOf(tensors: readonly Tensor[], values: (Value | null)[]): ReadonlyMap<Tensor, Value | null> {
  return new Map(tensors.map((tensor) => [tensor, values.shift() ?? null]));
}
