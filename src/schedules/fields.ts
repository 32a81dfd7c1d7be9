import { isFiniteFloat32 } from '../base/float32';
import { own } from '../base/own';
import type { Schedule } from './schedule';

/** What an argument of a schedule can be. */
export type FieldValue = number | boolean | readonly number[];

/** The arguments of a schedule by their fields. */
export type ScheduleValues = Readonly<Record<string, FieldValue>>;

/** An argument of a schedule: TensorFlow's name for it, its field, what it holds and what it is when it is not given. */
export interface ScheduleField {
  readonly name: string;
  readonly field: string;
  /** `steps` are numbers of steps: whole ones are written as such. */
  readonly kind: 'number' | 'steps' | 'flag' | 'number-list' | 'step-list';
  /** TensorFlow's default; null: it has to be given. */
  readonly otherwise: number | boolean | null;
  /** Below it, TensorFlow makes no sensible rate; `isOpen` where it makes none there either. */
  readonly least?: number;
  readonly isOpen?: boolean;
}

type Kind = Schedule['kind'];

const learningRate: ScheduleField = {
  name: 'learning_rate',
  field: 'learningRate',
  kind: 'number',
  otherwise: null,
  least: 0,
};
const decaySteps: ScheduleField = {
  name: 'decay_steps',
  field: 'decaySteps',
  kind: 'steps',
  otherwise: null,
  least: 0,
  isOpen: true,
};
const decayRate: ScheduleField = { name: 'decay_rate', field: 'decayRate', kind: 'number', otherwise: null };
const staircase: ScheduleField = { name: 'staircase', field: 'staircase', kind: 'flag', otherwise: false };
const alpha: ScheduleField = { name: 'alpha', field: 'alpha', kind: 'number', otherwise: 0 };
const linear: readonly ScheduleField[] = [
  { name: 'num_periods', field: 'numPeriods', kind: 'number', otherwise: 0.5 },
  alpha,
  { name: 'beta', field: 'beta', kind: 'number', otherwise: 0.001 },
];

/** The arguments of every schedule but the step, in TensorFlow's order: `tf1-semantics` 5.1. */
export const scheduleFields: Readonly<Record<Kind, readonly ScheduleField[]>> = {
  constant: [learningRate],
  exponential_decay: [learningRate, decaySteps, { ...decayRate, least: 0 }, staircase],
  natural_exp_decay: [learningRate, decaySteps, decayRate, staircase],
  inverse_time_decay: [learningRate, decaySteps, decayRate, staircase],
  piecewise_constant: [
    { name: 'boundaries', field: 'boundaries', kind: 'step-list', otherwise: null },
    { name: 'values', field: 'values', kind: 'number-list', otherwise: null },
  ],
  polynomial_decay: [
    learningRate,
    decaySteps,
    { name: 'end_learning_rate', field: 'endLearningRate', kind: 'number', otherwise: 0.0001, least: 0 },
    { name: 'power', field: 'power', kind: 'number', otherwise: 1, least: 0 },
    { name: 'cycle', field: 'cycle', kind: 'flag', otherwise: false },
  ],
  cosine_decay: [learningRate, decaySteps, alpha],
  cosine_decay_restarts: [
    learningRate,
    { ...decaySteps, name: 'first_decay_steps', field: 'firstDecaySteps' },
    { name: 't_mul', field: 'tMul', kind: 'number', otherwise: 2, least: 1 },
    { name: 'm_mul', field: 'mMul', kind: 'number', otherwise: 1, least: 0 },
    alpha,
  ],
  linear_cosine_decay: [learningRate, decaySteps, ...linear],
  noisy_linear_cosine_decay: [
    learningRate,
    decaySteps,
    { name: 'initial_variance', field: 'initialVariance', kind: 'number', otherwise: 1, least: 0 },
    { name: 'variance_decay', field: 'varianceDecay', kind: 'number', otherwise: 0.55 },
    ...linear,
  ],
};

/** Every kind of schedule, the constant first. */
export const scheduleKinds = Object.keys(scheduleFields) as readonly Kind[];

/** A schedule's arguments by their fields. */
export function valuesOf(schedule: Schedule): ScheduleValues {
  return Object.fromEntries(Object.entries(schedule).filter(([field]) => field !== 'kind'));
}

/** Whether a value is what a field holds. */
export function fits({ kind }: ScheduleField, value: unknown): value is FieldValue {
  if (kind === 'flag') return typeof value === 'boolean';
  if (kind === 'number' || kind === 'steps') return typeof value === 'number';
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

/** The schedule of a kind with these values; null where one is missing or is of another type. */
export function scheduleOf(kind: Kind, values: Readonly<Record<string, unknown>>): Schedule | null {
  const fields = scheduleFields[kind];
  if (!fields.every((field) => fits(field, own(values, field.field)))) return null;
  return { kind, ...Object.fromEntries(fields.map(({ field }) => [field, own(values, field)])) } as unknown as Schedule;
}

/** Whether two schedules are the same in every argument. */
export function isSameSchedule(one: Schedule, other: Schedule): boolean {
  const [a, b] = [valuesOf(one), valuesOf(other)];
  return (
    one.kind === other.kind &&
    scheduleFields[one.kind].every(({ field }) => String(own(a, field)) === String(own(b, field)))
  );
}

/** What a field of a schedule says is wrong with its value: a number out of range, or lists that do not fit each other. */
export interface FieldProblem {
  readonly field: string;
  readonly kind: 'too-small' | 'not-finite' | 'empty' | 'not-ascending' | 'one-value-more';
}

/** What TensorFlow would refuse of a schedule, or make NaN of; null where nothing. */
export function problemOf(schedule: Schedule): FieldProblem | null {
  const values = valuesOf(schedule);
  for (const { field, least, isOpen = false } of scheduleFields[schedule.kind]) {
    const value = own(values, field);
    const numbers = typeof value === 'number' ? [value] : Array.isArray(value) ? (value as readonly number[]) : [];
    if (!numbers.every(isFiniteFloat32)) return { field, kind: 'not-finite' };
    if (least !== undefined && numbers.some((number) => (isOpen ? number <= least : number < least)))
      return { field, kind: 'too-small' };
  }
  if (schedule.kind !== 'piecewise_constant') return null;
  const { boundaries, values: rates } = schedule;
  if (boundaries.length === 0) return { field: 'boundaries', kind: 'empty' };
  if (boundaries.some((boundary, index) => index > 0 && !(boundary > (boundaries[index - 1] ?? boundary))))
    return { field: 'boundaries', kind: 'not-ascending' };
  return rates.length === boundaries.length + 1 ? null : { field: 'values', kind: 'one-value-more' };
}

/** The same learning rate under another kind of schedule: what both have stays, the rest is TensorFlow's default, or suits the steps. */
export function withKind(schedule: Schedule, kind: Kind, steps: number): Schedule {
  const length = Math.max(1, Math.round(steps));
  const rate = schedule.kind === 'piecewise_constant' ? (schedule.values[0] ?? 0.1) : schedule.learningRate;
  const usual: ScheduleValues = {
    learningRate: rate,
    decaySteps: length,
    firstDecaySteps: Math.max(1, Math.round(length / 3)),
    decayRate: kind === 'exponential_decay' ? 0.5 : 1,
    boundaries: [Math.max(1, Math.round(length / 2))],
    values: [rate, rate / 10],
  };
  const kept = valuesOf(schedule);
  const values = Object.fromEntries(
    scheduleFields[kind].map(({ field, otherwise }) => {
      // A decay rate is a factor in one schedule and an exponent in the others.
      const isShared = field !== 'decayRate' || isFactor(schedule.kind) === isFactor(kind);
      return [field, (isShared ? own(kept, field) : undefined) ?? otherwise ?? own(usual, field) ?? 0];
    }),
  );
  return scheduleOf(kind, values) ?? schedule;
}

function isFactor(kind: Kind): boolean {
  return kind === 'exponential_decay';
}
