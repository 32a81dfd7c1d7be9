// Schedulers that are stepped by hand as schedules of the step that are equal to them: those can be copied as other frameworks' code.
import { message } from '../../base/message';
import { own } from '../../base/own';
import { sameInTensorflow } from '../../frameworks/pytorch/optimizers';
import type { Interpretation } from '../../interpret/interpret';
import type { RecordedStep } from '../../interpret/record/recorded-steps';
import type { RecordedOptimizer, RecordedScheduler } from '../../interpret/record/training-clocks';
import { countedRate } from '../../schedules/counted';
import { bind, type ScheduleCall } from '../../schedules/parameters';
import { paddleAsSchedule } from '../../schedules/paddle/as-schedule';
import { pytorchParameters } from '../../schedules/pytorch/classes';
import { rateAt, type Schedule } from '../../schedules/schedule';
import { transformersParameters } from '../../schedules/transformers/functions';
import type { WrittenOptimizer } from '../read-optimizer';
import type { WrittenSchedule } from '../read-schedules';
import { UnknownArgument } from '../schedule-arguments';
import { partsAmong, runClock } from './clock-run';
import { isReason } from './reason';
import { shownLength } from './scheduler-lengths';
import { countedAsSchedule } from './counted-schedule';
import { numberIn, optimizerAtStart, scheduleCall } from './scheduler-call';

/** float32 rounds what the schedules compute. */
const closeness = 1e-5;

/** Counts at which a function is tried. */
const mostTried = 100_000;

/** Every scheduler that a program steps itself, as the schedule that gives each of its updates the same rate. */
export function schedulersAsSchedules(
  interpretation: Interpretation,
  steps: readonly RecordedStep[],
): WrittenSchedule[] {
  const { clocks, source } = interpretation.recorder;
  const parts = partsAmong(clocks.schedulers, interpretation);
  return clocks.schedulers
    .filter((scheduler) => !parts.has(scheduler))
    .map((scheduler) => {
      const { name, given, optimizer } = scheduler;
      const place = {
        name,
        range: source.range(given.span),
        optimizer: optimizer === null ? null : asOptimizer(optimizer),
      };
      try {
        const equal =
          scheduler.library === null
            ? equalSchedule(scheduler, steps, interpretation)
            : equalCounted(scheduler, steps, interpretation);
        return { ...place, why: null, ...equal };
      } catch (error) {
        if (!isReason(error)) throw error;
        return { ...place, schedule: null, why: error.said, steps: null };
      }
    });
}

/** The schedule, tried at every update that the program makes. Throws UnknownArgument where there is none. */
function equalSchedule(
  scheduler: RecordedScheduler,
  steps: readonly RecordedStep[],
  interpretation: Interpretation,
): Pick<WrittenSchedule, 'schedule' | 'steps'> {
  const { optimizer, id } = scheduler;
  if (optimizer === null) throw new UnknownArgument(message('its optimizer is not known'));
  const { rates, ticks } = runClock(optimizer, steps, interpretation);
  const updates = rates.length - 1;
  const count = ticks.get(id) ?? 0;
  if (interpretation.limit !== null || count === 0 || updates === 0)
    throw new UnknownArgument(message('how often it is stepped is not known'));
  const { groups } = optimizerAtStart(optimizer);
  const call = scheduleCall(scheduler, interpretation);
  const schedule =
    call.isGiven === true
      ? paddleAsSchedule(call, updates / count)
      : scheduleOf(call, groups[0]?.rate ?? Number.NaN, updates / count);
  const highest = Math.max(...rates.slice(0, 1000).map(Math.abs));
  const isEqual =
    schedule !== null &&
    rates.slice(0, updates).every((rate, step) => Math.abs(rateAt(schedule, step) - rate) <= closeness * highest);
  if (!isEqual) throw new UnknownArgument(message('no schedule of the step gives the same rates as this program'));
  return { schedule, steps: updates };
}

/** The same of a function of the count of updates, tried at every count up to well beyond its length. */
function equalCounted(
  scheduler: RecordedScheduler,
  steps: readonly RecordedStep[],
  interpretation: Interpretation,
): Pick<WrittenSchedule, 'schedule' | 'steps'> {
  // Where several batches make an update, the count is none of the calls that are copied.
  if (scheduler.every !== 1) throw new UnknownArgument(message('no schedule of the step gives the same rates'));
  const call = scheduleCall(scheduler, interpretation);
  const [rateOf, schedule] = [countedRate(call), countedAsSchedule(call)];
  const counts = Array.from({ length: Math.min(mostTried, 2 * shownLength(call)) }, (_, count) => count);
  const rates = rateOf === null ? [] : counts.map((count) => rateOf(count));
  const highest = Math.max(...rates.map(Math.abs));
  const isEqual =
    schedule !== null &&
    rates.length > 0 &&
    rates.every((rate, count) => Math.abs(rateAt(schedule, count) - rate) <= closeness * highest);
  if (!isEqual) throw new UnknownArgument(message('no schedule of the step gives the same rates'));
  return { schedule, steps: updatesOf(scheduler, steps, interpretation) };
}

/** How many updates the optimizer of a schedule makes; null where that is not known. */
function updatesOf(
  { optimizer }: RecordedScheduler,
  steps: readonly RecordedStep[],
  interpretation: Interpretation,
): number | null {
  if (optimizer === null || interpretation.limit !== null) return null;
  try {
    const updates = runClock(optimizer, steps, interpretation).counts.length;
    return updates === 0 ? null : updates;
  } catch (error) {
    if (isReason(error)) return null;
    throw error;
  }
}

/** The schedule that a scheduler may be, where it is stepped once in `every` updates; null where none is like it. */
function scheduleOf(call: ScheduleCall, rate: number, every: number): Schedule | null {
  const parameters = own(pytorchParameters, call.name) ?? own(transformersParameters, call.name);
  if (parameters === undefined) return null;
  const values = bind(parameters, call);
  const number = (name: string): number => Number(own(values, name));
  switch (call.name) {
    case 'StepLR':
      return decay(rate, number('step_size') * every, number('gamma'), true);
    case 'ExponentialLR':
      return decay(rate, every, number('gamma'), every !== 1);
    case 'MultiStepLR': {
      const milestones = own(values, 'milestones') as readonly number[];
      const ascending = milestones.toSorted((a, b) => a - b);
      return stairs(
        ascending.map((milestone) => milestone * every - 1),
        [rate, ...ascending.map((_, index) => rate * number('gamma') ** (index + 1))],
      );
    }
    case 'ConstantLR':
      return stairs([number('total_iters') * every - 1], [rate * number('factor'), rate]);
    case 'LinearLR':
      return line(rate * number('start_factor'), rate * number('end_factor'), number('total_iters'), 1);
    case 'PolynomialLR':
      return line(rate, 0, number('total_iters'), number('power'));
    case 'CosineAnnealingLR':
      return { kind: 'cosine_decay', learningRate: rate, decaySteps: number('T_max'), alpha: number('eta_min') / rate };
    case 'CosineAnnealingWarmRestarts': {
      const [firstDecaySteps, tMul] = [number('T_0'), number('T_mult')];
      const alpha = number('eta_min') / rate;
      return { kind: 'cosine_decay_restarts', learningRate: rate, firstDecaySteps, tMul, mMul: 1, alpha };
    }
    case 'get_linear_schedule_with_warmup':
      return number('num_warmup_steps') === 0 ? line(rate, 0, number('num_training_steps'), 1) : null;
    case 'get_cosine_schedule_with_warmup':
      return number('num_warmup_steps') === 0
        ? { kind: 'cosine_decay', learningRate: rate, decaySteps: number('num_training_steps'), alpha: 0 }
        : null;
    default:
      return null;
  }
}

function decay(learningRate: number, decaySteps: number, decayRate: number, staircase: boolean): Schedule {
  return { kind: 'exponential_decay', learningRate, decaySteps, decayRate, staircase };
}

function stairs(boundaries: readonly number[], values: readonly number[]): Schedule {
  return { kind: 'piecewise_constant', boundaries, values };
}

function line(learningRate: number, endLearningRate: number, decaySteps: number, power: number): Schedule {
  return { kind: 'polynomial_decay', learningRate, endLearningRate, decaySteps, power, cycle: false };
}

/** The optimizer of TensorFlow 1 that is the same; null where none is known to be. */
function asOptimizer({ name, given: { positional, named } }: RecordedOptimizer): WrittenOptimizer | null {
  const momentum = numberIn(named.get('momentum'));
  const isPlain =
    positional.length <= 1 && [...named.keys()].every((key) => /^(?:lr|learning_rate|params|momentum)$/.test(key));
  if (!isPlain) return null;
  const same = sameInTensorflow(name, momentum);
  if (same === null) return null;
  return { name: same, settings: momentum === null || momentum === 0 ? {} : { momentum } };
}
