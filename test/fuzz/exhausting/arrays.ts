import type { Random } from '../random';
import { large, type Shape, side } from './shape';

type Text = (random: Random) => string;

const of = (name: string, program: Text): Shape => ({ name, program });

/** NumPy: arrays that are too large, many of them, and work that takes too long. */
export const arrayShapes: readonly Shape[] = [
  ...['zeros', 'ones', 'empty', 'random.rand', 'random.randn'].flatMap((name) => {
    const two: Text = (random) =>
      name.startsWith('random') ? `${side(random)}, ${side(random)}` : `(${side(random)}, ${side(random)})`;
    return [
      of(`np.${name} of two axes`, (random) => `x = np.${name}(${two(random)})`),
      of(`np.${name} of one axis`, (random) => `x = np.${name}(${large(random)})`),
      of(`many of np.${name}`, () => `x = [np.${name}(1000000) for i in range(5000)]`),
      of(`small ones of np.${name}`, () => `x = []\nfor i in range(10**7):\n    x.append(np.${name}(1000))`),
    ];
  }),
  of('np.full', (random) => `x = np.full((${side(random)}, ${side(random)}), 3)`),
  of('np.arange', (random) => `x = np.arange(${large(random)})`),
  of('np.arange with a small step', () => 'x = np.arange(0, 1, 1e-12)'),
  of('np.linspace', (random) => `x = np.linspace(0, 1, ${large(random)})`),
  of('np.logspace', (random) => `x = np.logspace(0, 1, ${large(random)})`),
  of('np.eye', (random) => `x = np.eye(${side(random)})`),
  of('np.identity', (random) => `x = np.identity(${side(random)})`),
  of('np.diag', (random) => `x = np.diag(np.arange(${side(random)}))`),
  of('np.tri', (random) => `x = np.tri(${side(random)})`),
  of('np.vander', (random) => `x = np.vander(np.arange(${side(random)}))`),
  of('np.tile', (random) => `x = np.tile(np.arange(1000), (${side(random)}, ${side(random)}))`),
  of('np.tile of many', (random) => `x = np.tile([1], ${large(random)})`),
  of('np.repeat', (random) => `x = np.repeat(np.arange(10), ${large(random)})`),
  of('np.outer', (random) => `x = np.outer(np.arange(${side(random)}), np.arange(${side(random)}))`),
  of('a broadcast sum', (random) => `x = np.arange(${side(random)}).reshape(-1, 1) + np.arange(${side(random)})`),
  of(
    'a broadcast comparison',
    (random) => `x = np.arange(${side(random)})[:, None] < np.arange(${side(random)})[None, :]`,
  ),
  of('np.where of a broadcast', (random) => `a = np.arange(${side(random)})\nx = np.where(a[:, None] > 3, a, 0)`),
  of('np.meshgrid', (random) => `x = np.meshgrid(np.arange(${side(random)}), np.arange(${side(random)}))`),
  of('np.mgrid', (random) => `x = np.mgrid[0:${side(random)}, 0:${side(random)}]`),
  of('np.r_', (random) => `x = np.r_[0:${large(random)}]`),
  of('np.broadcast_to', (random) => `x = np.broadcast_to(1.0, (${side(random)}, ${side(random)}))`),
  of('np.pad', (random) => `x = np.pad(np.zeros(3), ${large(random)}, 'constant')`),
  of(
    'np.pad of two axes',
    (random) => `x = np.pad(np.zeros((3, 3)), ((${side(random)}, 0), (0, ${side(random)})), 'constant')`,
  ),
  of('np.kron', () => 'x = np.kron(np.ones((2000, 2000)), np.ones((2000, 2000)))'),
  of('np.bincount', (random) => `x = np.bincount(np.array([${large(random)}]))`),
  of('np.histogram', (random) => `x = np.histogram(np.arange(10), ${large(random)})`),
  of(
    'np.linalg.inv',
    (random) => `x = np.linalg.inv(np.random.rand(${random.pick([1000, 1500, 2000])}, 2000).dot(np.eye(2000)))`,
  ),
  of('np.linalg.inv of 2000²', () => 'x = np.linalg.inv(np.eye(2000) * 3 + 0.001)'),
  of('np.linalg.inv again and again', () => 'for i in range(1000):\n    x = np.linalg.inv(np.eye(500) * 3 + 0.001)'),
  of('np.linalg.solve', () => 'x = np.linalg.solve(np.eye(2000) * 3 + 0.001, np.ones((2000, 2000)))'),
  of('np.linalg.norm', () => 'a = np.random.rand(1000, 1000)\nfor i in range(10**5):\n    n = np.linalg.norm(a + i)'),
  of('np.dot', () => 'a = np.random.rand(2000, 2000)\nx = a.dot(a)'),
  of(
    'np.dot again and again',
    () => 'a = np.random.rand(700, 700)\nfor i in range(10**5):\n    a = np.dot(a, a) / 100.0',
  ),
  of(
    'np.matmul again and again',
    () => 'a = np.random.rand(300, 300)\nfor i in range(10**6):\n    a = np.matmul(a, a) % 7.0',
  ),
  of(
    'sums again and again',
    () => 'a = np.random.rand(1000000)\ns = 0.0\nfor i in range(10**6):\n    s = np.sum(a + s)',
  ),
  of('sorts again and again', () => 'a = np.random.rand(1000000)\nfor i in range(10**5):\n    a = np.sort(a * 7 % 1)'),
  of(
    'argsorts again and again',
    () => 'a = np.random.rand(1000000)\nfor i in range(10**5):\n    b = np.argsort(a * i % 1)',
  ),
  of('permutations', (random) => `x = np.random.permutation(${large(random)})`),
  of('permutations again and again', () => 'for i in range(10**6):\n    x = np.random.permutation(1000000)'),
  of('a choice of many', (random) => `x = np.random.choice(${large(random)}, 10, replace=False)`),
  of('many choices', (random) => `x = np.random.choice(10, ${large(random)})`),
  of(
    'weighted choices',
    () => 'p = np.ones(1000000) / 1000000\nx = np.random.choice(1000000, 900000, replace=False, p=p)',
  ),
  of('np.random.randint', (random) => `x = np.random.randint(0, 10, (${side(random)}, ${side(random)}))`),
  of('np.random.normal', (random) => `x = np.random.normal(size=${large(random)})`),
  of('np.random.uniform', (random) => `x = np.random.uniform(0, 1, (${side(random)}, ${side(random)}))`),
  of('np.random.shuffle', () => 'x = np.arange(3000000)\nfor i in range(10**5):\n    np.random.shuffle(x)'),
  of('np.convolve', () => 'x = np.convolve(np.ones(1000000), np.ones(1000000))'),
  of('np.searchsorted', () => 'x = np.searchsorted(np.arange(2000000), np.arange(2000000))'),
  of('np.digitize', () => 'x = np.digitize(np.arange(2000000), np.arange(2000000))'),
  of('np.interp', () => 'a = np.arange(2000000)\nx = np.interp(a, a, a)'),
  of('np.unique with counts', () => 'x = np.unique(np.arange(2000000), return_counts=True)'),
  of('np.polyval', () => 'x = np.polyval(np.ones(1000000), np.ones(1000000))'),
  of(
    'np.vectorize',
    () => 'f = np.vectorize(lambda x: x + 1)\nx = f(np.arange(4000000))\nfor i in range(1000):\n    x = f(x)',
  ),
  of('np.apply_along_axis', () => 'x = np.apply_along_axis(lambda r: r.sum(), 1, np.zeros((1000000, 4)))'),
  of('np.concatenate of itself', () => 'x = np.arange(10)\nfor i in range(60):\n    x = np.concatenate([x, x])'),
  of('np.append again and again', () => 'x = np.array([])\nfor i in range(10**6):\n    x = np.append(x, i)'),
  of(
    'np.vstack again and again',
    () => 'x = np.zeros((1, 1000))\nfor i in range(10**5):\n    x = np.vstack([x, np.ones((1, 1000))])',
  ),
  of('np.stack of many', () => 'x = np.stack([np.zeros(1000000)] * 10000)'),
  of('np.concatenate of many', () => 'x = np.concatenate([np.zeros(1000000)] * 10000)'),
  of('np.split into many', () => 'x = np.split(np.arange(4000000), 4000000)'),
  of('np.array_split into too many', (random) => `x = np.array_split(np.arange(10), ${large(random)})`),
  of('tolist', () => 'x = [np.zeros(1000000).tolist() for i in range(1000)]'),
  of(
    'astype again and again',
    () => 'a = np.zeros(4000000)\nx = []\nfor i in range(10000):\n    x.append(a.astype(np.float32))',
  ),
  of('copies', () => 'a = np.zeros(1000000)\nx = [a.copy() for i in range(100000)]'),
  of('transposed copies', () => 'a = np.zeros((1000, 1000))\nx = [a.T for i in range(100000)]'),
  of('slices', () => 'a = np.zeros(1000000)\nx = [a[i:] for i in range(100000)]'),
  of('fancy indices', () => 'a = np.zeros(1000)\nx = [a[np.zeros(1000000, dtype=int)] for i in range(100000)]'),
  of('a fancy index of rows', (random) => `a = np.zeros((10, 100000))\nx = a[np.zeros(${side(random)}, dtype=int)]`),
  of('masks', () => 'a = np.arange(4000000)\nx = [a[a >= i] for i in range(100000)]'),
  of('np.take', (random) => `x = np.take(np.zeros((10, 100000)), np.zeros(${side(random)}, dtype=int), axis=0)`),
  of('np.array of lists', () => 'x = np.array([list(range(1000))] * 1000000)'),
  of('np.array of a shared list', () => 'a = [1]\nfor i in range(60):\n    a = [a, a]\nx = np.array(a)'),
  of('np.asarray of texts', () => "x = np.array(['abc'] * 1000000)\ny = [x] * 1000000"),
  of(
    'an iteration over an array',
    () => 'x = 0\nfor i in range(1000):\n    for v in np.arange(4000000):\n        x = (x + v * i) % 7',
  ),
  of('an array in place', () => 'x = np.zeros((2000, 2000))\nfor i in range(10**6):\n    x += x.dot(x[0]) % 3'),
  of(
    'reshaped and broadcast',
    (random) => `a = np.arange(2000000)\nx = a.reshape(-1, 1) * a.reshape(1, -1)[:, :${side(random)}]`,
  ),
  of('std of many', () => 'a = np.random.rand(1000, 1000)\nfor i in range(10**6):\n    s = (a + i).std(axis=0)'),
  of(
    'median again and again',
    () => 'a = np.random.rand(1000000)\nfor i in range(10**6):\n    s = np.median(a * i % 1)',
  ),
  of('cumsum again and again', () => 'a = np.random.rand(1000000)\nfor i in range(10**6):\n    a = np.cumsum(a) % 1'),
  of('np.isin', () => 'a = np.arange(4000000)\nfor i in range(1000):\n    b = np.isin(a, a + i)'),
  of('np.argwhere', () => 'x = [np.argwhere(np.ones((1000, 1000))) for i in range(1000)]'),
  of('np.roll again and again', () => 'a = np.arange(3000000)\nfor i in range(10**5):\n    a = np.roll(a, i)'),
  of('np.flip again and again', () => 'a = np.arange(3000000)\nfor i in range(10**5):\n    a = np.flip(a, 0) + i'),
  of('np.delete again and again', () => 'a = np.arange(1000000)\nfor i in range(999999):\n    a = np.delete(a, 0)'),
  of('a negative length', (random) => `x = np.zeros(-${side(random)})`),
  of('a shape of fractions', () => 'x = np.zeros((2.5, 3))\ny = np.zeros(1e9)'),
  of('a shape of many axes', () => 'x = np.zeros([10] * 30)\n'),
  of('a shape of many ones', () => 'x = np.zeros([1] * 100000)\ny = x + x'),
  of(
    'train_test_split',
    () =>
      'from sklearn.model_selection import train_test_split\nx = np.zeros((100000, 40))\nz = [train_test_split(x, x) for i in range(10**4)]',
  ),
  of(
    'a train of random batches',
    () =>
      'x = tf.placeholder(tf.float32, [None, 784])\nw = tf.Variable(tf.zeros([784, 1]))\nt = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(tf.square(tf.matmul(x, w) - 1.0)))\nwith tf.Session() as s:\n    s.run(tf.global_variables_initializer())\n    for i in range(10**6):\n        s.run(t, {x: np.random.rand(100, 784)})',
  ),
  of(
    'a train of growing batches',
    () =>
      'x = tf.placeholder(tf.float32, [None])\nw = tf.Variable(1.0)\nt = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(w * x))\nwith tf.Session() as s:\n    s.run(tf.global_variables_initializer())\n    for i in range(10**5):\n        s.run(t, {x: np.zeros(i * 100 + 1)})',
  ),
];
