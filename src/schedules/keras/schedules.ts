// The schedules of Keras, after `keras/src/optimizers/schedules` of 3.15: functions of `optimizer.iterations` in float32. All but one are
// TensorFlow 1's formulas, evaluated as they are written.
import { own } from '../../base/own';
import { LibraryError } from '../library-error';
import {
  bind,
  count,
  counts,
  flag,
  number,
  optional,
  type Parameter,
  type Parameters,
  type ScheduleCall,
} from '../parameters';
import type { Computing, FieldValue, ScheduleField, ScheduleRecord } from '../record';
import { float32 } from '../rounding';
import { scheduleRecords } from '../schedule';

const computing: Computing = { round: float32, isFolded: false, normal: 0 };

/** The parameter of Keras for one of TensorFlow 1; the unit is updates, always. */
function parameterOf({ kind, otherwise }: ScheduleField): Parameter<unknown> {
  switch (kind) {
    case 'number':
      return number(typeof otherwise === 'number' ? otherwise : undefined);
    case 'steps':
      return count('updates', typeof otherwise === 'number' ? otherwise : undefined);
    case 'flag':
      return flag(otherwise === true);
    case 'number-list':
    case 'step-list':
      return counts('updates');
  }
}

function nameOf({ name }: ScheduleField): string {
  return name === 'learning_rate' ? 'initial_learning_rate' : name;
}

interface KerasRecord {
  readonly parameters: Parameters;
  readonly fields: readonly ScheduleField[];
  readonly record: ScheduleRecord<never>;
}

const warmup = { warmup_target: optional(number()), warmup_steps: count('updates', 0) };

const records = new Map(
  Object.values(scheduleRecords).flatMap((record): [string, KerasRecord][] => {
    const { keras, fields } = record as ScheduleRecord<never>;
    if (keras === null) return [];
    const parameters = Object.fromEntries(fields.map((field) => [nameOf(field), parameterOf(field)]));
    const all = keras === 'CosineDecay' ? { ...parameters, ...warmup } : parameters;
    return [[keras, { parameters: all, fields, record }]];
  }),
);

/** Parameters by the class. */
export const kerasParameters: ReadonlyMap<string, Parameters> = new Map(
  [...records].map(([name, { parameters }]) => [name, parameters]),
);

/** The rate at a count of updates; null for a class that Keras does not have. Throws a LibraryError where the constructor raises. */
export function kerasSchedule(call: ScheduleCall): ((iterations: number) => number) | null {
  const found = records.get(call.name);
  if (found === undefined) return null;
  const { parameters, fields, record } = found;
  const values = bind(parameters, call);
  check(values);
  const known = Object.fromEntries(fields.map((field) => [field.field, own(values, nameOf(field)) as FieldValue]));
  const rate = (given: Readonly<Record<string, FieldValue>>, step: number): number =>
    record.rate(given as never, step, computing);
  const { warmup_target: target, warmup_steps: length } = values;
  if (typeof target !== 'number' || typeof length !== 'number') return (step) => rate(known, step);
  const start = Number(own(known, 'learningRate'));
  return (step) =>
    step < length
      ? float32(float32(float32(float32(target) - float32(start)) * float32(step / length)) + float32(start))
      : rate({ ...known, learningRate: target }, step - length);
}

/** Throws what Keras' constructors raise of their values. */
function check(values: Readonly<Record<string, unknown>>): void {
  for (const name of ['decay_steps', 'first_decay_steps']) {
    const length = own(values, name);
    if (typeof length === 'number' && length <= 0)
      throw new LibraryError('ValueError', `Argument \`${name}\` must be > 0. Received: ${name}=${length}`);
  }
  const [boundaries, rates] = [own(values, 'boundaries'), own(values, 'values')];
  if (Array.isArray(boundaries) && Array.isArray(rates) && boundaries.length !== rates.length - 1)
    throw new LibraryError(
      'ValueError',
      `The length of boundaries should be 1 less than the length of values. Received: boundaries=[${boundaries.join(', ')}] of length ${boundaries.length}, and values=[${rates.join(', ')}] of length ${rates.length}.`,
    );
}
