// A recorded scheduler and its optimizer in numbers.
import { message } from '../../base/message';
import { defaultRate, hasMomentum } from '../../frameworks/pytorch/optimizers';
import { keyOf } from '../../interpret/dict-keys';
import { PythonError } from '../../interpret/limits';
import type { Interpretation } from '../../interpret/interpret';
import { asNumber, settled } from '../../interpret/read-value';
import type { RecordedOptimizer, RecordedScheduler } from '../../interpret/record/training-clocks';
import { float, int, str, type Value } from '../../interpret/values';
import type { ArgumentValue, ScheduleCall } from '../../schedules/parameters';
import { type Optimizer, optimizerOf } from '../../schedules/pytorch/scheduler';
import { UnknownArgument } from '../schedule-arguments';

/** A recorded scheduler by its library and name. */
export function namedCall({ name, library, isGiven }: RecordedScheduler): Omit<ScheduleCall, 'args' | 'keywords'> {
  if (isGiven) return { name, isGiven };
  return library === null ? { name } : { name, library };
}

/** The call that makes a scheduler. Throws UnknownArgument where one of its arguments is not known. */
export function scheduleCall(scheduler: RecordedScheduler, interpretation: Interpretation): ScheduleCall {
  const { given } = scheduler;
  if (given.more !== undefined) throw new UnknownArgument(message('{0} is not known: {1}', '*', given.more.why));
  const read = (value: Value, parameter: string): ArgumentValue => argumentOf(value, parameter, interpretation);
  return {
    ...namedCall(scheduler),
    args: given.positional.map((value, place) => read(value, String(place + 1))),
    keywords: Object.fromEntries([...given.named].map(([key, value]) => [key, read(value, key)])),
  };
}

function argumentOf(given: Value, parameter: string, interpretation: Interpretation): ArgumentValue {
  const value = settled(given);
  const read = (item: Value): ArgumentValue => argumentOf(item, parameter, interpretation);
  const part = interpretation.recorder.clocks.schedulerOf(value);
  if (part !== null) return scheduleCall(part, interpretation);
  switch (value.kind) {
    case 'none':
      return null;
    case 'str':
    case 'bool':
      return value.value;
    case 'list':
    case 'tuple':
      return value.items.map(read);
    case 'dict':
      return { pairs: [...value.entries.values()].map(({ key, value: held }) => [read(key), read(held)]) };
    case 'function':
    case 'method':
    case 'builtin':
      return (count, rate) => numberOf(called(value, { count, rate }, interpretation), parameter);
    case 'instance':
      if (value.class !== null)
        return (count, rate) => numberOf(called(value, { count, rate }, interpretation), parameter);
      throw new UnknownArgument(message('{0} is not known', parameter));
    default:
      return numberOf(value, parameter);
  }
}

/** What a function gives for a count, and for the rate before where it takes that: Keras tries both. */
function called(callee: Value, given: { count: number; rate: number | undefined }, { apply }: Interpretation): Value {
  const { count, rate } = given;
  const first = Number.isInteger(count) ? int(count) : float(count);
  const call = (positional: readonly Value[]): Value =>
    apply(callee, { positional, named: new Map(), span: { start: 0, end: 0 } });
  if (rate === undefined) return call([first]);
  try {
    return call([first, float(rate)]);
  } catch (error) {
    if (!(error instanceof PythonError) || error.type !== 'TypeError') throw error;
    return call([first]);
  }
}

function numberOf(value: Value, parameter: string): number {
  const number = asNumber(value);
  if (number !== null) return number;
  if (value.kind === 'unknown') throw new UnknownArgument(message('{0} is not known: {1}', parameter, value.why));
  throw new UnknownArgument(message('{0} is not known', parameter));
}

/**
 * An optimizer at its start; one that is given a schedule has its rate of that. Throws UnknownArgument where its rate is not known, or
 * where the program writes it by hand at some time.
 */
export function optimizerAtStart(recorded: RecordedOptimizer): Optimizer {
  const { name, given } = recorded;
  if (recorded.isGivenSchedule) return optimizerOf([Number.NaN]);
  if (recorded.rate !== undefined) return optimizerOf([numberOf(settled(recorded.rate), 'learning_rate')]);
  if (isWrittenByHand(recorded))
    throw new UnknownArgument(message('the program writes the learning rate into param_groups by itself'));
  const own = given.named.get('lr') ?? given.positional[1];
  const rate = own === undefined ? defaultRate(name) : asNumber(settled(own));
  const rates = groupRates(given.positional[0] ?? given.named.get('params'), rate);
  const known = rates.filter((one): one is number => one !== null);
  if (known.length < rates.length) throw new UnknownArgument(message('the rate of {0} is not known', name));
  return { ...optimizerOf(known, hasMomentum(name)), defaultRate: rate };
}

function isWrittenByHand({ groups, rates }: RecordedOptimizer): boolean {
  if (settled(groups).kind === 'unknown' || groups.items.length !== rates.length) return true;
  const key = keyOf(str('lr')) ?? '';
  return groups.items.some((group, place) => {
    const held = settled(group);
    return held.kind !== 'dict' || held.entries.get(key) !== rates[place];
  });
}

/** The rate of each group of parameters: of a list of dictionaries, those that have one of their own. */
function groupRates(params: Value | undefined, rate: number | null): readonly (number | null)[] {
  const groups = params?.kind === 'list' ? params.items.filter((item) => item.kind === 'dict') : [];
  if (groups.length === 0) return [rate];
  return groups.map(({ entries }) => {
    const own = [...entries.values()].find(({ key }) => key.kind === 'str' && key.value === 'lr');
    return own === undefined ? rate : asNumber(settled(own.value));
  });
}

/** The number that an argument is; null for none, or one that is not known. */
export function numberIn(value: Value | undefined): number | null {
  return value === undefined ? null : asNumber(settled(value));
}
