// Functions of the count of updates, those of optax and Keras, as the schedule of TensorFlow 1 that each may be.
import { own } from '../../base/own';
import { countedParameters } from '../../schedules/counted';
import { bind, type ScheduleCall } from '../../schedules/parameters';
import { recordOf, type Schedule, scheduleRecords } from '../../schedules/schedule';

/** The schedule of the step that a function of the count may be; null where none is like it. Throws a LibraryError where the library raises. */
export function countedAsSchedule(call: ScheduleCall): Schedule | null {
  return call.library === 'keras' ? kerasAsSchedule(call) : optaxAsSchedule(call);
}

/** Keras' classes take TensorFlow 1's arguments by other names. */
function kerasAsSchedule(call: ScheduleCall): Schedule | null {
  const values = bind(countedParameters(call) ?? {}, call);
  const kind = Object.keys(scheduleRecords).find((one) => recordOf(one as Schedule['kind']).keras === call.name);
  if (kind === undefined || (own(values, 'warmup_steps') ?? 0) !== 0) return null;
  const fields = recordOf(kind as Schedule['kind']).fields.map(({ name, field }) => [
    field,
    own(values, name === 'learning_rate' ? 'initial_learning_rate' : name),
  ]);
  return { kind, ...Object.fromEntries(fields) } as Schedule;
}

function optaxAsSchedule(call: ScheduleCall): Schedule | null {
  const parameters = countedParameters(call);
  if (parameters === null) return null;
  const values = bind(parameters, call);
  const number = (name: string): number => Number(own(values, name));
  const learningRate = number('init_value');
  const line = (power: number): Schedule => ({
    kind: 'polynomial_decay',
    learningRate,
    endLearningRate: number('end_value'),
    decaySteps: number('transition_steps'),
    power,
    cycle: false,
  });
  switch (call.name) {
    case 'constant_schedule':
      return { kind: 'constant', learningRate: number('value') };
    case 'exponential_decay': {
      const [decaySteps, decayRate] = [number('transition_steps'), number('decay_rate')];
      return {
        kind: 'exponential_decay',
        learningRate,
        decaySteps,
        decayRate,
        staircase: own(values, 'staircase') === true,
      };
    }
    case 'linear_schedule':
      return line(1);
    case 'polynomial_schedule':
      return line(number('power'));
    case 'cosine_decay_schedule':
      return { kind: 'cosine_decay', learningRate, decaySteps: number('decay_steps'), alpha: number('alpha') };
    case 'piecewise_constant_schedule':
      return stairs(learningRate, own(values, 'boundaries_and_scales') as readonly (readonly [number, number])[]);
    default:
      return null;
  }
}

/** A boundary of optax already has the new rate: the last whole step before it is TensorFlow's. */
function stairs(start: number, pairs: readonly (readonly [number, number])[]): Schedule | null {
  if (pairs.length === 0) return null;
  const values = [start];
  for (const [, scale] of pairs) values.push((values.at(-1) ?? start) * scale);
  return { kind: 'piecewise_constant', boundaries: pairs.map(([at]) => Math.ceil(at) - 1), values };
}
