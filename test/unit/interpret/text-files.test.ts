import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpret } from '../../../src/interpret/interpret';
import { SourceText } from '../../../src/python/source-text';
import { beside, interpreted, plainValue } from '../../helpers/interpreted';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// Texts that a program opens, and what programs count of their words.

const parser = await testParser();
const files = new Map([
  ['rows.csv', 'a,b\n1.5,x\n2.5,"y, z"\n'],
  ['words.txt', 'to be or not\r\nto be\n'],
]);

function valueOf(text: string): unknown {
  const workspace = beside(parser, files);
  return plainValue(interpret(parser.parse(text), new SourceText('train.py', text), workspace).names.get('r'));
}

describe('a text of the workspace', () => {
  // What CPython 3.11 leaves in r.
  it.each([
    ['r = open("words.txt").read().split()', ['to', 'be', 'or', 'not', 'to', 'be']],
    ['with open("words.txt") as f:\n  r = [len(line) for line in f]', [13, 6]],
    [
      'f = open("words.txt")\nfirst = f.readline()\nr = [first, f.readlines(), f.read()]',
      ['to be or not\n', ['to be\n'], ''],
    ],
    ['f = open("words.txt")\nr = [f.read(2), f.read(3)]\nf.seek(0)\nr.append(f.read(5))', ['to', ' be', 'to be']],
    ['f = open("words.txt")\nnext(f)\nr = [line for line in f]\nr.append(next(f, "end"))', ['to be\n', 'end']],
    [
      'f = open("words.txt")\nr = []\nfor line in f:\n  r.append([line, f.readline()])',
      [['to be or not\n', 'to be\n']],
    ],
    [
      'f = open("rows.csv")\nl = isinstance(f, list) or bool(f) and str(f)\nr = [f.tell(), len(f.readlines()), f.tell()]',
      [0, 3, 21],
    ],
    ['f = open("rows.csv")\nr = [f.seek(0, 2), f.tell(), f.read(), f.seek(4), f.read(3)]', [21, 21, '', 4, '1.5']],
    // Python's place counts the bytes of the file, with its line ends: 20.
    ['f = open("words.txt")\nr = [f.tell(), len(f.readlines()), f.tell()]', [0, 2, 'unknown']],
    ['f = open("words.txt")\nr = [f.read(-1), f.read()]', ['to be or not\nto be\n', '']],
    ['import foreign\nf = open("words.txt")\nif foreign.x: f.readline()\nr = f.read()', 'unknown'],
    ['import foreign\nf = open("words.txt")\nif foreign.x: f.tell()\nr = f.read(2)', 'to'],
    ['r = open("words.txt", "rb").read().decode("utf-8")[:5]', 'to be'],
    ['import codecs\nr = codecs.open("words.txt", encoding="utf8").readline().strip()', 'to be or not'],
    [
      'import csv\nrows = csv.reader(open("rows.csv"))\nnext(rows)\nr = [row for row in rows]',
      [
        ['1.5', 'x'],
        ['2.5', 'y, z'],
      ],
    ],
    ['import csv\nr = [float(row["a"]) for row in csv.DictReader(open("rows.csv"))]', [1.5, 2.5]],
    ['with open("out.txt", "w") as f:\n  f.write("x")\nr = 1', 1],
  ])('%s', (text, expected) => {
    expect(valueOf(text)).toEqual(expected);
  });
});

describe('collections', () => {
  const head = 'import collections\n';
  it.each([
    [
      'r = collections.Counter("abca").most_common(2)',
      [
        ['a', 2],
        ['b', 1],
      ],
    ],
    [
      'c = collections.Counter()\nc["x"] += 1\nc.update(["x", "y"])\nr = [c["x"], c["y"], c["z"], len(c)]',
      [2, 1, 0, 2],
    ],
    ['c = collections.Counter("ab")\nc.update({"a": 2})\nc.update(b=3)\nr = dict(c)', { a: 3, b: 4 }],
    [
      'c = collections.Counter("aab")\nd = c.copy()\nd.update("b")\nr = [d["z"], d.most_common(1), c["b"]]',
      [0, [['a', 2]], 1],
    ],
    ['c = collections.Counter(a=3)\nc.subtract("ab")\nr = [dict(c), c.total()]', [{ a: 2, b: -1 }, 1]],
    [
      'a, b = collections.Counter("aab"), collections.Counter("abc")\nr = [dict(a + b), dict(a - b), dict(a | b), dict(a & b)]',
      [{ a: 3, b: 2, c: 1 }, { a: 1 }, { a: 2, b: 1, c: 1 }, { a: 1, b: 1 }],
    ],
    ['r = list(collections.Counter("aba").elements())', ['a', 'a', 'b']],
    ['r = str(collections.Counter("baa"))', "Counter({'a': 2, 'b': 1})"],
    ['r = hasattr({}, "most_common")', false],
    ['d = collections.defaultdict(int)\ne = d.copy()\ne["a"] += 1\nr = [len(d), dict(e)]', [0, { a: 1 }]],
    ['d = collections.defaultdict(int)\ntry:\n  d.pop("a")\nexcept KeyError:\n  r = len(d)', 0],
    ['import foreign\nc = collections.Counter("a")\nc.update([foreign.x])\nr = c["a"]', 'unknown'],
    ['c = collections.Counter({"a": 3})\nr = sorted(c.items())', [['a', 3]]],
    [
      'd = collections.defaultdict(list)\nd["a"].append(1)\nd["a"].append(2)\nr = [d["a"], len(d), d.get("b")]',
      [[1, 2], 1, null],
    ],
    ['d = collections.defaultdict(int)\nfor w in "aab": d[w] += 1\nr = dict(d)', { a: 2, b: 1 }],
  ])('%s', (text, expected) => {
    expect(plainValue(interpreted(parser, head + text).names.get('r'))).toEqual(expected);
  });
});

describe('data that is a download', () => {
  it('is a text to learn from, where the whole of one is read', () => {
    const made = interpreted(
      parser,
      'import zipfile\nwith zipfile.ZipFile("text8.zip") as f:\n  words = f.read(f.namelist()[0]).split()\nr = len(set(words)) > 100',
    );
    expect(plainValue(made.names.get('r'))).toBe(true);
    expect(made.recorder.standIns.data.map(({ standIn }) => say(standIn))).toEqual(['a drawn text of 10000 words']);
  });

  // Drawn words have no other form than a text's.
  it.each([
    ['open("input.txt").read()', true],
    ['open("data/ptb/text8").read()', true],
    ['open(path).read()', true],
    ['open("input.txt", "rb").read().decode("utf-8")', true],
    ['open("input.txt", "rb").read()', false],
    ['open("train.pkl", "rb").read()', false],
    ['open("labels.json").read()', false],
    ['open("data/settings.yaml").read()', false],
  ])('is no text where a file of another form is read: %s', (expression, isText) => {
    const made = interpreted(parser, `import sys\npath = sys.stdin.readline()\nr = len(${expression}) > 100\n`);
    expect(plainValue(made.names.get('r'))).toBe(isText ? true : 'unknown');
    expect(made.recorder.standIns.data).toHaveLength(isText ? 1 : 0);
  });

  it('has the words that the program asks for later, ten times or more', () => {
    const made = interpreted(
      parser,
      `import collections, zipfile
asked = ['five', 'going', 'american']
prime = 'thou art more'
with zipfile.ZipFile("text8.zip") as f:
  text = f.read(f.namelist()[0])
counts = collections.Counter(text.lower().replace('.', '').split())
r = min(counts[word] for word in asked + prime.split()) >= 10 and 'T' in text
`,
    );
    expect(plainValue(made.names.get('r'))).toBe(true);
  });

  it('goes row by row into a data set, though it is not held whole', () => {
    const made = planOf(
      parser,
      `import tensorflow as tf
(x, y), _ = tf.keras.datasets.mnist.load_data()
def prepare(picture, label):
    return tf.reshape(tf.cast(picture, tf.float32) / 255., [784]), tf.one_hot(label, 10)
data = tf.data.Dataset.from_tensor_slices((x, y)).map(prepare).shuffle(100).batch(600)
pictures, labels = data.make_one_shot_iterator().get_next()
loss = tf.losses.softmax_cross_entropy(labels, tf.layers.dense(pictures, 10))
train = tf.train.AdamOptimizer().minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    try:
        while True:
            sess.run(train)
    except tf.errors.OutOfRangeError:
        pass
`,
    );
    expect(made.iterations).toBe(100);
    expect(made.unresolved.map(({ what }) => say(what))).toEqual(['data']);
  });
});
