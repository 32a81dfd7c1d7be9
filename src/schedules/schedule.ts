// Every schedule of TensorFlow 1: the list, and a rate by it.
import { cosineDecaySchedule } from './cosine-decay';
import { cosineDecayRestartsSchedule } from './cosine-decay-restarts';
import { exponentialDecaySchedule } from './exponential-decay';
import { inverseTimeDecaySchedule } from './inverse-time-decay';
import { linearCosineDecaySchedule } from './linear-cosine-decay';
import { naturalExpDecaySchedule } from './natural-exp-decay';
import { noisyLinearCosineDecaySchedule } from './noisy-linear-cosine-decay';
import { piecewiseConstantSchedule } from './piecewise-constant';
import { polynomialDecaySchedule } from './polynomial-decay';
import { anyFloat, learningRate, type ScheduleRecord } from './record';
import { float32, type Rounding } from './rounding';

/** A learning rate that reads no step. */
export interface ConstantRate {
  readonly learningRate: number;
}

const constantRate: ScheduleRecord<ConstantRate> = {
  fields: [learningRate],
  scope: 'Const',
  keras: null,
  isFloat32Only: anyFloat,
  span: () => 1,
  rate: ({ learningRate: rate }, _, { round }) => round(rate),
};

/** By the function's name below `tf.train`; the constant comes first. */
export const scheduleRecords = {
  constant: constantRate,
  exponential_decay: exponentialDecaySchedule,
  natural_exp_decay: naturalExpDecaySchedule,
  inverse_time_decay: inverseTimeDecaySchedule,
  piecewise_constant: piecewiseConstantSchedule,
  polynomial_decay: polynomialDecaySchedule,
  cosine_decay: cosineDecaySchedule,
  cosine_decay_restarts: cosineDecayRestartsSchedule,
  linear_cosine_decay: linearCosineDecaySchedule,
  noisy_linear_cosine_decay: noisyLinearCosineDecaySchedule,
} as const;

type Records = typeof scheduleRecords;
type ValuesOf<Kind extends keyof Records> = Records[Kind] extends ScheduleRecord<infer Values> ? Values : never;

/** Any learning rate of TensorFlow 1 with its arguments in numbers; `kind` is the function's name below `tf.train`. */
export type Schedule = { [Kind in keyof Records]: { readonly kind: Kind } & ValuesOf<Kind> }[keyof Records];

/** The name of a schedule or of the constant rate. */
export type ScheduleName = Schedule['kind'];

/** Whether a name below `tf.train` is a schedule's. */
export function isScheduleName(name: string): name is ScheduleName {
  return Object.hasOwn(scheduleRecords, name);
}

/** The record of a schedule, whose formula takes the values of that schedule. */
export function recordOf(kind: ScheduleName): ScheduleRecord<never> {
  return scheduleRecords[kind];
}

/** The rate at a step. The noisy schedule draws afresh at each evaluation: `normal` is that draw, and 0 gives the curve around which it falls. */
export function rateAt(schedule: Schedule, step: number, round: Rounding = float32, normal = 0): number {
  return recordOf(schedule.kind).rate(schedule as never, step, { round, isFolded: true, normal });
}
