import { describe } from 'vitest';
import { testParser } from '../../helpers/python-parser';
import { itSays } from '../../helpers/verdicts';

const parser = await testParser();

const own = `import tensorflow as tf
slim = tf.contrib.slim
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.5, step, 40, 0.9)
opt = tf.train.AdamOptimizer(rate)
`;

describe('helpers that count by themselves', () => {
  itSays(parser, [
    ['slim’s create_train_op', `${own}train = slim.learning.create_train_op(loss, opt) #: ok`],
    ['contrib.training’s', `${own}train = tf.contrib.training.create_train_op(loss, opt) #: ok`],
    ['with the step', `${own}train = slim.learning.create_train_op(loss, opt, global_step=step) #: ok`],
    ['with an explicit None', `${own}train = slim.learning.create_train_op(loss, opt, global_step=None) #: warning`],
    ['tf_slim', `import tf_slim\n${own}train = tf_slim.learning.create_train_op(loss, opt) #: ok`],
    [
      'slim by import',
      `from tensorflow.contrib import slim as s\n${own}train = s.learning.create_train_op(loss, opt) #: ok`,
    ],
    ['its loop', `${own}train = slim.learning.create_train_op(loss, opt) #: ok\nslim.learning.train(train, 'logs')`],
    ['optimize_loss', `${own}train = tf.contrib.layers.optimize_loss(loss, step, 0.1, 'SGD') #: ok`],
    [
      'optimize_loss without a step of its own',
      `${own}train = tf.contrib.layers.optimize_loss(loss=loss, global_step=None, learning_rate=0.1, optimizer='Adam') #: ok`,
    ],
    [
      'optimize_loss with a decay function',
      `import tensorflow as tf
train = tf.contrib.layers.optimize_loss( #: ok
    loss, tf.train.get_global_step(), 0.1, 'SGD',
    learning_rate_decay_fn=lambda lr, n: tf.train.exponential_decay(lr, n, 100, 0.9))`,
    ],
    [
      'optimize_loss that is told not to count',
      `${own}train = tf.contrib.layers.optimize_loss(loss, step, rate, 'SGD', increment_global_step=False) #: warning`,
    ],
  ]);
});

describe('Estimator', () => {
  itSays(parser, [
    [
      'a model function that hands it on',
      `import tensorflow as tf
def model_fn(features, labels, mode):
    opt = tf.train.AdamOptimizer(0.1)
    train = opt.minimize(loss, global_step=tf.train.get_global_step()) #: ok
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train)
tf.estimator.Estimator(model_fn)`,
    ],
    [
      'one that does not',
      `import tensorflow as tf
def model_fn(features, labels, mode):
    train = tf.train.AdamOptimizer(0.1).minimize(loss) #: warning
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train)
tf.estimator.Estimator(model_fn)`,
    ],
    [
      'one that counts by hand',
      `import tensorflow as tf
def model_fn(features, labels, mode):
    train = tf.train.AdamOptimizer(0.1).minimize(loss) #: ok
    train = tf.group(train, tf.assign_add(tf.train.get_global_step(), 1))
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train)
tf.estimator.Estimator(model_fn)`,
    ],
    [
      'one whose spec is made for each mode',
      `import tensorflow as tf
def model_fn(features, labels, mode):
    if mode == tf.estimator.ModeKeys.PREDICT:
        return tf.estimator.EstimatorSpec(mode, predictions=p)
    if mode == tf.estimator.ModeKeys.TRAIN:
        train = tf.train.AdagradOptimizer(0.1).minimize(loss, tf.train.get_global_step()) #: ok
        return tf.estimator.EstimatorSpec(mode=mode, loss=loss, train_op=train)
    return tf.estimator.EstimatorSpec(mode, loss=loss)`,
    ],
    [
      'on a TPU',
      `import tensorflow as tf
def model_fn(features, labels, mode, params):
    opt = tf.contrib.tpu.CrossShardOptimizer(tf.train.AdamOptimizer(0.1))
    train = opt.minimize(loss) #: warning
    return tf.contrib.tpu.TPUEstimatorSpec(mode=mode, loss=loss, train_op=train)`,
    ],
    [
      'a head',
      `import tensorflow as tf
def model_fn(features, labels, mode):
    head = tf.contrib.estimator.binary_classification_head()
    return head.create_estimator_spec(features, mode, logits, labels,
        train_op_fn=lambda loss: tf.train.AdamOptimizer(0.1).minimize(loss, global_step=tf.train.get_global_step())) #: ok`,
    ],
  ]);
});

describe('what only looks alike', () => {
  itSays(parser, [
    ['SciPy', 'from scipy.optimize import minimize\nimport tensorflow as tf\nminimize(f, x0)\n'],
    ['SciPy by its module', 'import scipy.optimize as so\nimport tensorflow as tf\nso.minimize(f, x0)\n'],
    ['lmfit', 'import lmfit\nm = lmfit.Minimizer(f, p)\nm.minimize(method="leastsq")\n'],
    ['skopt', 'from skopt import gp_minimize, Optimizer\nopt = Optimizer(space)\nres = gp_minimize(f, space)\n'],
    [
      'optax',
      'import optax\nopt = optax.adam(0.1)\nupdates, state = opt.update(grads, state)\noptax.apply_updates(p, updates)\n',
    ],
    ['torch', 'import torch\nopt = torch.optim.Adam(net.parameters())\nopt.step()\nopt.minimize(loss)\n'],
    [
      'Keras of TensorFlow',
      'import tensorflow as tf\nopt = tf.keras.optimizers.SGD(0.1)\nopt.minimize(lambda: loss, [v])\nopt.apply_gradients(zip(g, v))\n',
    ],
    [
      'Keras 2 in a function',
      `import tensorflow as tf
@tf.function
def train_step(x, optimizer):
    with tf.GradientTape() as tape:
        loss = model(x)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
`,
    ],
    ['Paddle', 'import paddle.fluid as fluid\nopt = fluid.optimizer.Adam(0.1)\nopt.minimize(cost)\n'],
    ['MXNet', 'import mxnet as mx\nopt = mx.optimizer.Adam()\nopt.minimize(loss)\n'],
    ['GPflow', 'import gpflow, tensorflow as tf\ngpflow.train.ScipyOptimizer().minimize(model)\n'],
    ['Casadi', 'import casadi\nopti = casadi.Opti()\nopti.minimize(cost)\n'],
    ['an own function', 'import tensorflow as tf\ndef minimize(loss):\n    return loss\nminimize(3)\n'],
    [
      'an own class',
      'import tensorflow as tf\nclass Opt:\n    def minimize(self, loss):\n        return loss\nOpt().minimize(3)\n',
    ],
    [
      'ScipyOptimizerInterface',
      'import tensorflow as tf\nopt = tf.contrib.opt.ScipyOptimizerInterface(loss)\nopt.minimize(sess)\n',
    ],
  ]);
});

describe('what moves through other files', () => {
  itSays(parser, [
    [
      'a schedule’s arguments in a dictionary of the importing file',
      `import tensorflow as tf
def train_op(kw, loss):
    return tf.train.AdamOptimizer(tf.train.exponential_decay(**kw)).minimize(loss) #: warning
`,
      {
        'model.py': `from train import *
class Model:
    def build(self):
        self.op = train_op(dict(learning_rate=0.1, global_step=0, decay_steps=9, decay_rate=0.5), self.loss)
`,
      },
    ],
    [
      'a step that the importing file hands on and counts',
      `import tensorflow as tf
def train_op(step, loss):
    return tf.train.AdamOptimizer(tf.train.exponential_decay(0.1, step, 9, 0.5)).minimize(loss) #: ok
`,
      {
        'main.py': `import tensorflow as tf
from train import train_op
step = tf.train.get_or_create_global_step()
op = tf.group(train_op(step, loss), step.assign_add(1))
`,
      },
    ],
  ]);
});
