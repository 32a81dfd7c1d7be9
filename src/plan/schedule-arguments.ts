// A schedule's arguments in numbers, out of the recorded call that makes it.
import { message } from '../base/message';
import { SpokenError } from '../base/spoken-error';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { argumentNamed, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { FieldValue, ScheduleField } from '../schedules/record';
import { recordOf, type Schedule, type ScheduleName } from '../schedules/schedule';
import type { CallGraph } from './call-graph';
import { knownNumber } from './known-number';

/** A schedule that a call makes: one that reads a step. */
export type ScheduleKind = Exclude<ScheduleName, 'constant'>;

/** Why a schedule's arguments are not all numbers. */
export class UnknownArgument extends SpokenError {}

/** Whether a call makes one of Keras's schedules, which whoever reads them calls with a step. */
export function isKerasSchedule(call: Pick<GraphCall, 'name'>): boolean {
  return meaningOfCall(call, 'schedule')?.count === null;
}

/** Which schedule a call makes; null where none. */
export function scheduleKind(call: Pick<GraphCall, 'name'>): ScheduleKind | null {
  const kind = meaningOfCall(call, 'schedule')?.schedule ?? null;
  return kind === 'constant' ? null : kind;
}

/** The argument of a schedule's field, by the name that the call's library has for it. Null where it is not given, or None. */
export function fieldArgument(call: GraphCall, { name }: Pick<ScheduleField, 'name'>): GraphValue | null {
  const schedule = meaningOfCall(call, 'schedule');
  return argumentNamed(call, name === 'learning_rate' && schedule !== null ? schedule.rate : name);
}

function valueOf(call: GraphCall, field: ScheduleField, graph: CallGraph): FieldValue {
  const given = fieldArgument(call, field);
  const { name, kind, otherwise } = field;
  if (kind === 'number-list' || kind === 'step-list') return listOf(given, name, graph);
  if (given === null && otherwise !== null) return otherwise;
  if (given?.kind === 'bool' && kind === 'flag') return given.value;
  const known = knownNumber(given, graph);
  if (known === null)
    throw new UnknownArgument(
      kind === 'flag' ? message('{0} is not known', name) : message('{0} is not a number that the source gives', name),
    );
  return kind === 'flag' ? known !== 0 : known;
}

function listOf(given: GraphValue | null, name: string, graph: CallGraph): number[] {
  if (given?.kind === 'array') return [...given.value.data];
  const items = given?.kind === 'list' ? given.items : null;
  if (items === null) throw new UnknownArgument(message('{0} is not a list that the source gives', name));
  return items.map((item) => {
    const known = knownNumber(item, graph);
    if (known === null) throw new UnknownArgument(message('{0} holds something that is not a number', name));
    return known;
  });
}

/** The schedule that a call makes. Throws an UnknownArgument where a number of it is not known. */
export function readSchedule(kind: ScheduleKind, call: GraphCall, graph: CallGraph): Schedule {
  if (warmUpOf(call) !== null) throw new UnknownArgument(message('its warm-up has no form in the other frameworks'));
  const values = recordOf(kind).fields.map((field) => [field.field, valueOf(call, field, graph)] as const);
  return { kind, ...Object.fromEntries(values) } as unknown as Schedule;
}

/** The warm-up that Keras's cosine decay may begin with: from the initial rate up to a target. Null where it has none. */
export function warmUpOf(call: GraphCall): { readonly target: GraphValue; readonly steps: GraphValue | null } | null {
  if (!isKerasSchedule(call)) return null;
  const target = argumentNamed(call, 'warmup_target');
  return target === null ? null : { target, steps: argumentNamed(call, 'warmup_steps') };
}
