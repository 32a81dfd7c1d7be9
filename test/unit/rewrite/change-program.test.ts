import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpret } from '../../../src/interpret/interpret';
import { programSettings } from '../../../src/plan/program-settings';
import { readPlans } from '../../../src/plan/read-plans';
import type { TrainingPlan } from '../../../src/plan/training-plan';
import { unchanged, type Variation } from '../../../src/protocol/playground';
import { SourceText } from '../../../src/python/source-text';
import { changeProgram } from '../../../src/rewrite/change-program';
import type { RewrittenModule, SourceEdit } from '../../../src/rewrite/places';
import { scheduleKinds, withKind } from '../../../src/schedules/fields';
import type { Schedule } from '../../../src/schedules/schedule';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** A program around a rate: what stands before it, the rate, and the optimizer. */
const program = (
  rate: string,
  { before = '', optimizer = 'GradientDescentOptimizer(lr)', steps = 'global_step=step' } = {},
) => `
import tensorflow as tf
${before}
w = tf.Variable(0.0)
loss = tf.square(w - 1.0)
step = tf.Variable(0, trainable=False)
lr = ${rate}
train = tf.train.${optimizer}.minimize(loss, ${steps})
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(20):
        sess.run(train)
`;

function read(text: string): TrainingPlan {
  const [plan] = readPlans('train.py', interpret(parser.parse(text), new SourceText('train.py', text)));
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

function applied(text: string, edits: readonly SourceEdit[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text);
}

/** The program after a variation, or why it refuses it. */
function changed(text: string, variation: Partial<Variation>): string {
  const module: RewrittenModule = { source: new SourceText('train.py', text), syntax: parser.parse(text) };
  const result = changeProgram({
    plan: read(text),
    variation: { ...unchanged, ...variation },
    modules: [module],
    findModule: () => null,
    readAgain: (edits) => read(applied(text, edits)),
  });
  return result.kind === 'edits' ? applied(text, result.edits) : `refused: ${say(result.reason)}`;
}

const exponential = (changes: Partial<Schedule> = {}): Schedule =>
  ({
    kind: 'exponential_decay',
    learningRate: 0.1,
    decaySteps: 10,
    decayRate: 2,
    staircase: false,
    ...changes,
  }) as Schedule;

describe('arguments of the same schedule', () => {
  it('change where they stand, by place and by name, and leave all else alone', () => {
    const rate = 'tf.train.exponential_decay(0.1, step,  # start\n    10, decay_rate=2)';
    const text = changed(program(rate), { schedule: exponential({ decaySteps: 5, decayRate: 3 }) });
    expect(text).toBe(program(rate.replace('10,', '5,').replace('=2', '=3')));
  });

  it('are put behind the last one where they are missing, on lines of their own where all have one', () => {
    const one = changed(program('tf.train.exponential_decay(0.1, step, 10, 2)'), {
      schedule: exponential({ staircase: true }),
    });
    expect(one).toContain('exponential_decay(0.1, step, 10, 2, staircase=True)');
    const many = changed(program('tf.train.exponential_decay(\n    0.1,\n    step,\n    10,\n    2,\n)'), {
      schedule: exponential({ staircase: true }),
    });
    expect(many).toContain('    2,\n    staircase=True,\n)');
  });

  it.each([
    ['a constant', 'RATE = 0.1', 'RATE', 'RATE = 0.05'],
    [
      'a flag',
      "flags = tf.app.flags\nflags.DEFINE_float('rate', 0.1, 'help')\nFLAGS = flags.FLAGS",
      'FLAGS.rate',
      "DEFINE_float('rate', 0.05, 'help')",
    ],
    [
      'an option',
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('--base-rate', type=float, default=0.1)\nargs = p.parse_args()",
      'args.base_rate',
      'default=0.05',
    ],
    ['a dictionary', "config = {'rate': 0.1, 'other': 0.1}", "config['rate']", "{'rate': 0.05, 'other': 0.1}"],
    ['a class', 'class Config(object):\n    rate = 0.1\nc = Config()', 'c.rate', 'rate = 0.05'],
    ['the later of two assignments', 'RATE = 1.0\nRATE = 0.1', 'RATE', 'RATE = 1.0\nRATE = 0.05'],
    ['a chain of names', 'A = 0.1\nB = A', 'B', 'A = 0.05\nB = A'],
  ])('change where they are defined: %s', (_, before, rate, expected) => {
    const text = program(`tf.train.exponential_decay(${rate}, step, 10, 2)`, { before });
    const after = changed(text, { schedule: exponential({ learningRate: 0.05 }) });
    expect(after).toContain(expected);
    expect(after).toContain(`exponential_decay(${rate}, step, 10, 2)`);
    expect(programSettings(read(after)).schedule).toEqual(exponential({ learningRate: 0.05 }));
  });

  it('change where a function is passed them', () => {
    const before =
      'def decayed(base, counter, after=10):\n    return tf.train.exponential_decay(base, counter, after, 2)';
    const text = program('decayed(0.1, step)', { before });
    expect(changed(text, { schedule: exponential({ learningRate: 0.3 }) })).toContain('decayed(0.3, step)');
    expect(changed(text, { schedule: exponential({ decaySteps: 4 }) })).toContain('after=4)');
  });

  it.each([
    ['is computed', 'tf.train.exponential_decay(0.1, step, 100 // 10, 2)', '', /computed by “100 \/\/ 10” on line 7/],
    [
      'is set twice',
      'tf.train.exponential_decay(0.1, step, N, 2)',
      'N = 5\nN += 5',
      /“N” is set in more than one place/,
    ],
    [
      'is unpacked',
      'tf.train.exponential_decay(*given)',
      'given = (0.1, tf.train.get_or_create_global_step(), 10, 2)',
      /unpacked with a star/,
    ],
  ])('are refused with the reason: it %s', (_, rate, before, reason) => {
    expect(changed(program(rate, { before }), { schedule: exponential({ decaySteps: 4 }) })).toMatch(reason);
  });

  it('are refused where the same constant decides something else', () => {
    const text = program('tf.train.exponential_decay(0.1, step, N, 2)', { before: 'N = 20' }).replace(
      'range(20)',
      'range(N)',
    );
    expect(changed(text, { schedule: exponential({ decaySteps: 10 }) })).toMatch(/number of iterations too/);
    const both = program('tf.train.exponential_decay(X, step, 10, X)', { before: 'X = 0.1' });
    expect(changed(both, { schedule: exponential({ learningRate: 0.2, decayRate: 0.1 }) })).toMatch(
      /learning_rate would not/,
    );
  });
});

describe('another schedule', () => {
  const rates = [
    'tf.train.exponential_decay(0.1, step, 10, 2)',
    'tf.train.polynomial_decay(\n    0.1,\n    step,\n    decay_steps=8,\n    power=2.0,\n)',
    'tf.train.piecewise_constant(step, [5, 10], [0.1, 0.01, 0.001])',
    'tf.train.cosine_decay_restarts(0.1, step, 5)',
    '0.1',
    'tf.constant(0.1)',
  ];
  const cases = rates.flatMap((rate) => scheduleKinds.map((kind) => [rate, kind] as const));

  it.each(cases)('%s becomes %s', (rate, kind) => {
    const before = programSettings(read(program(rate))).schedule;
    if (before === null) throw new Error('not read');
    const wanted = withKind(before, kind, 20);
    const after = changed(program(rate), { schedule: wanted });
    expect(after).not.toMatch(/^refused/);
    expect(programSettings(read(after)).schedule).toEqual(wanted);
  });

  it('stands around a rate that stays where it is defined', () => {
    const text = program('RATE', { before: 'RATE = 0.1' });
    expect(changed(text, { schedule: exponential() })).toContain(
      'GradientDescentOptimizer(tf.train.exponential_decay(lr, step, decay_steps=10, decay_rate=2.0))',
    );
  });
});

describe('another optimizer', () => {
  it('keeps its rate and its name', () => {
    const text = program('tf.train.exponential_decay(0.1, step, 10, 2)', {
      optimizer: "GradientDescentOptimizer(learning_rate=lr, name='own')",
    });
    const after = changed(text, { optimizer: { name: 'MomentumOptimizer', settings: { momentum: 0.8 } } });
    expect(after).toContain("tf.train.MomentumOptimizer(learning_rate=lr, momentum=0.8, name='own')");
  });

  it('or other settings of the same, together with another schedule', () => {
    const text = program('0.1', { optimizer: 'AdamOptimizer(lr, beta1=0.5)' });
    const after = changed(text, {
      schedule: exponential(),
      optimizer: { name: 'AdamOptimizer', settings: { beta1: 0.7, epsilon: 1e-6 } },
    });
    expect(after).toMatch(/AdamOptimizer\(tf\.train\.exponential_decay\(lr, .*\), beta1=0\.7, epsilon=0\.000001\)/);
  });
});

describe('a seed', () => {
  it('changes where it is set, and is refused where it is not', () => {
    expect(changed(program('0.1', { before: 'tf.set_random_seed(1)' }), { seed: 7 })).toContain(
      'tf.set_random_seed(7)',
    );
    expect(changed(program('0.1'), { seed: 7 })).toMatch(/write tf\.set_random_seed\(7\)/);
  });
});
