import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { readingOfOutput } from '../../../src/engine/output-reading';
import type { ProgramToRead } from '../../../src/interpret/interpret';
import { Reading } from '../../../src/interpret/reading';
import { pairOf } from '../../../src/plan/counterpart';
import { outputPlansOf } from '../../../src/plan/output-plan';
import { SourceText } from '../../../src/python/source-text';
import type { TrainingEvent } from '../../../src/training/commands';
import { type ReadOutput, readOutputs } from '../../../src/training/read-outputs';
import { startTraining } from '../../../src/training/start-training';
import type { StartThread } from '../../../src/training/worker-port';
import { alone } from '../../helpers/interpreted';
import { plansOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** The product's own thread of runs, without a thread. */
const startThread: StartThread = (listener) => {
  const send = (event: TrainingEvent): void => {
    listener.onEvent(event);
  };
  const obey = startTraining({ now: () => 0, schedule: () => undefined, send });
  return { send: obey, dispose: () => undefined };
};

interface Output {
  readonly printed: readonly string[];
  readonly saved: readonly string[];
}

/** What both runs of a program print, line by line; `…` stands for what is not known, and a last line in brackets says why there are no more. */
async function outputsOf(text: string): Promise<Output[]> {
  const program = (): ProgramToRead => ({
    module: parser.parse(text),
    source: new SourceText('train.py', text),
    workspace: alone(parser),
    reading: new Reading(),
  });
  const [plan] = plansOf(parser, text);
  if (plan === undefined) throw new Error('the program makes no train op');
  const variants = pairOf(plan).map(({ variant }) => variant);
  const plans = outputPlansOf(plan, readingOfOutput(program(), null, null).runs, variants);
  const read: ReadOutput = (fetched, count) => Promise.resolve(readingOfOutput(program(), fetched, count));
  const outputs = await readOutputs(plans, read, startThread, new AbortController().signal);
  return outputs.map(({ lines, checkpoints, end }) => {
    const printed = lines.map((parts) => parts.map((part) => part ?? '…').join(''));
    return { printed: [...printed, ...(end === null ? [] : [`(${say(end)})`])], saved: checkpoints };
  });
}

const rows = JSON.parse(readFileSync('test/data/program-output.json', 'utf8')) as readonly {
  readonly name: string;
  readonly with: string;
  readonly without: string;
  readonly printed: { readonly with: readonly string[]; readonly without: readonly string[] };
}[];

describe('what a program prints', () => {
  it.each(rows)(
    'is what TensorFlow and Python print, of both runs, whichever of them is written: $name',
    async (row) => {
      const { printed } = row;
      const printedBy = async (text: string) => (await outputsOf(text)).map((output) => output.printed);
      expect(await printedBy(row.without)).toEqual([printed.without, printed.with]);
      expect(await printedBy(row.with)).toEqual([printed.with, printed.without]);
    },
  );
});

describe('what a program saves', () => {
  it('is one checkpoint again and again where the step stays, and one a save where it moves', async () => {
    const text = readFileSync('test/fixtures/step-cases/saver.py', 'utf8');
    const [written, corrected] = (await outputsOf(text)).map(({ saved }) => saved);
    expect(written).toEqual(Array(5).fill('model.ckpt-0'));
    // Saved behind the update of the iterations 1, 101, …: the step is that of the iteration.
    expect(corrected).toEqual([1, 101, 201, 301, 401].map((step) => `model.ckpt-${step}`));
  });

  it('is followed to where it is not known, and no further', async () => {
    const text = `import tensorflow as tf
import time
w = tf.Variable(1.0)
step = tf.train.get_or_create_global_step()
train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w - 3.0))
sess = tf.Session()
sess.run(tf.global_variables_initializer())
print('begins', sess.run(step))
sess.run(train)
if time.time() > 5:
    print('late')
print('ends')
`;
    expect((await outputsOf(text)).map(({ printed }) => printed)).toEqual(
      Array(2).fill(['begins 0', '(whether this is printed depends on a value that is not known)']),
    );
  });
});
