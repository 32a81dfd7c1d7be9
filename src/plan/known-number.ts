import type { GraphValue } from '../base/graph-call';
import { float32 } from '../schedules/rounding';
import type { CallGraph } from './call-graph';
import { rateOfStep } from './rate-of-step';

/** A number that does not depend on the step, as somebody would write it; null where it is not known. */
export function knownNumber(value: GraphValue | null, graph: CallGraph): number | null {
  if (value === null) return null;
  // A literal keeps its own digits: what TensorFlow computes with is its float32.
  if (value.kind === 'int' || value.kind === 'float') return value.value;
  const reading = rateOfStep(graph, value, () => false);
  return reading.kind === 'unknown' ? null : fewestDigits(reading.rateAt(0));
}

/** The number of the fewest digits that is the same float32; a float64 that is none stays as it is. */
function fewestDigits(value: number): number {
  if (float32(value) !== value) return value;
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (float32(short) === value) return short;
  }
  return value;
}
