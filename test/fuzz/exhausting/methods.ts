import type { Random } from '../random';
import { large, type Shape, side } from './shape';

const of = (name: string, program: (random: Random) => string, isDeep = false): Shape => ({ name, program, isDeep });

const training = (before: string, loss: string): string => `${before}
w = tf.Variable(1.0)
t = tf.train.GradientDescentOptimizer(0.1).minimize(${loss})
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(3):
        s.run(t)`;

/** A program's own methods, laziness that unfolds, and arithmetic whose result is far larger than what it is given. */
export const methodShapes: readonly Shape[] = [
  of(
    '__getattr__ that reads itself',
    () => 'class A:\n    def __getattr__(self, n):\n        return getattr(self, n + "x")\ny = A().a',
    true,
  ),
  of(
    '__getattr__ that makes another',
    () => 'class A:\n    def __getattr__(self, n):\n        return getattr(A(), n)\ny = A().a',
    true,
  ),
  of('__getitem__ without end', () => 'class A:\n    def __getitem__(self, i):\n        return i\ny = list(A())'),
  of('__getitem__ that is searched', () => 'class A:\n    def __getitem__(self, i):\n        return i\ny = -1 in A()'),
  of(
    '__iter__ without end',
    () =>
      'class A:\n    def __iter__(self):\n        n = 0\n        while True:\n            yield n\n            n += 1\ny = sorted(A())',
  ),
  of(
    '__next__ without end',
    () =>
      'class A:\n    def __iter__(self):\n        return self\n    def __next__(self):\n        return 1\n    next = __next__\ny = sum(A())',
  ),
  of(
    '__len__ of much',
    (random) =>
      `class A:\n    def __len__(self):\n        return ${large(random)}\n    def __getitem__(self, i):\n        return i\ny = [A()[i] for i in range(len(A()))]`,
  ),
  of(
    '__add__ that grows',
    () =>
      'class A:\n    def __init__(self, v):\n        self.v = v\n    def __add__(self, o):\n        return A(self.v + o.v)\na = A([1])\nfor i in range(60):\n    a = a + a',
  ),
  of(
    '__call__ that calls itself',
    () => 'class A:\n    def __call__(self, n):\n        return self(n + 1)\ny = A()(0)',
    true,
  ),
  of(
    '__eq__ that compares itself',
    () => 'class A:\n    def __eq__(self, o):\n        return o == self\ny = A() == A()',
    true,
  ),
  of(
    '__repr__ that shows itself',
    () => 'class A:\n    def __repr__(self):\n        return repr(self)\ny = str(A())',
    true,
  ),
  of(
    '__contains__ that asks again',
    () => 'class A:\n    def __contains__(self, x):\n        return x in self\ny = 1 in A()',
    true,
  ),
  of(
    'a class of a class',
    () => 'class A(object):\n    pass\nfor i in range(100000):\n    class A(A):\n        pass\na = A()',
    true,
  ),
  of(
    'a super without end',
    () =>
      'class A(object):\n    def f(self):\n        return self.f()\nclass B(A):\n    def f(self):\n        return super(B, self).f()\ny = B().f()',
    true,
  ),
  of('yield from itself', () => 'def g():\n    yield 1\n    yield from g()\ny = sum(g())', true),
  of(
    'a generator of generators without end',
    () => 'def g(n):\n    while True:\n        yield (x for x in g(n + 1))\ny = [next(x) for x in g(0)]',
    true,
  ),
  of('a zip of itself', () => 'a = iter(range(10**9))\ny = [x for x in zip(a, a, a)]'),
  of('a filter that finds nothing', (random) => `y = next(filter(lambda x: x < 0, range(${large(random)})))`),
  of('a takewhile without end', () => 'y = list(itertools.takewhile(lambda x: True, itertools.count()))'),
  of('a dropwhile without end', () => 'y = next(itertools.dropwhile(lambda x: x >= 0, itertools.count()))'),
  of('a groupby without end', () => 'y = [list(g) for k, g in itertools.groupby(itertools.count(), lambda n: 0)]'),
  of('an accumulation without end', () => 'y = list(itertools.accumulate(itertools.count()))'),
  of('combinations', () => 'y = list(itertools.combinations(range(200), 8))'),
  of('permutations of a list', () => 'y = sum(1 for p in itertools.permutations(range(13)))'),
  of('products with themselves', () => 'y = list(itertools.product(range(50), repeat=6))'),
  of('a tee that lags', () => 'a, b = itertools.tee(itertools.count())\nfor x in a:\n    pass'),
  of('a sort by a key that grows', () => 'y = sorted(range(100000), key=lambda x: [x] * 100000)'),
  of(
    'a sort by long texts',
    () => 'a = ["x" * 100000 + str(i) for i in range(90)]\nfor i in range(10**6):\n    a.sort(key=lambda s: s[::-1])',
  ),
  of('a dictionary that doubles', () => 'd = {0: 0}\nwhile True:\n    d.update({k + len(d): v for k, v in d.items()})'),
  of(
    'a default dictionary of itself',
    () => 'f = lambda: collections.defaultdict(f)\nd = f()\nwhile True:\n    d = d[0]',
  ),
  of('a counter of much', (random) => `y = collections.Counter(range(${large(random)}))`),
  of('elements of a counter', (random) => `y = list(collections.Counter({"a": ${large(random)}}).elements())`),
  of('a dictionary of long keys', () => 'd = {}\nfor i in range(10**6):\n    d[tuple(range(i))] = i'),
  of(
    'a named tuple of much',
    () => 'P = collections.namedtuple("P", "a b")\np = P(1, 2)\nwhile True:\n    p = P(p, [p] * 1000)',
  ),
  of('a template that grows', () => 's = "{0}{0}"\nfor i in range(60):\n    s = s.format(s)'),
  of('expandtabs', (random) => `y = "\\t".expandtabs(${large(random)})`),
  of(
    'translated text',
    () => 's = "a" * 9000000\nfor i in range(10**5):\n    s = s.replace("a", "b").replace("b", "a")',
  ),
  of('a list times a list of lists', (random) => `y = [[0] * 1000] * 1000 * ${large(random)}`),
  of('a matrix of lists', (random) => `y = [[0] * ${side(random)} for i in range(${side(random)})]`),
  of('a modular power', (random) => `y = pow(3, ${large(random)}, 10**9 + 7)`),
  of('shifts of shifts', () => 'x = 1\nfor i in range(60):\n    x = x << (x if x < 10**6 else 10**6)'),
  of('a square root of a power', () => 'y = math.sqrt(10**400)\nz = (10**5000) % (10**4000 + 1)'),
  of('a division of huge numbers', () => 'x = 7**100000\nwhile x > 1:\n    x = x // 3 * 2'),
  of('the digits of a power', () => 'y = [str(3**90000) for i in range(10**5)]'),
  of('bytes', (random) => `y = bytes(${large(random)})\nz = bytearray(${large(random)})`),
  of('np.einsum', (random) => `y = np.einsum("i,j,k->ijk", np.ones(${side(random)}), np.ones(300), np.ones(300))`),
  of('np.einsum of matrices', () => 'a = np.ones((2000, 2000))\ny = np.einsum("ij,jk->ik", a, a)'),
  of('np.tensordot', () => 'a = np.ones((2000, 2000))\ny = np.tensordot(a, a, 1)'),
  of('np.kron again and again', () => 'x = np.eye(2)\nfor i in range(40):\n    x = np.kron(x, np.eye(2))'),
  of('np.multiply.outer', (random) => `y = np.multiply.outer(np.ones(${side(random)}), np.ones(${side(random)}))`),
  of(
    'np.ix_',
    (random) => `y = np.zeros((3, 3))[np.ix_(np.zeros(${side(random)}, int), np.zeros(${side(random)}, int))]`,
  ),
  of('np.indices', (random) => `y = np.indices((${side(random)}, ${side(random)}))`),
  of('np.fromfunction', (random) => `y = np.fromfunction(lambda i, j: i + j, (${side(random)}, ${side(random)}))`),
  of('np.triu_indices', (random) => `y = np.triu_indices(${side(random)})`),
  of('np.ndindex', () => 'y = [i for i in np.ndindex(10000, 10000)]'),
  of('np.fromiter', () => 'y = np.fromiter(itertools.count(), dtype=float)'),
  of('np.resize', (random) => `y = np.resize(np.arange(10), ${large(random)})`),
  of('np.expand_dims again and again', () => 'x = np.zeros(1)\nfor i in range(1000):\n    x = np.expand_dims(x, 0)'),
  of('a list of views joined', () => 'a = np.zeros(1000000)\nx = np.vstack([a[i:i + 900000] for i in range(1000)])'),
  of('np.cumsum again and again', () => 'a = np.ones(3000000)\nwhile True:\n    a = np.cumsum(a) % 7'),
  of('np.fft', () => 'y = np.fft.fft(np.ones(4000000))'),
  of('np.linalg.svd', () => 'y = np.linalg.svd(np.random.rand(1500, 1500))'),
  of('np.correlate', () => 'y = np.correlate(np.ones(500000), np.ones(500000), "full")'),
  of('np.char', () => 'y = np.array(["ab" * 100000] * 1000)'),
  of('np.linspace of columns', (random) => `y = np.linspace(np.zeros(${side(random)}), 1, ${side(random)})`),
  of('tf.zeros_like of a product', (random) =>
    training(`a = tf.ones([${side(random)}, 1])`, 'w * tf.reduce_sum(tf.zeros_like(a * tf.transpose(a)))'),
  ),
  of('a transposed product', () =>
    training('a = tf.ones([30000, 1])', 'w * tf.reduce_sum(tf.matmul(a, a, transpose_b=True))'),
  ),
  of('tf.meshgrid', (random) =>
    training(`x, y = tf.meshgrid(tf.zeros([${side(random)}]), tf.zeros([${side(random)}]))`, 'w * tf.reduce_sum(x)'),
  ),
  of('a softmax of much', () => training('a = tf.ones([30000, 30000])', 'w * tf.reduce_sum(tf.nn.softmax(a))')),
  of('a cumulative sum of much', () => training('a = tf.ones([30000, 30000])', 'w * tf.reduce_sum(tf.cumsum(a))')),
  of('a random table every step', () => training('a = tf.random_normal([60000, 10000])', 'w * tf.reduce_sum(a)')),
];
