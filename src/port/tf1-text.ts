import { message } from '../base/message';
import { own } from '../base/own';
import type { FieldValue, ScheduleField } from '../schedules/record';
import { recordOf, type Schedule } from '../schedules/schedule';
import { countsByStep, numberOf, optimizerArguments, settingOf } from './optimizer';
import type { PortRequest } from './port-request';
import { assignCall, boolText, type CallArgument, type CodeLine, countText, floatText, listText } from './python-text';

/** TensorFlow 1's own form, under `import tensorflow as tf` or under the `compat.v1` of TensorFlow 2. */
export function tf1Text({ schedule, optimizer }: PortRequest, isCompat: boolean): CodeLine[] {
  const prefix = isCompat ? 'tf.compat.v1.train' : 'tf.train';
  const ownStep: readonly CallArgument[] = countsByStep(optimizer.name) ? [[null, 'global_step']] : [];
  const defaults: Readonly<Record<string, number | boolean | null>> = optimizerArguments[optimizer.name];
  const settings = Object.keys(defaults).flatMap((name): CallArgument[] => {
    const value = settingOf(optimizer, name);
    if (value === own(defaults, name)) return [];
    return [[name, typeof value === 'boolean' ? boolText(value) : floatText(numberOf(optimizer, name))]];
  });
  return [
    'import tensorflow as tf',
    ...(isCompat
      ? [
          '',
          message('With eager execution a decay returns a function, not a tensor: keep it off.'),
          'tf.compat.v1.disable_eager_execution()',
        ]
      : []),
    '',
    `global_step = ${prefix}.get_or_create_global_step()`,
    rateText(schedule, prefix),
    assignCall('optimizer', `${prefix}.${optimizer.name}`, [[null, 'learning_rate'], ...ownStep, ...settings]),
    ...(schedule.kind === 'constant'
      ? []
      : [message('minimize adds 1 to the step after each update. Without it the rate stays what it is at step 0.')]),
    'train_op = optimizer.minimize(loss, global_step=global_step)',
    '',
  ];
}

function rateText(schedule: Schedule, prefix: string): string {
  if (schedule.kind === 'constant') return `learning_rate = ${floatText(schedule.learningRate)}`;
  const step = schedule.kind === 'piecewise_constant' ? stepFor(schedule.boundaries) : 'global_step';
  const first: readonly CallArgument[] =
    schedule.kind === 'piecewise_constant'
      ? [[null, step]]
      : [
          [null, floatText(schedule.learningRate)],
          [null, step],
        ];
  return assignCall('learning_rate', `${prefix}.${schedule.kind}`, [...first, ...scheduleArguments(schedule)]);
}

/** TensorFlow wants boundaries of the step's own dtype. */
function stepFor(boundaries: readonly number[]): string {
  return boundaries.every(Number.isSafeInteger) ? 'global_step' : 'tf.cast(global_step, tf.float32)';
}

/** The arguments after rate and step, by the names that TF1 and Keras share; what has the default of both is left out. */
export function scheduleArguments(schedule: Exclude<Schedule, { kind: 'constant' }>): CallArgument[] {
  return recordOf(schedule.kind).fields.flatMap(({ name, field, kind, otherwise }: ScheduleField): CallArgument[] => {
    const values: Readonly<Record<string, FieldValue | string>> = { ...schedule };
    const value = own(values, field);
    if (field === 'learningRate' || value === undefined || value === otherwise) return [];
    return [[name, argumentText(value, kind)]];
  });
}

function argumentText(value: FieldValue | string, kind: ScheduleField['kind']): string {
  if (typeof value === 'boolean') return boolText(value);
  if (typeof value === 'number') return kind === 'steps' ? countText(value) : floatText(value);
  if (typeof value === 'string') return value;
  const areCounts = kind === 'step-list' && value.every(Number.isSafeInteger);
  return listText(value.map(areCounts ? countText : floatText));
}
