import { caseOf } from '../../../src/plan/case-of';
import { describe, expect, it } from 'vitest';
import { evaluateFormula, isSameFormula, type Formula } from '../../../src/base/formula';
import { interpret } from '../../../src/interpret/interpret';
import { hasExit } from '../../../src/plan/plan-steps';
import { readPlans } from '../../../src/plan/read-plans';
import type { TrainingPlan } from '../../../src/plan/training-plan';
import { SourceText } from '../../../src/python/source-text';
import { PlanTrainee } from '../../../src/training/plan-trainee';
import { RowRecorder } from '../../../src/training/row-recorder';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const head = `import math
import numpy as np
import tensorflow as tf
w = tf.Variable(4.0)
loss = tf.square(w)
train = tf.train.GradientDescentOptimizer(0.25).minimize(loss)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
`;

function plan(loop: string): TrainingPlan {
  const text = head + loop;
  const [made] = readPlans('p.py', interpret(parser.parse(text), new SourceText('p.py', text)));
  if (made === undefined) throw new Error('no plan');
  return made;
}

/** The losses of a run until it ends by itself: 16, 4, 1, 1/4 … */
function losses(made: TrainingPlan): number[] {
  const trainee = new PlanTrainee({ id: 'r', variant: 'as-written', label: '', plan: made, case: caseOf(made) });
  const recorder = new RowRecorder(trainee.columns.length);
  const found: number[] = [];
  while (trainee.completedIterations < trainee.plannedIterations && found.length < 200) {
    trainee.advance(recorder, 1);
    const values = new Float64Array(recorder.take()?.values ?? new ArrayBuffer(0));
    if (values.length > 0) found.push(values[3] ?? Number.NaN);
  }
  trainee.dispose();
  return found;
}

describe('loops that the run ends', () => {
  it.each([
    ['while a fetched loss is above a number', 'l = 99\nwhile l > 0.3:\n  _, l = sess.run([train, loss])', 4],
    [
      'by an exit in an expression',
      'import sys\nfor i in range(50):\n  l = sess.run([train, loss])[1]\n  sys.exit() if l < 2 else None',
      3,
    ],
    ['by a break', 'while True:\n  sess.run(train)\n  if sess.run(loss) <= 1.0: break', 2],
    [
      'by a break on the loss of the run',
      'for i in range(50):\n  l = sess.run([train, loss])[1]\n  if l < 1: break',
      4,
    ],
    [
      'when the loss no longer changes',
      'p = float("inf")\nfor i in range(50):\n  _, l = sess.run([train, loss])\n  if abs(p - l) < 0.8: break\n  p = l',
      4,
    ],
    [
      'while what an assignment gives is above a number',
      'x = tf.Variable(tf.random_uniform([], 3.2, 3.8), trainable=False)\ndown = tf.assign_sub(x, 1.)\n' +
        'sess.run(x.initializer)\nwhile sess.run(down) > 0:\n  sess.run(train)',
      3,
    ],
    ['by its share', 'b = sess.run(loss)\nwhile True:\n  sess.run(train)\n  if sess.run(loss) / b < 0.01: break', 4],
    ['by two conditions', 'l, i = 99, 0\nwhile l > 0.001 and i < 3:\n  _, l = sess.run([train, loss])\n  i += 1', 3],
    [
      'by the other of two conditions',
      'l, i = 99, 0\nwhile l > 2 and i < 30:\n  _, l = sess.run([train, loss])\n  i += 1',
      3,
    ],
    ['by neither', 'for i in range(5):\n  _, l = sess.run([train, loss])\n  if l < 0: break', 5],
    [
      'within epochs',
      'for e in range(2):\n  for i in range(9):\n    l = sess.run([train, loss])[1]\n    if l < 0.3: break',
      5,
    ],
    [
      'and goes on after it',
      'l = 99\nwhile l > 2: _, l = sess.run([train, loss])\nfor i in range(2): sess.run(train)',
      5,
    ],
    ['by a logarithm of it', 'while math.log(sess.run(loss)) > 0: sess.run(train)', 2],
    [
      'by patience',
      'best, wait = None, 0\nfor e in range(50):\n  sess.run(train)\n  l = sess.run(loss)\n' +
        '  if best is None or l < best - 0.5:\n    best, wait = l, 0\n  else:\n    wait += 1\n    if wait >= 2: break',
      5,
    ],
    [
      'by an object with patience',
      'class Stop:\n  def __init__(self): self.best, self.wait = 99, 0\n  def done(self, l):\n    if l < self.best - 0.5:\n      self.best = l\n' +
        '      self.wait = 0\n      return False\n    self.wait += 1\n    return self.wait >= 2\nstop = Stop()\n' +
        'for e in range(50):\n  sess.run(train)\n  if stop.done(sess.run(loss)): break',
      5,
    ],
    [
      'by a function that returns in its loop',
      'def fit(n):\n  for i in range(n):\n    l = sess.run([train, loss])[1]\n    if l < 1: return i\n  return n\nfit(50)',
      4,
    ],
    [
      'by a flag in two loops',
      'stop = False\nfor e in range(9):\n  for i in range(9):\n    l = sess.run([train, loss])[1]\n' +
        '    if l < 0.3:\n      stop = True\n      break\n  if stop: break',
      4,
    ],
    [
      'by the end of the program',
      'for e in range(50):\n  l = sess.run([train, loss])[1]\n  if l > 2: continue\n  exit()',
      3,
    ],
    [
      'by the mean of a list',
      'seen = []\nfor e in range(50):\n  seen.append(sess.run([train, loss])[1])\n  if e > 1 and np.mean(seen[-2:]) < 3: break',
      3,
    ],
    ['by a chain of comparisons', 'while True:\n  l = sess.run([train, loss])[1]\n  if 0.1 < l < 2: break', 3],
    ['by a longer chain', 'while True:\n  l = sess.run([train, loss])[1]\n  if 0 <= 0.1 < l < 2: break', 3],
    ['by a logarithm to a base', 'while True:\n  l = sess.run([train, loss])[1]\n  if math.log(l, 2) < 0.5: break', 3],
    ['by the least of three', 'while True:\n  l = sess.run([train, loss])[1]\n  if min(9, l, l / 2) < 0.6: break', 3],
    [
      'by the greatest of three',
      'while True:\n  l = sess.run([train, loss])[1]\n  if max(l, l / 2, l * 2) < 3: break',
      3,
    ],
    ['by the lesser in NumPy', 'while True:\n  l = sess.run([train, loss])[1]\n  if np.minimum(l, 9) < 2: break', 3],
    [
      'by a number that `and` and `or` choose',
      'while True:\n  l = sess.run([train, loss])[1]\n  at = l > 2 and 0.5 or 5.0\n  if l < at: break',
      3,
    ],
    ['by a square root of it', 'while True:\n  l = sess.run([train, loss])[1]\n  if np.sqrt(l) < 0.6: break', 4],
  ])('%s', (_, loop, count) => {
    const made = plan(loop);
    expect(made.unresolved).toEqual([]);
    expect(hasExit(made.runs)).toBe(true);
    expect(losses(made)).toEqual(Array.from({ length: count }, (__, at) => 16 / 4 ** at));
  });

  it.each([
    ['one arm of an expression', 'sess.run(halve) if l < 2 else None'],
    ['the other side of `and`', 'l < 2 and sess.run(halve)'],
    ['the other side of `or`', 'l >= 2 or sess.run(halve)'],
  ])('makes the runs of %s where its condition holds', (_, expression) => {
    const loop = `l = sess.run([train, loss])[1]\n  ${expression}\n  if l < 0.05: break`;
    const made = plan(`halve = w.assign(w / 2)\nfor i in range(50):\n  ${loop}`);
    expect(losses(made)).toEqual([16, 4, 1, 1 / 16, 1 / 256]);
  });

  it.each([
    ['a condition that no formula has', 'while str(sess.run(loss)) > "1": sess.run(train)'],
    ['what Python makes of the loss', 'while int(sess.run(loss)) > 1: sess.run(train)'],
    ['an item by an axis', 'while np.max(sess.run(loss), 0) > 1: sess.run(train)'],
    ['the least by a key', 'while min(2, sess.run(loss), key=lambda x: -x) > 1: sess.run(train)'],
    ['an inverted number', 'while ~sess.run(loss) > 1: sess.run(train)'],
    ['a sine', 'while math.sin(sess.run(loss)) > 1: sess.run(train)'],
  ])('has a field where it ends on %s', (_, loop) => {
    const made = plan(loop);
    expect(hasExit(made.runs)).toBe(false);
    expect(made.unresolved.map(({ field }) => field?.id)).toContain('iterations');
  });

  it('is at most a hundred thousand turns', () => {
    expect(plan('while sess.run(loss) > -1: sess.run(train)').iterations).toBeLessThanOrEqual(100_000);
  });
});

describe('formulas', () => {
  const seen = (at: number): Formula => ({ kind: 'observed', slot: 0, at });
  const difference: Formula = { kind: 'operation', name: '-', args: [seen(0), seen(1)] };

  it('are computed from what was observed, the last value first', () => {
    expect(evaluateFormula(difference, (_, at) => [5, 3][at] ?? Number.NaN)).toBe(2);
  });

  it('hold nothing before there is anything to compare with', () => {
    const isSmall: Formula = { kind: 'operation', name: '<', args: [difference, { kind: 'number', value: 1 }] };
    expect(evaluateFormula(isSmall, () => Number.NaN)).toBe(0);
  });

  it('are the same a turn later', () => {
    const later: Formula = { kind: 'operation', name: '-', args: [seen(2), seen(3)] };
    expect(isSameFormula(difference, later, () => 2)).toBe(true);
    expect(isSameFormula(difference, later, () => 1)).toBe(false);
  });
});
