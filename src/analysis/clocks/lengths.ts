// The lengths that a scheduler is given, and what they count.
import type { ClockSymbol, SchedulerMeaning } from '../../frameworks/clock-symbol';
import { placeOf } from '../../frameworks/signature';
import type { Call } from '../../python/syntax';
import type { CallSite } from '../meaning/call-site';
import type { Frame } from '../values/frame';
import type { Value } from '../values/values';
import { argument, argumentOf } from '../walk/arguments';
import type { World } from '../walk/world';
import type { ScheduleLength } from './events';

/** The lengths among the arguments of a scheduler's construction, each with what it counts where that is known. */
export function lengthsOf(
  _world: World,
  { signature }: ClockSymbol,
  { lengths }: SchedulerMeaning,
  { args, node, frame }: CallSite,
): ScheduleLength[] {
  return lengths.flatMap((parameter): ScheduleLength[] => {
    const place = signature === null ? -1 : placeOf(signature, parameter);
    const value = place < 0 ? args.named.get(parameter) : argument(args, place, parameter);
    const given = argumentOf(node, place, parameter);
    return value === undefined || value === null || given === null ? [] : [lengthOf(parameter, value, given, frame)];
  });
}

function lengthOf(
  parameter: string,
  value: Value,
  { value: node }: Call['arguments'][number],
  { module: { source } }: Frame,
): ScheduleLength {
  const isNumber = value.kind === 'number';
  return {
    parameter,
    range: source.range(node),
    text: source.slice(node),
    value: isNumber ? value.value : null,
    unit: isNumber ? (value.unit ?? null) : null,
  };
}
