import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globalStep } from './cli';

const folder = 'test/fixtures/step-cases';

interface Row {
  readonly iteration: number;
  readonly global_step: number | null;
  readonly learning_rate: number;
}

interface Report {
  readonly case: string;
  readonly verdict: {
    readonly answer: string;
    readonly sentence: string;
    readonly details: readonly string[];
    readonly change: { readonly message: string; readonly line: number | null } | null;
  };
  readonly runs: readonly { readonly run: string; readonly iterations: readonly Row[] }[];
}

describe('the verdict that `run` reports', () => {
  // The rate after the last iteration, as written and in the counterpart, is the one that the verdict promises.
  it.each([
    ['missing', 'missing', 'rate stays 0.1, should end at 0.2', 6, 0.1, 0.2],
    ['passed', 'passed', 'rate 0.1 to 0.2 over 10 steps', 6, 0.2, 0.1],
    ['other-step', 'other-step', 'rate stays 0.1, should end at 0.025', 7, 0.1, 0.025],
    ['number', 'not-a-variable', 'rate stays 0.1, should end at 0.025', 4, 0.1, 0.025],
    ['own-assign-add', 'counted-elsewhere', 'counted on line 4: rate 0.1 to 0.025 over 20 steps', 4, 0.025, 0.1],
    ['twice-group', 'counted-twice', 'counts 2 an iteration: the decay ends at 20 of 40', 7, 0.01, 0.01],
    ['warmup', 'missing', 'rate stays 0, should end at 0.5', 6, 0, 0.5],
  ])('of %s is true of its rows', (name, kind, answer, line, written, counterpart) => {
    const { status, stdout } = globalStep(['run', join(folder, `${name}.py`), '--compare', '--format', 'json']);
    expect(status).toBe(0);
    const { case: found, verdict, runs } = JSON.parse(stdout) as Report;
    expect([found, verdict.answer, verdict.change?.line]).toEqual([kind, answer, line]);
    expect(runs.map(({ run }) => run)).toEqual(['as-written', 'counterpart']);
    const [one, other] = runs.map(({ iterations }) => iterations.at(-1)?.learning_rate ?? Number.NaN);
    expect(one).toBeCloseTo(written, 6);
    expect(other).toBeCloseTo(counterpart, 6);
  });

  it.each(['loop', 'hooks'])(
    'of %s: the counterpart ends where TensorFlow stops, the program as written does not',
    (name) => {
      const { stdout, stderr } = globalStep(['run', join(folder, `${name}.py`), '--compare', '--format', 'json']);
      expect(stderr).toMatch(/this loop never ends/);
      const [written, counterpart] = (JSON.parse(stdout) as Report).runs.map(({ iterations }) => iterations);
      expect([written?.length, written?.at(-1)?.global_step]).toEqual([100, 0]);
      expect([counterpart?.length, counterpart?.at(-1)?.global_step]).toEqual([50, 50]);
    },
  );

  it.each(['table', 'csv'])('has no second run where nothing reads a step, and says so (%s)', (format) => {
    const { status, stdout, stderr } = globalStep([
      'run',
      join(folder, 'no-reader.py'),
      '--compare',
      '--format',
      format,
    ]);
    expect(status).toBe(0);
    expect(stderr).toBe(
      'test/fixtures/step-cases/no-reader.py:4: Nothing in this program reads a step: a step passed to minimize() would change nothing. ' +
        'There is no second run to compare with.\n',
    );
    expect(stdout).not.toContain('counterpart');
  });

  it('calls a schedule that is no rate by what it is', () => {
    const program = join('test/fixtures/kinds', 'exploration-and-dropout-read-step.py');
    const { stdout } = globalStep(['run', program, '--compare', '--format', 'json']);
    const { verdict } = JSON.parse(stdout) as Report;
    expect(verdict.details).toContain('polynomial_decay on line 6: a value computed from the step stays 1.');
    expect([verdict.answer, verdict.sentence, ...verdict.details].join(' ')).not.toContain('rate');
  });

  it('tells the checkpoints that each run saves', () => {
    const { status, stderr } = globalStep(['run', join(folder, 'saver.py'), '--compare']);
    expect(status).toBe(0);
    expect(stderr.split('\n').slice(-3)).toEqual([
      '  as-written saves model.ckpt-0 (5 times)',
      '  counterpart saves model.ckpt-1, model.ckpt-101, model.ckpt-201, model.ckpt-301, model.ckpt-401',
      '',
    ]);
  });

  it('stands above a table, on standard error', () => {
    const { stdout, stderr } = globalStep(['run', join(folder, 'missing.py'), '--compare']);
    expect(stderr).toBe(
      'test/fixtures/step-cases/missing.py:6: minimize() on line 6 is not passed step, which stays 0: ' +
        'the learning rate stays 0.1 for all 10 iterations and should end at 0.2.\n' +
        '  Session.run on line 11: the step that is read is always 0.\n' +
        '  corrected: minimize() is passed step as its global step\n',
    );
    expect(stdout.split('\n')[1]).toMatch(/^iteration +global_step +learning_rate +loss$/);
  });
});

describe('a program that trains nothing', () => {
  let made = '';
  beforeEach(() => {
    made = mkdtempSync(join(tmpdir(), 'hindrance-'));
  });
  afterEach(() => {
    rmSync(made, { recursive: true, force: true });
  });

  const tf = 'import tensorflow as tf\n';
  const train = 'w = tf.Variable(1.0)\ntrain = tf.train.GradientDescentOptimizer(0.1).minimize(w * w)\n';
  it.each([
    ['is empty', '', /train\.py: .*The file is empty\./],
    ['is no Python', `${tf}x = (1,\n\nprint(x)\n`, /train\.py:2:\d+: syntax error/],
    ['has no TensorFlow', 'print(1)\n', /train\.py: .*This file does not import TensorFlow\./],
    [
      'exits',
      `${tf}import sys\nsys.exit(1)\n${train}`,
      /train\.py:3: .*The program ends on line 3, before it trains: it exits\./,
    ],
    [
      'raises',
      `${tf}raise ValueError("no data")\n${train}`,
      /train\.py:2: The program ends on line 2, before it trains: ValueError: no data\./,
    ],
    ['never runs its train op', tf + train, /train\.py:3: The train op of line 3 is never run/],
    [
      'trains by Keras',
      `${tf}model = tf.keras.Sequential()\nmodel.compile("sgd", "mse")\nmodel.fit([[1.0]], [[2.0]])\n`,
      /train\.py: .*This program trains by fit\(\) of Keras/,
    ],
  ])('says why: it %s', (_, text, wanted) => {
    const file = join(made, 'train.py');
    writeFileSync(file, text);
    const { status, stdout, stderr } = globalStep(['run', file]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(wanted);
  });
});
