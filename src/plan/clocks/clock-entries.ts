// A training's clock as the panel lists it.
import { joined, type Message, message, verbatim } from '../../base/message';
import { rateText, stepsText } from '../../base/number-text';
import type { Interpretation } from '../../interpret/interpret';
import type { RecordedOptimizer, RecordedScheduler } from '../../interpret/record/training-clocks';
import { type ArgumentValue, isList } from '../../schedules/parameters';
import type { PlanEntry } from '../training-plan';
import type { ClockRun } from './clock-run';
import { optimizerAtStart, scheduleCall } from './scheduler-call';
import { parametersOf } from './scheduler-lengths';

/** The optimizer with its rates, the scheduler with its arguments, updates, steps and epochs, each with its place. */
export function clockEntries(
  scheduler: RecordedScheduler,
  optimizer: RecordedOptimizer,
  { run, interpretation }: { readonly run: ClockRun; readonly interpretation: Interpretation },
): PlanEntry[] {
  const { source } = interpretation.recorder;
  const [made, makes] = [source.range(scheduler.given.span), source.range(optimizer.given.span)];
  const rates = optimizerAtStart(optimizer).groups.map(({ rate }) => verbatim(rateText(rate)));
  const call = scheduleCall(scheduler, interpretation);
  const names = Object.keys(parametersOf(call.name));
  const given = [
    ...call.args.map((value, place) => [names[place] ?? String(place + 1), value] as const),
    ...Object.entries(call.keywords),
  ];
  const epochs = run.epochs.at(-1) ?? 0;
  return [
    { label: message('optimizer'), value: verbatim(optimizer.name), range: makes },
    { label: message('learning rate'), value: joined(rates, '{0}, {1}'), range: makes },
    { label: message('scheduler'), value: verbatim(scheduler.name), range: made },
    ...given.map(([name, value]) => ({ label: verbatim(name), value: argumentText(value), range: made })),
    { label: message('updates'), value: verbatim(stepsText(run.counts.length)), range: null },
    { label: message('calls of step()'), value: verbatim(stepsText(run.ticks.get(scheduler.id) ?? 0)), range: null },
    ...(epochs === 0 ? [] : [{ label: message('epochs'), value: verbatim(stepsText(epochs)), range: null }]),
  ];
}

/** An argument as Python writes it. */
function argumentText(value: ArgumentValue): Message {
  if (value === null) return verbatim('None');
  if (typeof value === 'number') return verbatim(rateText(value));
  if (typeof value === 'boolean') return verbatim(value ? 'True' : 'False');
  if (typeof value === 'string') return verbatim(JSON.stringify(value));
  if (typeof value === 'function') return message('a function');
  if (isList(value)) return message('[{0}]', joined(value.map(argumentText), '{0}, {1}'));
  if ('name' in value && 'keywords' in value) return message('{0}(…)', value.name);
  return verbatim('{…}');
}
