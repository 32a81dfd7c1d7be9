import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Message, say } from '../../../src/base/message';
import { type CallOutlook, readOutlook } from '../../../src/plan/outlook';
import { checkText } from '../../helpers/check-text';
import { inChinese } from '../../helpers/chinese';
import { interpreted } from '../../helpers/interpreted';
import { stepCaseFolder as folder, stepCases } from '../../helpers/step-cases';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** What is said of the first training call of a program. */
function outlookOf(text: string): CallOutlook {
  const [call] = readOutlook('train.py', interpreted(parser, text), checkText(parser, text)).calls;
  if (call === undefined) throw new Error('the program makes no train op');
  return call;
}

/** What else is said of a program that trains 25 times by hooks and does not pass its step. */
const ofHooks = (hooks: string): string[] => {
  const { verdict } = outlookOf(`import tensorflow as tf
w = tf.Variable(1.0)
step = tf.train.get_or_create_global_step()
loss = tf.square(w - 3.0)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
hooks = [
    tf.train.StopAtStepHook(last_step=25),
    ${hooks},
]
with tf.train.MonitoredTrainingSession(hooks=hooks) as sess:
    while not sess.should_stop():
        sess.run(train)
`);
  expect(say(verdict.answer)).toBe('the training never stops, should stop after 25 iterations');
  return verdict.details.map((detail) => say(detail).replace(/^\w+ on line 8: /, ''));
};

describe('what hooks come to that wait for the step', () => {
  // The numbers are TensorFlow's: each program was run with and without the step, and its files were counted.
  it.each([
    [
      "tf.train.CheckpointSaverHook('/tmp/x', save_steps=10)",
      'the only checkpoint is model.ckpt-0; a run that counts saves 4, up to model.ckpt-25.',
    ],
    [
      "tf.train.CheckpointSaverHook('/tmp/x', save_steps=5)",
      'the only checkpoint is model.ckpt-0; a run that counts saves 6, up to model.ckpt-25.',
    ],
    ["tf.train.CheckpointSaverHook('/tmp/x', save_secs=60)", 'the only checkpoint is model.ckpt-0.'],
    [
      "tf.train.SummarySaverHook(10, output_dir='/tmp/x', summary_op=tf.summary.scalar('l', loss))",
      'only the first summary is written; a run that counts writes 3.',
    ],
    [
      "tf.train.SummarySaverHook(1, output_dir='/tmp/x', summary_op=tf.summary.scalar('l', loss))",
      'every summary is written at step 0.',
    ],
    ["tf.train.LoggingTensorHook({'step': step, 'loss': loss}, every_n_iter=10)", 'the step that it logs is always 0.'],
    ['tf.train.LoggingTensorHook([step], every_n_iter=10)', 'the step that it logs is always 0.'],
  ])('%s', (hook, said) => {
    expect(ofHooks(hook)).toEqual([said]);
  });

  it('are nothing of a hook that logs no step', () => {
    expect(ofHooks("tf.train.LoggingTensorHook({'loss': loss}, every_n_iter=10)")).toEqual([]);
  });
});

describe('the verdict', () => {
  it('is tested for each program of the folder', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(stepCases).map((name) => `${name}.py`));
  });

  it.each(Object.entries(stepCases))('of %s', (name, wanted) => {
    const { case: kind, verdict } = outlookOf(readFileSync(join(folder, `${name}.py`), 'utf8'));
    const { answer, sentence, details, change } = verdict;
    expect({
      kind,
      answer: say(answer),
      sentence: say(sentence),
      details: details.map((detail) => say(detail)),
      change: change === null ? null : [say(change.text), change.range?.line],
    }).toEqual({
      kind: wanted.kind,
      answer: wanted.answer,
      sentence: wanted.sentence,
      details: wanted.details ?? [],
      change: wanted.change,
    });
    // A lens has room for sixty characters.
    expect(say(answer).length).toBeLessThanOrEqual(60);
    const all: Message[] = [answer, sentence, ...details, ...(change === null ? [] : [change.text])];
    for (const text of all) {
      expect(inChinese(text), say(text)).toMatch(/[\u4e00-\u9fff]/);
      expect(inChinese(text), say(text)).not.toMatch(/(?:\b[a-z]{2,}\b[ ,]+){2}[a-z]{2,}\b/);
    }
  });
});
