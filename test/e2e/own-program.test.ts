import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { TrainingPage } from './support/training-page';
import { useTrained } from './support/use-workbench';
import type { Workbench } from './support/workbench';

const program = `import tensorflow as tf
import measurements

x = tf.placeholder(tf.float32, [None, 1])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(w * x - y))
global_step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(measurements.rate(), global_step, 10, 0.5)
train = tf.train.GradientDescentOptimizer(rate).minimize(loss, global_step=global_step)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(20):
        xs, ys = measurements.batch(i)
        sess.run(train, feed_dict={x: xs, y: ys})
`;

/** A module that makes the train op, and the program that trains with it. */
const module = `import tensorflow as tf


def build(x):
    w = tf.Variable(tf.zeros([2, 1]))
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 1.0))
    step = tf.train.get_or_create_global_step()
    rate = tf.train.exponential_decay(0.5, step, 10, 0.5)
    return tf.train.GradientDescentOptimizer(rate).minimize(loss)
`;
const trainer = `import tensorflow as tf
from built import build

train = build(tf.constant([[0.1, 0.2], [0.3, 0.4]]))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(30):
        sess.run(train)
`;

/** Programs of several kinds, with what real TensorFlow read in their last iteration. */
const programs = ['class_model', 'softmax_inverse_time', 'warmup_where'];
const fixture = (name: string): string => readFileSync(`test/fixtures/programs/${name}`, 'utf8');

interface Trace {
  readonly iterations: readonly { readonly global_step: number; readonly learning_rate: number }[];
}

// A program whose rate and data come from elsewhere, in the real VS Code: what was not understood, a value of the user's own, an edit.
let workbench: Workbench;
let page: TrainingPage;
const files = {
  'own.py': program,
  'built.py': module,
  'trains_built.py': trainer,
  ...Object.fromEntries(programs.map((name) => [`${name}.py`, fixture(`${name}.py`)])),
};
useTrained('own.py', { files, viewport: { width: 1500, height: 1000 } }, (opened, trained) => {
  workbench = opened;
  page = trained;
});

/** The last row of the program as it is written: iteration, step, rate. */
const lastRow = async (): Promise<string[]> => (await page.table('as-written')).at(-1)?.slice(0, 3) ?? [];

const tab = (name: string): Promise<void> => page.frame.getByRole('tab', { name, exact: true }).click();

/** Sets the rate, of which the program leaves out where it comes from, in the panel. */
async function setRate(rate: string): Promise<void> {
  await tab('Program');
  const field = page.frame.getByRole('textbox', { name: 'Set learning rate', exact: true });
  await field.fill(rate);
  await field.press('Enter');
  await tab('Training');
}

describe('a program that is not wholly understood', () => {
  beforeEach(async () => {
    // As it was at the start, whatever a test before has done.
    await workbench.closePanel();
    await workbench.openFile('own.py');
    await workbench.command('File: Revert File');
    await expect.poll(() => workbench.source()).toContain('10, 0.5)');
    page = await TrainingPage.visualize(workbench);
  });

  it('trains on stand-ins, each named with its line', async () => {
    const named = page.frame.locator('.unresolved li');
    await expect.poll(() => named.locator('strong').allTextContents()).toEqual(['data', 'learning rate']);
    await expect
      .poll(async () => (await named.allTextContents()).filter((text) => !/line \d+/i.test(text)))
      .toEqual([]);
    await expect.poll(lastRow).toEqual(['20', '20', '0.025']);
  });

  it('is trained with the rate that is set in the panel', async () => {
    await setRate('0.4');
    await expect.poll(lastRow).toEqual(['20', '20', '0.1']);
  });

  it('follows an edit of decay_steps in the editor, when it is asked to', async () => {
    await setRate('0.4');
    await expect.poll(lastRow).toEqual(['20', '20', '0.1']);
    await workbench.retype('own.py', '10, 0.5)', '20, 0.5)');
    await page.frame.locator('.out-of-date').waitFor();
    await expect.poll(lastRow).toEqual(['20', '20', '0.1']);
    await page.press('Run again');
    await expect.poll(lastRow).toEqual(['20', '20', '0.2']);
    await page.frame.locator('.out-of-date').waitFor({ state: 'hidden' });
  });
});

describe('a program of another kind', () => {
  it.each(programs)('%s is trained from its lens as TensorFlow trained it', async (name) => {
    const { iterations } = JSON.parse(fixture(`${name}.trace.json`)) as Trace;
    const last = iterations.at(-1);
    await workbench.closePanel();
    await workbench.openFile(`${name}.py`);
    await workbench.visualizeByLens();
    page = await TrainingPage.of(workbench);
    const wanted = [iterations.length, last?.global_step, last?.learning_rate.toFixed(6)];
    const read = async (): Promise<unknown[]> => {
      const [iteration, step, rate] = await lastRow();
      return [Number(iteration), Number(step), Number(rate).toFixed(6)];
    };
    await expect.poll(read).toEqual(wanted);
  });
});

describe('a module that does not train by itself', () => {
  it('is trained from its lens by the program that imports it, and mended from the panel', async () => {
    await workbench.closePanel();
    await workbench.openFile('built.py');
    await workbench.visualizeByLens();
    page = await TrainingPage.of(workbench);
    await page.frame.getByRole('heading', { name: 'trains_built.py' }).waitFor();
    // As written nothing counts: 0.5 after 30 iterations.
    await expect.poll(lastRow).toEqual(['30', '0', '0.5']);
    await expect.poll(() => page.frame.locator('.answer').innerText()).toContain('built.py, line 9');
    await page.frame
      .locator('.answer')
      .getByRole('button', { name: /global_step=step/ })
      .click();
    await expect.poll(() => workbench.source()).toContain('minimize(loss, global_step=step)');
    // 0.5 × 0.5^(30/10).
    await expect.poll(lastRow).toEqual(['30', '30', '0.0625']);
  });
});
