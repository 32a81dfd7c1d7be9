import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { globalStep } from './cli';

/** Programs whose step is made, read or named in ways that one of the readers did not know once. Each leaves its step out. */
const folder = 'test/fixtures/agreement';

interface Finding {
  readonly rule: string;
  readonly message: string;
}

interface Report {
  readonly files: readonly {
    readonly calls: readonly { readonly line: number }[];
    readonly findings: readonly Finding[];
  }[];
}

function run(file: string): { rates: number[]; steps: number[] }[] {
  const { stdout, stderr, status } = globalStep(['run', file, '--compare', '--format', 'csv']);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const lines = stdout.trim().split('\n').slice(1);
  return ['as-written', 'counterpart'].map((name) => {
    const own = lines.map((line) => line.split(',')).filter(([id]) => id === name);
    return { rates: own.map((cells) => Number(cells[3])), steps: own.map((cells) => Number(cells[2])) };
  });
}

describe('the checker and the run say the same of', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.py')))('%s', (name) => {
    const file = `${folder}/${name}`;
    const report = JSON.parse(globalStep(['check', file, '--format', 'json']).stdout) as Report;
    const [checked] = report.files;
    expect(checked?.calls).toHaveLength(1);
    expect(checked?.findings.map(({ rule }) => rule)).toContain('minimize-without-global-step');
    const [written, other] = run(file);
    // The step stands still as written, and the rate with it; passed, it counts every run and the rate moves.
    expect(new Set(written?.steps)).toEqual(new Set([0]));
    expect(new Set(written?.rates).size).toBe(1);
    expect(other?.steps).toEqual(Array.from({ length: 10 }, (_, index) => index + 1));
    expect(new Set(other?.rates).size).toBeGreaterThan(1);
    const [stays] = written?.rates ?? [];
    const said = /stays ([\d.e-]+\d)/.exec(checked?.findings[0]?.message ?? '')?.[1];
    if (said !== undefined) expect(Number(said)).toBeCloseTo(stays ?? Number.NaN, 6);
  });
});

/** Programs whose step is passed, moved or read in another way than by being left out. */
const cases: readonly (readonly [kind: string, rule: string | null, step: string, minimize: string, run: string])[] = [
  ['counted-twice', 'global-step-counted-twice', '\nup = tf.assign_add(step, 1)', ', global_step=step', '[train, up]'],
  ['counted-elsewhere', null, '\nup = tf.assign_add(step, 1)', '', '[train, up]'],
  ['other-step', 'other-global-step', '\nother = tf.Variable(0, trainable=False)', ', global_step=other', 'train'],
  ['passed', null, '', ', global_step=step', 'train'],
];

describe('the checker and the run agree on the case', () => {
  it.each(cases)('%s', (kind, rule, step, minimize, run) => {
    const file = join(mkdtempSync(join(tmpdir(), 'global-step-case-')), 'train.py');
    writeFileSync(
      file,
      `import tensorflow.compat.v1 as tf
w = tf.Variable(1.0)
step = tf.Variable(0, trainable=False)${step}
rate = tf.train.exponential_decay(0.1, step, 10, 0.5)
train = tf.train.GradientDescentOptimizer(rate).minimize(tf.square(w - 3.0)${minimize})
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(10):
        sess.run(${run})
`,
    );
    const report = JSON.parse(globalStep(['check', file, '--format', 'json']).stdout) as Report;
    const rules = report.files.flatMap(({ findings }) => findings.map((finding) => finding.rule));
    expect(rules).toEqual(rule === null ? [] : [rule]);
    const told = JSON.parse(globalStep(['run', file, '--compare', '--format', 'json']).stdout) as {
      readonly case: string;
      readonly runs: readonly { readonly iterations: readonly { readonly learning_rate: number }[] }[];
    };
    expect(told.case).toBe(kind);
    // Whatever the case is, the counterpart is another program: its rate ends elsewhere.
    const [written, counterpart] = told.runs.map(({ iterations }) => iterations.at(-1)?.learning_rate ?? Number.NaN);
    expect(Math.abs((written ?? 0) - (counterpart ?? 0))).toBeGreaterThan(0.01);
    rmSync(dirname(file), { recursive: true });
  });
});
