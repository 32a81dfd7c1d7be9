import { Random } from './random';

/** Names that every object of JavaScript answers to, and `then`, by which a promise is known. */
export const inheritedNames = [
  ...Object.getOwnPropertyNames(Object.prototype),
  'then',
  'toJSON',
  'prototype',
  'length',
  'caller',
] as const;

/** Where a program can have a name of its own choice: lines before the training, and files that they import. */
export interface NameRole {
  readonly title: string;
  readonly lines: (name: string) => readonly string[];
  readonly files?: (name: string) => Readonly<Record<string, string>>;
}

const role = (title: string, ...lines: readonly string[]): NameRole => ({
  title,
  lines: (name) => lines.map((line) => line.replaceAll('NAME', name)),
});

const inPython = [
  role('a variable', 'NAME = 0.5', 'rate = rate * NAME'),
  role('a name that is not bound', 'rate = NAME'),
  role('a variable of a function', 'def halved(x):', '    NAME = x / 2', '    return NAME', 'rate = halved(rate)'),
  role('a global of a function', 'def halve():', '    global NAME', '    NAME = rate / 2', 'halve()', 'rate = NAME'),
  role('a parameter', 'def halved(NAME=1.0):', '    return NAME / 2', 'rate = halved(NAME=rate)'),
  role('an argument that no parameter takes', 'def kept(x):', '    return x', 'rate = kept(rate, NAME=1)'),
  role('a keyword among others', 'def first(**given):', "    return given['NAME']", 'rate = first(NAME=rate)'),
  role('a function', 'def NAME(x):', '    return x / 2', 'rate = NAME(rate)'),
  role('a class', 'class NAME(object):', '    value = 0.5', 'rate = NAME.value', 'rate = NAME().value'),
  role('a method', 'class Model(object):', '    def NAME(self):', '        return 0.5', 'rate = Model().NAME()'),
  role('a class attribute', 'class Model(object):', '    NAME = 0.5', 'rate = Model.NAME'),
  role('an attribute', 'class Model(object):', '    pass', 'm = Model()', 'm.NAME = 0.5', 'rate = m.NAME'),
  role('an attribute that is not there', 'class Model(object):', '    pass', 'rate = Model().NAME'),
  role(
    'a property',
    'class Model(object):',
    '    @property',
    '    def NAME(self):',
    '        return 0.5',
    'rate = Model().NAME',
  ),
  role('getattr', 'class Model(object):', '    pass', "rate = getattr(Model(), 'NAME', 0.5)"),
  role('setattr', 'class Model(object):', '    pass', 'm = Model()', "setattr(m, 'NAME', 0.5)", 'rate = m.NAME'),
  role('hasattr', 'class Model(object):', '    pass', "rate = 0.5 if hasattr(Model(), 'NAME') else 0.25"),
  role('an attribute of a function', 'def f():', '    pass', 'f.NAME = 0.5', 'rate = f.NAME'),
  ...[
    '[]',
    '{}',
    '(1,)',
    "'text'",
    '5',
    '0.5',
    'True',
    'None',
    'range(3)',
    'len',
    'np.zeros(2)',
    'np.float32',
    'iter([1])',
  ].map((object) => role(`an attribute of ${object}`, `x = ${object}`, 'y = x.NAME', 'y = x.NAME()')),
  role('a key', "d = {'NAME': 0.5}", "rate = d['NAME']"),
  role('a key that is set', 'd = {}', "d['NAME'] = 0.5", "rate = d['NAME']"),
  role('a key that is not there', 'd = {}', "rate = d['NAME']"),
  role('a key that is asked for', 'd = {}', "rate = d.get('NAME', 0.5)", "rate = 0.1 if 'NAME' in d else 0.5"),
  role('a key of dict()', 'd = dict(NAME=0.5)', 'd.update(NAME=0.25)', "rate = d.pop('NAME')"),
  role('a key that is deleted', "d = {'NAME': 1}", "del d['NAME']", 'rate = 0.5 / (1 + len(d))'),
  role('a text', "rate = 0.5 if 'NAME' == 'N' + 'AME'[1:] else 0.25", "x = {'NAME'}"),
  role('a field of a format', "x = '{NAME}'.format(NAME=1)", "x = '{0.NAME}'.format(np)", "x = '{0[NAME]}'.format({})"),
  role('a name of a %-format', "x = '%(NAME)s' % {'NAME': 1}", "x = '%(NAME)s' % {}"),
  role('an f-string', 'NAME = 0.5', "x = f'{NAME} {NAME:.2f}'"),
  role(
    'a field of a namedtuple',
    'import collections',
    "P = collections.namedtuple('P', ['NAME', 'b'])",
    'rate = P(NAME=0.5, b=1).NAME',
  ),
  role('a namespace', 'import types', 'rate = types.SimpleNamespace(NAME=0.5).NAME'),
  role(
    'an argument of the command line',
    'import argparse',
    'p = argparse.ArgumentParser()',
    "p.add_argument('--NAME', type=float, default='0.5')",
    'rate = p.parse_args().NAME',
  ),
  role('an error', 'try:', '    raise NAME("text")', 'except NAME:', '    rate = 0.5'),
  role('a comprehension', 'rate = sum([NAME for NAME in [0.25, 0.25]])'),
  role('a lambda', 'rate = (lambda NAME: NAME / 2)(rate)'),
  role('with and as', 'with tf.Graph().as_default() as NAME:', '    pass'),
  role('a name that is deleted', 'NAME = 1', 'del NAME', 'x = NAME'),
  role('a decorator', '@NAME', 'def f():', '    pass'),
  role('a comment', 'rate = 0.5  # globalstep: ignore[NAME]', 'rate = 0.5  # global-step: ignore[NAME]'),
];

const inModules = [
  role('an import', 'import NAME', 'x = NAME.y', 'x = NAME.NAME'),
  role('an import of a part', 'import os.NAME', 'import NAME.NAME', 'from NAME.NAME import NAME'),
  role('a module under another name', 'import numpy as NAME', 'rate = float(NAME.float32(0.5))'),
  ...[
    'tensorflow',
    'numpy',
    'math',
    'os',
    'sys',
    'random',
    'itertools',
    'functools',
    'collections',
    'copy',
    'argparse',
    'types',
    'absl',
    'sklearn',
    'time',
  ].map((module) =>
    role(
      `a member of ${module}`,
      `import ${module} as m`,
      'x = m.NAME',
      'x = m.NAME()',
      'x = m.NAME.NAME(1)',
      `from ${module} import NAME`,
    ),
  ),
  ...[
    'os.path',
    'np.random',
    'np.linalg',
    'tf.train',
    'tf.nn',
    'tf.layers',
    'tf.losses',
    'tf.data',
    'tf.data.Dataset',
    'tf.app',
    'tf.app.flags',
    'tf.GraphKeys',
    'tf.keras.optimizers.schedules',
    'tf.contrib.layers',
    'tf.initializers',
    'tf.errors',
    'tf.summary',
  ].map((module) => role(`a member of ${module}`, `x = ${module}.NAME`, `x = ${module}.NAME(0.1)`)),
  {
    title: 'a module of the program',
    lines: (name: string) => [
      `import ${name}`,
      `rate = ${name}.${name}`,
      `from ${name} import ${name} as x`,
      `from ${name} import *`,
    ],
    files: (name: string) => ({ [`${name}.py`]: `${name} = 0.5\n` }),
  },
  {
    title: 'a member that a module does not have',
    lines: (name: string) => ['import settings', `rate = settings.${name}`],
    files: () => ({ 'settings.py': 'y = 0.5\n' }),
  },
];

const inTensorFlow = [
  role('what a constant is made of', 'x = tf.constant(tf.NAME)', 'x = tf.constant([].NAME)'),
  role('a keyword of a call', 'x = tf.constant(1.0, NAME=2)', 'x = tf.Variable(1.0, NAME=tf.zeros([1]))'),
  role('a name of a variable', "v = tf.Variable(1.0, name='NAME')", "u = tf.get_variable('NAME', shape=[2])"),
  role('a name of an operation', "x = tf.constant(1.0, name='NAME')", "y = tf.add(x, x, name='NAME')"),
  role('a variable scope', "with tf.variable_scope('NAME'):", "    v = tf.get_variable('NAME', shape=[])"),
  role('a name scope', "with tf.name_scope('NAME'):", '    v = tf.Variable(0.5)'),
  role('a layer', "x = tf.layers.dense(tf.zeros([1, 2]), 2, name='NAME')", 'n = len(tf.trainable_variables())'),
  role('an activation', "x = tf.layers.dense(tf.zeros([1, 2]), 2, activation='NAME')"),
  role('an initializer', "x = tf.get_variable('x', [2], initializer='NAME')"),
  role('a dtype', "x = tf.zeros([1], dtype='NAME')", "y = np.zeros(1, dtype='NAME')", "z = np.zeros(1).astype('NAME')"),
  role('a collection', "tf.add_to_collection('NAME', rate)", "n = tf.get_collection('NAME')", 'rate = n[0]'),
  role('a flag', "tf.app.flags.DEFINE_float('NAME', 0.5, '')", 'rate = tf.app.flags.FLAGS.NAME'),
  role(
    'a flag of absl',
    'from absl import flags',
    "flags.DEFINE_string('NAME', '0.5', '')",
    'rate = float(flags.FLAGS.NAME)',
  ),
  role('a flag that is not there', 'rate = tf.app.flags.FLAGS.NAME'),
  role('a kind of flag', "tf.app.flags.DEFINE_NAME('x', '0.5', '')"),
  role(
    'a setting of hparams',
    'h = tf.contrib.training.HParams(NAME=0.5)',
    "h.add_hparam('other', 1)",
    'rate = h.NAME',
  ),
  role('an attribute of a tensor', 'x = tf.zeros([1])', 'y = x.NAME', 'y = x.NAME()', 'y = tf.Variable(1.0).NAME'),
  role('an attribute of a session', 'x = tf.Session().NAME', 'y = tf.Session().NAME()'),
  role(
    'an attribute of an optimizer',
    'x = tf.train.AdamOptimizer(0.1).NAME',
    'y = tf.train.AdamOptimizer(0.1).NAME(w)',
  ),
  role('a schedule', 'rate = tf.train.NAME(0.1, 10, 100, 0.5)'),
  role('a keyword of a schedule', 'rate = tf.train.exponential_decay(0.1, 0, 10, 0.5, NAME=1)'),
  role('a schedule of Keras', 'rate = tf.keras.optimizers.schedules.NAME(0.1, 10, 0.5)'),
  role(
    'an optimizer',
    'x = tf.train.NAMEOptimizer(0.1).minimize(tf.square(w))',
    'y = tf.train.NAME(0.1).minimize(tf.square(w))',
  ),
  role('an optimizer by its name', "x = tf.contrib.layers.optimize_loss(tf.square(w), None, 0.1, optimizer='NAME')"),
  role('a keyword of an optimizer', 'x = tf.train.AdamOptimizer(0.1, NAME=1).minimize(tf.square(w))'),
  role(
    'a placeholder',
    "p = tf.placeholder(tf.float32, [], name='NAME')",
    "tf.Session().run('NAME:0', feed_dict={'NAME:0': 1.0})",
  ),
  role('a fetch by name', 'with tf.Session() as s:', "    s.run('NAME')", "    s.run({'NAME': w})"),
  role(
    'a data set',
    'd = tf.data.Dataset.from_tensor_slices({"NAME": np.zeros(4)}).batch(2)',
    "x = d.make_one_shot_iterator().get_next()['NAME']",
    'd.NAME()',
  ),
  role('a summary', "tf.summary.scalar('NAME', rate)"),
  role('an average', "e = tf.train.ExponentialMovingAverage(0.9, name='NAME')", 'e.apply([w])'),
  role(
    'a slot',
    "o = tf.train.MomentumOptimizer(0.1, 0.9, name='NAME')",
    "t = o.minimize(tf.square(w), name='NAME')",
    "o.get_slot(w, 'NAME')",
  ),
];

export const nameRoles: readonly NameRole[] = [...inPython, ...inModules, ...inTensorFlow];

/** A program's files, its own first. */
export interface NamedProgram {
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A program that trains, in which a name has these roles; `trained` is what its trained variable is called. */
export function programWith(roles: readonly NameRole[], name: string, trained = 'w'): NamedProgram {
  const text = [
    'import tensorflow as tf',
    'import numpy as np',
    'rate = 0.25',
    `${trained} = w = tf.Variable(5.0)`,
    ...roles.flatMap(({ lines }) => lines(name)),
    'g = tf.train.get_or_create_global_step()',
    'decayed = tf.train.exponential_decay(rate, g, 1, 0.5)',
    'train = tf.train.GradientDescentOptimizer(decayed).minimize(tf.square(w - 1.0))',
    'with tf.Session() as s:',
    '    s.run(tf.global_variables_initializer())',
    '    for i in range(3):',
    '        s.run(train)',
    '',
  ].join('\n');
  return { text, files: Object.assign({}, ...roles.map(({ files }) => files?.(name) ?? {})) as Record<string, string> };
}

/** A name that no object has, of the same length and look. */
export function ordinaryName(name: string): string {
  return name.startsWith('__') ? `__${'q'.repeat(name.length - 4)}__` : 'q'.repeat(name.length);
}

/** A name and the roles that it has in one program, as the seed decides. */
export function randomRoles(seed: number): { readonly name: string; readonly roles: readonly NameRole[] } {
  const random = new Random(seed);
  const roles = Array.from({ length: 2 + random.below(5) }, () => random.pick(nameRoles));
  return { name: random.pick(inheritedNames), roles };
}
