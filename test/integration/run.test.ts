import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globalStep } from './cli';

/** The article's two printed tables, to the six digits it prints. */
const printed = '0.107177 0.11487 0.123114 0.131951 0.141421 0.151572 0.16245 0.17411 0.186607 0.2'.split(' ');
const without = 'media/samples/without_global_step.py';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function rows(csv: string): Record<string, string>[] {
  const [header = '', ...lines] = csv.trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])));
}

/** Six significant digits without trailing zeros, as NumPy 1.x printed a float32. */
const sixDigits = (text = '') => String(Number(Number(text).toPrecision(6)));

function program(change: (text: string) => string): string {
  const file = join(folder, 'train.py');
  writeFileSync(file, change(readFileSync(without, 'utf8')));
  return file;
}

describe('global-step run', () => {
  it('prints the article’s two tables', () => {
    const { status, stdout, stderr } = globalStep(['run', without, '--compare', '--format', 'csv']);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toBe('run,iteration,global_step,learning_rate,loss');
    const written = rows(stdout).filter(({ run }) => run === 'as-written');
    const counterpart = rows(stdout).filter(({ run }) => run === 'counterpart');
    expect(written.map(({ learning_rate }) => learning_rate)).toEqual(Array.from({ length: 10 }, () => '0.1'));
    expect(written.map(({ global_step }) => global_step)).toEqual(Array.from({ length: 10 }, () => '0'));
    expect(counterpart.map(({ learning_rate }) => sixDigits(learning_rate))).toEqual(printed);
    expect(counterpart.map(({ global_step }) => global_step)).toEqual(
      Array.from({ length: 10 }, (_, index) => String(index + 1)),
    );
    expect(counterpart.map(({ iteration }) => iteration)).toEqual(counterpart.map(({ global_step }) => global_step));
    // Before the first update w is 0, so the mean of (w x - y)^2 is the mean of y^2, in both runs.
    const squares = Array.from({ length: 10 }, (_, index) => (1 + index / 9) ** 2);
    const mean = squares.reduce((sum, square) => sum + square, 0) / 10;
    for (const [first] of [written, counterpart]) expect(Number(first?.['loss'])).toBeCloseTo(mean, 5);
  });

  it('trains the very same from the other sample, the other way round', () => {
    const one = rows(globalStep(['run', without, '--compare', '--format', 'csv']).stdout);
    const other = rows(globalStep(['run', without.replace('without', 'with'), '--compare', '--format', 'csv']).stdout);
    const swap = { 'as-written': 'counterpart', counterpart: 'as-written' } as Record<string, string>;
    const swapped = other.map((row) => ({ ...row, run: swap[row['run'] ?? ''] ?? '' }));
    const inOrder = (list: Record<string, string>[]) =>
      [...list].sort((a, b) => (a['run'] ?? '').localeCompare(b['run'] ?? ''));
    expect(inOrder(swapped)).toEqual(inOrder(one));
  });

  it.each([
    // Counted by minimize and by an assign_add of its own: undone, it is counted once.
    ['double_count.py', '3', '2'],
    // Counted by an assign after apply_gradients alone: undone, nothing counts it.
    ['bert_style.py', '2', '0'],
    // apply_gradients is given the step: the counterpart is not.
    ['clip_natural_exp.py', '2', '0'],
  ])('sets %s beside its counterpart', (name, written, counterpart) => {
    const { stdout } = globalStep(['run', join('test/fixtures/programs', name), '--compare', '--format', 'csv']);
    const second = rows(stdout).filter(({ iteration }) => iteration === '2');
    expect(second.map(({ run, global_step }) => [run, global_step])).toEqual([
      ['as-written', written],
      ['counterpart', counterpart],
    ]);
  });

  it('knows the data set that scikit-learn ships, and other files of the program', () => {
    writeFileSync(join(folder, 'settings.py'), 'RATE = 0.01\nSTEPS = 3\n');
    const file = join(folder, 'train.py');
    writeFileSync(
      file,
      `import tensorflow as tf
from sklearn.datasets import load_iris
from settings import RATE, STEPS
iris = load_iris()
w = tf.Variable(tf.zeros([4, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(tf.constant(iris.data, tf.float32), w) - iris.target.reshape(-1, 1)))
train = tf.train.GradientDescentOptimizer(RATE).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(STEPS):
        sess.run(train)
`,
    );
    const { stdout, stderr } = globalStep(['run', file, '--format', 'csv']);
    expect(stderr).toBe('');
    // Fifty flowers each of species 0, 1 and 2: the mean of the squares is 5/3.
    expect(rows(stdout)).toHaveLength(3);
    expect(Number(rows(stdout)[0]?.['loss'])).toBeCloseTo(5 / 3, 6);
  });

  it.each([
    ['the rate', (text: string) => text.replace('(0.1, global', '(0.05, global'), { learning_rate: '0.05' }],
    [
      'the decay rate',
      (text: string) => text.replace('10, 2,', '10, 1,').replace('minimize(loss)', 'minimize(loss, global_steps)'),
      { learning_rate: '0.1', global_step: '10' },
    ],
    [
      'the staircase',
      (text: string) =>
        text
          .replace('staircase=False', 'staircase=True')
          .replace('minimize(loss)', 'minimize(loss, global_step=global_steps)'),
      { learning_rate: '0.2', global_step: '10' },
    ],
    [
      'the step’s initial value',
      (text: string) => text.replace('tf.Variable(0,', 'tf.Variable(10,'),
      { learning_rate: '0.2', global_step: '10' },
    ],
  ])('follows the source: %s', (_, change, last) => {
    const { stdout } = globalStep(['run', program(change), '--format', 'csv']);
    expect(rows(stdout)).toHaveLength(10);
    expect(rows(stdout).at(-1)).toMatchObject(last);
  });

  it('makes as many iterations as the loop does, or as it is told', () => {
    const file = program((text) => text.replace('range(10)', 'range(37)').replace('(0.1, global', '(0.01, global'));
    expect(rows(globalStep(['run', file, '--format', 'csv']).stdout)).toHaveLength(37);
    expect(rows(globalStep(['run', file, '--steps', '5', '--format', 'csv']).stdout)).toHaveLength(5);
    expect(rows(globalStep(['run', file, '--steps', '50', '--format', 'csv']).stdout)).toHaveLength(50);
  });

  it('prints JSON and a table of the same rows', () => {
    const json = JSON.parse(globalStep(['run', without, '--format', 'json']).stdout) as {
      runs: { iterations: object[] }[];
    };
    expect(json.runs[0]?.iterations[9]).toMatchObject({ iteration: 10, global_step: 0, learning_rate: 0.1 });
    const table = globalStep(['run', without]).stdout.trim().split('\n');
    expect(table[0]?.trim().split(/\s+/)).toEqual(['iteration', 'global_step', 'learning_rate', 'loss']);
    expect(table).toHaveLength(11);
  });

  it('keeps what a program makes after its train op also around a stand-in', () => {
    const file = program((text) =>
      text
        .replace('tf.pow(w*x-y, 2)', 'my_loss(w, x, y)')
        .replace('import numpy', 'from mine import my_loss\nimport numpy')
        .replace('.minimize(loss)', '.minimize(loss, global_step=global_steps)')
        .replace(
          'with tf.Session',
          'with tf.control_dependencies([train_step]):\n    train_op = tf.no_op()\nwith tf.Session',
        )
        .replace('sess.run(train_step,', 'sess.run(train_op,'),
    );
    const { status, stdout, stderr } = globalStep(['run', file, '--format', 'csv']);
    expect(stderr).toContain('loss not understood');
    expect(status).toBe(0);
    expect(rows(stdout).map(({ learning_rate }) => sixDigits(learning_rate))).toEqual(printed);
  });

  it('names what it does not understand, with its line, and trains on a stand-in', () => {
    const file = program((text) =>
      text
        .replace('tf.pow(w*x-y, 2)', 'my_loss(w, x, y)')
        .replace('import numpy', 'from mine import my_loss\nimport numpy'),
    );
    const { status, stdout, stderr } = globalStep(['run', file, '--format', 'csv']);
    expect(stderr).toMatch(/train\.py:2: loss not understood: mine\.my_loss/);
    expect(status).toBe(0);
    expect(rows(stdout)).toHaveLength(10);
  });

  it('says what the program raised where nothing is trained, names that no graph takes among it', () => {
    const file = join(folder, 'train.py');
    const train = '    train = tf.train.AdamOptimizer().minimize(tf.square(w))';
    writeFileSync(
      file,
      `import tensorflow as tf\nwith tf.variable_scope("my net"):\n    w = tf.get_variable("w", [])\n${train}\n`,
    );
    const { status, stdout, stderr } = globalStep(['run', file]);
    expect(stderr).toMatch(
      /train\.py:2: ValueError: 'my net' is not a valid scope name: .*\n.*no TensorFlow 1 train op/,
    );
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('asks which call where there are several, and trains the one on the line', () => {
    const file = program((text) =>
      text.replace('with tf.Session', 'other = tf.train.AdamOptimizer(0.5).minimize(loss)\nwith tf.Session'),
    );
    const { status, stderr } = globalStep(['run', file]);
    expect(status).toBe(2);
    expect(stderr).toContain('--line: 9, 10');
    const { stdout } = globalStep(['run', file, '--line', '10', '--format', 'csv']);
    expect(rows(stdout)[0]).toMatchObject({ learning_rate: '0.5' });
  });

  it('trains the n-th of the train ops that one line makes', () => {
    const file = join(folder, 'train.py');
    const text = `import tensorflow as tf
w = tf.Variable(4.0)
def train(rate):
    return tf.train.GradientDescentOptimizer(rate).minimize(tf.square(w))
ops = [train(0.25), train(0.125)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for op in ops: sess.run(op)
`;
    writeFileSync(file, text);
    const rate = (...more: string[]): string | undefined =>
      rows(globalStep(['run', file, '--format', 'csv', ...more]).stdout)[0]?.['learning_rate'];
    expect([rate(), rate('--nth', '1'), rate('--line', '4', '--nth', '2')]).toEqual(['0.25', '0.25', '0.125']);
    const { status, stderr } = globalStep(['run', file, '--nth', '3']);
    expect(status).toBe(2);
    expect(stderr).toContain('--nth 3 is none of the train ops made in the file: there are 2');
  });

  it.each([
    ['a file that is not there', ['run', 'none.py'], 'none.py: no such file or folder'],
    [
      'a line without a call',
      ['run', without, '--line', '3'],
      'no train op is made on line 3; there are calls on lines 9',
    ],
  ])('exits 2 for %s', (_, args, message) => {
    const { status, stderr } = globalStep(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it('goes on with infinite numbers and NaN, as TensorFlow does, and says where they begin', () => {
    const file = program((text) => text.replace('(0.1, global', '(1e30, global').replace('range(10)', 'range(100)'));
    const { status, stdout, stderr } = globalStep(['run', file, '--format', 'csv']);
    expect(status).toBe(0);
    expect(stderr).toMatch(/loss is (?:NaN|Infinity) at iteration \d+/);
    expect(rows(stdout).length).toBe(100);
  });

  it('names the programs that train by a file that does not train by itself', () => {
    const module = join(folder, 'model.py');
    const made = 'tf.train.AdamOptimizer(0.25).minimize(w * w)';
    writeFileSync(
      module,
      `import tensorflow as tf\ndef build(w):\n    return ${made}\nidle = build(tf.Variable(1.0))\n`,
    );
    const program = `import tensorflow as tf
from model import build
train = build(tf.Variable(1.0))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(train)
`;
    writeFileSync(join(folder, 'a.py'), program);
    const run = (): { readonly status: number | null; readonly stderr: string } => globalStep(['run', module]);
    const told = (programs: string): string =>
      `global-step: ${module}: this file does not train by itself: run ${programs} with it.\n`;
    expect(run()).toMatchObject({ status: 2, stderr: told(`${join(folder, 'a.py')}, which trains`) });
    writeFileSync(join(folder, 'b.py'), program);
    expect(run()).toMatchObject({
      status: 2,
      stderr: told(`${join(folder, 'a.py')} or ${join(folder, 'b.py')}, which train`),
    });
  });
});
