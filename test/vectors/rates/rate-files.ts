import { readFileSync } from 'node:fs';
import type { RateRun } from './rate-run';

/** What this project keeps of rates that real libraries used, below test/data. */
export type RateFile = 'scheduler-vectors.json' | 'scheduler-samples.json';

/** A run of one group of parameters, all of whose rates are numbers. */
export interface PlainRun extends RateRun {
  readonly lr: readonly number[];
}

/** The runs of a file, in its order. */
export function rateRunsIn(file: RateFile): readonly RateRun[] {
  return JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8')) as readonly RateRun[];
}

/** Those of a library, by how its name begins, whose rates are plain numbers. */
export function plainRunsIn(file: RateFile, library = ''): readonly PlainRun[] {
  return rateRunsIn(file).filter(
    (run): run is PlainRun => run.framework.startsWith(library) && run.lr.every((rate) => typeof rate === 'number'),
  );
}
