import { type Shape, size, times } from './shapes';

const input = 'tf.placeholder(tf.float32, [None, 8])';

/** What the function at the end of a chain does. */
const leaves = [
  'return tf.layers.dense(x, 8)',
  'return x * tf.Variable(1.0)',
  'return x * tf.get_variable("w", [8])',
  'made.append(x); return x',
  'made.append(tf.Variable(0)); return made',
  'counts["n"] = counts["n"] + 1; return x',
  'counts[x] = x; return counts',
  'global total; total = total + 1; return x',
  'global total; total = [total, x]; return total',
  'holder.last = x; return holder',
  'holder.n += 1; return holder.last',
  'return [x, x]',
  'return {"x": x}',
  'return lambda y: (x, y)',
  'return Holder(x)',
  'o = Holder(x); p = Holder(o); return p.last',
  'return tf.train.AdamOptimizer(0.1).minimize(tf.square(tf.Variable(1.0)))',
  'return tf.train.exponential_decay(0.1, tf.Variable(0, trainable=False), 10, 0.5)',
  'return tf.assign_add(tf.Variable(0), 1)',
];

/** Ways of calling a function twice. */
const twice: readonly ((before: string) => string)[] = [
  (before) => `return ${before}(${before}(x))`,
  (before) => `return ${before}(x) + ${before}(x)`,
  (before) => `a = ${before}(x); b = ${before}(a); return [a, b]`,
  (before) => `return ${before}(x=x) if x else ${before}(x=[x])`,
  (before) => `return [${before}(y) for y in [${before}(x)]]`,
  (before) => `return (lambda y: ${before}(y))(${before}(x))`,
  (before) => `a = ${before}(x, *made); return ${before}(a, **counts)`,
  (before) => `g = ${before}; h = g; return h(g(x))`,
  (before) => `return ${before}(lambda y: ${before}(y))`,
  (before) => `global total; total = ${before}(total); return ${before}(x)`,
  (before) => `return list(map(${before}, [${before}(x)]))`,
  (before) => `a = holder.last; holder.last = ${before}(a); return ${before}(holder)`,
];

const surroundings = `made = []
counts = {"n": 0}
total = 0
class Holder(object):
    def __init__(self, last=None):
        self.last = last
        self.n = 0
holder = Holder()`;

/** Programs whose calls multiply, by name. */
export const callShapes: Readonly<Record<string, Shape>> = {
  'functions that call the one before twice': (random) => {
    const count = size(random, 8, 400);
    const body = random.pick(twice);
    return `${surroundings}
def f0(x, *rest, **named):
    ${random.pick(leaves)}
${times(count, (index) => `def f${index + 1}(x, *rest, **named):\n    ${body(`f${index}`)}`)}
y = f${count}(${input})`;
  },
  'functions that nobody calls, each calling the one before twice': (random) => `${surroundings}
def f0(x, *rest, **named):
    ${random.pick(leaves)}
${times(
  size(random, 8, 400),
  (index) =>
    `def f${index + 1}(x, *rest, **named):\n    decay_steps = ${random
      .pick(twice)(`f${index}`)
      .replace(/return |.*; return /, '')}\n    return decay_steps`,
)}`,
  'functions that call the one before in several ways': (random) => {
    const count = size(random, 8, 100);
    return `${surroundings}
def f0(x, *rest, **named):
    ${random.pick(leaves)}
${times(count, (index) => `def f${index + 1}(x, *rest, **named):\n    ${random.pick(twice)(`f${index}`)}`)}
y = f${count}(${input})`;
  },
  'a chain of functions': (random) => {
    const count = size(random, 16, 3000);
    return `def f0(x):\n    return tf.layers.dense(x, 8)
${times(count, (index) => `def f${index + 1}(x):\n    return f${index}(x)`)}
y = f${count}(${input})`;
  },
  'methods that call the one before twice': (random) => {
    const count = size(random, 8, 200);
    return `class Net(object):
    def m0(self, x):
        ${random.pick(['self.last = x', 'self.w = tf.Variable(1.0)', 'self.n = self.n + 1', 'self.all.append(x)'])}
        return x
${times(count, (index) => `    def m${index + 1}(self, x):\n        return self.m${index}(self.m${index}(x))`)}
    def __init__(self):
        self.n = 0
        self.all = []
net = Net()
y = net.m${count}(${input})`;
  },
  'properties that read the one before twice': (random) => {
    const count = size(random, 8, 200);
    return `class Net(object):
    p0 = 1
${times(count, (index) => `    @property\n    def p${index + 1}(self):\n        return self.p${index} + self.p${index}`)}
y = Net().p${count}`;
  },
  'classes that make the one before twice': (random) => {
    const count = size(random, 8, 200);
    return `class C0(object):\n    def __init__(self):\n        self.w = tf.Variable(1.0)
${times(count, (index) => `class C${index + 1}(object):\n    def __init__(self):\n        self.a = C${index}()\n        self.b = C${index}()`)}
y = C${count}()`;
  },
  'functions that all call each other': (random) => {
    const count = size(random, 3, 60);
    const calls = times(count, (index) => `    x = f${index}(x)`);
    return `${times(count, (index) => `def f${index}(x):\n    if x: return x\n${calls}\n    return x`)}
y = f0(${input})`;
  },
  'a circle of functions': (random) => {
    const count = size(random, 2, 1000);
    return `${times(count, (index) => `def f${index}(x):\n    return x if x else f${(index + 1) % count}(f${(index + 1) % count}(x))`)}
y = f0(${input})`;
  },
  'one function called in many places': (random) => `${surroundings}
def f(x, *rest, **named):
    ${random.pick(leaves)}
def g(x):
    ${random.pick(twice)('f')}
${times(size(random, 100, 20_000), (index) => `y${index} = ${random.pick(['f', 'g'])}(${random.pick([String(index), `"${index}"`, input, `[${index}]`, 'made', 'holder', `tf.Variable(${index})`])})`)}`,
  'functions within functions': (random) => {
    const depth = size(random, 5, 90);
    const inner = (level: number) => `${level === 0 ? 'y =' : `${' '.repeat(level)}return`} f${level}(f${level}(x))`;
    return `x = ${input}\n${times(depth, (level) => `${' '.repeat(level)}def f${level}(x):`)}
${' '.repeat(depth)}return x
${times(depth, (index) => inner(depth - 1 - index))}`;
  },
  'numbers as functions of functions': (random) => {
    const depth = size(random, 2, 60);
    return `two = lambda f: lambda x: f(f(x))
n = ${'two('.repeat(depth)}two${')'.repeat(depth)}
${times(size(random, 2, 60), () => 'n = n(two)')}
y = n(lambda x: tf.layers.dense(x, 8))(${input})`;
  },
  'a function that gives itself to itself': (random) => {
    const depth = size(random, 1, 40);
    return `U = lambda f: f(f)
Y = lambda g: U(lambda h: g(lambda x: U(h)(x)))
y = Y(lambda r: lambda x: ${'r('.repeat(depth)}x${')'.repeat(depth)})(1)`;
  },
  'partial upon partial': (random) => `import functools
def f(*args): return args
p = f
${times(size(random, 10, 2000), () => random.pick(['p = functools.partial(p, 1)', 'p = functools.partial(p, p)']))}
y = p()`,
  'names that may be any of some functions': (random) => {
    const count = size(random, 4, 40);
    return `import sys
${times(6, (index) => `def leaf${index}(x): return x + ${index}`)}
${times(count, (index) => {
  const before = index === 0 ? 'leaf0' : `pick${index - 1}`;
  return `def a${index}(x): return ${before}(x)\ndef b${index}(x): return ${before}(${before}(x))\npick${index} = a${index} if len(sys.argv) > ${index} else b${index}`;
})}
y = pick${count - 1}(${input})`;
  },
  'decorators upon decorators': (random) => `def twice(f):
    def inner(x): return f(f(x))
    return inner
${times(size(random, 4, 60), () => '@twice')}
def f(x): return tf.layers.dense(x, 8)
g = f
${times(size(random, 4, 60), () => 'g = twice(g)')}
y = g(f(${input}))`,
  'generators that run the one before': (random) => {
    const count = size(random, 8, 200);
    return `def g0():\n    yield 1\n${times(count, (index) => `def g${index + 1}():\n    for x in g${index}():\n        for y in g${index}():\n            yield x`)}
for x in g${count}(): pass`;
  },
};
