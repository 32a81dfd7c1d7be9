import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../helpers/chinese';
import { say } from '../../../src/base/message';
import { interpret } from '../../../src/interpret/interpret';
import { pairOf } from '../../../src/plan/counterpart';
import { runsIn } from '../../../src/plan/plan-steps';
import { readPlans } from '../../../src/plan/read-plans';
import type { TrainingPlan } from '../../../src/plan/training-plan';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const without = readFileSync('media/samples/without_global_step.py', 'utf8');
const fixed = readFileSync('media/samples/with_global_step.py', 'utf8');

function plan(text: string): TrainingPlan {
  const plans = readPlans('train.py', interpret(parser.parse(text), new SourceText('train.py', text)));
  expect(plans).toHaveLength(1);
  return plans[0]!;
}

const entry = ({ entries }: TrainingPlan, label: string): string | undefined =>
  entries.filter((candidate) => say(candidate.label) === label).map(({ value }) => say(value))[0];

describe('the article’s program', () => {
  it('is read, not recognised', () => {
    const read = plan(without);
    expect(read.unresolved).toEqual([]);
    expect(read.iterations).toBe(10);
    expect(read.passesGlobalStep).toBe(false);
    expect(read.call).toMatchObject({ line: 9, column: 63, endColumn: 71 });
    expect(read.variables.map(({ name }) => name)).toEqual(['w']);
    expect(Object.fromEntries(read.entries.map(({ label, value }) => [say(label), say(value)]))).toMatchObject({
      optimizer: 'GradientDescentOptimizer',
      schedule: 'exponential_decay',
      learning_rate: '0.1',
      global_step: 'global_steps',
      decay_steps: '10',
      decay_rate: '2',
      staircase: 'False',
      step: 'global_steps, starts at 0',
      iterations: '10',
      loss: 'loss',
    });
    const [run] = [...runsIn(read.runs)];
    expect(run).toMatchObject({ times: 10, trains: true });
    const fed = run?.feeds[0]?.value;
    expect(fed?.kind === 'array' ? [...fed.value.data].map((value) => value.toFixed(4)) : []).toEqual(
      Array.from({ length: 10 }, (_, index) => (1 + index / 9).toFixed(4)),
    );
    expect(fed).toMatchObject({ value: { shape: [10, 1] } });
  });

  it('knows that the step is passed', () => {
    expect(plan(fixed).passesGlobalStep).toBe(true);
  });

  it.each([
    ['range(10):', 'range(25):', 'iterations', '25'],
    ['(0.1, global_steps', '(0.3, global_steps', 'learning_rate', '0.3'],
    ['10, 2,', '5 * 4, 2,', 'decay_steps', '20'],
    ['staircase=False', 'staircase=True', 'staircase', 'True'],
    ['tf.Variable(0, trainable=False)', 'tf.Variable(7, trainable=False)', 'step', 'global_steps, starts at 7'],
    ['GradientDescentOptimizer', 'AdagradOptimizer', 'optimizer', 'AdagradOptimizer'],
  ])('follows a change of the source: %s -> %s', (from, to, label, value) => {
    expect(without).toContain(from);
    expect(entry(plan(without.replace(from, to)), label)).toBe(value);
  });

  it('has a counterpart that differs in the step’s argument alone', () => {
    const [written, other] = pairOf(plan(without)).map((run) => run.plan);
    expect(written?.passesGlobalStep).toBe(false);
    expect(other?.passesGlobalStep).toBe(true);
    const differing = other?.calls.filter((call, index) => call !== written?.calls[index]);
    expect(differing).toHaveLength(1);
    expect(differing?.[0]?.kwargs).toEqual({ global_step: other?.globalStep });
    const [, removed] = pairOf(plan(fixed)).map((run) => run.plan);
    expect(removed?.passesGlobalStep).toBe(false);
  });
});

describe('what cannot be read', () => {
  it('trains on a stand-in under the program’s own schedule, and names the line', () => {
    const read = plan(
      without
        .replace('tf.pow(w*x-y, 2)', 'my_model(w, x, y)')
        .replace('import numpy', 'from m import my_model\nimport numpy'),
    );
    expect(inEnglish(read.unresolved.find(({ what }) => what.text === 'loss'))).toMatchObject({
      range: { line: 2 },
      why: 'm.my_model',
    });
    expect(read.variables.map(({ name }) => name)).toEqual(['w (stand-in)']);
    expect(entry(read, 'schedule')).toBe('exponential_decay');
    expect(read.iterations).toBe(10);
  });

  it('names an unknown rate, unknown data and a missing loop', () => {
    const read = plan(`import tensorflow as tf
import sys
x = tf.placeholder(tf.float32)
w = tf.Variable(0.0)
train = tf.train.GradientDescentOptimizer(float(sys.argv[1])).minimize((w - x) ** 2)
`);
    expect(read.unresolved.map(({ what }) => say(what))).toEqual(
      expect.arrayContaining(['learning rate', 'data', 'iterations']),
    );
    expect(read.iterations).toBe(100);
    expect(read.learningRate).toEqual({ kind: 'float', value: 0.1 });
  });

  it.each([
    ['a loop without an end', 'while True:\n  pass'],
    ['a range of 10^12', 'for i in range(10**12):\n  pass'],
    ['endless recursion', 'def f():\n  return f()\nf()'],
    ['an array of 10^9 elements', 'import numpy as np\nx = np.linspace(0, 1, 10**9)'],
  ])('ends at a named limit: %s', (_, text) => {
    const { recorder, limit } = interpret(parser.parse(text), new SourceText('train.py', text));
    expect(limit).not.toBeNull();
    expect(recorder.obstacles).toHaveLength(1);
  });
});
