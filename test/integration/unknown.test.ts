import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globalStep } from './cli';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unknown-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('what a run does not know', () => {
  it('is told with its cause and line: a slice whose end is read from a file', () => {
    const { status, stdout, stderr } = globalStep(['run', 'test/fixtures/unknown/unknown-slice-silent.py']);
    expect(stderr).toBe(
      'test/fixtures/unknown/unknown-slice-silent.py:4: stand-in data: drawn numbers that fit (yaml.safe_load)\n',
    );
    expect(stdout.trim().split('\n')).toHaveLength(4);
    expect(status).toBe(0);
  });

  it('ends it where Python would: a slice by a product with a function', () => {
    const { status, stderr } = globalStep(['run', 'test/fixtures/unknown/slice-of-a-function.py']);
    expect(stderr).toMatch(/slice-of-a-function\.py:5: tf\.multiply raises TypeError/);
    expect(status).toBe(1);
  });
});

const main = `import tensorflow as tf
import helper
w = tf.Variable(1.)
train = tf.train.GradientDescentOptimizer(.1).minimize(tf.square(w))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(train)
`;

describe('a module that is no Python', () => {
  const run = (program: string, helper: string, more = '') => {
    writeFileSync(join(folder, 'train.py'), program);
    writeFileSync(join(folder, 'helper.py'), helper);
    writeFileSync(join(folder, 'more.py'), more);
    return globalStep(['run', join(folder, 'train.py')]);
  };

  it.each([
    ['of the program', main, 'STEPS = 3\ndef f(:\n    return 1\n', '', 'helper.py:2'],
    ['of a module', main, 'import more\n', 'if True:\nx = 1\n', 'more.py:2'],
    [
      'in a function',
      main.replace('import helper', 'def load():\n    import helper\nload()'),
      'x = = 1\n',
      '',
      'helper.py:1',
    ],
  ])('ends the run at its import, with its file and line: %s', (_, program, helper, more, place) => {
    const { status, stdout, stderr } = run(program, helper, more);
    expect(stderr).toContain(`${join(folder, place)}: SyntaxError: `);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('does not end it where the program expects that', () => {
    const program = main.replace('import helper', 'try:\n    import helper\nexcept SyntaxError:\n    helper = None');
    const { status, stderr } = run(program, 'x = = 1\n');
    expect([status, stderr]).toEqual([0, '']);
  });

  it('and one that exits ends the program', () => {
    const { status, stderr } = run(main, 'import sys\nsys.exit()\n');
    expect(stderr).toContain('no TensorFlow 1 train op is made');
    expect(status).toBe(2);
  });
});
