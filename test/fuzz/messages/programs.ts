import { tensorflow1 } from '../../../src/frameworks/tensorflow1/catalogue';
import type { Random } from '../random';

// Programs that call what exists with what does not fit: each must end in rows, or in sentences for its user.

/** Values that are right somewhere and wrong almost everywhere, as Python writes them. */
const odd = [
  'None', 'True', '0', '-1', '3', '10**12', '10**400', '1e308', '0.5', 'float("nan")', 'float("-inf")', '""', '"a"', '"\\ud83d\\ude00"', 'b"\\xff"',
  '[]', '[[]]', '[1, [2, 3]]', '[None]', '["x", 1]', '()', '(1,)', '{}', '{"a": 1}', '{1: None}', 'set()', '{1, "a"}', 'range(3)', 'range(0)',
  'object()', 'int', 'len', 'lambda *a, **k: a', 'lambda: None', 'C', 'C()', 'f', 'g()', 'iter([1])', '(i for i in range(2))', 'slice(1)', '...',
  '1j', 'np', 'np.float32', 'np.float32(2)', 'np.zeros((0, 3))', 'np.ones((2, 2))', 'np.array("a")', 'np.array([1, None])', 'np.arange(6).reshape(2, 3)',
  'np.nan', 'tf', 'tf.float32', 'tf.int64', 'tf.string', 'tf.constant(1.0)', 'tf.constant([[1, 2], [3, 4]])', 'tf.constant("text")', 'x', 'w', 'm', 'step',
  'rate', 'optimizer', 'init', 'session', 'loop', 'missing_name', 'os.environ["HOME"]', 'open("f")', 'tf.train.AdamOptimizer()', 'tf.placeholder(tf.int32)',
  'tf.placeholder(tf.float32, [None, 2])', 'tf.Graph()', 'tf.no_op()', 'tf.get_variable', 'Exception("e")', 'deep',
]; // prettier-ignore

const head = `import tensorflow as tf
import numpy as np
import os, sys, math, random, itertools, functools, collections, copy, json, re, time


class C(object):
    size = 3

    def __init__(self, *args):
        self.args = args

    def method(self, a, b=2):
        return a


def f(a, b=1, *rest, **more):
    return b


def g():
    yield 1


loop = []
loop.append(loop)
deep = 0
for i in range(200):
    deep = [deep]
x = tf.placeholder(tf.float32, [None])
w = tf.Variable(1.0, name="w")
m = tf.Variable(tf.ones([2, 2]), name="m")
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, step, 10, 0.5)
optimizer = tf.train.GradientDescentOptimizer(rate)
init = tf.global_variables_initializer()
session = tf.Session()
`;

const python =
  'abs all any bool bytes callable chr complex dict dir divmod enumerate filter float format frozenset getattr hash hex id int isinstance iter len list ' +
  'map max min next object oct ord pow print range repr reversed round set setattr slice sorted str sum tuple type vars zip math.sqrt math.log ' +
  'math.factorial math.floor math.pow math.gcd random.random random.choice random.sample random.shuffle random.randint random.seed itertools.chain ' +
  'itertools.product itertools.islice itertools.repeat functools.partial functools.reduce collections.Counter collections.OrderedDict ' +
  'collections.namedtuple collections.deque collections.defaultdict copy.copy copy.deepcopy json.dumps json.loads re.compile re.sub os.path.join ' +
  'os.getenv time.time sys.exit C f g C().method';

const numpy =
  'np.array np.zeros np.ones np.full np.empty np.arange np.linspace np.eye np.reshape np.transpose np.concatenate np.stack np.vstack np.hstack np.split ' +
  'np.dot np.matmul np.sum np.mean np.std np.max np.argmax np.sort np.argsort np.where np.clip np.exp np.log np.sqrt np.power np.random.rand ' +
  'np.random.randn np.random.normal np.random.uniform np.random.randint np.random.choice np.random.permutation np.random.shuffle np.random.seed ' +
  'np.random.RandomState np.expand_dims np.squeeze np.tile np.repeat np.meshgrid np.linalg.inv np.linalg.norm np.float32 np.int64 np.asarray np.unique ' +
  'np.cumsum np.pad np.roll np.isnan np.allclose np.outer np.cross np.loadtxt np.load np.savetxt';

const methods =
  'append extend pop insert remove index count sort keys values items get update join split strip replace format encode lower startswith zfill ' +
  'reshape astype mean sum dot T tolist copy flatten transpose fill shape ndim dtype size eval run assign assign_add initialized_value get_shape set_shape ' +
  'name op graph minimize apply_gradients compute_gradients close partial_run as_default get_operations real __len__ __class__ __dict__ __name__';

const names = (text: string): readonly string[] => text.split(' ');
const callables: readonly (readonly string[])[] = [
  tensorflow1.all.filter(({ signature }) => signature !== null).map(({ name }) => `tf.${name}`),
  names(python),
  names(numpy),
  names(methods),
];

const operators = [
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '@',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '<',
  '==',
  'in',
  'is',
  'and',
  'or',
];

/** An expression in which something does not fit. */
function oddExpression(random: Random, depth = 0): string {
  const value = (): string =>
    depth < 2 && random.below(6) === 0 ? `(${oddExpression(random, depth + 1)})` : random.pick(odd);
  const given = (): string =>
    Array.from({ length: random.below(4) }, () => {
      const kind = random.below(12);
      if (kind === 0) return `*${value()}`;
      if (kind === 1)
        return `${random.pick(['name', 'dtype', 'shape', 'axis', 'key', 'default', 'size', 'seed', 'nosuch'])}=${value()}`;
      return value();
    })
      // What is given by its name comes after what is not.
      .sort((a, b) => Number(/^\w+=/.test(a)) - Number(/^\w+=/.test(b)))
      .filter(
        (one, at, all) =>
          !/^\w+=/.test(one) || all.findIndex((other) => other.split('=')[0] === one.split('=')[0]) === at,
      )
      .join(', ');
  switch (random.below(9)) {
    case 0:
      return `(${value()}) ${random.pick(operators)} (${value()})`;
    case 1:
      return `(${value()})[${value()}]`;
    case 2:
      return `(${value()})[${value()}:${value()}, ${value()}]`;
    case 3:
    case 4:
      return `(${value()}).${random.pick(names(methods))}(${given()})`;
    case 5:
      return `[${value()} for y in ${value()} if ${value()}]`;
    default:
      return `${random.pick(random.pick(callables.slice(0, 3)))}(${given()})`;
  }
}

/** How the odd value comes into the program: `ODD` stands for it. */
const uses = [
  'loss = tf.square(w) + ODD',
  'loss = tf.reduce_sum(tf.square(m) * (ODD)) + tf.square(w)',
  'v = ODD\nloss = tf.square(w)',
  'loss = tf.square(w)\noptimizer = tf.train.MomentumOptimizer(ODD, 0.9)',
  'loss = tf.square(w)\noptimizer = tf.train.AdamOptimizer(0.1, ODD)',
  'loss = tf.square(w)\noptimizer = tf.train.GradientDescentOptimizer(tf.train.exponential_decay(0.1, step, ODD, 0.9))',
  'loss = tf.square(w)\nstep = ODD',
  'loss = tf.reduce_mean(tf.square(w * x))\nfeed = {x: ODD}',
  'loss = tf.reduce_mean(tf.square(w * x))\nfeed = {ODD: [1.0], x: [2.0]}',
  'loss = tf.square(w)\nsteps = ODD',
  'loss = tf.square(w)\nfor value in ODD:\n    v = value',
  'loss = tf.square(w)\nif ODD:\n    loss = loss * 2.0',
  'loss = tf.square(w)\nwith ODD as y:\n    loss = loss + 1.0',
  'b = tf.get_variable("b", initializer=ODD)\nloss = tf.square(w) + tf.reduce_sum(b)',
  'b = tf.Variable(ODD)\nloss = tf.square(w) + tf.reduce_sum(b)',
  'a, b = ODD\nloss = tf.square(w)',
  'loss = ODD',
  'loss = tf.square(w)\nextra = ODD',
  'def h(a=ODD):\n    return a\nloss = tf.square(w) + h()',
  'raise ODD\nloss = tf.square(w)',
  'del ODD\nloss = tf.square(w)',
  'w += ODD\nloss = tf.square(w)',
  'loss = tf.square(w)\nloop[ODD] = ODD',
  'loss = tf.square(w)\ntext = "%s %d" % (ODD,)\nprint(f"{ODD!r:>10}")',
];

const training = `train = optimizer.minimize(loss, global_step=step)
session.run(tf.global_variables_initializer())
for i in range(steps):
    session.run([train, extra], feed_dict=feed)
`;

/** A program in which something does not fit, of the seed's choice. */
export function oddProgram(random: Random): string {
  const use = random.pick(uses).replaceAll('ODD', () => oddExpression(random));
  return `${head}feed = {x: [1.0, 2.0]}\nsteps = 3\nextra = w\n${use}\n${training}`;
}
