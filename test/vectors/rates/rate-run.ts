import { own } from '../../../src/base/own';
import type { PythonParser } from '../../../src/python/parser';
import type { Parameters, ScheduleCall } from '../../../src/schedules/parameters';
import { type Catalogue, evaluated, readCalls } from './read-calls';
import { phrases, usual } from './set-ups';

/** A run of a real library, as files of rates have it. */
export interface RateRun {
  /** The library with its version: `torch 2.13.0+cpu`. */
  readonly framework: string;
  readonly scheduler: string;
  /** What the schedule was made with: arguments as Python has them, with words between and behind them. */
  readonly args: string;
  /** Of several groups of parameters a list. */
  readonly base_lr: number | readonly number[] | null;
  /** Who was stepped when. */
  readonly mode: string;
  /** The rate that each update used; of several groups of parameters a list. */
  readonly lr: readonly Rate[];
  /** What the library raised in place of the next one, with its class; long ones are cut. */
  readonly error: string | null;
  /** How many updates there are, where the library raises nothing; 12 by default. */
  readonly updates?: number;
  /** Whether the rates are the schedule's own numbers, where files have what they did to a weight. */
  readonly isExact?: boolean;
}

/** A number, or a string that stands for what JSON cannot say; of several groups of parameters a list. */
export type Rate = number | string | readonly (number | string)[];

/** What a run says that its schedules are, and the words that say more. */
export interface SetUp {
  readonly calls: readonly ScheduleCall[];
  readonly words: string;
}

export function updatesOf({ updates }: RateRun): number {
  return updates ?? 12;
}

/** The rates that a run's optimizer begins with. */
export function firstRates({ base_lr: rates }: RateRun): readonly number[] {
  return rates === null ? [Number.NaN] : [rates].flat();
}

export function catalogueOf(...tables: readonly (Readonly<Record<string, Parameters>> | Catalogue)[]): Catalogue {
  return new Map(
    tables.flatMap((table) => [...(table instanceof Map ? table : Object.entries(table))]) as [string, Parameters][],
  );
}

/** The schedules of a run: of its text, or the usual ones of a text that says only what is done with them. Throws where there are none. */
export function setUpOf(parser: PythonParser, catalogue: Catalogue, run: RateRun): SetUp {
  const { calls, words } = readSetUp(parser, catalogue, run);
  return { calls: calls.map((call) => withPeak(call, run)), words };
}

/** A cycle whose text says only its length has the optimizer's own rate as its peak. */
function withPeak(call: ScheduleCall, { base_lr: rate }: RateRun): ScheduleCall {
  const { name, args, keywords } = call;
  const isWhole = name !== 'OneCycleLR' || args.length > 0 || own(keywords, 'max_lr') !== undefined;
  return isWhole ? call : { name, args, keywords: { ...keywords, max_lr: rate } };
}

function readSetUp(parser: PythonParser, catalogue: Catalogue, { scheduler, args }: RateRun): SetUp {
  const [, name = scheduler] = /^(\w+)\(\.\.\)/.exec(scheduler) ?? [];
  const whole = readCalls(parser, catalogue, '', scheduler);
  if (whole !== null) return { calls: whole.calls, words: args };
  const said = phrases.find(([text]) => text.test(args));
  const text = said === undefined ? args : args.replace(said[0], said[1]);
  const read = readCalls(parser, catalogue, name, text);
  if (read !== null) return read;
  const calls = usual.get(name) ?? (catalogue.has(name) ? [`${name}()`] : null);
  if (calls === null) throw new Error(`neither ‘${scheduler}’ nor ‘${args}’ says which schedule it is`);
  return { calls: calls.map((call) => evaluated(parser, catalogue, call)), words: args };
}

/** A number that a text says after some words. Throws where it says none. */
export function numberIn(text: string, where: RegExp): number {
  const found = where.exec(text)?.[1];
  if (found === undefined) throw new Error(`‘${text}’ says no number (${where.source})`);
  return Number(found);
}

/** How many batches an epoch has: the files have four. */
export const batches = 4;
