import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpreted, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

// The small data sets of scikit-learn and of `tf.contrib.learn`: iris as it is, Boston's houses of the form that the documentation gives.

const parser = await testParser();
const read = (text: string) => interpreted(parser, text);

const boston = [
  'from sklearn.datasets import load_boston\nd = load_boston()',
  "import tensorflow as tf\nd = tf.contrib.learn.datasets.load_dataset('boston')",
];

describe.each(boston)('%s', (text) => {
  it('has 506 rows of 13, prices from 5 to 50, and says that they stand in', () => {
    const { names, recorder } = read(
      `${text}\nr = [d.data.shape, d.target.shape, float(d.target.min()) >= 5, float(d.target.max()) <= 50]`,
    );
    expect(plainValue(names.get('r'))).toEqual([[506, 13], [506], true, true]);
    expect(recorder.standIns.data.map(({ standIn }) => say(standIn))).toEqual(['drawn rows of the same form']);
  });
});

it('iris of contrib.learn is that of scikit-learn, and nothing stands in', () => {
  const { names, recorder } = read(`import tensorflow as tf
from sklearn import datasets
d, e = tf.contrib.learn.datasets.load_dataset('iris'), datasets.load_iris()
X, y = datasets.load_iris(return_X_y=True)
r = [d.data.shape, bool((d.data == e.data).all()), bool((X == e.data).all()), list(y[::50]), len(e.feature_names)]`);
  expect(plainValue(names.get('r'))).toEqual([[150, 4], true, true, [0, 1, 2], 4]);
  expect(recorder.standIns.data).toEqual([]);
});

describe('the other small sets', () => {
  // Sizes and ranges of scikit-learn 1.2.1.
  it.each([
    ['load_digits', [1797, 64], 10, 0, 16],
    ['load_breast_cancer', [569, 30], 2, -100, 5000],
    ['load_wine', [178, 13], 3, -100, 5000],
  ])(
    '%s has its rows, columns and classes, which can be told apart, and says that they stand in',
    (name, shape, classes, least, most) => {
      const { names, recorder } = read(`import numpy as np
from sklearn.datasets import ${name}
d = ${name}()
X, y = d.data, d.target
means = np.array([X[y == k].mean(axis=0) for k in range(${classes})])
nearest = np.array([np.argmin(((means - x) ** 2).sum(axis=1)) for x in X[:60]])
r = [X.shape, len(set(list(y))), bool(X.min() >= ${least}), bool(X.max() <= ${most}), float((nearest == y[:60]).mean()) > 0.7]`);
      expect(plainValue(names.get('r'))).toEqual([shape, classes, true, true, true]);
      expect(recorder.standIns.data.map(({ standIn }) => say(standIn))).toEqual(['drawn rows of the same form']);
    },
  );

  it('load_diabetes has numbers that go with its columns', () => {
    const { names } = read(`import numpy as np
from sklearn.datasets import load_diabetes
X, y = load_diabetes(return_X_y=True)
r = [X.shape, bool(y.min() >= 25), bool(y.max() <= 346), float(((X[:, 0] - X[:, 0].mean()) * (y - y.mean())).mean() / (X[:, 0].std() * y.std())) > 0.2]`);
    expect(plainValue(names.get('r'))).toEqual([[442, 10], true, true, true]);
  });
});

describe('a program that goes over range(a / b)', () => {
  // What CPython 2.7 leaves in r; CPython 3 raises a TypeError where it does not divide as asked.
  it.each([
    ['r = [i for i in range(7 / 2)] + [7 / 2]', [0, 1, 2, 3]],
    ['r = []\nfor i in xrange(9 / 4):\n  r.append(5 / 2)', [2, 2]],
  ])('is of Python 2: %s', (text, wanted) => {
    expect(plainValue(read(text).names.get('r'))).toEqual(wanted);
  });

  it('is of Python 3 where it divides otherwise, or asks for true division', () => {
    expect(plainValue(read('r = [7 / 2, len(range(int(7 / 2)))]').names.get('r'))).toEqual([3.5, 3]);
    const { names } = read('from __future__ import division\nr = 7 / 2\nfor i in range(7 / 2): r = i');
    expect(plainValue(names.get('r'))).toBe(3.5);
  });
});
