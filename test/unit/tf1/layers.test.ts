import { expect, test } from 'vitest';
import { array, float, numbersOf, TensorFlow } from './support/tensorflow';

test('dropout does nothing unless it trains', () => {
  const tf = new TensorFlow();
  const x = tf.tensor('constant', [array([1, 2, 3, 4])]);
  const training = tf.tensor('layers.dropout', [x], { rate: float(0.5), seed: 1, training: true });
  const session = tf.session();
  expect(numbersOf(session, tf.tensor('layers.dropout', [x]))).toEqual([1, 2, 3, 4]);
  for (const [index, number] of numbersOf(session, training).entries()) expect([0, (index + 1) * 2]).toContain(number);
});

test('a pool and a flat end have their shapes', () => {
  const tf = new TensorFlow();
  const image = tf.tensor('constant', [array([Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => [1]))])]);
  const pooled = tf.tensor('layers.max_pooling2d', [image, 2, 2]);
  const flat = tf.tensor('layers.flatten', [pooled]);
  expect([pooled.shape, flat.shape]).toEqual([[1, 4, 4, 1], [1, 16]]); // prettier-ignore
  expect(numbersOf(tf.session(), flat)).toHaveLength(16);
});

test('a convolution with holes takes what lies that far apart', () => {
  const tf = new TensorFlow();
  const image = tf.tensor('ones', [[1, 4, 4, 1]]);
  const filter = tf.tensor('ones', [[2, 2, 1, 1]]);
  const convolution = (dilations: number[]) =>
    tf.tensor('nn.conv2d', [image, filter, [1, 1, 1, 1], 'VALID'], { dilations });
  expect(convolution([1, 1, 1, 1]).shape).toEqual([1, 3, 3, 1]);
  const spread = convolution([1, 2, 2, 1]);
  expect(spread.shape).toEqual([1, 2, 2, 1]);
  expect(numbersOf(tf.session(), spread)).toEqual([4, 4, 4, 4]);
});
