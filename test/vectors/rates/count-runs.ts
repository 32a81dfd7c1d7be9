// Trainings whose optimizers count their updates themselves, Keras' and optax's, as runs of a file of rates describe them.
import { countFunction, type CountFunction } from '../../../src/schedules/parameters';
import { kerasParameters, kerasSchedule } from '../../../src/schedules/keras/schedules';
import { optaxParameters, optaxSchedule } from '../../../src/schedules/optax/schedules';
import { batches, catalogueOf, firstRates, numberIn, type RateRun, type SetUp, updatesOf } from './rate-run';
import type { Rates } from './torch-runs';

/** Keras' callback, which is no schedule: a function of the epoch, and of the rate before where it takes two. */
const callback = { LearningRateScheduler: { schedule: countFunction('epochs') } };

export const kerasCatalogue = catalogueOf(kerasParameters, callback);
export const optaxCatalogue = catalogueOf(optaxParameters);

/** The count that an update's rate is of, by the mode; null where there is an update only now and then. */
function countAt({ mode, scheduler, args }: RateRun, i: number): number | null {
  if (/^(?:custom loop|optimizer\.apply|model\.fit|state threaded|inject_hyperparams)/.test(mode))
    return /called once/.test(args) ? 0 : i;
  if (/^(?:assign_sub|state dropped|re-initialised each step)$/.test(mode)) return 0;
  if (/^(?:recreated optimizer|re-initialised each epoch)$/.test(mode)) return i % batches;
  if (mode !== 'MultiSteps') throw new Error(`the mode ‘${mode}’ is not known`);
  const accumulated = numberIn(scheduler, /, (\d+)\)$/);
  return (i + 1) % accumulated === 0 ? Math.floor(i / accumulated) : null;
}

function* countedRates(run: RateRun, rate: CountFunction): Rates {
  for (let i = 0; i < updatesOf(run); i += 1) {
    const count = countAt(run, i);
    yield count === null ? 0 : rate(count);
  }
}

/** `optimizer.iterations` in a schedule, or a callback's function at each epoch. */
export function kerasRates(run: RateRun, { calls: [call] }: SetUp): Rates {
  const [given] = call?.args ?? [];
  if (call?.name === 'LearningRateScheduler' && typeof given === 'function') return epochRates(run, given);
  const schedule = call === undefined ? null : kerasSchedule(call);
  return countedRates(run, schedule ?? constant(run));
}

function* epochRates(run: RateRun, ofEpoch: (epoch: number, rate: number) => number): Rates {
  let [rate = Number.NaN] = firstRates(run);
  for (let i = 0; i < updatesOf(run); i += 1) {
    if (i % batches === 0) rate = ofEpoch(i / batches, rate);
    yield rate;
  }
}

function constant(run: RateRun): CountFunction {
  const { args } = run;
  const [rate = Number.NaN] = firstRates(run);
  const [at, written] = /before step/.test(args)
    ? [numberIn(args, /before step (\d+)/), numberIn(args, /\]=([\d.]+)/)]
    : [Number.POSITIVE_INFINITY, 0];
  return (count) => (count < at ? rate : written);
}

/** The count in the optimizer's state. */
export function optaxRates(run: RateRun, { calls: [call] }: SetUp): Rates {
  const schedule = call === undefined ? null : optaxSchedule(call);
  return countedRates(run, schedule ?? constant(run));
}
