import type { Random } from '../random';

/** A kind of program that asks for more time or memory than there is, with numbers of the random's choice. */
export interface Shape {
  /** What makes much, and what is done with it. */
  readonly name: string;
  /** Python that runs before the training, or makes the training itself where it says `minimize`. */
  readonly program: (random: Random) => string;
  /** Whether Python itself would end such a program for its depth, so that a message may say that it nests too deep. */
  readonly isDeep?: boolean;
}

/** A large number: more than memory or time can hold. */
export function large(random: Random): string {
  return random.pick(['10**9', '10**10', '10**12', '2000000000', '3 * 10**9', '2**31', '2**40', '10**15']);
}

/** A length that an array of one axis may not have, but two axes of its root may each. */
export function side(random: Random): number {
  return random.pick([20_000, 50_000, 100_000, 65_536, 300_000]);
}

const head = `import tensorflow as tf
import numpy as np
import random, itertools, functools, collections, copy, math
`;

const training = `
g = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, g, 10, 0.5)
w = tf.Variable(5.0)
train = tf.train.GradientDescentOptimizer(rate).minimize(tf.square(w))
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(5):
        s.run(train)
`;

/** The whole program of a shape. */
export function programOf({ program }: Shape, random: Random): string {
  const text = program(random);
  return text.includes('minimize(') ? `${head}${text}\n` : `${head}${text}\n${training}`;
}
