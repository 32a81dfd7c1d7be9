import { type Finding, isWithin, numberOf, numbersOf, type VectorCase } from './findings';
import { applyGradients } from './optimizers';

/** How far tfjs's own optimizer of that name ends up from ours, held against how far it was found to be from TensorFlow's. */
export function checkDivergence(given: VectorCase, optimizer: VectorCase): Finding[] {
  const ours = applyGradients(optimizer).rows.flat();
  const theirs = numbersOf(given['tfjs_output']);
  const differences = theirs.map((number, index) => Math.abs(number - (ours[index] ?? Number.NaN)));
  const expected = numberOf(given['max_abs_difference'] ?? 'NaN');
  const got = differences.reduce(
    (most, difference) => (difference > most || Number.isNaN(difference) ? difference : most),
    0,
  );
  const scale = Math.max(1, ...ours.map(Math.abs));
  return isWithin(got, expected, { rel: 1e-3, abs: 1e-6 * scale })
    ? []
    : [{ what: 'greatest difference to tfjs', got, expected }];
}
