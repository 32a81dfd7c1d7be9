import { describe } from 'vitest';
import { testParser } from '../../helpers/python-parser';
import { itSays } from '../../helpers/verdicts';

const parser = await testParser();

const adam = 'tf.train.AdamOptimizer(rate)';
const decay = (step: string): string => `rate = tf.train.exponential_decay(0.5, ${step}, 40, 0.9)`;

describe('what the step is', () => {
  itSays(parser, [
    [
      'a plain name',
      `import tensorflow as tf\nn = tf.Variable(0)\n${decay('n')}\n${adam}.minimize(loss, global_step=n) #: ok`,
    ],
    [
      'an attribute',
      `import tensorflow as tf
class Net:
    def __init__(self):
        self.n = tf.Variable(0, trainable=False)
        ${decay('self.n')}
        self.a = ${adam}.minimize(loss) #: warning`,
    ],
    [
      'an attribute that another method makes',
      `import tensorflow as tf
class Net:
    def __init__(self):
        self.make()
        ${decay('self.n')}
        self.a = ${adam}.minimize(loss, global_step=self.n) #: ok
    def make(self):
        self.n = tf.Variable(0, trainable=False)`,
    ],
    [
      'the graph’s own, asked for twice',
      `import tensorflow as tf
${decay('tf.train.get_or_create_global_step()')}
${adam}.minimize(loss, tf.train.get_global_step()) #: ok`,
    ],
    [
      'the graph’s own, not passed on',
      `import tensorflow as tf
tf.train.create_global_step()
${decay('tf.train.get_global_step()')}
${adam}.minimize(loss) #: warning`,
    ],
    [
      'contrib’s',
      `import tensorflow as tf
${decay('tf.contrib.framework.get_or_create_global_step()')}
${adam}.minimize(loss) #: warning`,
    ],
    [
      'slim’s',
      `import tensorflow as tf
slim = tf.contrib.slim
${decay('slim.get_or_create_global_step()')}
${adam}.minimize(loss, global_step=slim.get_global_step()) #: ok`,
    ],
    [
      'get_variable',
      `import tensorflow as tf
n = tf.get_variable('global_step', [], initializer=tf.constant_initializer(0), trainable=False)
${decay('n')}
${adam}.minimize(loss) #: warning`,
    ],
    [
      'a cast of it',
      `import tensorflow as tf\nn = tf.Variable(0)\n${decay('tf.cast(n, tf.float32)')}\n${adam}.minimize(loss) #: warning`,
    ],
    [
      'batches of it',
      `import tensorflow as tf\nn = tf.Variable(0)\n${decay('n * 64')}\n${adam}.minimize(loss) #: warning`,
    ],
    ['a number', `import tensorflow as tf\n${decay('0')}\n${adam}.minimize(loss) #: warning`],
    ['a constant', `import tensorflow as tf\n${decay('tf.constant(0)')}\n${adam}.minimize(loss) #: warning`],
    [
      'a number in a name',
      `import tensorflow as tf\nglobal_step = 0\n${decay('global_step')}\n${adam}.minimize(loss) #: warning`,
    ],
    [
      'nobody’s variable',
      `import tensorflow as tf\n${decay('tf.Variable(0, trainable=False)')}\n${adam}.minimize(loss) #: warning`,
    ],
    [
      'a placeholder that is fed',
      `import tensorflow as tf\nn = tf.placeholder(tf.int32)\n${decay('n')}\n${adam}.minimize(loss) #: ok`,
    ],
    [
      'a parameter of which nothing is known',
      `import tensorflow as tf\ndef f(n):\n    ${decay('n')}\n    return ${adam}.minimize(loss) #: ok`,
    ],
    [
      'a parameter with its caller',
      `import tensorflow as tf
def f(n):
    ${decay('n')}
    return ${adam}.minimize(loss) #: warning
f(tf.Variable(0, trainable=False))`,
    ],
    [
      'a parameter that is None by default',
      `import tensorflow as tf
def f(loss, global_step=None):
    ${decay('global_step')}
    return ${adam}.minimize(loss, global_step=global_step) #: ok
f(x, tf.train.get_or_create_global_step())`,
    ],
    [
      'another variable than the one passed on',
      `import tensorflow as tf
n = tf.Variable(0, trainable=False)
m = tf.Variable(0, trainable=False)
${decay('n')}
${adam}.minimize(loss, global_step=m) #: warning`,
    ],
    [
      'None by keyword',
      `import tensorflow as tf\nn = tf.Variable(0)\n${decay('n')}\n${adam}.minimize(loss, global_step=None) #: warning`,
    ],
  ]);
});

describe('slim’s step', () => {
  itSays(parser, [
    [
      'made anew',
      `import tensorflow as tf
import tensorflow.contrib.slim as slim
n = slim.create_global_step()
${decay('n')}
${adam}.minimize(loss) #: warning`,
    ],
  ]);
});

describe('how the library is named', () => {
  const body = (tf: string, train = `${tf}.train`): string => `n = ${tf}.Variable(0, trainable=False)
rate = ${train}.exponential_decay(0.5, n, 40, 0.9)
${train}.AdamOptimizer(rate).minimize(loss) #: warning`;
  itSays(parser, [
    ['as anything', `import tensorflow as flow\n${body('flow')}`],
    ['by its full name', `import tensorflow\n${body('tensorflow')}`],
    ['compat.v1', `import tensorflow.compat.v1 as tf\ntf.disable_v2_behavior()\n${body('tf')}`],
    ['compat.v1 in the middle', `import tensorflow as tf\n${body('tf.compat.v1')}`],
    ['compat.v1 by from', `from tensorflow.compat import v1 as tf\n${body('tf')}`],
    ['compat.v1 in a name', `import tensorflow as tf\ntf1 = tf.compat.v1\n${body('tf1')}`],
    ['its parts', `from tensorflow import Variable, train\nimport tensorflow as tf\n${body('tf', 'train')}`],
    [
      'its functions',
      `from tensorflow.train import exponential_decay as decay, AdamOptimizer
import tensorflow as tf
n = tf.Variable(0, trainable=False)
AdamOptimizer(decay(0.5, n, 40, 0.9)).minimize(loss) #: warning`,
    ],
    [
      'its private modules',
      `from tensorflow.python.training import adam, learning_rate_decay
import tensorflow as tf
n = tf.Variable(0, trainable=False)
adam.AdamOptimizer(learning_rate_decay.exponential_decay(0.5, n, 40, 0.9)).minimize(loss) #: warning`,
    ],
    ['a star', `from tensorflow import *\nfrom helper import *\n${body('tf')}`],
    [
      'in a try',
      `try:\n    import tensorflow.compat.v1 as tf\nexcept ImportError:\n    import tensorflow as tf\n${body('tf')}`,
    ],
    [
      'in a function',
      `def f():\n    import tensorflow as tf\n    n = tf.Variable(0, trainable=False)\n    rate = tf.train.exponential_decay(0.5, n, 40, 0.9)\n    return tf.train.AdamOptimizer(rate).minimize(loss) #: warning`,
    ],
    ['by another module', `from common import tf\n${body('tf')}`, { 'common.py': 'import tensorflow as tf\n' }],
    ['by another module’s star', `from common import *\n${body('tf')}`, { 'common.py': 'import tensorflow as tf\n' }],
  ]);
});

describe('what moves it instead', () => {
  const own = `import tensorflow as tf
n = tf.Variable(0, name='global_step', trainable=False)
${decay('n')}
`;
  itSays(parser, [
    ['assign_add', `${own}inc = tf.assign_add(n, 1)\n${adam}.minimize(loss) #: ok`],
    ['its method', `${own}inc = n.assign_add(1)\n${adam}.minimize(loss) #: ok`],
    ['assign of itself and one', `${own}inc = tf.assign(n, n + 1)\n${adam}.minimize(loss) #: ok`],
    ['assign of itself and one, by add', `${own}inc = n.assign(tf.add(n, 1))\n${adam}.minimize(loss) #: ok`],
    [
      'state_ops',
      `from tensorflow.python.ops import state_ops\n${own}inc = state_ops.assign_add(n, 1)\n${adam}.minimize(loss) #: ok`,
    ],
    ['load', `${own}${adam}.minimize(loss) #: ok\nfor i in range(9):\n    n.load(i, session)`],
    ['feeding', `${own}go = ${adam}.minimize(loss) #: ok\nfor i in range(9):\n    sess.run(go, feed_dict={n: i})`],
    [
      'feeding in a dictionary that grows',
      `${own}go = ${adam}.minimize(loss) #: ok\nfeed = {}\nfeed[n] = 3\nsess.run(go, feed)`,
    ],
    ['a group', `${own}go = tf.group(${adam}.minimize(loss), tf.assign_add(n, 1)) #: ok`],
    [
      'a control dependency',
      `${own}go = ${adam}.minimize(loss) #: ok
with tf.control_dependencies([go]):
    go = tf.assign_add(n, 1)`,
    ],
    [
      'another call',
      `${own}a = ${adam}.minimize(loss) #: ok\nb = tf.train.AdamOptimizer(0.1).minimize(other, global_step=n) #: ok`,
    ],
    ['something unknown', `${own}scheduler.register(n)\n${adam}.minimize(loss) #: ok`],
    [
      'another object’s attribute',
      `import tensorflow as tf
class Net:
    def __init__(self):
        self.n = tf.Variable(0, trainable=False)
        ${decay('self.n')}
        self.go = ${adam}.minimize(loss) #: ok
def train(net, sess):
    sess.run(tf.assign_add(net.n, 1))`,
    ],
    [
      'a subclass',
      `import tensorflow as tf
class Net:
    def build(self):
        self.n = tf.Variable(0, trainable=False)
        ${decay('self.n')}
        self.go = ${adam}.minimize(loss) #: ok
class Counting(Net):
    def count(self):
        return self.n.assign_add(1)`,
    ],
  ]);
});

describe('moved twice', () => {
  const own = `import tensorflow as tf
n = tf.train.get_or_create_global_step()
${decay('n')}
`;
  itSays(parser, [
    [
      'by hand in the same run',
      `${own}go = ${adam}.minimize(loss, global_step=n) #: warning
inc = tf.assign_add(n, 1)
with tf.Session() as sess:
    for i in range(100):
        sess.run([go, inc])`,
    ],
    [
      'by hand behind it',
      `${own}go = ${adam}.minimize(loss, global_step=n) #: warning
with tf.control_dependencies([go]):
    both = tf.assign_add(n, 1)
with tf.Session() as sess:
    sess.run(both)`,
    ],
    [
      'by two calls in a group',
      `${own}a = ${adam}.minimize(loss, global_step=n, var_list=v) #: warning
b = ${adam}.minimize(loss, global_step=n, var_list=w) #: warning
go = tf.group(a, b)
with tf.Session() as sess:
    sess.run(go)`,
    ],
    [
      'by two calls in the same iteration',
      `${own}a = ${adam}.minimize(loss, global_step=n, var_list=v) #: warning
b = ${adam}.minimize(loss, global_step=n, var_list=w) #: warning
with tf.Session() as sess:
    for i in range(100):
        sess.run(a)
        sess.run(b)`,
    ],
    [
      'not where they alternate',
      `${own}a = ${adam}.minimize(loss, global_step=n, var_list=v) #: ok
b = ${adam}.minimize(loss, global_step=n, var_list=w) #: ok
with tf.Session() as sess:
    for i in range(100):
        if i % 2 == 0:
            sess.run(a)
        else:
            sess.run(b)`,
    ],
    [
      'not where one call alone is passed it',
      `${own}a = ${adam}.minimize(loss, var_list=v) #: ok
b = ${adam}.minimize(loss, global_step=n, var_list=w) #: ok
with tf.Session() as sess:
    sess.run([a, b])`,
    ],
    [
      'not by an update that reads it only',
      `${own}go = ${adam}.minimize(loss, global_step=n) #: ok
with tf.control_dependencies([go]):
    both = ema.apply(tf.trainable_variables())
with tf.Session() as sess:
    sess.run([both, n])`,
    ],
    [
      'not where it is only set anew',
      `${own}go = ${adam}.minimize(loss, global_step=n) #: ok
reset = tf.assign(n, 0)
with tf.Session() as sess:
    sess.run(reset)
    for i in range(100):
        sess.run(go)`,
    ],
  ]);
});
