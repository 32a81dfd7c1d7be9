import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpret, type Interpretation, type Workspace } from '../../../src/interpret/interpret';
import type { RecordedStep } from '../../../src/interpret/record/recorded-steps';
import type { Value } from '../../../src/interpret/values';
import { SourceText } from '../../../src/python/source-text';
import { alone } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

function read(text: string, workspace: Workspace = alone(parser)): Interpretation {
  return interpret(parser.parse(text), new SourceText('train.py', text), workspace);
}

/** A name of the module as plain data. */
function value(text: string, name = 'out'): unknown {
  const { names } = read(text);
  return plain(names.get(name));
}

function plain(held: Value | undefined): unknown {
  switch (held?.kind) {
    case 'int':
    case 'float':
    case 'str':
    case 'bool':
      return held.value;
    case 'list':
    case 'tuple':
      return held.items.map(plain);
    case 'array':
      return nested([...held.array.data], held.array.shape);
    default:
      return held?.kind;
  }
}

function nested(data: readonly number[], [length, ...rest]: readonly number[]): unknown {
  if (length === undefined) return data[0];
  const width = data.length / length;
  return Array.from({ length }, (_, at) => nested(data.slice(at * width, (at + 1) * width), rest));
}

/** Each drawn after the other from one generator, by NumPy 2.4 and Python 3.11 themselves. */
const drawn: readonly (readonly [string, unknown])[] = [
  ['np.random.rand(2)', [0.3745401188473625, 0.9507143064099162]],
  ['np.random.randn(3)', [0.6476885381006925, 1.5230298564080254, -0.23415337472333597]],
  ['np.random.randint(0, 10, 5)', [7, 4, 3, 7, 7]],
  ['np.random.permutation(6)', [0, 5, 3, 1, 4, 2]],
  ['np.random.choice(150, size=4)', [129, 20, 57, 21]],
  ['np.random.choice(5, 3, replace=False)', [1, 2, 0]],
  ['np.random.choice([1, 2, 3], 4, p=[.2, .3, .5])', [3, 2, 1, 3]],
  ['np.random.normal(1, .1, 2)', [0.976586304305082, 0.9748956031914223]],
  [
    'np.random.uniform(-1, 1, (2, 2))',
    [
      [0.2367720186661746, -0.23507601746567452],
      [0.9664617716135764, -0.06647421350404015],
    ],
  ],
  ['np.random.binomial(1, .3, 6)', [1, 0, 0, 0, 1, 0]],
  ['np.random.exponential(2., 2)', [0.9736209610169132, 0.0321901719876468]],
  ['np.random.choice(6, 4, replace=False, p=[.1, .1, .2, .2, .3, .1])', [2, 4, 5, 0]],
];

describe('random numbers', () => {
  it('are NumPy’s own', () => {
    const lines = drawn.map(([call]) => `out.append(${call})`);
    const program = `import numpy as np\nnp.random.seed(42)\nout = []\n${lines.join('\n')}\nx = np.arange(8)\nnp.random.shuffle(x)`;
    const numbers = (of: unknown): number[] => [of].flat(4) as number[];
    const [found, wanted] = [numbers(value(program)), numbers(drawn.map(([, each]) => each))];
    expect(found).toHaveLength(wanted.length);
    for (const [at, number] of wanted.entries()) expect(found[at]).toBeCloseTo(number, 14);
    expect(value(program, 'x')).toEqual([7, 2, 4, 5, 6, 1, 3, 0]);
  });

  it('are Python’s own', () => {
    const program = `import random
random.seed(7)
out = [random.random(), random.randint(0, 9), random.uniform(1, 2), random.gauss(0, 1), random.sample(range(10), 4)]
out.append(random.choice([5, 6, 7]))
l = list(range(7))
random.shuffle(l)`;
    const numbers = [0.32383276483316237, 2, 1.3948234964231734, 1.7709944512239164, [1, 5, 0, 4], 5];
    expect(value(program)).toEqual(numbers);
    expect(value(program, 'l')).toEqual([1, 2, 5, 4, 3, 6, 0]);
  });
});

describe('NumPy', () => {
  it.each([
    [
      'np.arange(6).reshape(2, 3)[:, ::-1]',
      '',
      [
        [2, 1, 0],
        [5, 4, 3],
      ],
    ],
    [
      'np.eye(3)[[2, 0]]',
      '',
      [
        [0, 0, 1],
        [1, 0, 0],
      ],
    ],
    ['x[x > 2]', 'x = np.arange(5)', [3, 4]],
    [
      'x',
      'x = np.zeros((2, 2)); x[1, :] = 7; x[:, 0] += 1',
      [
        [1, 0],
        [8, 7],
      ],
    ],
    ['np.transpose([[1, 2, 3]])', '', [[1], [2], [3]]],
    [
      'np.c_[np.arange(2), np.ones(2)]',
      '',
      [
        [0, 1],
        [1, 1],
      ],
    ],
    ['np.concatenate(([1, 2], [3]))', '', [1, 2, 3]],
    ['np.argmax([[1, 5, 2], [9, 0, 3]], axis=1)', '', [1, 0]],
    ['np.where(x > 1, x, -x)', 'x = np.array([0, 1, 2])', [0, -1, 2]],
    [
      'np.array_split(np.arange(5), 2)',
      '',
      [
        [0, 1, 2],
        [3, 4],
      ],
    ],
    ['np.mean([[1., 2.], [3., 4.]], axis=0)', '', [2, 3]],
    ['np.round([0.5, 1.5, 2.5])', '', [0, 2, 2]],
  ])('%s', (expression, before, wanted) => {
    expect(value(`import numpy as np\n${before}\nout = ${expression}`)).toEqual(wanted);
  });
});

describe('Python', () => {
  it('runs generators up to each value that is asked for', () => {
    const program = `def count():
    n = 0
    while True:
        n += 1
        yield n
g = count()
out = [next(g), next(g)] + [n for _, n in zip(range(2), g)]`;
    expect(value(program)).toEqual([1, 2, 3, 4]);
  });

  it('computes properties, class attributes, defaults, keyword arguments and named tuples', () => {
    const program = `from collections import namedtuple
P = namedtuple('P', 'rate steps')
class A(object):
    scale = 2
    def __init__(self, p, extra=1): self.p, self.extra = p, extra
    @property
    def rate(self): return self.scale * self.p.rate + self.extra
    @staticmethod
    def of(rate): return A(P(rate, steps=3), extra=4)
out = [A.of(5).rate, A(P(1, 2)).p.steps, '%s/%03d' % ('a', 7), '{:.2f} {x}'.format(1.005, x=[1][0])]`;
    expect(value(program)).toEqual([14, 2, 'a/007', '1.00 1']);
  });

  it('catches what a handler names, and nothing else', () => {
    const program = `out = []
try:
    {}['a']
except IndexError:
    out.append('index')
except KeyError:
    out.append('key')
finally:
    out.append('at last')`;
    expect(value(program)).toEqual(['key', 'at last']);
  });

  it('reads other files of the program, each range in its own file', () => {
    const files: Record<string, string> = {
      model:
        'import tensorflow as tf\nfrom settings import RATE\n\ndef optimizer():\n    return tf.train.AdamOptimizer(RATE)\n',
      settings: 'RATE = 0.25\n',
    };
    const workspace: Workspace = {
      parse: (text) => parser.parse(text),
      load: (path) => {
        const text = files[path];
        return text === undefined ? null : new SourceText(`${path}.py`, text);
      },
    };
    const { recorder } = read('import model\nopt = model.optimizer()\n', workspace);
    expect(recorder.calls).toHaveLength(1);
    expect(recorder.calls[0]).toMatchObject({
      args: [{ kind: 'float', value: 0.25 }],
      range: { file: 'model.py', line: 5, column: 12 },
    });
  });
});

describe('what would take too much ends at a named limit', () => {
  it.each([
    ['x = [0] * 10**10', 'a list of'],
    ['x = "a" * 10**10', 'a text of'],
    ['x = [1]\nwhile True: x = x + x', 'a list of'],
    ['import numpy as np\nx = np.zeros((10**5, 10**5))', 'an array of'],
    ['import numpy as np\nx = np.ones((2000, 2000)).dot(np.ones((2000, 2000)))', 'a product of'],
    ['import numpy as np\nx = np.random.permutation(10**10)', 'an array of'],
    ['import itertools\nx = list(itertools.count())', 'a list of'],
    ['class A:\n  @property\n  def p(self): return self.p\nA().p', 'calls nest deeper than'],
  ])('%s', (text, message) => {
    expect(read(text).limit?.message).toContain(message);
  });
});

describe('sessions', () => {
  const head = 'import tensorflow as tf\nw = tf.Variable(1.0)\nstep = tf.train.get_or_create_global_step()\n';
  const train = 'train = tf.train.AdamOptimizer(0.1).minimize(w * w, global_step=step)\nsess = tf.Session()\n';

  it.each([
    ['a loop while the step is below a number', 'while sess.run(step) < 12: sess.run(train)', 12],
    ['the step as the library reads it', 'while tf.train.global_step(sess, step) < 9: sess.run(train)', 9],
    ['a break at a step', 'for i in range(99):\n  _, s = sess.run([train, step])\n  if s == 7: break', 7],
    [
      'a step that is moved by hand',
      'up = tf.assign_add(step, 4)\nwhile sess.run(step) < 20:\n  sess.run(train)\n  sess.run(up)',
      4,
    ],
    ['a loop that nothing but the run can end', 'while sess.run(w) > 0.1: sess.run(train)', 100_000],
    ['a loop that ends on what no formula has', 'while str(sess.run(w)) > "0.1": sess.run(train)', 101],
  ])('counts the passes of %s', (_, loop, count) => {
    const { runs, calls } = read(`${head}${train}${loop}`).recorder;
    const train0 = calls.find(({ name }) => name === 'Optimizer.minimize')?.id;
    const trained = (steps: readonly RecordedStep[]): number =>
      steps.reduce((sum, step) => {
        if ('exit' in step || 'computes' in step) return sum;
        if ('steps' in step) return sum + step.times * trained(step.steps);
        return sum + (step.fetches.some((fetch) => fetch.kind === 'call' && fetch.id === train0) ? step.times : 0);
      }, 0);
    expect(trained(runs)).toBe(count);
  });
});

describe('names that a module which is not there may have brought', () => {
  it('are not known, and tf and np are what everybody calls so', () => {
    const { recorder, names } = read(
      'from .utils import *\nrate = tf.train.cosine_decay(BASE, step(), 10)\nn = np.ones(2)',
    );
    expect(recorder.calls.map(({ name }) => name)).toEqual(['train.cosine_decay']);
    expect(names.get('n')?.kind).toBe('array');
    expect(recorder.obstacles).toEqual([]);
  });

  it('are an error without such a module', () => {
    expect(read('rate = tf.train.cosine_decay(1.0, 0, 10)').recorder.obstacles.map(({ why }) => say(why))[0]).toContain(
      'NameError',
    );
  });
});
