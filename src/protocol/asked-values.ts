import { isFiniteFloat32 } from '../base/float32';
import type { FieldView, TrainingSnapshot } from './training-messages';

/** Iterations that a user can ask for where the program does not say how many it makes, and beyond those that it makes. */
export const mostAskedIterations = 1_000_000;

/** What a page can ask of the training that it was shown: the fields with their ranges, and the last iteration to train to. */
export interface AskableValues {
  readonly fields: readonly FieldView[];
  readonly lastIteration: number;
}

/** What can be asked of a training. A training that is not there yet can be asked nothing. */
export function askableOf({ unresolved, runs }: TrainingSnapshot): AskableValues {
  const planned = runs.map(({ plannedIterations }) => plannedIterations);
  return {
    fields: unresolved.flatMap(({ field }) => (field === null ? [] : [field])),
    lastIteration: runs.length === 0 ? 0 : Math.max(...planned) + mostAskedIterations,
  };
}

/** Whether a field takes a value: a number in its range, of its kind, that float32 has; of a choice, the place of one. */
export function takesValue(
  { kind, least, most, choices = [] }: Partial<Pick<FieldView, 'least' | 'most' | 'choices'>> & Pick<FieldView, 'kind'>,
  value: number,
): boolean {
  if (kind === 'choice') return Number.isInteger(value) && value >= 0 && value < choices.length;
  if (kind === 'int' && !Number.isSafeInteger(value)) return false;
  return isFiniteFloat32(value) && value >= (least ?? -Infinity) && value <= (most ?? Infinity);
}
