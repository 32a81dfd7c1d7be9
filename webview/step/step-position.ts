import { type StepPhase, stepPhases } from '../../src/protocol/step-trace';

/** A place in a training: an iteration, from 1, and a phase of it. */
export interface StepPosition {
  readonly iteration: number;
  readonly phase: StepPhase;
}

const [firstPhase] = stepPhases;
const lastPhase = stepPhases[stepPhases.length - 1] ?? firstPhase;

/** The place before the first phase of the first iteration has been left. */
export const startPosition: StepPosition = { iteration: 1, phase: firstPhase };

/** One phase on or back as `movedByPhase`, past those in which nothing happens. */
export function movedPast(
  position: StepPosition,
  by: 1 | -1,
  iterations: number,
  empty: ReadonlySet<StepPhase>,
): StepPosition {
  let at = position;
  for (let moves = 0; moves < stepPhases.length; moves++) {
    const next = movedByPhase(at, by, iterations);
    // At either end: back to where something happens.
    if (next.iteration === at.iteration && next.phase === at.phase) return empty.has(at.phase) ? position : at;
    at = next;
    if (!empty.has(at.phase)) break;
  }
  return at;
}

/** One phase on or back, into the neighbouring iteration where it leads there; the same place at either end of `iterations`. Exported for tests. */
export function movedByPhase({ iteration, phase }: StepPosition, by: 1 | -1, iterations: number): StepPosition {
  const index = stepPhases.indexOf(phase) + by;
  const inside = stepPhases[index];
  if (inside !== undefined) return { iteration, phase: inside };
  if (by === 1) return iteration < iterations ? { iteration: iteration + 1, phase: firstPhase } : { iteration, phase };
  return iteration > 1 ? { iteration: iteration - 1, phase: lastPhase } : { iteration, phase };
}

/** One iteration on or back, in the same phase. */
export function movedByStep({ iteration, phase }: StepPosition, by: 1 | -1, iterations: number): StepPosition {
  return { iteration: within(iteration + by, iterations), phase };
}

/** Another iteration, as near as there is one. */
export function movedTo({ phase }: StepPosition, iteration: number, iterations: number): StepPosition {
  return { iteration: within(iteration, iterations), phase };
}

/** Whether a phase has happened at a place, or is happening. */
export function hasHappened(phase: StepPhase, at: StepPhase): boolean {
  return stepPhases.indexOf(phase) <= stepPhases.indexOf(at);
}

function within(iteration: number, iterations: number): number {
  return Math.max(1, Math.min(iteration, Math.max(1, iterations)));
}
