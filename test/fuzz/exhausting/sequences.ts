import type { Random } from '../random';
import { large, type Shape } from './shape';

type Text = (random: Random) => string;

/** What gives more items than anybody can hold, each as an expression with the lines that it needs before it. */
const sources: Readonly<
  Record<string, { readonly before?: string; readonly items: Text; readonly isEndless?: boolean }>
> = {
  range: { items: (random) => `range(${large(random)})` },
  'a range with a step': { items: (random) => `range(0, ${large(random)} * 7, 7)` },
  'a falling range': { items: (random) => `range(${large(random)}, 0, -1)` },
  'a map over a range': { items: (random) => `map(lambda x: x + 1, range(${large(random)}))` },
  'an enumeration': { items: (random) => `enumerate(range(${large(random)}))` },
  'a zip': { items: (random) => `zip(range(${large(random)}), range(${large(random)}))` },
  'a filter': { items: (random) => `filter(lambda x: x >= 0, range(${large(random)}))` },
  'a reversed range': { items: (random) => `reversed(range(${large(random)}))` },
  'a generator expression': { items: (random) => `(x * 2 for x in range(${large(random)}))` },
  'an iterator': { items: (random) => `iter(range(${large(random)}))` },
  'a counter without end': { items: () => 'itertools.count()', isEndless: true },
  'a cycle': { items: () => 'itertools.cycle([1, 2, 3])', isEndless: true },
  'a repetition': { items: (random) => random.pick(['itertools.repeat(1)', "itertools.repeat('a')"]), isEndless: true },
  'a generator without end': {
    before: 'def endless():\n    n = 0\n    while True:\n        yield n\n        n += 1\n',
    items: () => 'endless()',
    isEndless: true,
  },
  'a chain': { items: (random) => `itertools.chain(range(${large(random)}), range(5))` },
  'a product': { items: () => 'itertools.product(range(100000), range(100000))' },
  'a slice of a counter': { items: (random) => `itertools.islice(itertools.count(), ${large(random)})` },
  'a repeated list': { items: (random) => `[0] * ${large(random)}` },
};

/** What is done with all items of `many`. */
const uses: Readonly<Record<string, string>> = {
  max: 'y = max(many)',
  min: 'y = min(many)',
  sum: 'y = sum(many)',
  any: 'y = any(x is None for x in many)',
  all: 'y = all(many)',
  list: 'y = list(many)',
  tuple: 'y = tuple(many)',
  set: 'y = set(many)',
  sorted: 'y = sorted(many)',
  'a membership': 'y = -5 in many',
  'a list comprehension': 'y = [x for x in many]',
  'a dictionary comprehension': 'y = {x: 1 for x in many}',
  'a set comprehension': 'y = {x for x in many}',
  'star arguments': 'def f(*a):\n    return len(a)\ny = f(*many)',
  'star arguments of a builtin': 'y = max(*many)',
  'a starred list': 'y = [1, *many]',
  'a starred target': 'first, *rest = many',
  unpacking: 'try:\n    a, b = many\nexcept ValueError:\n    pass',
  deque: 'y = collections.deque(many)',
  'a bounded deque': 'y = collections.deque(many, maxlen=3)',
  extend: 'y = []\ny.extend(many)',
  'an added list': 'y = []\ny += many',
  join: "y = ','.join(str(x) for x in many)",
  'an appending loop': 'y = []\nfor x in many:\n    y.append(x)',
  'a loop over keys': 'y = {}\nfor x in many:\n    y[x] = [x]',
  reduce: 'y = functools.reduce(lambda a, b: b, many)',
  sample: 'y = random.sample(many, 3)',
  'a large sample': 'y = random.sample(many, 10**8)',
  choice: 'y = random.choice(many)',
  'np.array': 'y = np.array(list(many))',
  'np.sum': 'y = np.sum(many)',
  'np.array of it itself': 'y = np.array(many)',
  dict: 'y = dict(zip(many, many))',
  'dict.fromkeys': 'y = dict.fromkeys(many, 0)',
  islice: 'y = list(itertools.islice(many, 10**8, 10**9))',
  product: 'y = itertools.product(many, many)\nz = list(y)',
  'a data set':
    'd = tf.data.Dataset.from_tensor_slices(list(many)).batch(10)\ny = d.make_one_shot_iterator().get_next()',
  'a constant': 'y = tf.constant(list(many))',
  'a slice assignment': 'y = [0]\ny[0:1] = many',
  'an update': 'y = {}\ny.update((x, 1) for x in many)',
  'an ordered dictionary': 'y = collections.OrderedDict((x, 1) for x in many)',
  format: "y = '{} {}'.format(*many)",
  percent: "y = '%s' % list(many)",
  index: 'y = list(many).index(-1)',
  length: 'y = len(list(many))',
};

/** Each source with each of its uses is a shape of its own. */
export const sequenceShapes: readonly Shape[] = Object.entries(sources).flatMap(([source, { before = '', items }]) =>
  Object.entries(uses).map(([use, does]) => ({
    name: `${use} of ${source}`,
    program: (random) => `${before}many = ${items(random)}\n${does}`,
  })),
);

/** Loops and recursion. */
export const loopShapes: readonly Shape[] = [
  ['a loop without end', 'n = 0\nwhile True:\n    n = (n * 3 + 1) % 1000003'],
  ['a loop without end that appends', 'a = []\nwhile True:\n    a.append(len(a))'],
  ['a loop without end that appends arrays', 'a = []\nwhile True:\n    a.append(np.zeros(100000))'],
  ['a loop without end that adds a list to itself', 'a = [1]\nwhile True:\n    a = a + a'],
  ['a loop that extends a list by itself', 'a = [1]\nwhile True:\n    a.extend(a)'],
  ['a loop that adds a tuple to itself', 'a = (1,)\nfor i in range(60):\n    a = a + a'],
  ['nested loops', 'n = 0\nfor a in range(10**5):\n    for b in range(10**5):\n        n = (n * 5 + a * b) % 10007'],
  [
    'a deep nest of loops',
    'n = 0\n' +
      [0, 1, 2, 3, 4, 5, 6, 7].map((at) => `${' '.repeat(at)}for i${at} in range(100):\n`).join('') +
      '         n = (n * 7 + i7) % 1009',
  ],
  ['a loop over a growing list', 'a = [0]\nfor x in a:\n    a.append(x + 1)'],
  ['a dictionary in dictionaries', 'a = {}\nfor i in range(10**7):\n    a = {i: a}'],
  ['a list in lists', 'a = []\nfor i in range(10**7):\n    a = [a]'],
  [
    'a loop that makes objects',
    'class A:\n    def __init__(self, n):\n        self.n = n\n        self.more = [n] * 1000\na = [A(i) for i in range(10**7)]',
  ],
  ['a loop that makes functions', 'a = []\nfor i in range(10**7):\n    a.append(lambda x, y=i: x + y)'],
  ['a loop over text', "a = ''\nfor i in range(10**8):\n    a += str(i * i % 97)"],
  ['a loop of data sets', 'a = []\nfor i in range(10**7):\n    a.append(tf.data.Dataset.range(i % 7))'],
  [
    'generators of generators',
    'def g(n):\n    if n > 0:\n        for x in g(n - 1):\n            yield x\n            yield x + 1\n    else:\n        yield 0\ny = sum(g(60))',
  ],
  [
    'Collatz',
    'most = 0\nfor n in range(1, 10**8):\n    k = n\n    while k != 1:\n        k = k // 2 if k % 2 == 0 else 3 * k + 1\n    most = max(most, n)',
  ],
  ['a sieve', 'p = [n for n in range(2, 10**7) if all(n % d for d in range(2, n))]'],
  ['popping from the front', 'a = list(range(900000))\nwhile a:\n    a.pop(0)'],
  ['inserting at the front', 'a = []\nfor i in range(10**7):\n    a.insert(0, i)'],
  ['searching lists', 'a = list(range(900000))\nfor i in range(10**6):\n    a.index(899999)'],
  ['counting in lists', 'a = list(range(900000))\nn = 0\nfor i in range(10**6):\n    n += a.count(n)'],
  [
    'membership of lists',
    'a = list(range(900000))\nn = 0\nfor i in range(10**6):\n    n += 1 if -1 in a else (i * n) % 7',
  ],
  ['sorting again and again', 'a = list(range(900000))\nfor i in range(10**5):\n    a = sorted(a, key=lambda x: -x)'],
  ['shuffling again and again', 'a = list(range(900000))\nfor i in range(10**5):\n    random.shuffle(a)'],
  ['copying again and again', 'a = list(range(900000))\nb = []\nfor i in range(10**5):\n    b.append(list(a))'],
  ['slicing again and again', 'a = list(range(900000))\nb = []\nfor i in range(10**5):\n    b.append(a[1:])'],
  ['a growing set', 'a = set()\nfor i in range(10**7):\n    a.add(i)'],
  ['a removing loop', 'a = list(range(300000))\nfor x in list(a):\n    a.remove(x)'],
  ['a deleting loop', 'a = list(range(900000))\nwhile len(a) > 1:\n    del a[0]'],
  ['reversing again and again', 'a = list(range(900000))\nfor i in range(10**5):\n    a = list(reversed(a))'],
].map(([name = '', text = '']) => ({ name, program: () => text }));

/** Programs that go deeper than a stack. */
export const deepShapes: readonly Shape[] = [
  ['a function that calls itself', 'def f(n):\n    return f(n + 1) + 1\ny = f(0)'],
  ['two functions that call each other', 'def f(n):\n    return h(n + 1)\ndef h(n):\n    return f(n + 1)\ny = f(0)'],
  ['a tree of calls', 'def f(n):\n    return 1 if n < 2 else f(n - 1) + f(n - 2)\ny = f(45)'],
  [
    'Ackermann',
    'def f(m, n):\n    if m == 0:\n        return n + 1\n    return f(m - 1, 1) if n == 0 else f(m - 1, f(m, n - 1))\ny = f(4, 3)',
  ],
  ['a property that reads itself', 'class A:\n    @property\n    def x(self):\n        return self.x\ny = A().x'],
  ['a class that makes itself', 'class A:\n    def __init__(self):\n        self.a = A()\ny = A()'],
  ['a lambda that calls itself', 'f = lambda n: f(n + 1)\ny = f(0)'],
  ['a sort key that sorts', 'def k(x):\n    return sorted([x, x], key=k)[0]\ny = sorted([1, 2], key=k)'],
  [
    'a partial of a partial',
    'f = lambda *a: len(a)\nfor i in range(100000):\n    f = functools.partial(f, i)\ny = f()',
  ],
  ['a list in lists, copied', 'a = []\nfor i in range(200000):\n    a = [a]\nb = copy.deepcopy(a)'],
  ['a list in lists, compared', 'a, b = [], []\nfor i in range(200000):\n    a, b = [a], [b]\ny = a == b'],
  ['a list in lists, as text', 'a = []\nfor i in range(200000):\n    a = [a]\ny = repr(a)'],
  ['a list in lists, as an array', 'a = [1]\nfor i in range(200000):\n    a = [a]\ny = np.array(a)'],
  ['a list in lists, as a tensor', 'a = [1]\nfor i in range(200000):\n    a = [a]\ny = tf.constant(a)'],
  ['a tuple in tuples, as a key', 'a = ()\nfor i in range(200000):\n    a = (a,)\nd = {a: 1}'],
  ['a tuple in tuples, not so deep, as a key', 'a = (1,)\nfor i in range(60):\n    a = (a,)\nd = {a: 1}'],
  ['a deep expression', `y = ${'('.repeat(3000)}1${')'.repeat(3000)}`],
  ['a long sum', `y = ${Array.from({ length: 20_000 }, () => '1').join(' + ')}`],
  [
    'a long chain of conditions',
    `y = ${Array.from({ length: 5_000 }, (_, at) => `${at} if not w0 else`).join(' ')} 0`.replace(
      'y = ',
      'w0 = 0\ny = ',
    ),
  ],
  ['a chain of methods', `y = np.zeros(3)${'.copy()'.repeat(5_000)}`],
  ['maps of maps', 'a = range(10)\nfor i in range(100000):\n    a = map(lambda x: x + 1, a)\ny = sum(a)'],
  ['chains of chains', 'a = iter(range(10))\nfor i in range(100000):\n    a = itertools.chain(a, [i])\ny = sum(a)'],
  [
    'a sum of tensors',
    'a = tf.Variable(1.0)\nfor i in range(20000):\n    a = a + 1.0\nloss = tf.square(a)\nt = tf.train.GradientDescentOptimizer(0.1).minimize(loss)\nwith tf.Session() as s:\n    s.run(tf.global_variables_initializer())\n    for i in range(3):\n        s.run(t)',
  ],
  [
    'data sets of data sets',
    'd = tf.data.Dataset.range(10)\nfor i in range(50000):\n    d = d.skip(0)\ny = d.make_one_shot_iterator().get_next()',
  ],
  [
    'decorators of decorators',
    'def dec(f):\n    def g(*a):\n        return f(*a)\n    return g\nf = lambda *a: 1\nfor i in range(100000):\n    f = dec(f)\ny = f()',
  ],
  ['scopes in scopes', 'def f(n):\n    with tf.variable_scope("s"):\n        return f(n + 1)\ny = f(0)'],
  [
    'an object in objects',
    'class A:\n    pass\na = A()\nfor i in range(200000):\n    b = A()\n    b.a = a\n    a = b\nc = copy.deepcopy(a)',
  ],
].map(([name = '', text = '']) => ({ name, program: () => text, isDeep: true }));
