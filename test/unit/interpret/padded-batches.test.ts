import { describe, expect, it } from 'vitest';
import { runsIn } from '../../../src/plan/plan-steps';
import { say } from '../../../src/base/message';
import { argumentNamed } from '../../../src/frameworks/tensorflow1/recorded';
import { interpreted } from '../../helpers/interpreted';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// What `padded_batch` makes is what TensorFlow 2.21 makes of the same elements.

const parser = await testParser();

const program = (given: string): string => `import numpy as np
import tensorflow as tf
def gen():
    for n in (1, 3, 2):
        yield {'a': np.arange(2 * n, dtype=np.float32).reshape(n, 2), 'n': np.int32(n)}
data = tf.data.Dataset.from_generator(gen, {'a': tf.float32, 'n': tf.int32}, {'a': [None, 2], 'n': []})
batch = data.padded_batch(${given}).make_one_shot_iterator().get_next()
w = tf.Variable(1.0)
loss = tf.reduce_mean(batch['a'] * w)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    while True:
        try:
            sess.run(train)
        except tf.errors.OutOfRangeError:
            break
`;

/** The batches that the runs are fed, with their static shape. */
function batches(given: string): { readonly fed: unknown[]; readonly shape: unknown } {
  const text = program(given);
  const { calls, runs } = planOf(parser, text);
  const placeholder = calls.find(({ name }) => name === 'placeholder');
  const shape = placeholder === undefined ? null : argumentNamed(placeholder, 'shape');
  const lengths = shape?.kind === 'list' ? shape.items.map((item) => (item.kind === 'int' ? item.value : null)) : null;
  const fed = [...runsIn(runs)].flatMap(({ feeds }) =>
    feeds.flatMap(({ value }) =>
      value.kind === 'array' && value.value.shape.length === 3 ? [[value.value.shape, [...value.value.data]]] : [],
    ),
  );
  return { fed, shape: lengths };
}

describe('padded_batch', () => {
  it('pads to the longest of each batch', () => {
    expect(batches("2, padded_shapes={'a': [None, 2], 'n': []}")).toEqual({
      shape: [null, null, 2],
      fed: [
        [
          [2, 3, 2],
          [0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5],
        ],
        [
          [1, 2, 2],
          [0, 1, 2, 3],
        ],
      ],
    });
  });

  it('pads to a length with a value, and leaves out a batch that is not full', () => {
    const given = "2, {'a': [4, -1], 'n': []}, padding_values={'a': 9.0, 'n': 0}, drop_remainder=True";
    expect(batches(given)).toEqual({
      shape: [2, 4, null],
      fed: [
        [
          [2, 4, 2],
          [0, 1, 9, 9, 9, 9, 9, 9, 0, 1, 2, 3, 4, 5, 9, 9],
        ],
      ],
    });
  });

  it('does not cut what is longer', () => {
    const { recorder } = interpreted(parser, program("3, padded_shapes={'a': [2, 2], 'n': []}"));
    expect([...recorder.obstacles, ...recorder.unknownArguments.values()].map(({ why }) => say(why)).join()).toContain(
      'a batch of elements of different shapes',
    );
  });
});
