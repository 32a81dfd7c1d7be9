// The runs of a file of rates (a list of them: framework, scheduler, arguments, mode, the rate of each update) as checks.
import type { PythonParser } from '../../../src/python/parser';
import { LibraryError } from '../../../src/schedules/library-error';
import { type Finding, isWithin, numbersOf, type Tolerance } from '../findings';
import { guarded, type Vector } from '../vector';
import { kerasCatalogue, kerasRates, optaxCatalogue, optaxRates } from './count-runs';
import { type Rate, type RateRun, type SetUp, setUpOf } from './rate-run';
import type { Catalogue } from './read-calls';
import {
  acceleratedRates,
  lightningRates,
  type Rates,
  timmCatalogue,
  timmRates,
  torchCatalogue,
  torchRates,
} from './torch-runs';

/** A rate is right to 1e-6 of its size. Files have those of float32 libraries as the differences that an update made to a weight of about 1. */
const exact = { rel: 1e-6, abs: 1e-15 };
const measured = { rel: 1e-6, abs: 1e-7 };

interface Library {
  readonly catalogue: Catalogue;
  readonly tolerance: Tolerance;
  readonly rates: (run: RateRun, setUp: SetUp) => Rates;
}

/** By how the framework's name begins. */
const libraries: readonly (readonly [string, Library])[] = [
  ['torch ', { catalogue: torchCatalogue, tolerance: exact, rates: torchRates }],
  ['transformers ', { catalogue: torchCatalogue, tolerance: exact, rates: torchRates }],
  ['accelerate ', { catalogue: torchCatalogue, tolerance: exact, rates: acceleratedRates }],
  ['pytorch-lightning ', { catalogue: torchCatalogue, tolerance: exact, rates: lightningRates }],
  ['timm ', { catalogue: timmCatalogue, tolerance: exact, rates: timmRates }],
  ['keras ', { catalogue: kerasCatalogue, tolerance: measured, rates: kerasRates }],
  ['optax ', { catalogue: optaxCatalogue, tolerance: measured, rates: optaxRates }],
];

/** What no schedule says: counts of iterations, refused settings, the sign of an update. */
function isAboutRates({ mode, lr, error }: RateRun): boolean {
  if (/not lr|^legacy|^setter$|^sign$/.test(mode)) return false;
  return (
    lr.length > 0 || (error !== null && !/^Misconfiguration|LearningRateSchedule|output of the `schedule`/.test(error))
  );
}

/** Whether a file has this form. */
export function isRateFile(file: unknown): file is readonly RateRun[] {
  return Array.isArray(file) && file.every((run: unknown) => typeof run === 'object' && run !== null && 'lr' in run);
}

/** Every run of a file as a check of its rates and of what was raised. */
export function rateVectorsIn(file: readonly RateRun[], parser: PythonParser): Vector[] {
  return file.map((run) => ({
    id: `${run.framework}: ${run.scheduler}(${run.args}), ${run.mode}`,
    isOutside: !isAboutRates(run),
    check: guarded(() => checkRun(run, parser)),
  }));
}

function checkRun(run: RateRun, parser: PythonParser): Finding[] {
  const library = libraries.find(([name]) => run.framework.startsWith(name))?.[1];
  if (library === undefined)
    return [{ what: 'framework', got: run.framework, expected: libraries.map(([name]) => name.trim()) }];
  const { lr, error } = outcomeOf(library.rates(run, setUpOf(parser, library.catalogue, run)));
  const findings: Finding[] = [];
  if (!isSameError(error, run.error)) findings.push({ what: 'error', got: error, expected: run.error });
  if (lr.length !== run.lr.length) findings.push({ what: 'updates', got: lr.length, expected: run.lr.length });
  run.lr.forEach((expected, step) => {
    const got = lr[step];
    if (got !== undefined && !isSameRate(got, expected, run.isExact === true ? exact : library.tolerance))
      findings.push({ what: `rate of update ${step}`, got, expected });
  });
  return findings;
}

interface Outcome {
  readonly lr: readonly (number | readonly number[])[];
  readonly error: string | null;
}

function outcomeOf(rates: Rates): Outcome {
  const lr: (number | readonly number[])[] = [];
  try {
    for (const rate of rates) lr.push(rate);
    return { lr, error: null };
  } catch (error) {
    if (error instanceof LibraryError) return { lr, error: `${error.type}: ${error.gist}` };
    throw error;
  }
}

/** Files cut long texts. */
function isSameError(got: string | null, expected: string | null): boolean {
  return got === expected || (got !== null && expected !== null && expected.length >= 200 && got.startsWith(expected));
}

function isSameRate(got: Rate, expected: Rate, tolerance: Tolerance): boolean {
  const [all, wanted] = [numbersOf(got), numbersOf(expected)];
  return (
    all.length === wanted.length && wanted.every((rate, group) => isWithin(all[group] ?? Number.NaN, rate, tolerance))
  );
}
