import { own } from '../../src/base/own';
import {
  optimizerArguments,
  type OptimizerSettings,
  type ProgramSettings,
  settingOf,
  type Variation,
} from '../../src/protocol/playground';
import { isSameSchedule, problemOf, scheduleFields, valuesOf } from '../../src/schedules/fields';
import type { Schedule } from '../../src/schedules/schedule';
import { text } from '../ui/text';

/** What the controls of the playground say. */
export interface Draft {
  /** Null: the program's own, which is none of TensorFlow's. */
  readonly schedule: Schedule | null;
  readonly optimizer: OptimizerSettings | null;
  /** Null: the program's. */
  readonly seed: number | null;
  readonly iterations: number | null;
}

/** What the controls begin with. */
export function draftOf(source: ProgramSettings, { schedule, optimizer, seed, iterations }: Variation): Draft {
  return {
    schedule: schedule ?? source.schedule,
    optimizer: optimizer ?? source.optimizer,
    seed: seed ?? source.seed,
    iterations: iterations ?? source.iterations,
  };
}

function isSameOptimizer(one: OptimizerSettings, other: OptimizerSettings): boolean {
  return (
    one.name === other.name &&
    Object.keys(optimizerArguments[one.name]).every((name) => settingOf(one, name) === settingOf(other, name))
  );
}

/** What a draft changes of the program. */
export function variationOf(source: ProgramSettings, { schedule, optimizer, seed, iterations }: Draft): Variation {
  const isOwnSchedule = schedule === null || (source.schedule !== null && isSameSchedule(schedule, source.schedule));
  const isOwnOptimizer =
    optimizer === null || (source.optimizer !== null && isSameOptimizer(optimizer, source.optimizer));
  return {
    schedule: isOwnSchedule ? null : schedule,
    optimizer: isOwnOptimizer ? null : optimizer,
    seed: seed === source.seed ? null : seed,
    iterations: iterations === source.iterations ? null : iterations,
  };
}

/** A value in the words of a program. */
function valueText(value: number | boolean | readonly number[] | undefined): string {
  if (value === undefined) return text.playground.unset;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : value.join(', ');
}

/** What a variation changes, a line each. */
export function changesOf(source: ProgramSettings, { schedule, optimizer, seed, iterations }: Variation): string[] {
  const change = text.playground.change;
  const lines: string[] = [];
  if (schedule !== null) lines.push(...scheduleChanges(source.schedule, schedule));
  if (optimizer !== null) {
    const { optimizer: own } = source;
    if (own?.name !== optimizer.name) lines.push(change('optimizer', own?.name ?? '…', optimizer.name));
    for (const name of Object.keys(optimizerArguments[optimizer.name])) {
      const before = own?.name === optimizer.name ? settingOf(own, name) : undefined;
      const after = settingOf(optimizer, name);
      if (before !== undefined && before !== after) lines.push(change(name, valueText(before), valueText(after)));
    }
  }
  if (seed !== null) lines.push(change('seed', valueText(source.seed ?? undefined), String(seed)));
  if (iterations !== null)
    lines.push(change(text.playground.iterations, valueText(source.iterations ?? undefined), String(iterations)));
  return lines;
}

function scheduleChanges(from: Schedule | null, to: Schedule): string[] {
  const change = text.playground.change;
  const lines =
    from?.kind === to.kind ? [] : [change('schedule', from === null ? '…' : kindText(from.kind), kindText(to.kind))];
  const before = from === null ? {} : valuesOf(from);
  const after = valuesOf(to);
  for (const { name, field } of scheduleFields[to.kind]) {
    const [was, is] = [own(before, field), own(after, field)];
    if (String(was) === String(is) || (was === undefined && from?.kind !== to.kind)) continue;
    lines.push(change(name, valueText(was), valueText(is)));
  }
  return lines;
}

/** A schedule's name: TensorFlow's function, or that the rate is a number. */
export function kindText(kind: Schedule['kind']): string {
  return kind === 'constant' ? text.playground.constant : kind;
}

/** What is wrong with a schedule, in a sentence; null where nothing. */
export function wrongOf(schedule: Schedule): string | null {
  const problem = problemOf(schedule);
  if (problem === null) return null;
  const field = scheduleFields[schedule.kind].find((candidate) => candidate.field === problem.field);
  const name = field?.name ?? problem.field;
  const { wrong } = text.playground;
  switch (problem.kind) {
    case 'too-small':
      return wrong.tooSmall(name, field?.least ?? 0, field?.isOpen ?? false);
    case 'not-finite':
      return wrong.notFinite(name);
    case 'empty':
      return wrong.empty(name);
    case 'not-ascending':
      return wrong.notAscending(name);
    case 'one-value-more':
      return wrong.oneValueMore(name);
  }
}
