import {
  isShare,
  optimizerArguments,
  type OptimizerSettings,
  type ProgramSettings,
  settingOf,
} from '../../src/protocol/playground';
import { type ScheduleField, scheduleFields } from '../../src/schedules/fields';
import type { Schedule } from '../../src/schedules/schedule';
import type { FormField } from './value-form';

/** The arguments of a schedule as fields; none where the rate is the program's own. */
export function rateFields(schedule: Schedule | null, source: ProgramSettings): FormField[] {
  return schedule === null ? [] : scheduleFields[schedule.kind].map((field) => rateField(field, source));
}

/** Steps range over the training, other numbers where the schedule says so. */
function rateField(
  { field, name, kind, least, most }: ScheduleField,
  { firstStep, lastStep }: ProgramSettings,
): FormField {
  const made: FormField = { id: field, name, kind, ...(least === undefined ? {} : { least }) };
  const length = Math.round(lastStep - firstStep);
  if (kind === 'steps') return length > 1 ? { ...made, range: [1, length] } : made;
  return most === undefined ? made : { ...made, range: [least ?? 0, most] };
}

/** The settings of an optimizer with their values; none of one that is not known. */
export function settingValues(optimizer: OptimizerSettings | null): Readonly<Record<string, number | boolean>> {
  const names = optimizer === null ? [] : Object.keys(optimizerArguments[optimizer.name]);
  return Object.fromEntries(names.map((name) => [name, optimizer === null ? 0 : settingOf(optimizer, name)]));
}

/** The settings of an optimizer as fields. */
export function settingFields(optimizer: OptimizerSettings | null): FormField[] {
  return Object.entries(settingValues(optimizer)).map(([name, value]) => {
    if (typeof value === 'boolean') return { id: name, name, kind: 'flag' };
    const range = optimizer !== null && isShare(optimizer.name, name) ? ({ range: [0, 0.999] } as const) : {};
    return { id: name, name, kind: 'number', ...range };
  });
}
