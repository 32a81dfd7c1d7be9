import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { checkText } from '../../helpers/check-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const said = (step: string): string[] =>
  checkText(
    parser,
    `import tensorflow as tf
def data_type():
    return tf.float16 if FLAGS.half else tf.float32
step = ${step}
train = tf.train.AdamOptimizer(0.1).minimize(loss, global_step=step)
`,
  ).findings.map(({ message }) => say(message));

describe('a step that is trainable', () => {
  it.each(['tf.Variable(0)', "tf.get_variable('step', [], tf.int64)"])(
    'is called an integer where it is one: %s',
    (step) => {
      expect(said(step)).toEqual([expect.stringContaining('fail on an integer')]);
    },
  );

  it.each(['tf.Variable(0, dtype=data_type())', 'tf.Variable(0, dtype=FLAGS.type)', "tf.get_variable('step', [])"])(
    'is not where it is a float, or may be: %s',
    (step) => {
      expect(said(step)).toEqual([expect.stringContaining('look for its gradient')]);
    },
  );
});
