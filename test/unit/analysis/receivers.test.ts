import { describe } from 'vitest';
import { testParser } from '../../helpers/python-parser';
import { itSays } from '../../helpers/verdicts';

const parser = await testParser();

/** A schedule whose step nothing moves unless the call does. */
const decaying = `import tensorflow as tf
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.5, step, 40, 0.9)
loss = tf.reduce_mean(tf.square(tf.get_variable('w', [3])))
`;

describe('where the optimizer is found', () => {
  itSays(parser, [
    ['a name', `${decaying}opt = tf.train.AdagradOptimizer(rate)\nrun = opt.minimize(loss) #: warning`],
    [
      'a chain over lines',
      `${decaying}run = (tf.train
    .FtrlOptimizer(
        learning_rate=rate)
    .minimize(  #: warning
        loss))`,
    ],
    ['a chain behind a backslash', `${decaying}run = tf.train.AdamOptimizer(rate) \\\n    .minimize(loss) #: warning`],
    ['a method kept in a name', `${decaying}go = tf.train.AdamOptimizer(rate).minimize\nrun = go(loss) #: warning`],
    [
      'an attribute that another method sets',
      `${decaying}
class Net(object):
    def build(self):
        self.train = self.solver.minimize(self.cost) #: warning
    def __init__(self):
        self.cost = loss
        self.solver = tf.train.MomentumOptimizer(rate, 0.9)
        self.build()`,
    ],
    [
      'what a class method makes of its class',
      `${decaying}
class Solvers(object):
    @staticmethod
    def adam(lr):
        return tf.train.AdamOptimizer(lr)
    @classmethod
    def named(cls, name):
        return getattr(cls, name)
    @classmethod
    def usual(cls, lr):
        return cls.named('adam')(lr)
run = Solvers.usual(rate).minimize(loss) #: warning`,
    ],
    [
      'an attribute of a base class',
      `${decaying}
class Base:
    def __init__(self, lr):
        self._opt = tf.train.RMSPropOptimizer(lr)
class Net(Base):
    def __init__(self):
        super(Net, self).__init__(rate)
        self.run = self._opt.minimize(loss) #: warning
Net()`,
    ],
    [
      'an attribute of a base behind a module without a word of training',
      `import tensorflow as tf
import nets
class Net(nets.Both):
    def model(self, rate):
        rate *= tf.cos(tf.to_float(self.step) / 100)
        return tf.train.AdamOptimizer(rate).minimize(self.cost()) #: warning
Net()`,
      {
        'nets.py': `from base import Model
class Wide(Model):
    def cost(self):
        return 1
class Both(Wide, object):
    pass`,
        'base.py': `import tensorflow as tf
class Model:
    def __init__(self):
        self.step = tf.train.get_or_create_global_step()
        self.op = self.model(0.1)`,
      },
    ],
    [
      'an attribute that subclasses set, called in the base',
      `${decaying}
class Base:
    optimizer = None
    def build(self):
        self.run = self.optimizer.minimize(loss) #: warning
class Net(Base):
    def __init__(self):
        self.optimizer = tf.train.AdamOptimizer(rate)
        self.build()
Net()`,
    ],
    [
      'a factory',
      `${decaying}
def make(name, lr):
    if name == 'adam':
        return tf.train.AdamOptimizer(lr)
    return tf.train.GradientDescentOptimizer(lr)
run = make(flags.name, rate).minimize(loss) #: warning`,
    ],
    [
      'a dictionary of classes',
      `${decaying}
kinds = {'sgd': tf.train.GradientDescentOptimizer, 'adam': tf.train.AdamOptimizer}
run = kinds[flags.kind](rate).minimize(loss) #: warning`,
    ],
    [
      'a dictionary of functions',
      `${decaying}
kinds = {'sgd': lambda lr: tf.train.GradientDescentOptimizer(lr), 'adam': lambda lr: tf.train.AdamOptimizer(lr)}
run = kinds[flags.kind](rate).minimize(loss) #: warning`,
    ],
    [
      'a dictionary of optimizers, by get',
      `${decaying}
kinds = dict(sgd=tf.train.GradientDescentOptimizer(rate))
run = kinds.get(flags.kind).minimize(loss) #: warning`,
    ],
    [
      'a class by its name',
      `${decaying}run = getattr(tf.train, flags.kind + 'Optimizer')(rate).minimize(loss) #: warning`,
    ],
    ['a class in a name', `${decaying}kind = tf.train.AdamOptimizer\nrun = kind(rate).minimize(loss) #: warning`],
    [
      'a parameter, with its call',
      `${decaying}
def train(opt, cost):
    return opt.minimize(cost) #: warning
train(tf.train.AdamOptimizer(rate), loss)`,
    ],
    [
      'a class passed on as a parameter',
      `${decaying}
def train(kind, lr, cost, **kw):
    return kind(lr, **kw).minimize(cost) #: warning
train(tf.train.AdamOptimizer, rate, loss, beta1=0.5)`,
    ],
    [
      'functools.partial',
      `import functools
${decaying}make = functools.partial(tf.train.AdamOptimizer, epsilon=0.1)
run = make(rate).minimize(loss) #: warning`,
    ],
    [
      'a list, in a loop',
      `${decaying}
for opt in [tf.train.AdamOptimizer(rate), tf.train.AdamOptimizer(0.1)]:
    run = opt.minimize(loss) #: warning`,
    ],
    [
      'compute and apply',
      `${decaying}
opt = tf.train.AdamOptimizer(rate)
pairs = [(tf.clip_by_value(g, -1., 1.), v) for g, v in opt.compute_gradients(loss)]
run = opt.apply_gradients(pairs) #: warning`,
    ],
    [
      'a property that is built once',
      `${decaying}
import functools
def lazy_property(fn):
    @property
    @functools.wraps(fn)
    def wrapper(self):
        return fn(self)
    return wrapper
class Net:
    def __init__(self):
        self.optimize
    @lazy_property
    def optimize(self):
        return tf.train.AdamOptimizer(rate).minimize(loss) #: warning
Net()`,
    ],
    [
      'a module of its own',
      `import tensorflow as tf
import helper
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.5, step, 40, 0.9)
run = helper.optimizer(rate).minimize(loss) #: warning`,
      { 'helper.py': 'import tensorflow as tf\ndef optimizer(lr):\n    return tf.train.AdamOptimizer(lr)\n' },
    ],
    [
      'the library under another name of a module of its own',
      `from compat import tfv1
step = tfv1.Variable(0, trainable=False)
rate = tfv1.train.exponential_decay(0.5, step, 40, 0.9)
run = tfv1.train.AdamOptimizer(rate).minimize(loss) #: warning`,
      {
        'compat.py': 'import tensorflow as tf\ntry:\n    tfv1 = tf.compat.v1\nexcept AttributeError:\n    tfv1 = tf\n',
      },
    ],
  ]);
});

describe('classes of the program that are optimizers', () => {
  itSays(parser, [
    [
      'one that only applies otherwise inherits the counting',
      `from tensorflow.python.training import optimizer
import tensorflow as tf
class Sign(optimizer.Optimizer):
    def __init__(self, lr, name='Sign'):
        super(Sign, self).__init__(False, name)
        self._lr = lr
    def _apply_dense(self, grad, var):
        return tf.assign_sub(var, self._lr * tf.sign(grad))
step = tf.train.get_or_create_global_step()
rate = tf.train.cosine_decay(0.1, step, 100)
one = Sign(rate).minimize(loss, global_step=step) #: ok
`,
    ],
    [
      'one that is passed no step',
      `import tensorflow as tf
class Sign(tf.train.Optimizer):
    def _apply_dense(self, grad, var):
        return tf.assign_sub(var, self._lr * tf.sign(grad))
step = tf.train.get_or_create_global_step()
rate = tf.train.cosine_decay(0.1, step, 100)
one = Sign(rate).minimize(loss) #: warning
`,
    ],
    [
      'one that takes the step and does not count it',
      `import tensorflow as tf
class Decoupled(tf.train.Optimizer):
    def __init__(self, learning_rate):
        super(Decoupled, self).__init__(False, 'Decoupled')
        self.learning_rate = learning_rate
    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        return tf.group(*[v.assign_sub(self.learning_rate * g) for g, v in grads_and_vars], name=name)
step = tf.train.get_or_create_global_step()
rate = tf.train.polynomial_decay(0.1, step, 100)
run = Decoupled(rate).apply_gradients(pairs, global_step=step) #: warning
`,
    ],
    [
      'the same, counted by hand behind it',
      `import tensorflow as tf
class Decoupled(tf.train.Optimizer):
    def __init__(self, learning_rate):
        super(Decoupled, self).__init__(False, 'Decoupled')
        self.learning_rate = learning_rate
    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        return tf.group(*[v.assign_sub(self.learning_rate * g) for g, v in grads_and_vars], name=name)
def create(loss, total):
    step = tf.train.get_or_create_global_step()
    rate = tf.train.polynomial_decay(0.1, step, total)
    run = Decoupled(rate).apply_gradients(pairs, global_step=step) #: ok
    return tf.group(run, [step.assign(step + 1)])
`,
    ],
    [
      'a wrapper that hands everything on',
      `import tensorflow as tf
class Clipping(tf.train.Optimizer):
    def __init__(self, inner):
        super(Clipping, self).__init__(False, 'Clipping')
        self._inner = inner
    def compute_gradients(self, *args, **kwargs):
        return self._inner.compute_gradients(*args, **kwargs)
    def apply_gradients(self, *args, **kwargs):
        return self._inner.apply_gradients(*args, **kwargs) #: ok
`,
    ],
    [
      'one that asks its base',
      `import tensorflow as tf
class Averaged(tf.train.AdamOptimizer):
    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        done = super(Averaged, self).apply_gradients(grads_and_vars, global_step, name) #: ok
        with tf.control_dependencies([done]):
            return self.average()
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, step, 100, 0.5)
run = Averaged(rate).minimize(loss, global_step=step) #: ok
`,
    ],
  ]);
});

describe('optimizers of which only the name is known', () => {
  itSays(parser, [
    [
      'an attribute of a parameter, in a text of TensorFlow 1',
      `import tensorflow as tf
class Net:
    def __init__(self, data, params):
        self.params = params
        self.cost = -tf.reduce_sum(data * tf.log(params.prediction))
        pairs = self.params.optimizer.compute_gradients(self.cost)
        self.optimize = self.params.optimizer.apply_gradients(pairs) #: hint`,
    ],
  ]);
});

describe('optimizers that may not count the step they are passed', () => {
  const own = `import tensorflow as tf
from accel import wrap, Imported
step = tf.train.get_or_create_global_step()
rate = tf.train.polynomial_decay(0.5, step, 40)
pairs = list(zip(tf.gradients(cost, tf.trainable_variables()), tf.trainable_variables()))
class Plain(tf.train.Optimizer):
    def __init__(self, rate):
        super(Plain, self).__init__(False, 'Plain')
        self.rate = rate
    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        # global_step is counted by the caller: super would add 1, as assign_add does.
        return tf.group(*[v.assign(v - self.rate * g) for g, v in grads_and_vars])
class Reading(Plain):
    def apply_gradients(self, grads_and_vars, global_step, name=None):
        scale = 1.0 / tf.sqrt(tf.cast(global_step, tf.float32) + 1.0)
        return tf.group(*[v.assign(v - scale * g) for g, v in grads_and_vars])
class Clipping(tf.train.MomentumOptimizer):
    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        clipped = [(tf.clip_by_norm(g, 5.0), v) for g, v in grads_and_vars]
        return super(Clipping, self).apply_gradients(clipped, global_step=global_step, name=name) #: ok
class Losing(tf.train.MomentumOptimizer):
    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        return super(Losing, self).apply_gradients(grads_and_vars, name=name) #: hint
`;
  const counting = (optimizer: string, verdict: string): string => `${own}opt = ${optimizer}
train = opt.apply_gradients(pairs, global_step=step) #: ${verdict}
train = tf.group(train, step.assign(step + 1))
with tf.Session() as sess:
    sess.run(train)
`;
  itSays(parser, [
    ['one that speaks of the step in a comment alone', counting('Plain(rate)', 'ok')],
    ['one that reads the step', counting('Reading(rate)', 'ok')],
    ['one that passes the step on', counting('Clipping(rate, 0.9)', 'warning')],
    ['one that passes on everything but the step', counting('Losing(rate, 0.9)', 'ok')],
    ['one of another library', counting('Imported(rate)', 'ok')],
    ['one that may count in an unknown wrapper', counting('wrap(Plain(rate))', 'ok')],
    ['one that counts in an unknown wrapper', counting('wrap(tf.train.AdamOptimizer(rate))', 'warning')],
    ['two wrappers round one that does not', counting('tf.contrib.tpu.CrossShardOptimizer(wrap(Plain(rate)))', 'ok')],
    [
      'one that passes on everything but the step, which nothing else counts',
      `${own}train = Losing(rate, 0.9).minimize(cost, global_step=step) #: warning
`,
    ],
  ]);
});

describe('wrappers', () => {
  const own = `import tensorflow as tf
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, step, 100, 0.5)
opt = tf.train.GradientDescentOptimizer(rate)
`;
  itSays(parser, [
    [
      'SyncReplicas',
      `${own}opt = tf.train.SyncReplicasOptimizer(opt, replicas_to_aggregate=2)
run = opt.minimize(loss, global_step=step) #: ok`,
    ],
    ['SyncReplicas without a step', `${own}run = tf.train.SyncReplicasOptimizer(opt, 2).minimize(loss) #: warning`],
    [
      'a processor’s bridge, by a star',
      `from npu_bridge.npu_init import *
import tensorflow as tf
step = tf.train.get_or_create_global_step()
opt = NPULossScaleOptimizer(NPUDistributedOptimizer(tf.train.AdamOptimizer(tf.train.cosine_decay(0.5, step, 9))), None)
run = opt.minimize(loss) #: warning`,
    ],
    [
      'TensorFlow by a star',
      `from tensorflow import *
step = train.get_or_create_global_step()
run = train.AdamOptimizer(train.cosine_decay(0.5, step, 9)).minimize(loss) #: warning`,
    ],
    [
      'Horovod',
      `import horovod.tensorflow as hvd
${own}run = hvd.DistributedOptimizer(opt).minimize(loss) #: warning`,
    ],
    [
      'Horovod, passed the step',
      `import horovod.tensorflow as hvd
${own}run = hvd.DistributedOptimizer(opt).minimize(loss, global_step=step) #: ok`,
    ],
    [
      'loss scaling',
      `${own}opt = tf.contrib.mixed_precision.LossScaleOptimizer(opt, manager)
run = opt.minimize(loss) #: warning`,
    ],
    ['averages', `${own}run = tf.contrib.opt.MovingAverageOptimizer(opt, 0.9).minimize(loss) #: warning`],
    [
      'TPU shards under a condition',
      `${own}
if flags.use_tpu:
    opt = tf.contrib.tpu.CrossShardOptimizer(opt)
run = opt.minimize(loss, step) #: ok`,
    ],
  ]);
});
