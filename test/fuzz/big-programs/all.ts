import type { Random } from '../random';
import { blockShapes } from './blocks';
import { callShapes } from './calls';
import type { Shape } from './shapes';
import { valueShapes } from './values';

/** Every kind of program that costs far more than its length says, by name. */
export const bigShapes: Readonly<Record<string, Shape>> = { ...callShapes, ...blockShapes, ...valueShapes };

/** The line that needs a finding. */
export const stuckLine = 'stuck = tf.train.GradientDescentOptimizer(stuck_rate).minimize(tf.square(tf.Variable(5.0)))';

/** A training whose rate reads a step that nothing moves: what a check has to find, however much stands before it. */
const training = `
stuck_step = tf.train.get_or_create_global_step()
stuck_rate = tf.train.exponential_decay(0.1, stuck_step, 10, 0.5)
${stuckLine}
`;

/** A program of one of the kinds, with a training of its own at its end. */
export function bigProgram(random: Random): { readonly name: string; readonly text: string } {
  const [name, shape] = random.pick(Object.entries(bigShapes));
  return { name, text: `import tensorflow as tf\n${shape(random)}\n${training}` };
}
