import type { Random } from '../random';
import { large, type Shape } from './shape';

const of = (name: string, program: (random: Random) => string): Shape => ({ name, program });

/** Texts, numbers and nested things that grow beyond memory. */
export const textShapes: readonly Shape[] = [
  of('a repeated text', (random) => `x = "x" * ${large(random)}`),
  of('a repeated long text', (random) => `a = "abc" * 1000000\nx = a * ${large(random)}`),
  of('a doubled text', () => 'x = "ab"\nfor i in range(80):\n    x = x + x'),
  of('a doubled text without end', () => 'x = "ab"\nwhile True:\n    x += x'),
  of('many long texts', () => 'x = [("a%d" % i) * 100000 for i in range(10**6)]'),
  of('a join of many', () => 'a = "x" * 1000000\nx = a.join([a] * 1000000)'),
  of('a replacement that grows', () => 'x = "a" * 1000000\ny = x.replace("a", "b" * 1000000)'),
  of('replacements that grow', () => 'x = "a"\nfor i in range(60):\n    x = x.replace("a", "aa")'),
  of('a wide format', (random) => `x = "%${random.pick(['1000000000', '99999999999'])}d" % 5`),
  of('a wide brace format', () => 'x = "{:>1000000000}".format(5)'),
  of('a wide f-string', () => 'n = 5\nx = f"{n:>2000000000}"'),
  of('a precise format', () => 'x = "%.1000000000f" % 5.0\ny = "{:.999999999}".format(1.5)'),
  of('a format of much', () => 'a = "x" * 9000000\nx = "{0}{0}{0}{0}{0}{0}{0}{0}{0}{0}{0}{0}".format(a)'),
  of('a percent of much', () => 'a = "x" * 9000000\nx = "%s%s%s%s" % (a, a, a, a)'),
  of('an f-string of much', () => 'a = "x" * 9000000\nx = f"{a}{a}{a}{a}{a}"'),
  of('f-strings that grow', () => 'a = "xy"\nfor i in range(60):\n    a = f"{a}{a}"'),
  of('zfill', (random) => `x = "5".zfill(${large(random)})`),
  of(
    'rjust',
    (random) => `x = "5".rjust(${large(random)}) + "5".ljust(${large(random)}) + "a".center(${large(random)})`,
  ),
  of('a split into many', () => 'x = [("a " * 1000000).split() for i in range(1000)]'),
  of('a list of characters', () => 'x = [list("a" * 900000) for i in range(1000)]'),
  of(
    'a loop over characters',
    () => 'n = 0\nfor i in range(1000):\n    for c in "ab" * 4000000:\n        n = (n * 3 + 1) % 7',
  ),
  of('an encoded text', () => 'x = [("a" * 5000000).encode("utf-8") for i in range(100000)]'),
  of('upper case again and again', () => 'a = "a" * 9000000\nx = [a.upper() + str(i) for i in range(100000)]'),
  of('slices of a text', () => 'a = "ab" * 4000000\nx = [a[i:] + "c" for i in range(100000)]'),
  of('a reversed text', () => 'a = "ab" * 4000000\nx = [a[::-1] for i in range(100000)]'),
  of(
    'a search in texts',
    () => 'a = "ab" * 4000000\nn = 0\nfor i in range(10**6):\n    n += a.count("ba") + a.find("bb") + i',
  ),
  of(
    'texts compared',
    () => 'a = "ab" * 4000000\nn = 0\nfor i in range(10**6):\n    n += 1 if (a + str(i)) == (a + str(n)) else 2',
  ),
  of('texts as keys', () => 'd = {}\nfor i in range(10**6):\n    d["k" * 10000 + str(i)] = i'),
  of('tower of powers', () => 'x = 10**10**10\ny = 10**10**10**10'),
  of('a power', (random) => `x = 2**${large(random)}`),
  of('a power of a negative', (random) => `x = (-3)**${large(random)}`),
  of('pow', (random) => `x = pow(7, ${large(random)})`),
  of('a shift', (random) => `x = 1 << ${large(random)}`),
  of('a shift of a power', () => 'x = (10**400) >> 3\ny = (10**400) & 7\nz = 10**400 | 1'),
  of('a factorial', () => 'x = 1\nfor i in range(1, 10**7):\n    x *= i'),
  of('math.factorial', (random) => `x = math.factorial(${large(random)})`),
  of('squares of squares', () => 'x = 3\nfor i in range(100000):\n    x = x * x'),
  of('Fibonacci', () => 'a, b = 0, 1\nwhile True:\n    a, b = b, a + b'),
  of('an int of infinity', () => 'x = int(1e308 * 10) & 5\ny = int(float("nan")) | 1'),
  of('a range of infinity', () => 'x = list(range(int(1e308)))'),
  of('a bit operation on fractions', () => 'x = 1.5 & 2'),
  of('chr of much', (random) => `x = chr(${large(random)})`),
  of('a rounded number', (random) => `x = round(1.5, ${large(random)})\ny = round(2.5, -${large(random)})`),
  of('a repeated list', (random) => `x = [0] * ${large(random)}`),
  of('a repeated tuple', (random) => `x = (1, 2) * ${large(random)}`),
  of('a list of repeated lists', () => 'x = [[0] * 1000000 for i in range(10000)]'),
  of('repeated lists, again', () => 'x = [[0] * 1000] * 1000\nfor i in range(1000):\n    x = [list(r) for r in x] + x'),
  of('lists that double', () => 'x = [1]\nfor i in range(100):\n    x = x * 2'),
  of('a dictionary that grows', () => 'd = {}\nfor i in range(10**8):\n    d[i] = i'),
  of(
    'a dictionary of dictionaries',
    () => 'd = {}\nfor i in range(10**6):\n    d[i] = dict((j, j) for j in range(100))',
  ),
  of('a dictionary of lists', () => 'd = dict((i, list(range(1000))) for i in range(10**6))'),
  ...(
    [
      ['as text', 'y = str(a)'],
      ['its repr', 'y = repr(a)'],
      ['printed', 'print(a)'],
      ['copied', 'y = copy.deepcopy(a)'],
      ['compared', 'b = [1]\nfor i in range(60):\n    b = [b, b]\ny = a == b'],
      ['compared with itself', 'y = a == a'],
      ['as an array', 'y = np.array(a)'],
      ['summed', 'y = np.sum(a)'],
      ['as a constant', 'y = tf.constant(a)'],
      ['as an argument', 'y = tf.add(a, 1)'],
      ['in a variable', 'y = tf.Variable(a)'],
      ['as a data set', 'y = tf.data.Dataset.from_tensor_slices(a)'],
      ['formatted', 'y = "%s" % a\nz = "{}".format(a)'],
      [
        'as names',
        'def flat(v):\n    return sum([flat(x) for x in v], []) if isinstance(v, list) else [v]\ny = flat(a)',
      ],
      ['its members', 'y = 5 in a\nz = a.count(a)'],
      ['run by a session', 's = tf.Session()\ny = s.run(a)'],
      ['fed', 'p = tf.placeholder(tf.float32)\ns = tf.Session()\ny = s.run(p + 1, {p: a})'],
      ['as a shape', 'y = tf.zeros(a)\nz = np.zeros(a)'],
      ['sorted', 'y = sorted([a, a, a])'],
    ] as const
  ).map(([name, use]) =>
    of(
      `a list that holds itself twice, sixty times, ${name}`,
      () => `a = [1]\nfor i in range(60):\n    a = [a, a]\n${use}`,
    ),
  ),
  ...(
    [
      ['as a key', 'd = {a: 1}'],
      ['in a set', 's = {a}'],
      ['compared', 'b = (1,)\nfor i in range(60):\n    b = (b, b)\ny = a == b'],
      ['as a data set', 'y = tf.data.Dataset.from_tensor_slices(a)'],
      ['grouped', 'y = tf.group(a)'],
      ['as text', 'y = "%s %s" % (a, a)'],
    ] as const
  ).map(([name, use]) =>
    of(
      `a tuple that holds itself twice, sixty times, ${name}`,
      () => `a = (1,)\nfor i in range(60):\n    a = (a, a)\n${use}`,
    ),
  ),
  ...(
    [
      ['as text', 'y = str(a)'],
      ['its repr', 'y = repr(a)'],
      ['copied', 'y = copy.deepcopy(a)'],
      ['compared', 'y = a == copy.copy(a)'],
      ['as an array', 'y = np.array(a)'],
      ['as a constant', 'y = tf.constant(a)'],
      ['run by a session', 's = tf.Session()\ny = s.run(a)'],
    ] as const
  ).map(([name, use]) => ({
    name: `a list that holds itself, ${name}`,
    isDeep: true,
    program: () => `a = [1]\na.append(a)\n${use}`,
  })),
  of(
    'a dictionary that holds itself twice, sixty times, copied',
    () => 'a = {}\nfor i in range(60):\n    a = {1: a, 2: a}\ny = copy.deepcopy(a)',
  ),
  of(
    'a dictionary that holds itself twice, sixty times, as text',
    () => 'a = {}\nfor i in range(60):\n    a = {1: a, 2: a}\ny = str(a)\nz = tf.constant(a)',
  ),
  of('an object that holds itself', () => 'class A:\n    pass\na = A()\na.a = a\nb = copy.deepcopy(a)\ny = str(a)'),
];
