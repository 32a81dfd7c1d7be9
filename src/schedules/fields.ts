import { isFiniteFloat32 } from '../base/float32';
import { own } from '../base/own';
import type { FieldValue, ScheduleField } from './record';
import { type Schedule, scheduleRecords } from './schedule';

export type { FieldValue, ScheduleField } from './record';

/** The arguments of a schedule by their fields. */
export type ScheduleValues = Readonly<Record<string, FieldValue>>;

type Kind = Schedule['kind'];

/** The arguments of every schedule but the step, in TensorFlow's order. */
export const scheduleFields = Object.fromEntries(
  Object.entries(scheduleRecords).map(([kind, { fields }]) => [kind, fields]),
) as unknown as Readonly<Record<Kind, readonly ScheduleField[]>>;

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
