import { describe } from 'vitest';
import { testParser } from '../../helpers/python-parser';
import { itSays } from '../../helpers/verdicts';

const parser = await testParser();

const decaying = `import tensorflow as tf
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.5, step, 40, 0.9)
`;

describe('code that the program leaves out as it stands', () => {
  itSays(parser, [
    [
      'the branch that a constant does not take',
      `import tensorflow as tf
MODE = 'penalty'
if MODE == 'clip':
    train = tf.train.RMSPropOptimizer(5e-5).minimize(cost) #: hint
elif MODE == 'penalty':
    train = tf.train.AdamOptimizer(1e-4).minimize(cost) #: hint
else:
    train = tf.train.GradientDescentOptimizer(1e-4).minimize(cost) #: hint
`,
    ],
    [
      'a bug in it',
      `${decaying}DEBUG = False
if DEBUG:
    train = tf.train.AdamOptimizer(rate).minimize(loss) #: warning
`,
    ],
    [
      'what stands behind a return',
      `import tensorflow as tf
def build(mode):
    if mode == 'predict':
        return None
    return tf.train.AdamOptimizer(0.1).minimize(loss) #: hint
build('predict')
`,
    ],
    [
      'where the branch that is taken moves the step',
      `${decaying}FAST = True
if FAST:
    train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=step) #: ok
else:
    train = tf.train.AdamOptimizer(rate).minimize(loss) #: ok
`,
    ],
  ]);
});

describe('functions that are only passed on', () => {
  itSays(parser, [
    [
      'within a function',
      `import tensorflow as tf
def main(pool):
    def work(cost):
        return tf.train.AdamOptimizer(0.1).minimize(cost) #: hint
    pool.submit(work)
`,
    ],
    [
      'a class within a test',
      `import tensorflow as tf
class SomeTest(tf.test.TestCase):
    def test_builder(self):
        class Builder(base.Builder):
            def train_op(self, cost):
                opt = tf.train.AdamOptimizer(0.1)
                return opt.minimize(cost) #: hint
        self.assertTrue(Builder())
`,
    ],
    [
      'branches of tf.cond',
      `${decaying}opt = tf.train.AdamOptimizer(rate)
train = tf.cond(flag, lambda: opt.minimize(loss), lambda: tf.no_op()) #: warning
`,
    ],
    [
      'a function for each tower',
      `${decaying}opt = tf.train.AdamOptimizer(rate)
def tower(i):
    return opt.compute_gradients(losses[i])
grads = average([tower(i) for i in range(4)])
train = opt.apply_gradients(grads, global_step=step) #: ok
`,
    ],
    [
      'towers, without the step',
      `${decaying}opt = tf.train.AdamOptimizer(rate)
grads = []
for i in range(4):
    with tf.device('/gpu:%d' % i):
        grads.append(opt.compute_gradients(losses[i]))
train = opt.apply_gradients(average(grads)) #: warning
`,
    ],
  ]);
});

describe('control flow', () => {
  itSays(parser, [
    [
      'a condition on a flag: both calls are the program’s',
      `${decaying}if flags.sgd:
    train = tf.train.GradientDescentOptimizer(rate).minimize(loss) #: warning
else:
    train = tf.train.AdamOptimizer(rate).minimize(loss) #: warning
`,
    ],
    [
      'one branch that hands the step on',
      `${decaying}if flags.sgd:
    train = tf.train.GradientDescentOptimizer(rate).minimize(loss, global_step=step) #: ok
else:
    train = tf.train.AdamOptimizer(0.1).minimize(loss) #: hint
`,
    ],
    [
      'a rate that decays under a condition',
      `import tensorflow as tf
step = tf.Variable(0, trainable=False)
rate = 0.1
if flags.decay:
    rate = tf.train.exponential_decay(rate, step, 40, 0.9)
train = tf.train.AdamOptimizer(rate).minimize(loss) #: warning
`,
    ],
    [
      'a rate that is rebound',
      `${decaying}rate = 0.1
train = tf.train.AdamOptimizer(rate).minimize(loss) #: hint
`,
    ],
    [
      'a warm-up by tf.cond',
      `${decaying}warm = tf.cond(step < 10, lambda: 0.01 * tf.to_float(step), lambda: rate)
train = tf.train.AdamOptimizer(warm).minimize(loss) #: warning
`,
    ],
    [
      'a warm-up by tf.where',
      `import tensorflow as tf
step = tf.train.get_or_create_global_step()
warm = tf.where(step < 10, 0.1 * tf.cast(step, tf.float32) / 10., 0.1)
train = tf.train.AdamOptimizer(learning_rate=warm).minimize(loss) #: warning
`,
    ],
    [
      'own arithmetic',
      `${decaying}train = tf.train.AdamOptimizer(0.1 / (1. + 0.01 * tf.to_float(step))).minimize(loss) #: warning`,
    ],
    [
      'a rate by a callable',
      `${decaying}train = tf.train.AdamOptimizer(lambda: rate).minimize(loss) #: warning
`,
    ],
    [
      'a rate that is a variable, assigned by the program',
      `import tensorflow as tf
rate = tf.Variable(0.1, trainable=False)
train = tf.train.AdamOptimizer(rate).minimize(loss) #: hint
sess.run(tf.assign(rate, 0.01))
`,
    ],
    [
      'a step of another graph',
      `${decaying}with tf.Graph().as_default():
    other = tf.train.AdamOptimizer(0.1).minimize(loss) #: hint
`,
    ],
    [
      'Python 2',
      `${decaying}print 'training', rate
try:
    train = tf.train.AdamOptimizer(rate).minimize(loss) #: warning
except Exception, error:
    print >>sys.stderr, error
exec 'x = 1'
`,
    ],
    [
      'main, called by the application',
      `import tensorflow as tf
def main(_):
    step = tf.train.get_or_create_global_step()
    rate = tf.train.exponential_decay(0.5, step, 40, 0.9)
    tf.train.AdamOptimizer(rate).minimize(loss) #: warning
if __name__ == '__main__':
    tf.app.run()
`,
    ],
  ]);
});

describe('what depends on a step besides the rate', () => {
  const own = `import tensorflow as tf
step = tf.Variable(0, trainable=False, name='global_step')
train = tf.train.AdamOptimizer(0.1).minimize(loss)`;
  itSays(parser, [
    ['an average with num_updates', `${own} #: warning\nema = tf.train.ExponentialMovingAverage(0.99, step)\n`],
    ['an average without', `${own} #: hint\nema = tf.train.ExponentialMovingAverage(0.99)\n`],
    ['a saver', `${own} #: warning\ntf.train.Saver().save(sess, 'model', global_step=step)\n`],
    [
      'a saver that is passed a count',
      `${own} #: hint\nfor i in range(9):\n    tf.train.Saver().save(sess, 'model', global_step=i)\n`,
    ],
    ['a loop', `${own} #: warning\nwhile sess.run(step) < 100:\n    sess.run(train)\n`],
    ['a summary', `${own} #: warning\nwriter.add_summary(sess.run(merged), sess.run(step))\n`],
    [
      'a summary that is passed a count',
      `${own} #: hint\nfor i in range(9):\n    writer.add_summary(sess.run(merged), i)\n`,
    ],
    ['a hook', `${own} #: warning\nhooks = [tf.train.StopAtStepHook(last_step=100)]\n`],
    [
      'a monitored session with a folder',
      `${own} #: warning
with tf.train.MonitoredTrainingSession(checkpoint_dir='logs') as sess:
    sess.run(train)
`,
    ],
    [
      'a monitored session without',
      `${own} #: hint\nwith tf.train.MonitoredTrainingSession() as sess:\n    sess.run(train)\n`,
    ],
    ['an import of its name only', `${own} #: hint\nprint(tf.train.get_global_step)\n`],
  ]);
});
