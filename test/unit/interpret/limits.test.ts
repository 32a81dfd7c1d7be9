import { describe, expect, it } from 'vitest';
import { say, verbatim } from '../../../src/base/message';
import { MemoryBudget } from '../../../src/base/memory-limit';
import { interpret, type Interpretation } from '../../../src/interpret/interpret';
import { limitBehind, LimitError, limits } from '../../../src/interpret/limits';
import type { ReadingBounds } from '../../../src/interpret/reading';
import { SourceText } from '../../../src/python/source-text';
import { ThreadMemory } from '../../../src/host/node/thread-memory';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();
const megabyte = 2 ** 20;

/** There is time without end, unless a test says otherwise: no machine's speed decides how a reading ends. */
const bounds = { operations: limits.operations, seconds: Number.POSITIVE_INFINITY };

function read(text: string, megabytes = 256, given: Partial<ReadingBounds> = {}): Interpretation {
  const memory = new MemoryBudget(megabytes * megabyte, new ThreadMemory());
  return interpret(parser.parse(text), new SourceText('train.py', text), null, memory, { ...bounds, ...given });
}

/** Line and message of the limit that ended the reading; null where none did. */
function ending(text: string, megabytes?: number, given?: Partial<ReadingBounds>): string | null {
  const { limit, recorder } = read(text, megabytes, given);
  return limit === null ? null : `${recorder.source.range(limit.span).line}: ${limit.message}`;
}

/** The number or text that `out` is, or what kind of value. */
function out(text: string): unknown {
  const { names, limit } = read(text);
  const value = names.get('out');
  expect(limit?.message).toBe(undefined);
  return value !== undefined && 'value' in value ? value.value : value?.kind;
}

describe('what takes too much memory', () => {
  it.each([
    [
      'many arrays',
      'import numpy as np\nparts = [np.zeros(4000000) for _ in range(2000)]',
      /^2: an array of shape \(4000000,\) for parts takes 31 MB, which is more than what is left of the 64 MB for reading$/,
    ],
    [
      'arrays in attributes',
      'import numpy as np\nclass A: pass\na = A()\na.all = []\nwhile len(a.all) < 1e9:\n  a.all = a.all + [np.ones((1000, 1000))]',
      /^6: an array of shape \(1000, 1000\) for all takes 7.6 MB/,
    ],
    ['lists', 'rows = [list(range(100000)) for i in range(10**6)]', /^1: .* for rows takes .* the 64 MB for reading$/],
    [
      'an array that is too large by itself',
      'import numpy as np\nx = 1\ntable = np.zeros((10**5, 10**5))',
      /^3: an array of shape \(100000, 100000\) for table has 10000000000 elements, more than the 4000000 that are read$/,
    ],
    [
      'a list that is too large by itself',
      'x = 1\nnames = [0] * 10**10',
      /^2: a list of 10000000000 items for names is more than the 1000000 that are read$/,
    ],
    [
      'what is fed',
      'import tensorflow as tf\nimport numpy as np\nx = tf.placeholder(tf.float32, name="pixels")\nw = tf.Variable(1.0)\nt = tf.train.GradientDescentOptimizer(0.1).minimize(w * x)\ns = tf.Session()\nfor i in range(10**6):\n  batch = np.ones((1000, 1000)) * i\n  l = s.run(t, {x: batch})',
      /^(?:8: an array of shape \(1000, 1000\) for batch|9: an array of shape \(1000, 1000\) that is fed to pixels) takes 7.6 MB/,
    ],
  ])('%s: the message names it and its line', (_, text, message) => {
    expect(ending(text, 64)).toMatch(message);
  });

  it('is not what was thrown away', () => {
    expect(ending('import numpy as np\nfor i in range(12):\n  a = np.zeros(1000000) + i\n  b = [i] * 50000', 64)).toBe(
      null,
    );
  });

  it('is not a repeated feed', () => {
    const text = `import tensorflow as tf\nimport numpy as np\nx = tf.placeholder(tf.float32)\nw = tf.Variable(1.0)
t = tf.train.GradientDescentOptimizer(0.1).minimize(w * x)\ns = tf.Session()\ntable = np.ones((1000, 1000))
for i in range(1000):\n  s.run(t, {x: table + i % 3})`;
    expect(ending(text, 64)).toBe(null);
  });
});

describe('what takes too long', () => {
  it.each([
    ['a loop without end', 'n = 0\nwhile n >= 0: n = n * 3 % 7', /^2: this loop never ends/],
    [
      'a product of arrays',
      'import numpy as np\nx = np.linalg.inv(np.eye(2000))',
      /^2: a product of 16000000000 multiplications for x/,
    ],
    [
      'a data set',
      'import tensorflow as tf\nd = tf.data.Dataset.range(10).repeat().batch(10**9)\ny = d.make_one_shot_iterator().get_next()',
      /^2: a list of 1000001 items for y is more than/,
    ],
  ])('%s', (_, text, message) => {
    expect(ending(text)).toMatch(message);
  });

  it.each([
    ['a built-in function', 'import itertools\nx = max(itertools.count())'],
    ['a generator', 'import itertools\nx = any(n < 0 for n in itertools.count())'],
    ['a loop', 'import itertools\nfor n in itertools.count(): x = n % 7'],
  ])('the operations of %s are counted', (_, text) => {
    expect(ending(text, undefined, { operations: 50_000 })).toMatch(
      /^2: the program takes more than 50000 operations to read$/,
    );
  });

  it.each([
    ['a loop', 'import itertools\nfor n in itertools.count(): x = n % 7'],
    ['a built-in function', 'import itertools\nx = max(itertools.count())'],
    ['work on arrays', 'import numpy as np\nx = [np.ones(500000).sum() for i in range(9)]'],
  ])('the time of %s is looked at', (_, text) => {
    expect(ending(text, undefined, { seconds: 0 })).toMatch(/^2: the program takes more than 0 seconds to read$/);
  });
});

it.each([
  ['max(range(10**9))', 999999999],
  ['min(range(10**9, 0, -1))', 1],
  ['sum(range(10**6 + 1))', 500000500000],
  ['len(range(10**12))', 1e12],
  ['10**11 in range(10**12)', true],
  ['-1 in range(10**12)', false],
  ['7 in range(0, 10**12, 2)', false],
  ['range(10**12)[-1]', 1e12 - 1],
  ['sum(range(10**12)[10:13])', 33],
  ['next(iter(reversed(range(10**12))))', 1e12 - 1],
  ['max(random.sample(range(10**9), 3)) < 10**9', true],
  ['random.choice(range(10**9)) < 10**9', true],
  ['collections.deque(range(10**9), maxlen=2)[0]', 999999998],
  ['next(itertools.islice(itertools.count(), 5, None))', 5],
  ['next(itertools.product(range(10**5), range(10**5)))[1]', 0],
  ['next(iter(zip(range(10**9), map(lambda x: x + 1, itertools.count()))))[1]', 1],
  ['sum([a for a, b in zip(range(10**9), [1, 2, 3])])', 3],
  ['any(n > 5 for n in itertools.count())', true],
  ['next(itertools.cycle(range(10**9)))', 0],
  ['len(copy.deepcopy(twice))', 2],
  ['"".join(["ab" * 3, "c"])', 'abababc'],
  ['"x".zfill(5)', '0000x'],
  ['"abc"[::-1] + "a😀b"[1]', 'cba😀'],
  ['{((((1,),),),): 3}[((((1,),),),)]', 3],
  ['len({(1, (2, 3)), (1, (2, 3)), ((1, 2), 3)})', 2],
  ['int(np.searchsorted([1, 2, 2, 3], 2)) * 10 + int(np.searchsorted([1, 2, 2, 3], 2, "right"))', 13],
  ['int(np.digitize(2.5, [1, 2, 3])) * 10 + int(np.digitize(2.5, [3, 2, 1]))', 21],
  ['float(np.linalg.inv(np.array([[2.0, 0.0], [0.0, 4.0]]))[1][1])', 0.25],
])('%s is %j, and takes no time', (expression, expected) => {
  const text = `import itertools, random, collections, copy\nimport numpy as np\ntwice = []\nfor i in range(60): twice = [twice, twice]\nout = ${expression}`;
  expect(out(text)).toBe(expected);
});

it.each([
  ['random.randint(5, 1)', 'ValueError: empty range for randrange()'],
  ['random.sample([1], 3)', 'ValueError: sample larger than population or is negative'],
  ['chr(10**9)', 'ValueError: chr() arg not in range(0x110000)'],
  ['np.zeros(-3)', 'ValueError: negative dimensions are not allowed'],
  ['np.zeros([1] * 40)', 'ValueError: maximum supported dimension for an ndarray is 32'],
  ['np.random.choice(5, 3, replace=False, p=[1, 0, 0, 0, 0])', 'ValueError: Fewer non-zero entries in p than size'],
  ['range(3)[5]', 'IndexError: range object index out of range'],
])('%s raises what Python raises', (expression, message) => {
  const { recorder } = read(`import random\nimport numpy as np\nout = ${expression}`);
  expect(recorder.obstacles.map(({ why }) => say(why))).toEqual([message]);
});

it('only a full stack is called too deep', () => {
  const place = { start: 3, end: 4 };
  expect(limitBehind(new RangeError('Maximum call stack size exceeded'), place)?.message).toBe(
    'the program nests too deep to be read',
  );
  for (const message of ['Invalid array length', 'Invalid string length', 'Array buffer allocation failed'])
    expect(limitBehind(new RangeError(message), place)?.message).toBe('a value that is too large to be read');
  expect(limitBehind(new TypeError('x is undefined'), place)).toBe(null);
  const limit = new LimitError(verbatim('a limit'), place);
  expect(limitBehind(limit, { start: 0, end: 0 })).toBe(limit);
});

it('a function that is passed very many arguments is called', () => {
  expect(out('def f(*a): return len(a)\nout = f(*range(300000))')).toBe(300000);
  expect(out('a = [0]\na[0:1] = range(300000)\nout = len(a)')).toBe(300000);
});
