// The form of a schedule: its arguments, its formula, and what the libraries that have it call it.
import type { Rounding } from './rounding';

/** What an argument of a schedule can be. */
export type FieldValue = number | boolean | readonly number[];

/** An argument of a schedule: TensorFlow's name for it, its field, what it holds and what it is when it is not given. */
export interface ScheduleField<Field extends string = string> {
  readonly name: string;
  readonly field: Field;
  /** `steps` are numbers of steps: whole ones are written as such. */
  readonly kind: 'number' | 'steps' | 'flag' | 'number-list' | 'step-list';
  /** TensorFlow's default; null: it has to be given. */
  readonly otherwise: number | boolean | null;
  /** Below it, TensorFlow makes no sensible rate; `isOpen` where it makes none there either. */
  readonly least?: number;
  readonly isOpen?: boolean;
  /** The most that makes sense. */
  readonly most?: number;
  /** What tutorials mostly use, for an argument without a default. */
  readonly usual?: number;
}

/** How a rate is computed. */
export interface Computing {
  readonly round: Rounding;
  /** Whether the arguments are constants, which TensorFlow's rewriting joins: see `quotient`. */
  readonly isFolded: boolean;
  /** A standard normal number, for the one schedule that draws; 0 gives the curve around which it falls. */
  readonly normal: number;
}

/** A schedule: a function of a count, with named arguments. */
export interface ScheduleRecord<Values> {
  /** The arguments besides the count, in TensorFlow's order; the rate comes first, but for lists. */
  readonly fields: readonly ScheduleField<Extract<keyof Values, string>>[];
  /** The name that TensorFlow 1 gives its operations by default. */
  readonly scope: string;
  /** Keras' class of the same arguments; null where it has none. */
  readonly keras: string | null;
  /** Whether TensorFlow 1 multiplies by a float32 constant, which no rate of another dtype fits. */
  readonly isFloat32Only: (flag: boolean) => boolean;
  /** Steps over which a curve shows what the schedule does. */
  readonly span: (values: Values) => number;
  readonly rate: (values: Values, count: number, computing: Computing) => number;
}

export const learningRate = {
  name: 'learning_rate',
  field: 'learningRate',
  kind: 'number',
  otherwise: null,
  least: 0,
  usual: 0.1,
} as const satisfies ScheduleField;

export const decaySteps = {
  name: 'decay_steps',
  field: 'decaySteps',
  kind: 'steps',
  otherwise: null,
  least: 0,
  isOpen: true,
} as const satisfies ScheduleField;

export const alpha = {
  name: 'alpha',
  field: 'alpha',
  kind: 'number',
  otherwise: 0,
  least: 0,
  most: 1,
} as const satisfies ScheduleField;

/** The arguments of schedules whose rate is multiplied or divided once a period. */
export const rateFields = (
  least?: number,
): readonly ScheduleField<'learningRate' | 'decaySteps' | 'decayRate' | 'staircase'>[] => [
  learningRate,
  decaySteps,
  {
    name: 'decay_rate',
    field: 'decayRate',
    kind: 'number',
    otherwise: null,
    usual: 0.96,
    ...(least === undefined ? {} : { least }),
  },
  { name: 'staircase', field: 'staircase', kind: 'flag', otherwise: false },
];

/** A schedule that works in the dtype of its rate. */
export const anyFloat = (): boolean => false;

/** A schedule that takes cosines. */
export const onlyFloat32 = (): boolean => true;
