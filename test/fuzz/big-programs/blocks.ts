import { type Shape, size, times } from './shapes';

/** Programs of many or deep statements, by name. */
export const blockShapes: Readonly<Record<string, Shape>> = {
  'a long chain of elif': (random) => `import sys
rate = 0.1
if len(sys.argv) == 0: rate = 0.2
${times(size(random, 50, 20_000), (index) => random.pick([`elif len(sys.argv) == ${index}: rate = ${index}`, `elif rate == ${index}:\n    rate = 0.5\n    name${index} = rate`]))}
else: rate = 0.3`,
  'blocks within blocks': (random) => {
    const depth = size(random, 10, 2000);
    const open = random.pick([
      'if x:',
      'while x:',
      'for x in y:',
      'try:',
      'with x as y:',
      'def f(x):',
      'class C:',
      'else',
    ]);
    if (open === 'else')
      return `x = 1\n${times(depth, (level) => `${' '.repeat(level)}if x == ${level}: pass\n${' '.repeat(level)}else:`)}\n${' '.repeat(depth)}pass`;
    const close =
      open === 'try:'
        ? Array.from({ length: depth }, (_, level) => `${' '.repeat(depth - 1 - level)}except E: pass`).join('\n')
        : '';
    return `x = y = []\n${times(depth, (level) => ' '.repeat(level) + open)}\n${' '.repeat(depth)}z = 1\n${close}`;
  },
  'loops within loops': (random) => {
    const depth = size(random, 2, 90);
    return `n = 0\na = b = tf.Variable(1.0)\n${times(depth, (level) => `${' '.repeat(level)}for i${level} in range(10):`)}\n${' '.repeat(depth)}a, b = b, a\n${' '.repeat(depth)}n = n + 1`;
  },
  'many statements': (random) =>
    times(size(random, 1000, 100_000), (index) =>
      random.pick([
        `x${index} = ${index}`,
        `print(x${index % 7})`,
        `y = tf.square(tf.constant(${index}))`,
        `if y: z${index % 100} = y`,
        `y = [y, ${index}]`,
        `tf.Variable(${index})`,
      ]),
    ),
  'many classes, each of the one before': (random) => {
    const count = size(random, 10, 3000);
    return `class C0(object):\n    def __init__(self):\n        self.step = 1\n    def last(self): return self.step
${times(count, (index) => `class C${index + 1}(C${index}):\n    def __init__(self):\n        super(C${index + 1}, self).__init__()\n        self.a${index} = self.last()`)}
y = C${count}().last()`;
  },
  'classes of two bases each': (random) => {
    const count = size(random, 4, 400);
    return `class A0(object):\n    def step(self): return 1\nclass B0(A0): pass
${times(count, (index) => `class A${index + 1}(A${index}, B${index}): pass\nclass B${index + 1}(B${index}, A${index}): pass`)}
y = A${count}().step() + B${count}().missing()`;
  },
  'many alternatives of a try': (random) =>
    `try:\n    x = 1\n${times(size(random, 10, 5000), (index) => `except E${index}:\n    x = ${index}`)}`,
  'many cases of a match': (random) =>
    `x = y = 1\nmatch x:\n${times(size(random, 10, 5000), (index) => `    case ${random.pick([String(index), `[a, b, ${index}]`, `{"k": v, "n": ${index}}`, `C(a=${index})`])}:\n        y = ${index}`)}`,
  'many ifs in a row': (random) =>
    `x = 1\n${times(size(random, 100, 10_000), (index) => `if print(${index}): x = ${random.pick(['x + 1', '[x]', 'print', 'lambda: x', `"${index}"`, 'tf.Variable(1)'])}`)}`,
  'a loop whose names change places': (random) => {
    const count = size(random, 10, 2000);
    return `${times(count, (index) => `n${index} = ${index}`)}\nfor i in range(10):\n${times(count, (index) => `    n${index} = n${(index * 7 + 1) % count}`)}`;
  },
  'contexts upon contexts': (random) =>
    times(
      size(random, 10, 1000),
      (index) =>
        `with tf.control_dependencies([tf.assign_add(tf.Variable(${index}), 1)]), tf.name_scope("s${index}"):\n    x = tf.identity(${index})`,
    ),
  'a chain of assignments': (random) =>
    `${times(size(random, 10, 5000), (index) => `n${index} = `).replaceAll('\n', '')}[]\n${times(size(random, 2, 100), (index) => `${'a, (b, ['.repeat(index)}c${'])'.repeat(index)} = n0`)}`,
};
