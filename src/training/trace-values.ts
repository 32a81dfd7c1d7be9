import { previewLength, type TensorPreview } from '../protocol/step-trace';
import { at, type Value } from '../tf1/value';

/** A value as a trace has it: its shape and its first elements. */
export function previewOf(value: Value | null): TensorPreview {
  if (value === null) return { shape: [], values: [] };
  return { shape: [...value.shape], values: Array.from(value.data.slice(0, previewLength)) };
}

/** The first number of a value; NaN where there is none. */
export function scalarOf(value: Value | null): number {
  return value === null || value.data.length === 0 ? Number.NaN : at(value.data, 0);
}
