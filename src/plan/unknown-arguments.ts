import { lastPart } from '../base/last-part';
import { message, type Message, verbatim } from '../base/message';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { own } from '../base/own';
import type { SourceRange } from '../base/source-range';
import { withOverride } from './plan-field';
import type { ScheduleField } from '../schedules/record';
import { recordOf } from '../schedules/schedule';
import { isOptimizerName, optimizerArguments, settingOf, usualRate } from '../frameworks/tensorflow1/optimizers';
import { meaningOfCall, symbolOfCall } from '../frameworks/tensorflow1/recorded';
import type { PlanField, PlanOverrides, Unresolved } from './training-plan';

/** An argument that the source does not give: its place or its name, and why. */
export interface UnknownArgument {
  readonly place: number | string;
  readonly why: Message;
  readonly range: SourceRange;
}

type Sensible = Omit<PlanField, 'id'>;

const flag: Sensible = { kind: 'choice', value: 0, choices: [verbatim('False'), verbatim('True')] };
const share = (value: number): Sensible => ({ kind: 'number', value, least: 0, most: 1 });

/** What stands in for a parameter: what tutorials mostly use, and the range that makes sense. Null where nothing does. */
function sensible(parameter: string, call: GraphCall, iterations: number): Sensible | null {
  const schedule = meaningOfCall(call, 'schedule');
  if (schedule === null) return sensibleSetting(parameter, call);
  const name = parameter === schedule.rate ? 'learning_rate' : parameter;
  const field = recordOf(schedule.schedule).fields.find((candidate) => candidate.name === name);
  switch (field?.kind) {
    case 'steps':
      return { kind: 'int', value: Math.max(1, Math.round(iterations / 2)), least: 1 };
    case 'flag':
      return flag;
    case 'number':
      return sensibleNumber(field);
    default:
      return null;
  }
}

function sensibleNumber({ usual, otherwise, least, most }: ScheduleField): Sensible | null {
  const value = usual ?? otherwise;
  if (typeof value !== 'number') return null;
  return { kind: 'number', value, ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
}

/** Of an optimizer's parameters: shares lie between 0 and 1, other numbers are not negative. */
function sensibleSetting(parameter: string, call: GraphCall): Sensible | null {
  const name = lastPart(call.name);
  if (!isOptimizerName(name)) return null;
  if (parameter === 'learning_rate') return { kind: 'number', value: usualRate(name) ?? 0.1, least: 0 };
  const usual = own(optimizerArguments[name], parameter);
  if (usual === undefined) return null;
  if (typeof usual === 'boolean') return flag;
  if (shares.has(parameter)) return share(settingOf({ name, settings: {} }, parameter) as number);
  return usual === null ? null : { kind: 'number', value: usual, ...(usual < 0 ? {} : { least: 0 }) };
}

/** Settings that are fractions of what was before. */
const shares: ReadonlySet<string> = new Set(['momentum', 'decay', 'rho', 'beta1', 'beta2']);

/** Calls with stand-ins for what the source does not give, and a line for each of them. */
export interface FilledCalls {
  readonly calls: readonly GraphCall[];
  readonly unresolved: readonly Unresolved[];
  /** Calls of which nothing is unknown any more. */
  readonly resolved: ReadonlySet<number>;
}

/**
 * Puts a sensible number, or the one that the user has set, in the place of each unknown argument of a schedule or an optimizer: the
 * program's own schedule still runs, and the user can see and change what was put in.
 */
export function fillUnknownArguments(
  calls: readonly GraphCall[],
  wanted: ReadonlySet<number>,
  unknown: ReadonlyMap<number, readonly UnknownArgument[]>,
  { iterations, overrides }: { readonly iterations: number; readonly overrides: PlanOverrides },
): FilledCalls {
  const unresolved: Unresolved[] = [];
  const resolved = new Set<number>();
  const filled = calls.map((call) => {
    const names = symbolOfCall(call)?.signature?.parameters.map(({ name }) => name);
    const missing = wanted.has(call.id) ? unknown.get(call.id) : undefined;
    if (names === undefined || missing === undefined) return call;
    const args = [...call.args];
    const named = new Map(Object.entries(call.kwargs));
    let left = missing.length;
    for (const { place, why, range } of missing) {
      const parameter = typeof place === 'string' ? place : (names[place] ?? '');
      const found = sensible(parameter, call, iterations);
      if (found === null) continue;
      const id = `${call.range?.cell ?? ''}:${call.range?.start ?? 0}:${parameter}`;
      const field = withOverride({ ...found, id }, overrides);
      const value = graphValue(field);
      if (typeof place === 'string') named.set(place, value);
      else args[place] = value;
      left -= 1;
      const what = parameter === 'learning_rate' ? message('learning rate') : verbatim(parameter);
      unresolved.push({ what, why, standIn: textOf(field), range, field });
    }
    if (left === 0) resolved.add(call.id);
    return { ...call, args, kwargs: Object.fromEntries(named) };
  });
  return { calls: filled, unresolved, resolved };
}

function graphValue({ kind, value }: PlanField): GraphValue {
  if (kind === 'choice') return { kind: 'bool', value: value !== 0 };
  return kind === 'int' ? { kind: 'int', value: Math.round(value) } : { kind: 'float', value };
}

function textOf({ kind, value, choices }: PlanField): Message {
  return (kind === 'choice' ? choices?.[value] : undefined) ?? verbatim(String(value));
}
