// A training's clock as the panel lists it.
import { joined, type Message, message, verbatim } from '../../base/message';
import { rateText, stepsText } from '../../base/number-text';
import type { Interpretation } from '../../interpret/interpret';
import type { RecordedOptimizer, RecordedScheduler } from '../../interpret/record/training-clocks';
import { settled } from '../../interpret/read-value';
import type { Value } from '../../interpret/values';
import { CallGraph } from '../call-graph';
import type { PlanEntry } from '../training-plan';
import { valueText } from '../value-text';
import type { ClockRun } from './clock-run';
import { namedCall, optimizerAtStart } from './scheduler-call';
import { parametersOf } from './scheduler-lengths';

/** The optimizer with its rates, the scheduler with its arguments, updates, steps and epochs, each with its place. */
export function clockEntries(
  scheduler: RecordedScheduler,
  optimizer: RecordedOptimizer,
  { run, interpretation }: { readonly run: ClockRun; readonly interpretation: Interpretation },
): PlanEntry[] {
  const { source } = interpretation.recorder;
  const { library } = scheduler;
  const [made, makes] = [source.range(scheduler.given.span), source.range(optimizer.given.span)];
  const rates = optimizerAtStart(optimizer).groups.map(({ rate }) => verbatim(rateText(rate)));
  const epochs = run.epochs.at(-1) ?? 0;
  return [
    { label: message('optimizer'), value: verbatim(optimizer.name), range: makes },
    ...(optimizer.isGivenSchedule
      ? []
      : [{ label: message('learning rate'), value: joined(rates, '{0}, {1}'), range: makes }]),
    { label: message('scheduler'), value: verbatim(scheduler.name), range: made },
    ...givenEntries(scheduler, interpretation).map(([name, value]) => ({ label: verbatim(name), value, range: made })),
    ...run.others.map((all, place) => ({
      label: message('group {0}', place + 2),
      value: message('{0} → {1}', rateText(all[0] ?? Number.NaN), rateText(all[run.counts.length - 1] ?? Number.NaN)),
      range: makes,
    })),
    { label: message('updates'), value: verbatim(stepsText(run.counts.length)), range: null },
    {
      label: library === null ? message('calls of step()') : message('updates that it counts'),
      value: verbatim(stepsText(run.ticks.get(scheduler.id) ?? 0)),
      range: null,
    },
    ...(epochs === 0 ? [] : [{ label: message('epochs'), value: verbatim(stepsText(epochs)), range: null }]),
  ];
}

/** Every argument by its parameter, as Python writes it. */
function givenEntries(scheduler: RecordedScheduler, interpretation: Interpretation): (readonly [string, Message])[] {
  const { positional, named } = scheduler.given;
  const names = Object.keys(parametersOf(namedCall(scheduler)));
  const given = [...positional.map((value, place) => [names[place] ?? String(place + 1), value] as const), ...named];
  return given.map(([name, value]) => [name, argumentText(value, interpretation)]);
}

function argumentText(given: Value, interpretation: Interpretation): Message {
  const { recorder } = interpretation;
  const value = settled(given);
  const part = recorder.clocks.schedulerOf(value);
  if (part !== null) return message('{0}(…)', part.name);
  switch (value.kind) {
    case 'list':
    case 'tuple': {
      const items = value.items.map((item) => argumentText(item, interpretation));
      return message('[{0}]', joined(items, '{0}, {1}'));
    }
    case 'function':
    case 'method':
    case 'builtin':
    case 'instance':
      return message('a function');
    default:
      return valueText(recorder.toGraph(value), new CallGraph([]), new Map());
  }
}
