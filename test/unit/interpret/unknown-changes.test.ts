import { describe, expect, it } from 'vitest';
import { interpreted, obstacleLines, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** What a program's names hold in the end; `u` and everything of `stranger` is unknown, on line 2. */
function held(text: string, names: readonly string[]): unknown[] {
  const program = `import stranger\nu = stranger.value\nimport csv, six\nimport numpy as np\n${text}\n`;
  const read = interpreted(parser, program);
  return names.map((name) => plainValue(read.names.get(name)));
}

describe('what is written in an unknown way is unknown', () => {
  it.each<readonly [string, string, Readonly<Record<string, unknown>>]>([
    ['an array at an unknown index', 'a = np.zeros(3)\na[u] = 1', { a: 'unknown' }],
    ['every name of the array', 'a = np.zeros(3)\nb = a\nc = [a]\na[u] = 1', { b: 'unknown', c: ['unknown'] }],
    ['an array with an unknown value', 'a = np.zeros((2, 2))\na[0] = u', { a: 'unknown' }],
    ['an array with an unknown slice', 'a = np.zeros(4)\na[u:] = 1', { a: 'unknown' }],
    ['its shape is known all the same', 'a = np.zeros((4, 3))\na[u] = 1\ns = a.shape\nn = len(a)', { s: [4, 3], n: 4 }],
    ['its rows have a shape', 'a = np.zeros((4, 3))\na[u] = 1\ns = a[1:].shape\nn = len(a[0])', { s: [3, 3], n: 3 }],
    ['as many turns as rows', 'a = np.zeros((4, 3))\na[u] = 1\nn = 0\nfor row in a:\n    n += 1', { n: 4 }],
    ['written anew it is known', 'a = np.zeros(2)\na[u] = 1\na[:] = 5', { a: [5, 5] }],
    ['filled it is known', 'a = np.zeros(2)\na[u] = 1\na[...] = 5', { a: [5, 5] }],
    ['an unknown operand in place', 'a = np.ones(2)\nb = a\na += u', { a: 'unknown', b: 'unknown' }],
    ['fill', 'a = np.zeros(2)\na.fill(u)', { a: 'unknown' }],
    ['out=', 'a = np.zeros(2)\nnp.add([1, 2], [u, 3], out=a)', { a: 'unknown' }],
    ['a list at an unknown index', 'x = [1, 2]\nx[u] = 3\nn = len(x)', { x: ['unknown', 'unknown'], n: 2 }],
    ['a list at an unknown slice', 'x = [1, 2]\nx[:u] = [3]', { x: 'unknown' }],
    ['a list that unknown items are added to', 'x = [1]\nx += u\ny = [1]\ny.extend(u)', { x: 'unknown', y: 'unknown' }],
    ['an item that is taken', 'x = [1, 2, 3]\ny = x.pop(u)', { x: ['unknown', 'unknown'], y: 'unknown' }],
    ['an item that is deleted', 'x = [1, 2, 3]\ndel x[u]', { x: 'unknown' }],
    ['an item that is put in', 'x = [1]\nx.insert(u, 2)', { x: ['unknown', 'unknown'] }],
    ['an item that is removed', 'x = [1, 2]\nx.remove(u)', { x: 'unknown' }],
    ['a dictionary', 'd = {"a": 1}\nd[u] = 2', { d: 'unknown' }],
    ['a dictionary that is updated', 'd = {"a": 1}\nd.update(u)', { d: 'unknown' }],
    ['an entry that is deleted', 'd = {"a": 1}\ndel d[u]', { d: 'unknown' }],
    [
      'a display',
      'd = {u: 1}\ns = {u, 1}\nx = [1, *u]\ne = {**u}',
      { d: 'unknown', s: 'unknown', x: 'unknown', e: 'unknown' },
    ],
    ['a set', 's = {1}\ns.add(u)\nt = {1}\nt.update(u)', { s: 'unknown', t: 'unknown' }],
    [
      'an attribute',
      'class C: pass\nc = C()\nc.a = 1\nsetattr(c, u, 2)\nx = c.a\ny = c.b',
      { x: 'unknown', y: 'unknown' },
    ],
    [
      'a method that is not modelled',
      'a = np.zeros(3)\na.itemset(0, 1)\nx = [1, 2]\nd = {"a": 1}\nd.popitem()',
      { a: 'unknown', x: [1, 2], d: 'unknown' },
    ],
    [
      'a function that is not known',
      'a = np.zeros(2)\nx = [1, 2]\nstranger.shuffle(a)\nstranger.load_into(x)',
      { a: 'unknown', x: 'unknown' },
    ],
    ['but for one that only reads', 'a = np.zeros(2)\nstranger.plot(a)\nstranger.fit(a)', { a: [0, 0] }],
    ['what such a function gave', 'a = np.zeros(2)\nv = stranger.view(a)\nv[0] = 1', { a: 'unknown' }],
    ['an attribute of an array', 'a = np.zeros(4)\na.shape = (2, 2)', { a: 'unknown' }],
  ])('%s', (_, text, wanted) => {
    expect(held(text, Object.keys(wanted))).toEqual(Object.values(wanted));
  });
});

const unknownIterables: readonly (readonly [string, string])[] = [
  ['a range of unknown length', 'for i in range(u):'],
  ['six.moves.range', 'for i in six.moves.range(u):'],
  ['the lines of a file', 'for i, line in enumerate(open("data.txt")):'],
  [
    'a file of TensorFlow',
    'import tensorflow as tf\nfor i, line in enumerate(tf.gfile.GFile("data.txt").readlines()):',
  ],
  ['csv.reader', 'for i, row in enumerate(csv.reader(open("data.csv"))):'],
  ['np.nditer of what is not known', 'for i in np.nditer(u):'],
  ['a function that is not known', 'for i in stranger.items():'],
  ['a loop that nobody knows the end of', 'i = 0\nwhile stranger.goes_on():'],
  [
    'a generator over what is not known',
    'def rows():\n    for line in open("f"):\n        yield line\nfor i in rows():',
  ],
  ['a zip of it', 'for i, (k, line) in zip(range(9), enumerate(open("f"))):'],
  ['a comprehension of it', 'for i in [k for k in u]:'],
];

describe.each(unknownIterables)('a loop over %s', (_, head) => {
  const body = ['a[i] = 1', 'b[0] = i', 'x.append(1)', 'd[i] = 1', 'n += 1', 'c.n = c.n + 1', 'm = n * 2'];
  const text = `class C:
    n = 0
c = C()
c.n = 0
a, b = np.zeros(3), np.zeros(2)
x, y, d, n, k = [], [1], {}, 0, 7
${head}
${body.map((line) => `    ${line}`).join('\n')}
    k = 7
    z = 'same'
q = c.n
`;

  it('leaves what it writes unknown, and the rest as it is', () => {
    const names = ['a', 'x', 'd', 'n', 'q', 'm', 'y', 'k', 'z'];
    expect(held(text, names)).toEqual([...names.slice(0, 6).map(() => 'unknown'), [1], 7, 'same']);
  });
});

describe('a condition that is not known', () => {
  it.each<readonly [string, string, Readonly<Record<string, unknown>>]>([
    ['a name of one branch', 'x = 1\nif u:\n    x = 2', { x: 'unknown' }],
    ['a name of both', 'if u:\n    x = 1\nelse:\n    x = 2', { x: 'unknown' }],
    ['the same in both', 'if u:\n    x = 1\nelse:\n    x = 1', { x: 1 }],
    ['what it leaves as it is', 'x = 1\nif u:\n    x = 1', { x: 1 }],
    ['a list', 'x = []\nif u:\n    x.append(1)', { x: 'unknown' }],
    ['an array', 'a = np.zeros(2)\nif u:\n    a[0] = 1', { a: 'unknown' }],
    ['a dictionary', 'd = {"a": 1}\nif u:\n    d["a"] = 2\n    d["b"] = 3', { d: 'unknown' }],
    ['an entry', 'd = {"a": 1, "b": 2}\nif u:\n    d["a"] = 2', { d: { a: 'unknown', b: 2 } }],
    ['an attribute', 'class C: pass\nc = C()\nc.a = 1\nif u:\n    c.a = 2\nx = c.a', { x: 'unknown' }],
    ['in a function that it calls', 'n = 0\ndef f():\n    global n\n    n += 1\nif u:\n    f()', { n: 'unknown' }],
    ['what a branch returns', 'def f():\n    if u:\n        return 1\n    return 2\nx = f()', { x: 'unknown' }],
    ['what both return', 'def f():\n    if u:\n        return 1\n    return 1\nx = f()', { x: 1 }],
    ['a branch that raises', 'x = 1\nif u:\n    x = 2\n    raise ValueError(x)', { x: 1 }],
    ['a branch that ends the program', 'import sys\nx = 1\nif u:\n    x = 2\n    sys.exit()\ny = 3', { x: 1, y: 3 }],
    ['of an elif', 'x = 1\nif False:\n    x = 2\nelif u:\n    x = 3\nelse:\n    x = 4', { x: 'unknown' }],
    ['a conditional expression', 'x = 1 if u else 2', { x: 'unknown' }],
    ['its effects', 'x = [1, 2]\ny = x.pop() if u else 3', { x: 'unknown', y: 'unknown' }],
    ['an arm of it that raises', 'x = {}["a"] if u else 3', { x: 3 }],
    ['what may be either list', 'a = [1]\nb = [2]\n(a if u else b).append(3)', { a: 'unknown', b: 'unknown' }],
    ['the effects of and', 'x = [1, 2]\nu and x.pop()\ny = [1]\n0 or u or y.pop()', { x: 'unknown', y: 'unknown' }],
    ['a filter of a comprehension', 'x = [i for i in range(3) if i < u]', { x: 'unknown' }],
    ['of a filter', 'x = filter(lambda i: i < u, [1, 2])', { x: 'unknown' }],
    ['in a generator', 'def g():\n    if u:\n        yield 1\n    yield 2\nx = list(g())', { x: 'unknown' }],
    ['a loop in a generator', 'def g():\n    while u:\n        yield 1\nx = list(g())', { x: 'unknown' }],
    ['by and', 'x = u and 1\ny = 0 and u', { x: 'unknown', y: 0 }],
  ])('%s', (_, text, wanted) => {
    expect(held(text, Object.keys(wanted))).toEqual(Object.values(wanted));
  });

  it('makes a rate unknown that the program decays by it', () => {
    const text = `import tensorflow as tf
w = tf.Variable(4.)
rate = tf.Variable(.1, trainable=False)
decay = rate.assign(rate * .5)
square = tf.square(w)
train = tf.train.GradientDescentOptimizer(rate).minimize(square)
prev = [9., 9., 9.]
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(5):
    _, loss = sess.run([train, square])
    if loss > max(prev[-3:]):
        sess.run(decay)
    prev.append(loss)
x = sess.run(rate)`;
    expect(held(text, ['x'])).toEqual(['unknown']);
  });

  it('is noted where it decides what is done to TensorFlow', () => {
    const text = `import stranger
import tensorflow as tf
w = tf.Variable(0.)
train = tf.train.GradientDescentOptimizer(.1).minimize(tf.square(w - 1))
sess = tf.Session()
for i in range(5):
    if stranger.wanted():
        sess.run(train)
    if stranger.ends():
        break
`;
    const read = interpreted(parser, text);
    expect(read.recorder.runs).toEqual([]);
    expect(obstacleLines(read)).toEqual([7, 9]);
  });
});

describe('what a function makes of what is not known is not known', () => {
  it.each<readonly [string, string, Readonly<Record<string, unknown>>]>([
    [
      'a partial function',
      'import functools\nf = functools.partial(max, u)\nx = f(1)\ny = functools.partial(u, 1)()',
      { x: 'unknown', y: 'unknown' },
    ],
    ['map over several', 'x = list(map(max, [1, 5], [3, 4]))\ny = list(map(max, [1], u))', { x: [3, 5], y: 'unknown' }],
    [
      'the environment',
      "import os\nos.environ['A'] = '1'\nx = os.getenv('A')\nos.environ[u] = '2'\ny = os.getenv('A')",
      { x: '1', y: 'unknown' },
    ],
    [
      'an attribute of a class',
      "class C: a = 1\nsetattr(C, 'a', 2)\nx = C.a\nsetattr(C, u, 3)\ny = C.a",
      { x: 2, y: 'unknown' },
    ],
  ])('%s', (_, text, wanted) => {
    expect(held(text, Object.keys(wanted))).toEqual(Object.values(wanted));
  });

  const head = `import stranger
u = stranger.value
import tensorflow as tf
w = tf.Variable(0.)
train = tf.train.GradientDescentOptimizer(.1).minimize(tf.square(w - 1))
`;
  it.each<readonly [string, string, readonly number[]]>([
    ['what is run', 's = tf.Session()\ns.run(u)', [2]],
    ['what is fed', 's = tf.Session()\ns.run(train, u)', [2]],
    ['the graph of a session', 's = tf.Session(graph=u)', [2]],
    ['the session that a variable is read in', 's = tf.Session()\nw.eval(session=u)', [2]],
    ['the name of a scope', 'with tf.variable_scope(u):\n  v = tf.get_variable("v", [])', [2]],
    ['the initializer of a scope', 'with tf.variable_scope("a", initializer=u):\n  pass', [2]],
    ['a seed', 'tf.set_random_seed(u)', [6]],
    ['a collection', 'tf.add_to_collection(u, w)', [6]],
    ['what is in a collection', 'tf.add_to_collections(["a", "b"], u)', [6]],
    ['what is run before', 'with tf.control_dependencies(control_inputs=[u]):\n  pass', [6]],
    ['a hook', 'tf.train.MonitoredSession(hooks=[u])', [2]],
    ['where a hook stops', 'tf.train.MonitoredSession(None, [tf.train.StopAtStepHook(u)])', [2]],
    ['the main function', 'tf.app.run(u)', [6]],
  ])('is noted with its line: %s', (_, text, lines) => {
    expect(obstacleLines(interpreted(parser, `${head}${text}\n`))).toEqual(lines);
  });
});

describe('random numbers whose number is not known', () => {
  it.each([
    ['a loop', 'np.random.seed(1)\nfor line in open("f"):\n    np.random.rand()', [6]],
    ['a size', 'np.random.seed(1)\nnp.random.rand(u)', [6]],
    ['a distribution', 'np.random.seed(1)\nnp.random.gamma(2.)', [6]],
    ['the seed', 'np.random.seed(u)', [5]],
    ['Python’s', 'import random\nrandom.seed(1)\nrandom.random()\nrandom.triangular(0, 1)', [8]],
    ['no seed: they are nobody’s own', 'np.random.rand(u)', []],
  ])('are noted: %s', (_, text, lines) => {
    const program = `import stranger\nu = stranger.value\nimport six\nimport numpy as np\n${text}\n`;
    expect(obstacleLines(interpreted(parser, program))).toEqual(lines);
  });

  it('go back to a state that was kept', () => {
    const text =
      's = np.random.get_state()\na = np.random.permutation(5)\nnp.random.set_state(s)\nb = np.random.permutation(5)\nsame = (a == b).all()';
    expect(held(text, ['same'])).toEqual([true]);
  });
});
