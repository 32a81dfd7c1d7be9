import { describe, expect, it } from 'vitest';
import { interpreted, obstacleLines, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** What a run fetches of a data set whose elements a function makes of `[[[0], [1], [2]], [[3], [4], [5]]]`. */
function element(body: string): unknown {
  const text = `import numpy as np
import tensorflow as tf
data = tf.data.Dataset.from_tensors(np.arange(6, dtype=np.int32).reshape(2, 3, 1)).map(lambda x: ${body})
made = data.make_one_shot_iterator().get_next()
with tf.Session() as sess:
    v = sess.run(made)
`;
  return plainValue(interpreted(parser, text).names.get('v'));
}

describe('a function over the elements of a data set', () => {
  // The results of TensorFlow 2.21.
  it.each<readonly [string, unknown]>([
    [
      'tf.squeeze(x, axis=2)',
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
    ],
    ['tf.squeeze(x[:1], [-1])', [[0, 1, 2]]],
    ['tf.squeeze(x[:1])', [0, 1, 2]],
    ['tf.reduce_sum(x, [0, 2])', [3, 5, 7]],
    ['tf.reduce_sum(x, axis=1, keepdims=True)', [[[3]], [[12]]]],
    [
      'tf.reduce_max(x, -1)',
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
    ],
    [
      'tf.matmul(x[0], x[0], transpose_b=True)',
      [
        [0, 0, 0],
        [0, 1, 2],
        [0, 2, 4],
      ],
    ],
    ['tf.expand_dims(x[0, :, 0], 0)', [[0, 1, 2]]],
  ])('computes %s', (body, wanted) => {
    expect(element(body)).toEqual(wanted);
  });

  it.each([
    'tf.transpose(x, [1, 0, 2])',
    'tf.stack([x, x], axis=1)',
    'tf.one_hot(x[0, 0], 3, 5, 1)',
    'tf.zeros_like(x, tf.float32)',
    'tf.reduce_sum(x, x[0, 0, 0])',
  ])('does not know what it does not look at: %s', (body) => {
    expect(element(body)).toBe('unknown');
  });
});

it('an array that is written after a data set is made of it is not read as it is now', () => {
  const text = `import numpy as np
import tensorflow as tf
x = np.zeros(3)
made = tf.data.Dataset.from_tensor_slices(x).make_one_shot_iterator().get_next()
x[1] = 5
with tf.Session() as sess:
    v = [sess.run(made), sess.run(made)]
`;
  const read = interpreted(parser, text);
  expect(plainValue(read.names.get('v'))).toBeUndefined();
  expect(obstacleLines(read)).toEqual([7]);
});
