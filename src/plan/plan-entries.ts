import type { GraphCall, GraphValue } from '../base/graph-call';
import { message, type Message, verbatim } from '../base/message';
import type { SourceRange } from '../base/source-range';
import { placeOf } from '../frameworks/signature';
import { argumentNamed, initialOf, meaningOfCall, symbolOfCall } from '../frameworks/tensorflow1/recorded';
import type { Recorder } from '../interpret/record/recorder';
import type { CallGraph } from './call-graph';
import { hasExit } from './plan-steps';
import { settingsOf } from './read-optimizer';
import type { PlanEntry, TrainingPlan } from './training-plan';
import { valueText } from './value-text';

/** What a plan was read from. */
interface Read {
  readonly graph: CallGraph;
  readonly optimizer: GraphCall | null;
  /** Null where the source does not give all of it. */
  readonly rate: GraphValue | null;
  readonly recorder: Recorder;
  /** The names of calls, by their ids. */
  readonly names: ReadonlyMap<number, string>;
}

/** A plan's parts as the panel lists them: optimizer, rate or schedules, step, iterations, loss and variables, each with its place. */
export function planEntries(plan: TrainingPlan, read: Read): PlanEntry[] {
  return [
    ...optimizerEntries(read),
    ...rateEntries(read),
    ...stepEntries(plan, read),
    iterationsEntry(plan),
    ...lossEntries(plan, read),
    ...plan.variables.map(({ name, range }) => ({ label: message('variable'), value: verbatim(name), range })),
  ];
}

function optimizerEntries(read: Read): PlanEntry[] {
  const { optimizer } = read;
  if (optimizer === null) return [];
  const name = verbatim(lastName(optimizer));
  return [
    { label: message('optimizer'), value: name, range: optimizer.range },
    ...(settingsOf(optimizer) ?? []).flatMap((parameter) => argumentEntries(read, optimizer, parameter)),
  ];
}

/** The schedules that the rate is made of; the rate itself where it is made of none. */
function rateEntries(read: Read): PlanEntry[] {
  const { graph, optimizer, rate } = read;
  const schedules = graph.ancestors([rate]).filter((call) => meaningOfCall(call, 'schedule') !== null);
  if (rate !== null && schedules.length === 0) {
    const range = optimizer === null ? null : rangeOf(read, optimizer, 'learning_rate');
    return [{ label: message('learning rate'), value: textOf(read, rate), range }];
  }
  return schedules.flatMap((schedule) => [
    { label: message('schedule'), value: verbatim(lastName(schedule)), range: schedule.range },
    ...(symbolOfCall(schedule)?.signature?.parameters ?? []).flatMap(({ name }) =>
      name === 'name' ? [] : argumentEntries(read, schedule, name),
    ),
  ]);
}

function stepEntries(plan: TrainingPlan, read: Read): PlanEntry[] {
  const step = read.graph.callOf(plan.globalStep);
  if (step === null) return [];
  const initial = initialOf(step);
  const name = read.names.get(step.id) ?? step.name;
  const starts =
    meaningOfCall(step, 'placeholder') !== null
      ? message('{0}, fed', name)
      : message('{0}, starts at {1}', name, initial === null ? 0 : textOf(read, initial));
  return [{ label: message('step'), value: starts, range: step.range }];
}

function iterationsEntry(plan: TrainingPlan): PlanEntry {
  const many = hasExit(plan.runs)
    ? message('until the loop is left, at most {0}', plan.iterations)
    : message('{0}', plan.iterations);
  return { label: message('iterations'), value: many, range: null };
}

function lossEntries(plan: TrainingPlan, { graph, names }: Read): PlanEntry[] {
  const loss = graph.callOf(plan.loss);
  if (loss === null) return [];
  return [{ label: message('loss'), value: verbatim(names.get(loss.id) ?? loss.name), range: loss.range }];
}

/** The entry of an argument; none where the call is not given it. */
function argumentEntries(read: Read, call: GraphCall, name: string): PlanEntry[] {
  const value = argumentNamed(call, name);
  return value === null
    ? []
    : [{ label: verbatim(name), value: textOf(read, value), range: rangeOf(read, call, name) }];
}

/** The place of an argument itself, where the source passes it; else the call's. */
function rangeOf({ recorder }: Read, call: GraphCall, name: string): SourceRange | null {
  const signature = symbolOfCall(call)?.signature ?? null;
  const place = recorder.placeOf(call.id, signature === null ? 0 : placeOf(signature, name), name);
  return place === null ? call.range : recorder.source.range(place);
}

function textOf({ graph, names }: Read, value: GraphValue): Message {
  return valueText(value, graph, names);
}

/** A call's name without its module and class. */
function lastName(call: GraphCall): string {
  return call.name.replace(/^.*\./, '');
}
