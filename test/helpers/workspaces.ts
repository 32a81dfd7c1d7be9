/** A folder, and what every caller of the engine must say of it. */
export interface CheckedFolder {
  readonly files: Readonly<Record<string, string>>;
  /** The verdict of each training call, by file, in order. A file without calls is left out. */
  readonly verdicts: Readonly<Record<string, readonly string[]>>;
}

/** A program that drives a module: it hands `build` a rate that reads a step. `given` are further arguments. */
function driver(imports: string, build = 'build', given = ''): string {
  return `import tensorflow as tf
${imports}

step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, step, 100, 0.5)
loss = tf.Variable(1.0) ** 2
train = ${build}(rate, loss${given})
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(10):
        sess.run(train)
`;
}

/** A module that holds the training call. */
const model = `import tensorflow as tf


def build(rate, loss, step=None):
    return tf.train.GradientDescentOptimizer(rate).minimize(loss, global_step=step)
`;

/** One that has no word of TensorFlow, and trains with what it is passed. */
const trainer = `def train_op(optimizer, loss, step=None):
    return optimizer.minimize(loss, global_step=step)
`;

/** A model with a step of its own, that its training call does not pass. */
const net = `import tensorflow as tf


class Net:
    def __init__(self):
        self.step = tf.Variable(0, trainable=False)
        self.rate = tf.train.exponential_decay(0.1, self.step, 100, 0.9)
        self.loss = tf.get_variable('w', []) ** 2
        self.train = tf.train.AdamOptimizer(self.rate).minimize(self.loss)

    @property
    def count(self):
        return tf.assign_add(self.step, 1)
`;

/** A program of it, up to its session. */
const useNet = `import tensorflow as tf
from net import Net

net = Net()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
`;

const rates = `import tensorflow as tf


def decayed(step):
    return tf.train.exponential_decay(0.1, step, 100, 0.5)
`;

/** A program with its own training call, whose rate is made elsewhere. */
function trainingWith(imports: string): string {
  return `import tensorflow as tf
${imports}

step = tf.train.get_or_create_global_step()
train = tf.train.GradientDescentOptimizer(decayed(step)).minimize(tf.Variable(1.0) ** 2)
`;
}

function notebook(...cells: readonly string[]): string {
  return JSON.stringify({
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
    cells: cells.map((source) => ({ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source })),
  });
}

/** Folders of every kind that a program's modules lie in. */
export const checkedFolders: Readonly<Record<string, CheckedFolder>> = {
  flat: {
    files: { 'train.py': trainingWith('from rates import decayed'), 'rates.py': rates },
    verdicts: { 'train.py': ['warning'] },
  },
  'a program above its module': {
    files: { 'main.py': driver('from lib.model import build'), 'lib/model.py': model },
    verdicts: { 'lib/model.py': ['warning'] },
  },
  'packages, with relative imports and names that one hands on': {
    files: {
      'main.py': driver('from lib import build'),
      'lib/__init__.py': 'from .inner.model import build\n',
      'lib/inner/__init__.py': '',
      'lib/inner/model.py': `from .. import settings\n${model}`,
      'lib/settings.py': 'RATE = 0.1\n',
    },
    verdicts: { 'lib/inner/model.py': ['warning'] },
  },
  'a layout with src': {
    files: {
      'scripts/train.py': driver('from project.model import (\n    build,  # the train op\n)'),
      'src/project/__init__.py': '',
      'src/project/model.py': model,
    },
    verdicts: { 'src/project/model.py': ['warning'] },
  },
  'a notebook that imports modules': {
    files: {
      'notebooks/run.ipynb': notebook(
        '%matplotlib inline\nimport tensorflow as tf',
        driver('from lib.model import build'),
      ),
      'notebooks/own.ipynb': notebook('from lib.rates import decayed', trainingWith('')),
      'lib/model.py': model,
      'lib/rates.py': rates,
    },
    verdicts: { 'lib/model.py': ['warning'], 'notebooks/own.ipynb': ['warning'] },
  },
  'two programs that share a module, one of them wrong': {
    files: {
      'right.py': driver('import shared', 'shared.build', ', step'),
      'wrong.py': driver('import shared', 'shared.build'),
      'shared.py': model,
    },
    verdicts: { 'shared.py': ['warning'] },
  },
  'two programs that share a module, both right': {
    files: {
      'one.py': driver('import shared', 'shared.build', ', step'),
      'two.py': driver('from shared import build', 'build', ', step=step'),
      'shared.py': model,
    },
    verdicts: { 'shared.py': ['ok'] },
  },
  'twelve programs that share a module, the last one wrong': {
    files: {
      ...Object.fromEntries(
        Array.from({ length: 11 }, (_, index) => [
          `jobs/job_${String(index).padStart(2, '0')}.py`,
          driver('from lib.model import build', 'build', ', step'),
        ]),
      ),
      'jobs/last.py': driver('from lib.model import build'),
      'lib/model.py': model,
    },
    verdicts: { 'lib/model.py': ['warning'] },
  },
  'a program that infers beside one that counts by hand': {
    files: {
      'net.py': net,
      'infer.py': `${useNet}    tf.train.Saver().restore(sess, 'model.ckpt')\n    print(sess.run(net.loss))\n`,
      'learn.py': `${useNet}    for i in range(9):\n        sess.run([net.train, net.count])\n`,
    },
    verdicts: { 'net.py': ['ok'] },
  },
  'a program that infers beside one that trains and does not count': {
    files: {
      'net.py': net,
      'infer.py': `${useNet}    print(sess.run(net.loss))\n`,
      'learn.py': `${useNet}    for i in range(9):\n        sess.run(net.train)\n`,
    },
    verdicts: { 'net.py': ['warning'] },
  },
  'a program that infers beside one that feeds the step': {
    files: {
      'net.py': net,
      'infer.py': `${useNet}    print(sess.run(net.loss))\n`,
      'learn.py': `${useNet}    for i in range(9):\n        sess.run(net.train, {net.step: i})\n`,
    },
    verdicts: { 'net.py': ['ok'] },
  },
  'a module that tries its graph out, and a program that counts by hand': {
    files: {
      'net.py': `${net}\nif __name__ == '__main__':\n    with tf.Session() as sess:\n        print(sess.run(Net().loss))\n`,
      'learn.py': `${useNet}    for i in range(9):\n        sess.run([net.train, net.count])\n`,
    },
    verdicts: { 'net.py': ['ok'] },
  },
  'a module without a word of TensorFlow': {
    files: {
      'main.py': driver('from helpers.trainer import train_op').replace(
        'build(rate,',
        'train_op(tf.train.AdamOptimizer(rate),',
      ),
      'helpers/trainer.py': trainer,
    },
    verdicts: { 'helpers/trainer.py': ['warning'] },
  },
  'modules of the same name in two projects': {
    files: {
      'first/main.py': driver('from model import build'),
      'first/model.py': model,
      'second/main.py': driver('from model import build', 'build', ', step'),
      'second/model.py': model,
    },
    verdicts: { 'first/model.py': ['warning'], 'second/model.py': ['ok'] },
  },
  'a chain of modules that is long': {
    files: {
      'main.py': driver('from a import build'),
      'a.py': 'from b import build\n',
      'b.py': 'from c import build\n',
      'c.py': 'from d import build\n',
      'd.py': 'from e import build\n',
      'e.py': 'from f import build\n',
      'f.py': model,
    },
    verdicts: { 'f.py': ['warning'] },
  },
  "names that an address escapes (it's + @ 1)": {
    files: { 'haupt programm/main.py': driver('from 模型.größe import build'), 'haupt programm/模型/größe.py': model },
    verdicts: { 'haupt programm/模型/größe.py': ['warning'] },
  },
  'comments that silence nothing, where nothing trains': {
    files: { 'plain.py': 'x = 1  # global-step: ignore\n', 'other.py': 'y = 2  # noqa: E501\n' },
    verdicts: {},
  },
};
