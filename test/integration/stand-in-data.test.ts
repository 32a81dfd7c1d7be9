import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareWithTrace, readRows, type Trace } from '../../scripts/compare-trace.mjs';
import { globalStep } from './cli';

/**
 * Programs whose data is a download or a file that is not there, with traces of TensorFlow on data of the same form: steps, rates, the
 * number of iterations and the first loss, which the data has no part in, are TensorFlow's.
 */
const folder = 'test/fixtures/stand-in-data';
const programs = readdirSync(folder).filter((name) => name.endsWith('.py'));

describe('global-step run, of data that is not there', () => {
  it.each(programs)('trains the own model of %s, and says which data stands in', (name) => {
    const trace = JSON.parse(readFileSync(join(folder, name.replace(/\.py$/, '.trace.json')), 'utf8')) as Trace;
    const { status, stdout, stderr } = globalStep(['run', join(folder, name), '--format', 'csv']);
    expect(stderr).toMatch(/\.py:\d+: stand-in data: .+ \(.+\)\n$/);
    expect(stderr).not.toContain('not understood');
    expect(status).toBe(0);
    const rows = readRows(stdout);
    expect(compareWithTrace(trace.iterations, rows, { ...trace, deterministic: false })).toBeNull();
    expect(compareWithTrace(trace.iterations.slice(0, 1), rows.slice(0, 1), trace)).toBeNull();
    // What stands in can be learned.
    expect(rows.at(-1)?.['loss']).toBeLessThan(0.9 * Number(rows[0]?.['loss']));
  });

  it.each([
    ['all of a generator', 'camera_frames', '(tf.TensorShape([8, 3]), tf.TensorShape([8]))'],
    ['a part of what it gives', 'mixed', '([8, 3], [8])'],
  ])('takes the types and shapes that the program writes where nobody knows %s', (_, generator, shapes) => {
    const program = `import camera
import numpy as np
import tensorflow as tf
def camera_frames():
    for frame in camera.frames():
        yield frame
def mixed():
    while True:
        yield camera.read(), np.zeros(8)
data = tf.data.Dataset.from_generator(${generator}, (tf.float32, tf.float32), ${shapes})
x, y = data.make_one_shot_iterator().get_next()
w = tf.Variable([[0.5], [0.5], [0.5]])
loss = tf.reduce_mean(tf.square(tf.matmul(x, w)[:, 0] - y))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(20):
        sess.run(train)
`;
    const at = mkdtempSync(join(tmpdir(), 'global-step-generator-'));
    try {
      writeFileSync(join(at, 'train.py'), program);
      const { status, stdout, stderr } = globalStep(['run', join(at, 'train.py'), '--format', 'csv']);
      expect(stderr).toContain(
        'train.py:10: stand-in data: drawn numbers that fit (what a generator gives is not known)',
      );
      expect(stderr).not.toContain('loss not understood');
      expect(status).toBe(0);
      const rows = readRows(stdout);
      expect(rows).toHaveLength(20);
      expect(rows.at(-1)?.['loss']).toBeLessThan(0.9 * Number(rows[0]?.['loss']));
    } finally {
      rmSync(at, { recursive: true });
    }
  });
});
