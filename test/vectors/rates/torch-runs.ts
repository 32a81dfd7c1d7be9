// Trainings of PyTorch's loops, of Transformers, Accelerate, Lightning and timm, as runs of a file of rates describe them.
import { acceleratedStep } from '../../../src/schedules/accelerate';
import type { ScheduleCall } from '../../../src/schedules/parameters';
import { pytorchParameters, pytorchScheduler } from '../../../src/schedules/pytorch/classes';
import { type Optimizer, optimizerOf, type Scheduler } from '../../../src/schedules/pytorch/scheduler';
import { timmParameters, timmScheduler } from '../../../src/schedules/timm/classes';
import { transformersParameters, transformersScheduler } from '../../../src/schedules/transformers/functions';
import { batches, catalogueOf, firstRates, numberIn, type RateRun, type SetUp, updatesOf } from './rate-run';

export const torchCatalogue = catalogueOf(pytorchParameters, transformersParameters);
export const timmCatalogue = catalogueOf(timmParameters);

/** Gives the rates, in their order, as they are used; what it throws ends the training. */
export type Rates = Generator<number | readonly number[]>;

function made(call: ScheduleCall, optimizer: Optimizer): Scheduler {
  const scheduler = pytorchScheduler(call, optimizer, made) ?? transformersScheduler(call, optimizer);
  if (scheduler === null) throw new Error(`${call.name} is no scheduler`);
  return scheduler;
}

function rateOf({ groups }: Optimizer): number | readonly number[] {
  const rates = groups.map(({ rate }) => rate);
  return rates.length === 1 ? (rates[0] ?? Number.NaN) : rates;
}

/** What is done around update `i`, by the run's mode. */
interface Around {
  readonly before?: (i: number) => void;
  readonly after?: (i: number) => void;
}

/** A loop of PyTorch's. */
export function* torchRates(run: RateRun, { calls, words }: SetUp): Rates {
  const rates = run.mode === 'param_groups' ? groupRates(words) : firstRates(run);
  const optimizer = optimizerOf(rates);
  const other = optimizerOf(rates);
  const make = (): Scheduler[] =>
    calls.map((call) => made(call, run.mode === 'scheduler-on-other-optimizer' ? other : optimizer));
  const around = aroundUpdates(run, words, { optimizer, make });
  for (let i = 0; i < updatesOf(run); i += 1) {
    around.before?.(i);
    yield rateOf(optimizer);
    around.after?.(i);
  }
}

function groupRates(words: string): number[] {
  return [numberIn(words, /lr ([\d.]+) and/), numberIn(words, /lr [\d.]+ and ([\d.]+)/)];
}

interface Training {
  readonly optimizer: Optimizer;
  readonly make: () => Scheduler[];
}

function aroundUpdates(run: RateRun, words: string, { optimizer, make }: Training): Around {
  const { mode, args, scheduler: name } = run;
  let schedulers = make();
  const metrics = name === 'ReduceLROnPlateau' && !/without metric/.test(args) ? metricsOf(words) : null;
  let call = 0;
  /** What steps once after an update, with the epoch that a function gives. */
  const stepping =
    (epoch: (i: number) => number | undefined = () => undefined) =>
    (i: number): void => {
      const metric = metrics?.[Math.min(call, metrics.length - 1)];
      call += 1;
      const stepped = /only the second stepped/.test(args) ? schedulers.slice(-1) : schedulers;
      for (const scheduler of stepped) scheduler.step(metric ?? epoch(i));
    };
  const step = stepping();
  if (/^no scheduler/.test(mode)) return {};
  if (/BEFORE/.test(mode)) return { before: /step\(epoch\)/.test(args) ? stepping((i) => i) : step };
  if (mode === 'two steps') return { after: twice(step) };
  if (/per epoch/.test(mode)) return { after: at((i) => i % batches === batches - 1, step) };
  if (mode === 'step(epoch)') return { after: stepping((i) => i + 1) };
  if (mode === 'step(score)') return { after: stepping(() => numberIn(args, /step\(([\d.]+)\)/)) };
  if (/^fractional/.test(mode)) return { after: stepping((i) => (i + 1) / numberIn(args, /(\d+) iters/)) };
  if (mode === 'recreated each epoch') {
    const makeAgain = (): void => {
      schedulers = make();
    };
    return { before: at((i) => i > 0 && i % batches === 0, makeAgain), after: step };
  }
  if (mode === 'manual lr') {
    const write = (): void => {
      for (const group of optimizer.groups) group.rate = numberIn(args, /"lr"\]=([\d.]+)/);
    };
    return { before: at((i) => i === numberIn(args, /before step (\d+)/), write), after: step };
  }
  if (/then sched|per batch|^param_groups$|other-optimizer/.test(mode)) return { after: step };
  throw new Error(`the mode ‘${mode}’ is not known`);
}

type Act = (i: number) => void;

/** Does something at some updates only. */
function at(is: (i: number) => boolean, act: Act): Act {
  return (i) => {
    if (is(i)) act(i);
  };
}

function twice(act: Act): Act {
  return (i) => {
    act(i);
    act(i);
  };
}

/** The course of a metric: the numbers that the words list, the last of which stays; without any it stays 1. */
function metricsOf(words: string): readonly number[] {
  const listed = /\[([^\]]+)\]/.exec(words)?.[1];
  return listed === undefined ? [1] : listed.split(',').map(Number);
}

/** What `accelerator.prepare` made of a scheduler, called after each batch. */
export function* acceleratedRates(run: RateRun, { calls }: SetUp): Rates {
  const settings = new Map(run.mode.split(', ').map((pair) => pair.split('=') as [string, string]));
  const optimizer = optimizerOf(firstRates(run));
  const schedulers = calls.map((call) => made(call, optimizer));
  const accumulated = Number(settings.get('accumulate') ?? 1);
  const pace = {
    processes: Number(settings.get('num_processes') ?? 1),
    splitsBatches: settings.get('split_batches') === 'True',
    stepsWithOptimizer: settings.get('step_scheduler_with_optimizer') !== 'False',
  };
  for (let i = 0; i < updatesOf(run); i += 1) {
    yield rateOf(optimizer);
    for (const scheduler of schedulers)
      acceleratedStep(scheduler, pace, { isSynchronized: (i + 1) % accumulated === 0, isSkipped: false });
  }
}

/** Lightning's own loop: it steps once an epoch where nothing else is said, and nothing under a key that it does not know. */
export function* lightningRates(run: RateRun, { calls }: SetUp): Rates {
  const optimizer = optimizerOf(firstRates(run));
  const schedulers = calls.map((call) => made(call, optimizer));
  const isLost = /key "scheduler"|without step|never|only the optimizer/.test(run.args);
  const isEachBatch = /interval: step|manual optimization/.test(run.args);
  for (let i = 0; i < updatesOf(run); i += 1) {
    yield rateOf(optimizer);
    if (!isLost && (isEachBatch || (i + 1) % batches === 0)) for (const scheduler of schedulers) scheduler.step();
  }
}

/** timm's `step(epoch)` and `step_update(num_updates)`. */
export function* timmRates(run: RateRun, { calls, words }: SetUp): Rates {
  const metrics = /metrics/.test(words) ? metricsOf(words) : [];
  const optimizer = optimizerOf(firstRates(run));
  const schedulers = calls.flatMap((call) => timmScheduler(call, optimizer) ?? []);
  for (let i = 0; i < updatesOf(run); i += 1) {
    yield rateOf(optimizer);
    for (const scheduler of schedulers) {
      if (/step_update/.test(run.mode)) scheduler.stepUpdate(i + 1);
      else scheduler.step(/without epoch/.test(run.args) ? undefined : i + 1, metrics[i]);
    }
  }
}
