// How long a scheduler's schedule is, in its own ticks, by the parameters that count them.
import { own } from '../../base/own';
import { type ArgumentValue, lengthsIn, type Parameters, type ScheduleCall } from '../../schedules/parameters';
import { pytorchParameters } from '../../schedules/pytorch/classes';
import { transformersParameters } from '../../schedules/transformers/functions';

/** Ticks of a schedule that has no length. */
const plainLength = 100;

/** Classes whose length is one of their periods. */
const isPeriodic = new Set(['StepLR', 'CyclicLR', 'CosineAnnealingWarmRestarts']);

/** The parameters beside the optimizer; none of a scheduler that is not known. */
export function parametersOf(name: string): Parameters {
  return own(pytorchParameters, name) ?? own(transformersParameters, name) ?? {};
}

/** Ticks over which a schedule shows what it does: some of its periods, or a little beyond its end. */
export function shownLength(call: ScheduleCall): number {
  const longest = longestLength(call);
  return longest === null ? plainLength : Math.ceil(longest * (isPeriodic.has(call.name) ? 4 : 1.25));
}

/** The longest of a call's lengths, in ticks; null where none is given. */
export function longestLength(call: ScheduleCall): number | null {
  const numbers = lengthArguments(call).flatMap(([, value]) => (isList(value) ? value : [value]));
  const known = numbers.filter((value): value is number => typeof value === 'number' && value > 0);
  return known.length === 0 ? null : Math.max(...known);
}

/** The call with each of its lengths that many times as long. */
export function lengthened(call: ScheduleCall, factor: number): ScheduleCall {
  const times = (value: ArgumentValue): ArgumentValue => {
    if (isList(value)) return value.map(times);
    return typeof value === 'number' ? Math.round(value * factor) : value;
  };
  const changed = new Map(lengthArguments(call).map(([name, value]) => [name, times(value)]));
  const names = Object.keys(parametersOf(call.name));
  return {
    name: call.name,
    args: call.args.map((value, place) => changed.get(names[place] ?? '') ?? value),
    keywords: Object.fromEntries(
      Object.entries(call.keywords).map(([name, value]) => [name, changed.get(name) ?? value]),
    ),
  };
}

function lengthArguments({ name, args, keywords }: ScheduleCall): (readonly [string, ArgumentValue])[] {
  const all = parametersOf(name);
  const names = Object.keys(all);
  const counting = new Set(lengthsIn(all));
  const given = [...args.map((value, place) => [names[place] ?? '', value] as const), ...Object.entries(keywords)];
  return given.filter(([parameter]) => counting.has(parameter));
}

function isList(value: ArgumentValue): value is readonly ArgumentValue[] {
  return Array.isArray(value);
}
