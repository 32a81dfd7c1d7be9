import { beforeAll, describe, expect, test } from 'vitest';
import { say } from '../../../../src/base/message';
import { pairOf } from '../../../../src/plan/counterpart';
import { readOutlook } from '../../../../src/plan/outlook';
import { readSchedules } from '../../../../src/plan/read-schedules';
import type { PythonParser } from '../../../../src/python/parser';
import { interpreted } from '../../../helpers/interpreted';
import { testParser } from '../../../helpers/python-parser';
import { plainRunsIn } from '../../../vectors/rates/rate-files';
import { clockPlansOf, onlyClock } from './clock-programs';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

// The rates that Keras 3.15 used.
const samples = plainRunsIn('scheduler-samples.json', 'keras').filter(({ error }) => error === null);
const judged = plainRunsIn('scheduler-vectors.json', 'keras');

const head = `import numpy as np
import tensorflow as tf
from tensorflow import keras
from keras import layers
from data import dataset
x, y = np.zeros((16, 2)), np.zeros((16, 1))
model = keras.Sequential([layers.Dense(8, activation='relu'), layers.Dense(1)])
`;

/** A loop of a program's own, with its tape. */
const byHand = (optimizer: string, updates: number): string => `${head}
optimizer = ${optimizer}
@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(x, training=True) - y))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss
for step in range(${updates}):
    loss = train_step(x, y)
    if step % 10 == 0:
        print(step, float(loss), optimizer.learning_rate)
`;
const byFit = (made: string, fit: string): string => `${head}
model.compile(optimizer=${made}, loss='mse')
history = model.fit(${fit})
`;

const close = (rates: Float64Array, expected: readonly number[]): void => {
  expect(rates).toHaveLength(expected.length);
  const most = Math.max(...expected);
  expected.forEach((rate, update) => {
    expect(Math.abs((rates[update] ?? Number.NaN) - rate)).toBeLessThanOrEqual(5e-7 * most);
  });
};

describe('the rates of a program are those that Keras used', () => {
  test.each(samples.map((sample) => [sample.scheduler, sample] as const))('%s', (_, { scheduler, args, lr }) => {
    const made = `keras.optimizers.Adam(learning_rate=keras.optimizers.schedules.${scheduler}(${args}))`;
    const { clock } = onlyClock(parser, byHand(made, lr.length));
    close(clock.rows.rates, lr);
    expect([clock.kind, clock.rows.steps.at(-1)]).toEqual(['schedule-counted', lr.length - 1]);
  });

  test('all six classes', () => {
    expect(new Set(samples.map(({ scheduler }) => scheduler)).size).toBe(6);
  });

  test.each([
    ['keras.optimizers.SGD(**settings)', ''],
    ['keras.optimizers.SGD(0.1)', ', keras.callbacks.EarlyStopping(patience=3)'],
    ['keras.optimizers.SGD(0.1)', ', keras.callbacks.ReduceLROnPlateau()'],
    ['keras.optimizers.SGD(0.1)', ', mine'],
  ])('are not known of %s%s', (made, callback) => {
    const callbacks = `[keras.callbacks.LearningRateScheduler(lambda e, lr: lr * 0.5)${callback}]`;
    const text = byFit(made, `x, y, batch_size=4, epochs=3, callbacks=${callbacks}`).replace(
      'from data',
      'from mine import mine, settings\nfrom data',
    );
    expect(clockPlansOf(parser, text).every(({ clock }) => clock === undefined)).toBe(true);
  });

  test('begin at the rate that older programs call lr, whatever only watches', () => {
    const callbacks =
      '[keras.callbacks.LearningRateScheduler(lambda e, lr: lr * 0.5), keras.callbacks.ModelCheckpoint("m")]';
    const text = byFit('keras.optimizers.SGD(lr=0.4)', `x, y, batch_size=8, epochs=3, callbacks=${callbacks}`);
    expect([...onlyClock(parser, text).clock.rows.rates].map((rate) => Number(rate.toPrecision(6)))).toEqual([
      0.2, 0.2, 0.1, 0.1, 0.05, 0.05,
    ]);
  });

  test('are not known where the program sets the rate', () => {
    const text = byHand('keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.1, 12))', 4);
    const set = text.replace('for step in', 'optimizer.learning_rate = 0.5\nfor step in');
    expect(clockPlansOf(parser, set).every(({ clock }) => clock === undefined)).toBe(true);
  });

  const inFit = (scheduler: string, args: string): readonly number[] =>
    judged.find((one) => one.scheduler === scheduler && one.args === args && one.mode.startsWith('model.fit'))?.lr ??
    [];

  test('a schedule in fit', () => {
    const made = 'keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.1, 12))';
    const { clock } = onlyClock(parser, byFit(made, 'x, y, batch_size=4, epochs=3'));
    close(clock.rows.rates, inFit('CosineDecay', '0.1,12 in model.fit'));
    expect([...(clock.rows.epochs ?? [])]).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
  });

  test.each([
    ['lambda epoch: 0.1*0.5**epoch', 'keras.optimizers.SGD(0.1)'],
    ['lambda epoch, lr: lr*0.5', 'keras.optimizers.SGD(learning_rate=0.1)'],
  ])('LearningRateScheduler(%s)', (schedule, made) => {
    const callback = `keras.callbacks.LearningRateScheduler(${schedule}, verbose=1)`;
    const { clock, entries } = onlyClock(parser, byFit(made, `x, y, batch_size=4, epochs=3, callbacks=[${callback}]`));
    close(clock.rows.rates, inFit('LearningRateScheduler', schedule));
    expect(clock.kind).toBe('scheduler-stepped');
    expect([...clock.rows.steps]).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
    expect(entries.map(({ label }) => say(label))).toContain('learning rate');
  });

  test('a callback of a named optimizer, whose own rate it takes', () => {
    const callback = 'keras.callbacks.LearningRateScheduler(lambda epoch, lr: lr * 0.5)';
    const { clock } = onlyClock(parser, byFit("'rmsprop'", `x, y, batch_size=8, epochs=2, callbacks=[${callback}]`));
    expect([...clock.rows.rates]).toEqual([0.0005, 0.0005, 0.00025, 0.00025]);
    expect(new Set(clock.other.rates)).toEqual(new Set([0.001]));
  });
});

describe('how often fit updates', () => {
  const made = 'keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 100, 0.5))';
  const counts = (fit: string, overrides = {}): unknown[] => {
    const { iterations, unresolved } = onlyClock(parser, byFit(made, fit), overrides);
    return [iterations, unresolved.flatMap(({ field }) => field?.id ?? [])];
  };

  test.each([
    ['x, y, epochs=3', 3],
    ['x, y, batch_size=3, epochs=2', 12],
    ['[x, x], y, batch_size=8, validation_split=0.5', 1],
    ['dataset, epochs=5, steps_per_epoch=7', 35],
    ['x, y, batch_size=4, epochs=4, initial_epoch=1', 12],
  ])('%s: %i', (fit, updates) => {
    expect(counts(fit)).toEqual([updates, []]);
  });

  test('batches of a data set that is not known are a field', () => {
    expect(counts('dataset, epochs=5')).toEqual([500, ['batches']]);
    expect(counts('dataset, epochs=5', { batches: 8 })).toEqual([40, ['batches']]);
  });

  test('train_on_batch, a train_step of a program’s own, and gradients that are added up', () => {
    const each = `${head}
model.compile(${made}, 'mse')
for i in range(30):
    model.train_on_batch(x, y)
`;
    expect(onlyClock(parser, each).iterations).toBe(30);
    const own = `${head}
class Net(keras.Model):
    def train_step(self, data):
        with tf.GradientTape() as tape:
            loss = self(data)
        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_variables), self.trainable_variables))
        return {'loss': loss}
net = Net()
net.compile(${made})
net.fit(x, batch_size=2, epochs=2)
`;
    expect(onlyClock(parser, own).iterations).toBe(16);
    const added = byHand(made.replace('0.5))', '0.5), gradient_accumulation_steps=4)'), 8);
    const { rates } = onlyClock(parser, added).clock.rows;
    expect(rates[3]).toBe(rates[0]);
    expect(rates[4]).toBeCloseTo(0.1 * 0.5 ** 0.01, 7);
  });
});

describe('what is said of a program', () => {
  const answers = (text: string): unknown[] => {
    const [written, other] = pairOf(onlyClock(parser, text));
    return [written.case.kind, say(written.verdict.answer), other.label];
  };

  test('a schedule that counts each update, beside one that does not', () => {
    const made = 'keras.optimizers.SGD(keras.optimizers.schedules.PolynomialDecay(0.1, 100, 0.01))';
    expect(answers(byFit(made, 'x, y, batch_size=4, epochs=5'))).toEqual([
      'schedule-counted',
      'counts each of 20 updates: 0.1 → 0.0829',
      'without the step: the count of PolynomialDecay stays 0',
    ]);
  });

  test('a schedule of epochs is over after as many batches, beside one of updates', () => {
    const text = `${head}
EPOCHS = 20
rate = keras.optimizers.schedules.CosineDecay(0.1, decay_steps=EPOCHS)
model.compile(keras.optimizers.Adam(rate), 'mse')
model.fit(x, y, batch_size=4, epochs=EPOCHS)
`;
    expect(answers(text)).toEqual([
      'keras-schedule-unit',
      'counts updates: ends at 0, not 3.8549e-5',
      'corrected: the length of CosineDecay is the number of its steps',
    ]);
    const { rows, other } = onlyClock(parser, text).clock;
    expect([rows.rates[20], other.rates[40]?.toFixed(6)]).toEqual([0, '0.050000']);
  });

  test('is the outlook of the schedule, and is copied', () => {
    const made = 'keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5, staircase=True))';
    const read = interpreted(parser, byFit(made, 'x, y, batch_size=4, epochs=5'));
    const [only, ...more] = readOutlook('train.py', read).schedules;
    expect([only?.name, only?.isPlanned, only?.curve?.end.step, more]).toEqual(['ExponentialDecay', true, 20, []]);
    expect(only?.pace).toMatchObject({ isCounted: true, counting: ['decay_steps'] });
    const [written] = readSchedules('train.py', read);
    expect(written).toMatchObject({
      schedule: { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 10, decayRate: 0.5, staircase: true },
      optimizer: { name: 'GradientDescentOptimizer' },
      steps: 20,
    });
  });

  test('a program with a graph and a session is none of these', () => {
    const made = 'keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.1, 12))';
    expect(clockPlansOf(parser, `${byFit(made, 'x, y')}\nwith tf.compat.v1.Session() as session: pass\n`)).toEqual([]);
  });
});
