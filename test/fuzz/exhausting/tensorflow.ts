import type { Random } from '../random';
import { large, type Shape, side } from './shape';

const of = (name: string, program: (random: Random) => string): Shape => ({ name, program });

/** A training of a loss, with what stands before it. */
const training = (before: string, loss: string, optimizer = 'GradientDescentOptimizer(0.1)', feeds = ''): string =>
  `${before}\nloss = ${loss}\ntrain = tf.train.${optimizer}.minimize(loss)\nwith tf.Session() as s:\n    s.run(tf.global_variables_initializer())\n    for i in range(5):\n        s.run(train${feeds})`;

const optimizers = [
  'GradientDescentOptimizer(0.1)',
  'AdamOptimizer(0.1)',
  'MomentumOptimizer(0.1, 0.9)',
  'RMSPropOptimizer(0.1)',
  'AdagradOptimizer(0.1)',
  'AdadeltaOptimizer(0.1)',
  'FtrlOptimizer(0.1)',
];

/** TensorFlow: variables, slots and tensors that are too large, graphs without end, data sets, and sessions. */
export const tensorFlowShapes: readonly Shape[] = [
  ...optimizers.map((optimizer) =>
    of(`a table trained by ${optimizer}`, (random) =>
      training(
        `t = tf.get_variable("table", [${side(random)}, ${random.pick([3000, 10_000, 30_000])}])`,
        'tf.reduce_sum(tf.square(tf.nn.embedding_lookup(t, [1, 2])))',
        optimizer,
      ),
    ),
  ),
  ...['zeros', 'ones', 'random_normal', 'random_uniform', 'truncated_normal'].flatMap((name) => [
    of(`a variable of tf.${name}`, (random) =>
      training(`v = tf.Variable(tf.${name}([${side(random)}, ${side(random)}]))`, 'tf.reduce_sum(v)'),
    ),
    of(`a tensor of tf.${name}`, (random) =>
      training(`w = tf.Variable(1.0)`, `w * tf.reduce_sum(tf.${name}([${side(random)}, ${side(random)}]))`),
    ),
    of(`variables of tf.${name}`, () =>
      training(
        `v = [tf.Variable(tf.${name}([3000, 3000])) for i in range(300)]`,
        'tf.add_n([tf.reduce_sum(x) for x in v])',
      ),
    ),
  ]),
  of('tables', () =>
    training(
      't = [tf.get_variable("t%d" % i, [10000, 10000]) for i in range(20)]\nw = tf.Variable(5.0)',
      'tf.square(w)',
    ),
  ),
  ...(
    [
      ['as the loss', 'loss = tf.square(a)\nt = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=g)'],
      ['as the rate', 't = tf.train.GradientDescentOptimizer(a * 1e-30).minimize(tf.square(w), global_step=g)'],
      ['as a shape', 'x = (a + 1).get_shape()\nt = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w))'],
      [
        'as a fetch',
        's0 = tf.Session()\ny = s0.run(a)\nif y > 3:\n    z = 1\nt = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w))',
      ],
      [
        'as a step',
        't = tf.train.GradientDescentOptimizer(tf.train.exponential_decay(0.1, a, 10, 0.5)).minimize(tf.square(w))',
      ],
    ] as const
  ).flatMap(([name, use]) =>
    ['w', 'g', 'tf.constant(1.0)'].map((start) =>
      of(
        `${start} doubled sixty times ${name}`,
        () =>
          `g = tf.Variable(1.0, trainable=False)\nw = tf.Variable(1.0)\na = ${start}\nfor i in range(60):\n    a = a + a\n${use}\ns = tf.Session()\ns.run(tf.global_variables_initializer())\nfor i in range(5):\n    s.run(t)  # minimize(`,
      ),
    ),
  ),
  of('many variables', () => training('v = [tf.Variable(1.0) for i in range(10**6)]', 'tf.add_n(v)')),
  of('tf.fill', (random) =>
    training('w = tf.Variable(1.0)', `w * tf.reduce_sum(tf.fill([${side(random)}, ${side(random)}], 2.0))`),
  ),
  of('tf.range', (random) =>
    training('w = tf.Variable(1.0)', `w * tf.reduce_sum(tf.cast(tf.range(${large(random)}), tf.float32))`),
  ),
  of('tf.linspace', () => training('w = tf.Variable(1.0)', 'w * tf.reduce_sum(tf.linspace(0.0, 1.0, 2000000000))')),
  of('tf.eye', (random) => training('w = tf.Variable(1.0)', `w * tf.reduce_sum(tf.eye(${side(random)}))`)),
  of('tf.one_hot', (random) =>
    training('w = tf.Variable(1.0)', `w * tf.reduce_sum(tf.one_hot([1, 2, 3], ${large(random)}))`),
  ),
  of('tf.tile', (random) => training('w = tf.Variable([1.0, 2.0])', `tf.reduce_sum(tf.tile(w, [${large(random)}]))`)),
  of('tf.pad', (random) =>
    training('w = tf.Variable([1.0, 2.0])', `tf.reduce_sum(tf.pad(w, [[${large(random)}, 0]]))`),
  ),
  of('a broadcast sum of tensors', (random) =>
    training(
      `w = tf.Variable(tf.zeros([${side(random)}, 1]))\nv = tf.Variable(tf.zeros([1, ${side(random)}]))`,
      'tf.reduce_sum(w + v)',
    ),
  ),
  of('a broadcast product of tensors', (random) =>
    training(
      `w = tf.Variable(tf.zeros([${side(random)}, 1]))\nv = tf.Variable(tf.zeros([1, ${side(random)}]))`,
      'tf.reduce_sum(tf.square(w * v))',
    ),
  ),
  of('an outer product of tensors', (random) =>
    training(
      `w = tf.Variable(tf.zeros([${side(random)}, 1]))\nv = tf.Variable(tf.zeros([1, ${side(random)}]))`,
      'tf.reduce_sum(tf.matmul(w, v))',
    ),
  ),
  of('a broadcast of what is fed', (random) =>
    training(
      'x = tf.placeholder(tf.float32, [None, 1])\ny = tf.placeholder(tf.float32, [1, None])\nw = tf.Variable(1.0)',
      'tf.reduce_sum(w * x * y)',
      'GradientDescentOptimizer(0.1)',
      `, {x: np.zeros((${side(random)}, 1)), y: np.zeros((1, ${side(random)}))}`,
    ),
  ),
  of('doubled tensors', () =>
    training('w = tf.Variable([1.0])\na = w\nfor i in range(60):\n    a = tf.concat([a, a], 0)', 'tf.reduce_sum(a)'),
  ),
  of('doubled tensors by tile', () =>
    training('w = tf.Variable([1.0])\na = w\nfor i in range(60):\n    a = tf.tile(a, [2])', 'tf.reduce_sum(a)'),
  ),
  of('expanded tensors', () =>
    training(
      'w = tf.Variable([1.0, 2.0])\na = w\nfor i in range(40):\n    a = tf.expand_dims(a, -1) * w',
      'tf.reduce_sum(a)',
    ),
  ),
  of('a stack of many', () =>
    training('w = tf.Variable(tf.zeros([1000, 1000]))', 'tf.reduce_sum(tf.stack([w] * 2000))'),
  ),
  of('a concat of many', () =>
    training('w = tf.Variable(tf.zeros([1000, 1000]))', 'tf.reduce_sum(tf.concat([w] * 2000, 0))'),
  ),
  of('a gather of many', () =>
    training('w = tf.Variable(tf.zeros([10, 10000]))', 'tf.reduce_sum(tf.gather(w, tf.zeros([1000000], tf.int32)))'),
  ),
  of('a wide layer', (random) =>
    training('x = tf.zeros([10, 100000])', `tf.reduce_sum(tf.layers.dense(x, ${side(random)}))`),
  ),
  of('a deep network', () =>
    training('h = tf.zeros([10, 3000])\nfor i in range(200):\n    h = tf.layers.dense(h, 3000)', 'tf.reduce_sum(h)'),
  ),
  of('a convolution', () =>
    training('x = tf.zeros([100, 500, 500, 64])\nh = tf.layers.conv2d(x, 64, 3)', 'tf.reduce_sum(h)'),
  ),
  of('a large batch of a convolution', () =>
    training(
      'x = tf.placeholder(tf.float32, [None, 28, 28, 1])\nh = tf.layers.conv2d(x, 512, 5)',
      'tf.reduce_sum(h)',
      'AdamOptimizer(0.1)',
      ', {x: np.zeros((4000, 28, 28, 1))}',
    ),
  ),
  of('a large constant', () =>
    training(
      'c = tf.constant(np.zeros((2000, 2000)))\nw = tf.Variable(1.0)\na = [tf.constant(np.random.rand(1000, 1000)) for i in range(1000)]',
      'tf.square(w)',
    ),
  ),
  of('a constant of a shape', (random) =>
    training('w = tf.Variable(1.0)', `w * tf.reduce_sum(tf.constant(1.0, shape=[${side(random)}, ${side(random)}]))`),
  ),
  of('a constant initializer', (random) =>
    training(
      `v = tf.get_variable("v", [${side(random)}, ${side(random)}], initializer=tf.constant_initializer(0.5))`,
      'tf.reduce_sum(v)',
    ),
  ),
  of('a zeros initializer', (random) =>
    training(
      `v = tf.get_variable("v", [${side(random)}, ${side(random)}], initializer=tf.zeros_initializer())`,
      'tf.reduce_sum(v)',
    ),
  ),
  of('an orthogonal initializer', (random) =>
    training(
      `v = tf.get_variable("v", [${side(random)}, ${side(random)}], initializer=tf.orthogonal_initializer())`,
      'tf.reduce_sum(v)',
    ),
  ),
  of('a graph without end', () => 'a = tf.Variable(1.0)\nwhile True:\n    a = a + 1.0'),
  of('a graph of tf.zeros', () => 'a = []\nfor i in range(10**7):\n    a.append(tf.zeros([10, 10]))'),
  of('a while_loop of the graph', () =>
    training(
      'w = tf.Variable(1.0)',
      'w * tf.while_loop(lambda i, a: i < 10**9, lambda i, a: [i + 1, a + 1.0], [tf.constant(0), tf.constant(0.0)])[1]',
    ),
  ),
  of('a while_loop of the graph without end', () =>
    training('w = tf.Variable(1.0)', 'w * tf.while_loop(lambda a: True, lambda a: [a + 1.0], [tf.constant(0.0)])[0]'),
  ),
  of('tf.map_fn', () =>
    training('w = tf.Variable(1.0)', 'tf.reduce_sum(tf.map_fn(lambda x: x * w, tf.zeros([1000000])))'),
  ),
  of('tf.scan', () =>
    training('w = tf.Variable(1.0)', 'tf.reduce_sum(tf.scan(lambda a, x: a + x * w, tf.zeros([1000000])))'),
  ),
  of('tf.unstack', (random) => `x = tf.unstack(tf.zeros([${side(random)}, 10]), ${large(random)})`),
  of('tf.split', (random) => `x = tf.split(tf.zeros([10]), ${large(random)})`),
  of(
    'tf.cond in tf.cond',
    () => 'def f(n):\n    return tf.cond(tf.constant(True) , lambda: f(n + 1), lambda: tf.constant(0.0))\ny = f(0)',
  ),
  of(
    'train ops without end',
    () =>
      'w = tf.Variable(1.0)\nfor i in range(10**6):\n    t = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w - i))',
  ),
  of('steps asked for without end', () => 'for i in range(10**7):\n    g = tf.train.get_or_create_global_step()'),
  of(
    'collections without end',
    () => 'for i in range(10**7):\n    tf.add_to_collection("c", i)\ny = tf.get_collection("c")',
  ),
  of(
    'trainable variables without end',
    () => 'v = [tf.Variable(1.0) for i in range(10000)]\nfor i in range(10**6):\n    y = tf.trainable_variables()',
  ),
  of('sessions without end', () => 'a = []\nwhile True:\n    a.append(tf.Session())'),
  of('graphs without end', () => 'a = []\nwhile True:\n    a.append(tf.Graph())'),
  of(
    'names without end',
    () => 'for i in range(10**6):\n    with tf.name_scope("s%d" % i):\n        y = tf.constant(1.0, name="c")',
  ),
  of('scopes without end', () => 'while True:\n    tf.variable_scope("a").__enter__()\n    s = tf.variable_scope("b")'),
  of('runs of many different feeds', () =>
    training('x = tf.placeholder(tf.float32)\nw = tf.Variable(1.0)', 'tf.square(w - x)')
      .replace('range(5)', 'range(10**8)')
      .replace('s.run(train)', 's.run(train, {x: i * i % 1009})'),
  ),
  of(
    'runs of different feeds, no loop alike',
    () =>
      'x = tf.placeholder(tf.float32)\nw = tf.Variable(1.0)\nt = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w - x))\ns = tf.Session()\ns.run(tf.global_variables_initializer())\nn = 1\nwhile True:\n    n = (n * 48271) % 2147483647\n    s.run(t, {x: n})',
  ),
  of(
    'runs whose results are kept',
    () =>
      'w = tf.Variable(1.0)\nl = tf.square(w)\nt = tf.train.GradientDescentOptimizer(0.1).minimize(l)\ns = tf.Session()\ns.run(tf.global_variables_initializer())\na = []\nn = 1\nfor i in range(10**8):\n    n = (n * 48271) % 2147483647\n    a.append((n, s.run([t, l])))',
  ),
  of(
    'Dataset.batch',
    (random) =>
      `d = tf.data.Dataset.range(100).repeat().batch(${large(random)})\ny = d.make_one_shot_iterator().get_next()`,
  ),
  of(
    'Dataset.range',
    (random) =>
      `d = tf.data.Dataset.range(${large(random)}).batch(${large(random)})\ny = d.make_one_shot_iterator().get_next()`,
  ),
  of(
    'Dataset.shuffle',
    (random) =>
      `d = tf.data.Dataset.range(${large(random)}).shuffle(${large(random)})\ny = d.make_one_shot_iterator().get_next()`,
  ),
  of(
    'Dataset.repeat of nothing',
    () => 'd = tf.data.Dataset.range(0).repeat()\ny = d.make_one_shot_iterator().get_next()',
  ),
  of(
    'Dataset.filter that keeps nothing',
    (random) =>
      `d = tf.data.Dataset.range(${large(random)}).filter(lambda x: tf.less(x, -1))\ny = d.make_one_shot_iterator().get_next()`,
  ),
  of(
    'Dataset.skip',
    (random) =>
      `d = tf.data.Dataset.range(${large(random)}).skip(${large(random)} - 1)\ny = d.make_one_shot_iterator().get_next()`,
  ),
  of(
    'Dataset.skip without end',
    (random) =>
      `d = tf.data.Dataset.range(10).repeat().skip(${large(random)})\ny = d.make_one_shot_iterator().get_next()`,
  ),
  of(
    'Dataset.map that grows',
    () =>
      'd = tf.data.Dataset.range(1000000).map(lambda x: tf.one_hot(x, 1000000000))\ny = d.make_one_shot_iterator().get_next()',
  ),
  of(
    'Dataset.batch of large elements',
    () =>
      'd = tf.data.Dataset.from_tensors(np.zeros(1000000)).repeat().batch(100000)\ny = d.make_one_shot_iterator().get_next()',
  ),
  of(
    'Dataset.from_generator without end',
    () =>
      'def g():\n    while True:\n        yield 1.0\nd = tf.data.Dataset.from_generator(g, tf.float32).batch(10**9)\ny = d.make_one_shot_iterator().get_next()',
  ),
  of(
    'Dataset.from_generator that gives nothing',
    () =>
      'def g():\n    while True:\n        pass\n    yield 1.0\nd = tf.data.Dataset.from_generator(g, tf.float32)\ny = d.make_one_shot_iterator().get_next()',
  ),
  of(
    'Dataset.zip',
    (random) =>
      `d = tf.data.Dataset.zip((tf.data.Dataset.range(${large(random)}), tf.data.Dataset.range(${large(random)}))).batch(${large(random)})\ny = d.make_one_shot_iterator().get_next()`,
  ),
  of(
    'Dataset.concatenate of itself',
    () =>
      'd = tf.data.Dataset.range(10)\nfor i in range(60):\n    d = d.concatenate(d)\ny = d.batch(10**9).make_one_shot_iterator().get_next()',
  ),
  of('a data set that is trained on', (random) =>
    training(
      `d = tf.data.Dataset.from_tensors(np.zeros(100000, np.float32)).repeat().batch(${random.pick([10, 100, 5000])})\nx = d.make_one_shot_iterator().get_next()\nw = tf.Variable(1.0)`,
      'tf.reduce_mean(w * x)',
    ).replace('range(5)', 'range(100000)'),
  ),
  of('a table that is fed', () =>
    training(
      'x = tf.placeholder(tf.float32, [None, None])\nw = tf.Variable(1.0)',
      'tf.reduce_mean(w * x)',
      'GradientDescentOptimizer(0.1)',
      ', {x: np.zeros((2000, 2000))}',
    ).replace('range(5)', 'range(100)'),
  ),
  of('tables that are fed', () =>
    training(
      'x = tf.placeholder(tf.float32, [None, None])\nw = tf.Variable(1.0)',
      'tf.reduce_mean(w * x)',
      'GradientDescentOptimizer(0.1)',
      ', {x: np.zeros((2000, 1000 + i))}',
    ).replace('range(5)', 'range(1000)'),
  ),
  of('an average of tables', () =>
    training(
      'v = tf.get_variable("v", [20000, 10000])\ne = tf.train.ExponentialMovingAverage(0.9)',
      'tf.reduce_sum(v)',
    ),
  ),
  of(
    'mnist that is read on',
    () =>
      'from tensorflow.examples.tutorials.mnist import input_data\nm = input_data.read_data_sets("x", one_hot=True)\nx = tf.placeholder(tf.float32, [None, 784])\nw = tf.Variable(tf.zeros([784, 1]))\nt = tf.train.AdamOptimizer(0.1).minimize(tf.reduce_mean(tf.square(tf.matmul(x, w) - 1.0)))\ns = tf.Session()\ns.run(tf.global_variables_initializer())\nfor i in range(10**6):\n    b, c = m.train.next_batch(1000)\n    s.run(t, {x: b})',
  ),
  of(
    'flags',
    () =>
      'flags = tf.app.flags\nfor i in range(10**6):\n    flags.DEFINE_integer("f%d" % i, i, "")\ny = flags.FLAGS.f5',
  ),
  of(
    'a piecewise rate',
    () =>
      'g = tf.train.get_or_create_global_step()\nb = list(range(1, 200000))\nr = tf.train.piecewise_constant(g, b, [0.1] * 200000)\nw = tf.Variable(5.0)\nt = tf.train.GradientDescentOptimizer(r).minimize(tf.square(w), g)\ns = tf.Session()\ns.run(tf.global_variables_initializer())\nfor i in range(5):\n    s.run(t)',
  ),
  of(
    'schedules of schedules',
    () =>
      'g = tf.train.get_or_create_global_step()\nr = 0.1\nfor i in range(20000):\n    r = tf.train.exponential_decay(r, g, 10, 0.999)\nw = tf.Variable(5.0)\nt = tf.train.GradientDescentOptimizer(r).minimize(tf.square(w), g)\ns = tf.Session()\ns.run(tf.global_variables_initializer())\nfor i in range(5):\n    s.run(t)',
  ),
];
