import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { portSchedule } from '../../../src/port/port-schedule';
import { rateAt, type Schedule } from '../../../src/schedules/schedule';
import { isRateOf } from './rate-of-step';
import { schedules, stepsOf } from './schedules';

// What the real optax computes of code that was copied for it: test/data/optax-rates.json, by scripts/optax-ports.py. Run this file with
// OPTAX_PYTHON set to a Python that has optax to write it anew.

interface Recorded {
  readonly code: string;
  readonly rates: readonly number[];
}

const file = 'test/data/optax-rates.json';

interface Ported {
  readonly schedule: Schedule;
  readonly steps: readonly number[];
  readonly code: string;
}

/** Every schedule whose rates are no draws, at some twenty steps. */
function ported(): Ported[] {
  return schedules()
    .filter(({ kind }) => kind !== 'noisy_linear_cosine_decay')
    .slice(0, 60)
    .map((schedule) => {
      const all = stepsOf(schedule).filter((step) => step <= 1000);
      const steps = all.filter((_, place) => place % Math.ceil(all.length / 20) === 0);
      return { schedule, steps, code: portSchedule('optax', { schedule, optimizer: null, steps: null }) };
    });
}

/** Has the real library compute them, and keeps what it says. */
function record(python: string, cases: readonly Ported[]): void {
  const input = JSON.stringify(cases.map(({ code, steps }) => ({ code, steps })));
  const { stdout, stderr, status } = spawnSync(python, ['scripts/optax-ports.py'], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const { rates } = JSON.parse(stdout) as { readonly rates: readonly (readonly number[])[] };
  const lines = cases.map(({ code }, index) => JSON.stringify({ code, rates: rates[index] }));
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
}

describe('code copied for optax, run by optax 0.2.8', () => {
  const cases = ported();
  const python = process.env['OPTAX_PYTHON'];
  if (python !== undefined) record(python, cases);
  const recorded = new Map(
    (JSON.parse(readFileSync(file, 'utf8')) as readonly Recorded[]).map(({ code, rates }) => [code, rates]),
  );

  it('is the code that optax was asked about', () => {
    expect(cases.filter(({ code }) => !recorded.has(code))).toEqual([]);
    expect(cases).toHaveLength(60);
  });

  it('gives the rates of TensorFlow 1, to float32’s rounding', () => {
    const wrong = cases.flatMap((one) =>
      one.steps.flatMap((step, place) => {
        const rate = recorded.get(one.code)?.[place] ?? Number.NaN;
        return isRateOf(one.schedule, step, rate) ? [] : [{ ...one, step, rate, wanted: rateAt(one.schedule, step) }];
      }),
    );
    expect(wrong).toEqual([]);
  });
});
