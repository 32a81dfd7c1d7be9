import { type Shape, size, times } from './shapes';

/** A part repeated around another. */
function around(open: string, inner: string, close: string, depth: number): string {
  return `${open.repeat(depth)}${inner}${close.repeat(depth)}`;
}

/** Programs of large or deep expressions, and of many of TensorFlow's own values, by name. */
export const valueShapes: Readonly<Record<string, Shape>> = {
  'a dictionary of functions': (random) => {
    const count = size(random, 100, 20_000);
    const item = random.pick(['lambda x: x', 'f', 'C', 'tf.nn.relu', 'o.m', '[f, f]']);
    return `import sys\ndef f(x): return x\nclass C(object):\n    def m(self, x): return x\no = C()
table = {${Array.from({ length: count }, (_, index) => `"${index}": ${item}`).join(', ')}}
${times(size(random, 1, 300), () => random.pick(['y = table[sys.argv[1]](1)', 'y = table["7"](1)', 'y = table.get(sys.argv[0], f)(1)', 'for k in table: y = table[k](k)', 'table[sys.argv[1]] = f', 'table.update({"7": f})', 'z = dict(table, a=f)']))}`;
  },
  'functions of their own in a dictionary': (random) => {
    const count = size(random, 20, 3000);
    return `import sys\n${times(count, (index) => `def f${index}(x): return table[x](x + ${index})`)}
table = {${Array.from({ length: count }, (_, index) => `"${index}": f${index}`).join(', ')}}
y = table[sys.argv[1]](1)\nfor f in table.values(): f(1)`;
  },
  'a huge literal': (random) => {
    const count = size(random, 1000, 300_000);
    const items = (one: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => one(index)).join(', ');
    return random.pick([
      () => `x = [${items(String)}]`,
      () => `x = (${items((index) => `-${index}.5e3`)})`,
      () => `x = {${items((index) => `"k${index}": ${index}`)}}`,
      () => `x = {${items((index) => `${index}: "${index}"`)}}`,
      () => `x = {${items((index) => `"${index}"`)}}`,
      () => `x = [${items((index) => `[${index}, 1, 2]`)}]`,
      () => `x = np.array([${items((index) => `{"a": ${index}}`)}])`,
      () => `x = """${'minimize( '.repeat(count)}"""`,
      () => `x = ${count === 0 ? '' : '9'.repeat(count)}`,
      () => `x = [${items((index) => (index % 100 === 0 ? 'tf.Variable(0)' : '0'))}]`,
      () => `x = [\n${items((index) => `${index}\n`)}]\nfor i in range(10): y = x[i]\nfor i in x: z = i`,
    ])();
  },
  'an expression within an expression': (random) => {
    const depth = size(random, 20, 20_000);
    return random.pick([
      () => `x = ${around('(', '1', ')', depth)}`,
      () => `x = ${around('[', '1', ']', depth)}`,
      () => `x = ${around('{1: ', '1', '}', depth)}`,
      () => `x = ${around('f(', '1', ')', depth)}`,
      () => `x = ${around('tf.square(', 'tf.Variable(1.0)', ')', depth)}`,
      () => `x = ${around('-', '1', '', depth)}`,
      () => `x = ${around('not ', '1', '', depth)}`,
      () => `x = ${around('lambda: ', '1', '', depth)}`,
      () => `x = ${around('1 if a else ', '1', '', depth)}`,
      () => `x = ${around('[y for y in ', 'z', ']', depth)}`,
      () => `x = ${around('a[', '1', ']', depth)}`,
      () => `x = ${around('2 ** ', '1', '', depth)}`,
    ])();
  },
  'a long chain of operators': (random) => {
    const count = size(random, 20, 20_000);
    return random.pick([
      () => `x = 1${' + 1'.repeat(count)}`,
      () => `x = "a"${' + "b"'.repeat(count)}`,
      () => `v = tf.Variable(1.0)\nx = v${' + v'.repeat(count)}`,
      () => `x = a${'.b'.repeat(count)}`,
      () => `x = a${'()'.repeat(count)}`,
      () => `x = a${'[0]'.repeat(count)}`,
      () => `x = a${'.b(1)'.repeat(count)}`,
      () => `x = a${' and b'.repeat(count)}${' or c'.repeat(count)}`,
      () => `x = a${' < b'.repeat(count)}`,
      () => `x = "a"${' "b"'.repeat(count)}`,
      () => `x = a${' if b else a'.repeat(count)}`,
      () => `f(${Array.from({ length: count }, (_, index) => `a${index}=${index}`).join(', ')})`,
      () => `f(${'*a, '.repeat(count)}**b)`,
    ])();
  },
  'values that hold the one before twice': (random) => {
    const twice = random.pick([
      '[x, x]',
      '(x, x)',
      '{"a": x, "b": x}',
      'x + x',
      '[x] + [x]',
      'x if x else [x]',
      'lambda: (x, x)',
      'zip(x, x)',
      'dict(a=x, b=x)',
      'tf.add(x, x)',
      'tf.concat([x, x], 0)',
      'tf.group(x, x)',
      'functools.partial(x, x)',
    ]);
    return `import functools\nx = ${random.pick(['1', 'tf.Variable(1.0)', '[]', 'f', 'tf.assign_add(tf.Variable(0), 1)'])}\n${times(size(random, 10, 5000), () => `x = ${twice}`)}\nprint(x)\nunknown(x)\nfor y in x: z = y`;
  },
  'many variables': (random) => {
    const count = size(random, 50, 10_000);
    return `${times(count, (index) => `v${index} = tf.Variable(${index}.0)`)}\n${random.pick([
      () =>
        `x = tf.add_n([${Array.from({ length: count }, (_, index) => `v${index}`).join(', ')}])\n${times(50, () => 'x = x + tf.square(x)')}`,
      () => times(count, (index) => `x = ${index === 0 ? 'v0' : `x + v${index}`}`),
      () => times(count, (index) => `x${index} = ${index === 0 ? 'v0' : `x${index - 1} + v${index}`}`),
      () => times(count, (index) => `op${index} = tf.assign_add(v${index}, 1.0)`),
      () =>
        `op = tf.group(${Array.from({ length: count }, (_, index) => `v${index}.assign(1.0)`).join(', ')})\nwith tf.Session() as s:\n    for i in range(3): s.run([op, op])`,
    ])()}`;
  },
  'many trainings': (random) => {
    const count = size(random, 20, 3000);
    const training = random.pick([
      (index: number) => `t${index} = tf.train.AdamOptimizer(0.1).minimize(loss)`,
      (index: number) =>
        `s${index} = tf.Variable(0, trainable=False)\nt${index} = tf.train.AdamOptimizer(tf.train.exponential_decay(0.1, s${index}, 10, 0.5)).minimize(loss)`,
      (index: number) =>
        `s${index} = tf.Variable(0, trainable=False)\nt${index} = tf.train.AdamOptimizer(0.1).minimize(loss, global_step=s${index})`,
      (index: number) =>
        `with tf.Graph().as_default():\n    r = tf.train.exponential_decay(0.1, tf.train.get_or_create_global_step(), 10, 0.5)\n    t${index} = tf.train.AdamOptimizer(r).minimize(loss)`,
    ]);
    return `loss = tf.square(tf.Variable(1.0))\n${times(count, training)}\nwith tf.Session() as session:\n    for i in range(10):\n${times(count, (index) => `        session.run(t${index})`)}`;
  },
  'objects that hold each other': (random) => {
    const count = size(random, 10, 1000);
    return `class O(object):\n    def __init__(self, other): self.other = other; self.all = [other]\n    def step(self): return self.other.step()\n${times(count, (index) => `o${index} = O(${index === 0 ? 'None' : `o${index - 1}`})`)}\no0.other = o${count - 1}\ny = o${count - 1}.step()`;
  },
};
