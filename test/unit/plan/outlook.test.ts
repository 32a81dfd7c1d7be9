import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { inEnglish } from '../../helpers/chinese';
import { interpret } from '../../../src/interpret/interpret';
import { type CallOutlook, type ProgramOutlook, readOutlook } from '../../../src/plan/outlook';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const without = readFileSync('media/samples/without_global_step.py', 'utf8');
const fixed = readFileSync('media/samples/with_global_step.py', 'utf8');

function outlook(text: string): ProgramOutlook {
  return readOutlook('train.py', interpret(parser.parse(text), new SourceText('train.py', text)));
}

/** A program of one schedule that the optimizer trains with, and 1,000 iterations. */
const program = (rate: string, minimize = 'minimize(w * w, global_step=step)', before = ''): string => `
import tensorflow as tf
${before}
step = tf.train.get_or_create_global_step()
w = tf.Variable(1.0)
rate = ${rate}
train = tf.train.GradientDescentOptimizer(rate).${minimize}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(1000):
        sess.run(train)
`;
const f = Math.fround;

describe('readOutlook: calls', () => {
  it('knows what stays and what would change', () => {
    const ends = ({ asWritten, counterpart }: CallOutlook) =>
      [asWritten, counterpart].map((curve) => [curve?.start.rate, curve?.end.step, curve?.end.rate]);
    const [broken] = outlook(without).calls;
    expect(broken).toMatchObject({ iterations: 10, passesGlobalStep: false, range: { line: 9, column: 63 } });
    expect(ends(broken!)).toEqual([
      [f(0.1), 10, f(0.1)],
      [f(0.1), 10, f(0.2)],
    ]);
    const [right] = outlook(fixed).calls;
    expect(right?.passesGlobalStep).toBe(true);
    expect(ends(right!)).toEqual([
      [f(0.1), 10, f(0.2)],
      [f(0.1), 10, f(0.1)],
    ]);
  });

  it.each([
    ['tf.train.polynomial_decay(0.1, step, 500, 0.01)', 0.1, 0.01],
    ['tf.train.piecewise_constant(step, [10, 999], [1.0, 0.5, 0.25])', 1, 0.25],
    ['tf.train.piecewise_constant(step, [10, 1000], [1.0, 0.5, 0.25])', 1, 0.5],
    ['tf.train.cosine_decay(0.1, step, 1000)', 0.1, 0],
    ['tf.train.inverse_time_decay(0.1, step, 1000, 1.0)', 0.1, 0.05],
    ['0.1 * 0.5 ** (tf.cast(step, tf.float32) / 500.0)', 0.1, 0.025],
    ['tf.maximum(tf.train.exponential_decay(0.1, step, 10, 0.5), 0.003)', 0.1, 0.003],
    ['tf.where(step < 100, x=0.5, y=0.25)', 0.5, 0.25],
    [
      'tf.train.exponential_decay(learning_rate=0.1, global_step=step, decay_steps=400, decay_rate=0.5, staircase=True)',
      0.1,
      0.025,
    ],
    ['tf.compat.v1.train.natural_exp_decay(0.1, step, 1000, 0.0)', 0.1, 0.1],
  ])('reads %s', (rate, start, end) => {
    const [call] = outlook(program(rate)).calls;
    expect(call?.asWritten?.start.rate).toBeCloseTo(start, 6);
    expect(call?.asWritten?.end.rate).toBeCloseTo(end, 6);
  });

  it.each([
    ['a rate that is fed', program('tf.placeholder(tf.float32)')],
    ['a rate of another library', program('schedule(step)', undefined, 'from other import schedule')],
    [
      'a step that is moved by hand too, by a number that is not known',
      program('tf.train.exponential_decay(0.1, step, 10, 0.5)').replace(
        'sess.run(train)',
        'sess.run([train, tf.assign_add(step, tf.cast(tf.random.normal([]), tf.int64))])',
      ),
    ],
    [
      'a loop of unknown length',
      program('tf.train.exponential_decay(0.1, step, 10, 0.5)', undefined, 'import sys').replace(
        'range(1000)',
        'range(int(sys.argv[1]))',
      ),
    ],
    [
      'a rate that is assigned to',
      program('tf.Variable(0.1, trainable=False)').replace('    for _', '    sess.run(rate.assign(0.5))\n    for _'),
    ],
  ])('has no curve of %s', (_, text) => {
    const [call] = outlook(text).calls;
    expect(call).toMatchObject({ asWritten: null });
    expect(say(call!.verdict.sentence)).not.toMatch(/learning rate/);
  });
});

describe('readOutlook: cases', () => {
  const decay = 'tf.train.exponential_decay(0.1, step, 1000, 0.5)';
  it.each([
    ['counted-twice', 'sess.run([train, tf.assign_add(step, 1)])', undefined, 0.025, 0.05],
    ['counted-twice', 'sess.run(train)\n        sess.run(tf.assign(step, step + 3))', undefined, 0.00625, 0.05],
    ['counted-elsewhere', 'sess.run([train, tf.assign_add(step, 2)])', 'minimize(w * w)', 0.025, 0.1],
    ['other-step', 'sess.run(train)', 'minimize(w * w, global_step=tf.Variable(0, trainable=False))', 0.1, 0.05],
  ])('%s', (kind, run, minimize, written, counterpart) => {
    const [call] = outlook(program(decay, minimize).replace('sess.run(train)', run)).calls;
    expect(call?.case).toBe(kind);
    expect(call?.asWritten?.end.rate).toBeCloseTo(written, 6);
    expect(call?.counterpart?.end.rate).toBeCloseTo(counterpart, 6);
  });
});

describe('readOutlook: schedules', () => {
  it('draws over the steps that the program trains', () => {
    const [schedule] = outlook(without).schedules;
    expect(schedule).toMatchObject({
      name: 'exponential_decay',
      isPlanned: true,
      why: null,
      range: { line: 7, column: 17 },
    });
    expect(schedule?.curve?.end).toEqual({ step: 10, rate: f(0.2) });
  });

  it.each([
    ['tf.train.exponential_decay(0.1, step, 100, 0.5)', 500],
    ['tf.train.polynomial_decay(0.1, step, 100)', 125],
    ['tf.train.piecewise_constant(step, [100, 400], [1., .5, .25])', 500],
    ['tf.keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=100, decay_rate=0.5)', 500],
    ['tf.keras.optimizers.schedules.PiecewiseConstantDecay([100, 400], [1., .5, .25])', 500],
    ['tf.keras.optimizers.schedules.CosineDecay(0.1, 100, alpha=0.5)', 125],
    ['tf.optimizers.schedules.PolynomialDecay(0.1, 100, end_learning_rate=0.05)', 125],
    ['tf.keras.optimizers.schedules.CosineDecayRestarts(0.1, 100)', 690],
  ])('draws %s over a length of its own where nothing trains with it', (call, last) => {
    const [schedule] = outlook(
      `import tensorflow as tf\nstep = tf.train.get_or_create_global_step()\nrate = ${call}\n`,
    ).schedules;
    expect(schedule).toMatchObject({ why: null, isPlanned: false });
    expect(schedule?.curve?.end.step).toBe(last);
    expect(schedule?.curve?.start.rate).toBeGreaterThan(schedule?.curve?.end.rate ?? 1);
  });

  it('warms up as Keras does', () => {
    const [schedule] = outlook(
      'import tensorflow as tf\ntf.keras.optimizers.schedules.CosineDecay(0.0, 100, warmup_target=0.1, warmup_steps=10)',
    ).schedules;
    const at = (step: number) => schedule?.curve?.points.find((point) => point.step === step)?.rate;
    expect([at(0), at(5), at(10), at(60), at(110)].map((rate) => rate?.toFixed(6))).toEqual([
      '0.000000',
      '0.050000',
      '0.100000',
      '0.050000',
      '0.000000',
    ]);
  });

  it.each([
    [
      'a function that a library calls',
      'def model_fn(features, labels, mode, params):\n    return tf.train.exponential_decay(0.1, tf.train.get_global_step(), 100, 0.5)',
    ],
    [
      'a method',
      'class Model:\n    def __init__(self, config):\n        self.steps = 100\n    def rate(self, step):\n        return tf.train.exponential_decay(0.1, step, self.steps, 0.5)',
    ],
    [
      'a method of an object that lacks what it reads',
      'class Model:\n    def rate(self):\n        return tf.train.exponential_decay(0.1, self.step, 100, 0.5)',
    ],
    [
      'a default',
      'def rate(step, base=0.1, steps=100):\n    return tf.train.exponential_decay(base, step, steps, 0.5)',
    ],
    ['a number where the step belongs', 'rate = tf.train.exponential_decay(0.1, 0, 100, 0.5)'],
    [
      'flags',
      "tf.flags.DEFINE_float('rate', 0.1, '')\nFLAGS = tf.flags.FLAGS\nrate = tf.train.exponential_decay(FLAGS.rate, tf.Variable(0), 100, 0.5)",
    ],
  ])('reaches %s', (_, text) => {
    const { schedules } = outlook(`import tensorflow as tf\n${text}\n`);
    expect(schedules).toHaveLength(1);
    expect(schedules[0]?.curve?.start.rate).toBe(f(0.1));
    expect(schedules[0]?.curve?.end.rate).toBeCloseTo(0.1 / 32, 8);
  });

  it('says which argument is not known', () => {
    const { schedules } = outlook(
      'import tensorflow as tf\ndef rate(step, size):\n    return tf.train.exponential_decay(0.1, step, size, 0.5)\n',
    );
    expect(inEnglish(schedules)).toEqual([expect.objectContaining({ curve: null, why: 'decay_steps is not known' })]);
  });
});
