import { beforeAll, describe, expect, test } from 'vitest';
import type { PythonParser } from '../../../src/python/parser';
import { testParser } from '../../helpers/python-parser';
import { type RateFile, rateRunsIn } from '../../vectors/rates/rate-files';
import type { RateRun } from '../../vectors/rates/rate-run';
import { rateVectorsIn } from '../../vectors/rates/rate-vectors';

// What PyTorch, Transformers, Accelerate, Lightning, timm, Keras and optax used as the rate of each update. `npm run vectors -- FILE` runs
// a file from elsewhere, and scripts/scheduler-runs.py makes files.

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

const findings = (run: RateRun): unknown[] => rateVectorsIn([run], parser).flatMap(({ check }) => check());
const isChecked = (run: RateRun): boolean => rateVectorsIn([run], parser).every(({ isOutside }) => isOutside !== true);

describe.each<[RateFile, number]>([
  ['scheduler-vectors.json', 80],
  ['scheduler-samples.json', 48],
])('%s', (name, atLeast) => {
  const runs = rateRunsIn(name);

  test('has so many runs of schedules', () => {
    expect(runs.filter(isChecked).length).toBeGreaterThanOrEqual(atLeast);
  });

  test.each(runs.map((run, index) => ({ run, id: `${index} ${run.scheduler}(${run.args.slice(0, 80)})` })))(
    '$id',
    ({ run }) => {
      if (isChecked(run)) expect(findings(run)).toEqual([]);
    },
  );
});

describe('a check', () => {
  const runs = rateRunsIn('scheduler-vectors.json');

  test('fails on a rate that differs by 1e-5 of its size, at any update', () => {
    const all = runs.filter((run) => isChecked(run) && /^(?:torch|transformers|timm|accelerate)/.test(run.framework));
    expect(all.length).toBeGreaterThan(40);
    for (const run of all)
      for (const step of run.lr.keys()) {
        const lr = run.lr.map((rate, at) =>
          at === step ? [rate].flat().map((one) => Number(one) * (1 + 1e-5) + 1e-9) : rate,
        );
        expect(findings({ ...run, lr }), `${run.scheduler} ${run.args} ${step}`).toHaveLength(1);
      }
  });

  test('fails on an error of another class, one that was not raised, and one more update', () => {
    const [raised] = runs.filter(({ error }) => error?.startsWith('ValueError: Tried') === true);
    const quiet = runs[0];
    if (raised === undefined || quiet === undefined) throw new Error('the file has no such runs');
    expect(findings({ ...raised, error: 'TypeError: other' })).toHaveLength(1);
    expect(findings({ ...raised, error: null })).toHaveLength(1);
    expect(findings({ ...quiet, error: 'ValueError: other' })).toHaveLength(1);
    expect(findings({ ...quiet, lr: [...quiet.lr, 0.1] })).toHaveLength(1);
  });

  test('fails where the library, the schedule or the mode is not known', () => {
    const [run] = runs;
    if (run === undefined) throw new Error('the file has no runs');
    expect(findings({ ...run, framework: 'mxnet 1.9' })).toHaveLength(1);
    expect(findings({ ...run, scheduler: 'FactorScheduler' })).toHaveLength(1);
    expect(findings({ ...run, mode: 'once in a while' })).toHaveLength(1);
  });
});
