import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { internalIn } from '../fuzz/exhausting/run-one';
import { oddProgram } from '../fuzz/messages/programs';
import { Random } from '../fuzz/random';
import { globalStep } from './cli';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'odd-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the command line says of a program. */
function run(text: string, name = 'train.py'): ReturnType<typeof globalStep> {
  const file = join(folder, name);
  writeFileSync(file, text);
  return globalStep(['run', file, '--format', 'csv']);
}

const training = (loss: string, feed = '{}'): string =>
  `import os, numpy as np, tensorflow as tf
x = tf.placeholder(tf.float32, [2])
w = tf.Variable(1.0, name="w")
loss = ${loss}
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        sess.run(train, feed_dict=${feed})
`;

const notebook = (...cells: string[]): string =>
  JSON.stringify({
    cells: cells.map((source) => ({ cell_type: 'code', source, metadata: {}, outputs: [] })),
    metadata: {},
    nbformat: 4,
  });

describe('what the command line says of programs in which something does not fit', () => {
  it.each([
    [
      'a feed of another shape',
      training('tf.reduce_sum(w * x)', '{x: [1.0, 2.0, 3.0]}'),
      /train\.py:2: ValueError: cannot feed/,
    ],
    [
      'no gradient',
      training('tf.reduce_sum(x)', '{x: [1, 2]}'),
      /train\.py:5: Optimizer\.minimize raises ValueError: no gradients/,
    ],
    [
      'an optimizer as a number',
      training('w * tf.train.AdamOptimizer()'),
      /train\.py:4: tf\.\w+ raises TypeError: an optimizer cannot/,
    ],
    [
      'shapes that do not fit',
      training('tf.reduce_sum(tf.matmul(tf.ones([2, 3]), tf.ones([2, 3])) * w)'),
      /train\.py:4: tf\.matmul raises ValueError/,
    ],
    ['a negative length', training('tf.reduce_sum(tf.zeros([-5]) * w)'), /train\.py:4: tf\.zeros raises ValueError/],
    ['a key that is not there', training('w * {"a": 1}["PATH"]'), /train\.py:4: KeyError: 'PATH'/],
    [
      'a variable that is not initialized',
      training('w * 1.0').replace('global_variables_initializer()', 'no_op()'),
      /train\.py:4: FailedPreconditionError/,
    ],
  ] as const)('%s: the place, and what TensorFlow would raise', (_, text, said) => {
    const { status, stderr } = run(text);
    expect(stderr).toMatch(said);
    expect(internalIn(stderr)).toBeNull();
    expect(status).not.toBe(0);
  });

  it('names the cell of a notebook', () => {
    const [imports = '', ...rest] = training('tf.reduce_sum(w * x)', '{x: [1.0]}').split('\n');
    const { stderr } = run(notebook(imports, rest.slice(0, 2).join('\n'), rest.slice(2).join('\n')), 'train.ipynb');
    expect(stderr).toMatch(/train\.ipynb:cell 2:1: ValueError: cannot feed/);
  });

  it.each(Array.from({ length: 12 }, (_, index) => index))(
    'of the generated program %i it speaks Python, with places',
    (index) => {
      const { status, stdout, stderr } = run(oddProgram(new Random(index * 104_729 + 7)));
      expect(internalIn(stderr), stderr).toBeNull();
      expect([0, 1, 2], stderr).toContain(status);
      if (status === 0) expect(stdout).toMatch(/^run,iteration,/);
      const lines = stderr.split('\n').filter((line) => line !== '');
      expect(
        lines.filter((line) => !/train\.py:\d+: |no TensorFlow 1 train op is made|^global-step: as-written/.test(line)),
      ).toEqual([]);
    },
  );
});
