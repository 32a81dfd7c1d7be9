import { own } from '../base/own';
import { takesSetting } from '../frameworks/tensorflow1/optimizers';
import { fits, problemOf, scheduleFields, scheduleKinds, scheduleOf, valuesOf } from '../schedules/fields';
import type { Schedule } from '../schedules/schedule';
import { mostAskedIterations } from './asked-values';
import { count, DecodeError, flag, number, oneOf, orNull, record, said, text } from './decode-values';
import {
  isOptimizerName,
  type OptimizerSettings,
  type PlaygroundView,
  type ProgramSettings,
  type Variation,
} from './playground';

/** A schedule with all its arguments, each of its own type. */
function schedule(value: unknown, at: string): Schedule {
  const fields = record(value, at);
  const kind = oneOf(...scheduleKinds)(fields['kind'], `${at}.kind`);
  const wrong = scheduleFields[kind].find((field) => !fits(field, own(fields, field.field)));
  const made = scheduleOf(kind, fields);
  if (wrong !== undefined || made === null)
    throw new DecodeError(`${at}.${wrong?.field ?? 'kind'}: no ${wrong?.kind ?? ''}`);
  return made;
}

function optimizer(value: unknown, at: string): OptimizerSettings {
  const fields = record(value, at);
  const name = text(fields['name'], `${at}.name`);
  if (!isOptimizerName(name)) throw new DecodeError(`${at}.name: no optimizer of TensorFlow 1`);
  const settings = Object.entries(record(fields['settings'], `${at}.settings`)).map(([argument, setting]) => {
    if (typeof setting !== 'boolean' && typeof setting !== 'number')
      throw new DecodeError(`${at}.settings.${argument}: expected a number or a boolean`);
    return [argument, setting] as const;
  });
  return { name, settings: Object.fromEntries(settings) };
}

/** What is changed of a program. */
export function variation(value: unknown, at: string): Variation {
  const fields = record(value, at);
  return {
    schedule: orNull(schedule)(fields['schedule'], `${at}.schedule`),
    optimizer: orNull(optimizer)(fields['optimizer'], `${at}.optimizer`),
    seed: orNull(count)(fields['seed'], `${at}.seed`),
    iterations: orNull(count)(fields['iterations'], `${at}.iterations`),
  };
}

/** Numbers in one list of a schedule: more boundaries than anybody writes. */
const longestList = 10_000;

/** What a page asks to be changed: as `variation`, and each value in the range that its field declares. */
export function askedVariation(value: unknown, at: string): Variation {
  const asked = variation(value, at);
  const { schedule: rate, optimizer: chosen, iterations } = asked;
  if (iterations !== null && (iterations < 1 || iterations > mostAskedIterations))
    throw new DecodeError(`${at}.iterations: not from 1 to ${mostAskedIterations}`);
  const problem = rate === null ? null : problemOf(rate);
  if (problem !== null) throw new DecodeError(`${at}.schedule.${problem.field}: ${problem.kind}`);
  const lists = rate === null ? [] : Object.values(valuesOf(rate)).filter((held) => typeof held === 'object');
  if (lists.some(({ length }) => length > longestList)) throw new DecodeError(`${at}.schedule: a list is too long`);
  for (const [argument, setting] of Object.entries(chosen?.settings ?? {})) {
    if (chosen !== null && !takesSetting(chosen.name, argument, setting))
      throw new DecodeError(`${at}.optimizer.settings.${argument}: ${setting} is nothing that ${chosen.name} takes`);
  }
  return asked;
}

function programSettings(value: unknown, at: string): ProgramSettings {
  const fields = record(value, at);
  return {
    schedule: orNull(schedule)(fields['schedule'], `${at}.schedule`),
    problem: orNull(said)(fields['problem'], `${at}.problem`),
    isWholeRate: flag(fields['isWholeRate'], `${at}.isWholeRate`),
    optimizer: orNull(optimizer)(fields['optimizer'], `${at}.optimizer`),
    seed: orNull(number)(fields['seed'], `${at}.seed`),
    iterations: orNull(count)(fields['iterations'], `${at}.iterations`),
    firstStep: number(fields['firstStep'], `${at}.firstStep`),
    lastStep: number(fields['lastStep'], `${at}.lastStep`),
  };
}

/** What the playground begins with. */
export function playgroundView(value: unknown, at: string): PlaygroundView {
  const fields = record(value, at);
  return {
    source: programSettings(fields['source'], `${at}.source`),
    variation: variation(fields['variation'], `${at}.variation`),
  };
}
