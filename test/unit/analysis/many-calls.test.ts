import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analyze';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';
import { itSays } from '../../helpers/verdicts';

const parser = await testParser();

const opening = `import tensorflow as tf
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.5, step, 40, 0.9)
`;
const stuck = 'train = tf.train.AdamOptimizer(rate).minimize(loss)\n';

function analyzed(text: string) {
  return analyze(parser.parse(text), new SourceText('many.py', text));
}

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

/** Functions of which each calls the one before it twice. */
function doubling(count: number, leaf: string): string {
  return `made = []
def f0(x):
    ${leaf}
${times(count, (index) => `def f${index + 1}(x):\n    return f${index}(f${index}(x))\n`)}y = f${count}(image)
`;
}

describe('programs whose calls multiply are read to their end', () => {
  it.each([
    ['16 functions that give a tensor', doubling(16, 'return tf.layers.dense(x, 8)')],
    ['40 functions that give a tensor', doubling(40, 'return tf.layers.dense(x, 8)')],
    ['40 functions that make a variable', doubling(40, 'return x * tf.Variable(1.0)')],
    ['40 functions that keep what they are given', doubling(40, 'made.append(x); return made')],
    [
      '40 functions that train',
      doubling(40, 'return tf.train.AdamOptimizer(0.1).minimize(x, global_step=tf.Variable(0))'),
    ],
    ['200 functions that give a tensor', doubling(200, 'return tf.layers.dense(x, 8)')],
    [
      '40 methods that count',
      `class Net(object):
    def m0(self, x):
        self.count = self.count + 1
        return x
${times(40, (index) => `    def m${index + 1}(self, x):\n        return self.m${index}(self.m${index}(x))\n`)}    def __init__(self):
        self.count = 0
Net().m40(image)
`,
    ],
    [
      '40 functions that all call each other',
      `${times(40, (index) => `def f${index}(x):\n${times(40, (other) => `    x = f${other}(x)\n`)}    return x\n`)}f0(image)\n`,
    ],
    [
      'a function called in 5,000 places',
      `${doubling(10, 'return x * tf.Variable(1.0)')}${times(5000, (index) => `y${index} = f10(${index})\n`)}`,
    ],
    ['20,000 elifs', `if a: b = 0\n${times(20_000, (index) => `elif a == ${index}: b = ${index}\n`)}`],
    ['a sum of 5,000', `x = 1${' + 1'.repeat(5000)}\ndef f():\n    return x${' + 1'.repeat(5000)}\nf()\n`],
    [
      '200 classes, each of the one before',
      `class C0(object):\n    def __init__(self):\n        self.x = 1\n${times(200, (index) => `class C${index + 1}(C${index}):\n    def __init__(self):\n        super(C${index + 1}, self).__init__()\n`)}C200()\n`,
    ],
    [
      'a dictionary of 3,000 functions',
      `${times(3000, (index) => `def f${index}(x): return table[x](x)\n`)}table = {${times(3000, (index) => `"${index}": f${index}, `)}}\ntable[name](1)\n`,
    ],
    ['a list of 50,000 numbers', `x = [${times(50_000, (index) => `${index}, `)}]\nfor i in x: y = i\n`],
  ])('%s', (_, program) => {
    const { calls, leftOut } = analyzed(`${opening}${program}${stuck}`);
    expect(leftOut).toBeNull();
    expect(calls.at(-1)?.stuck.map(({ kind }) => kind)).toEqual(['exponential_decay']);
  });
});

describe('what is left out is said', () => {
  it.each([
    [
      'functions within each other',
      'calls-too-deep',
      305,
      doubling(400, 'return x').replaceAll(/\(f\d+\(x\)\)/g, '(x)'),
    ],
    ['lists within each other', 'nests-too-deep', 4, `x = ${'['.repeat(850)}${']'.repeat(850)}\n`],
  ])('%s', (_, why, line, program) => {
    const { calls, leftOut } = analyzed(`${opening}${program}${stuck}`);
    expect(leftOut?.why).toBe(why);
    expect(leftOut?.range?.line).toBe(line);
    // Something may move the step there: the call is listed, and not warned of.
    expect(calls).toHaveLength(1);
    expect(calls[0]?.stuck).toEqual([]);
  });

  it('a program that costs too much', () => {
    const classes = times(
      400,
      (index) =>
        `class C${index + 1}(object):\n    def __init__(self):\n        self.a = C${index}()\n        self.b = C${index}()\n`,
    );
    const { calls, leftOut } = analyzed(`${opening}class C0(object):\n    pass\n${classes}C400()\n${stuck}`);
    expect(leftOut).toEqual({ why: 'everything', range: null });
    expect(calls).toEqual([]);
  });

  it('the modules of a program that costs too much with them', () => {
    const classes = times(
      400,
      (index) =>
        `class C${index + 1}(object):\n    def __init__(self):\n        self.step = C${index}()\n        self.b = C${index}()\n`,
    );
    const lib = `class C0(object):\n    pass\n${classes}C400()\n`;
    const main = `import lib\n${opening}${stuck}`;
    const facts = analyze(parser.parse(main), new SourceText('main.py', main), (name) =>
      name === 'lib' ? { source: new SourceText('lib.py', lib), syntax: parser.parse(lib) } : null,
    );
    expect(facts.leftOut).toEqual({ why: 'modules', range: null });
    expect(facts.calls.map(({ stuck: readers }) => readers.length)).toEqual([1]);
  });
});

describe('a call that is like one before it is not walked again, unless something has changed', () => {
  itSays(parser, [
    [
      'an attribute',
      `${opening}class Model(object):
    def __init__(self):
        self.step = None
    def passed(self):
        return self.step
model = Model()
model.passed()
model.step = step
train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=model.passed()) #: ok
`,
    ],
    [
      'a name of the module',
      `${opening}passed = None
def given():
    return passed
given()
passed = step
train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=given()) #: ok
`,
    ],
    [
      'a name of the function around it',
      `${opening}def build():
    passed = None
    def given():
        return passed
    given()
    passed = step
    return tf.train.AdamOptimizer(rate).minimize(loss, global_step=given()) #: ok
build()
`,
    ],
    [
      'a name that was not there',
      `${opening}def given():
    return passed
try:
    given()
except NameError:
    pass
passed = step
train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=given()) #: ok
`,
    ],
    [
      'a list, and an item of a dictionary',
      `${opening}steps = []
table = {'step': None}
def given():
    return steps[0]
def kept():
    return table['step']
given()
kept()
steps.append(step)
table['step'] = step
train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=given()) #: ok
again = tf.train.AdamOptimizer(rate).minimize(loss, global_step=kept()) #: ok
`,
    ],
    [
      'each call has a list of its own',
      `${opening}def empty():
    return []
first = empty()
second = empty()
second.append(step)
train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=second[0]) #: ok
`,
    ],
    [
      'what a loop reads through a call is read again in its next pass',
      `${opening}class Model(object):
    step = None
    def passed(self):
        return self.step
model = Model()
model.passed()
for tower in range(2):
    train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=model.passed()) #: ok
    model.step = step
`,
    ],
    [
      'another graph has another step',
      `import tensorflow as tf
def own():
    return tf.train.get_or_create_global_step()
for name in names:
    with tf.Graph().as_default():
        rate = tf.train.exponential_decay(0.5, own(), 40, 0.9)
        train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=own()) #: ok
`,
    ],
  ]);
});

describe('of a function that is called very often, no call is told apart for certain', () => {
  const often = (body: string): string => `${opening}def f(value, passed):
    ${body}
${times(100, (index) => `s${index} = tf.Variable(0, trainable=False)\nf(${index}, s${index})\n`)}`;
  itSays(parser, [
    [
      'a step that the last of many calls moves',
      `${often('return tf.assign_add(passed, 1)')}slow = tf.train.exponential_decay(0.5, s99, 40, 0.9)
train = tf.train.AdamOptimizer(slow).minimize(loss) #: ok
`,
    ],
    [
      'a step that the last of many calls gives back',
      `${often('return passed')}train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=f(1, step)) #: ok\n`,
    ],
    [
      'a step that it is passed and keeps',
      `${opening}class Holder(object):
    pass
def keep(holder, value):
    holder.value = value
${times(100, (index) => `h${index} = Holder()\nkeep(h${index}, ${index})\n`)}last = Holder()
keep(last, step)
train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=last.value) #: ok
`,
    ],
    [
      'a step that nothing of it touches still stands',
      `${often('return tf.assign_add(passed, 1)')}train = tf.train.AdamOptimizer(rate).minimize(loss) #: warning\n`,
    ],
    [
      'a call within it that forgets the step is seen',
      `${opening}def build(loss):
    return tf.train.AdamOptimizer(rate).minimize(loss) #: warning
${times(200, (index) => `t${index} = build(${index})\n`)}`,
    ],
  ]);
});

describe('a hook is run by its session', () => {
  itSays(parser, [
    [
      'and moves the step there',
      `${opening}class Counter(tf.train.SessionRunHook):
    def begin(self):
        self.count = tf.assign_add(step, 1)
    def after_run(self, context, values):
        context.session.run(self.count)
train = tf.train.AdamOptimizer(rate).minimize(loss) #: ok
with tf.train.MonitoredSession(hooks=[Counter()]) as session:
    session.run(train)
`,
    ],
  ]);
});
