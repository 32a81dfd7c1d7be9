import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { SourceText } from '../../../src/python/source-text';
import { readOutput } from '../../../src/interpret/output/read-output';
import { Reading } from '../../../src/interpret/reading';
import { outputPlansOf, outputRuns, savedCheckpoints } from '../../../src/plan/output-plan';
import { fetchValues } from '../../../src/training/fetch-values';
import { alone } from '../../helpers/interpreted';
import { plansOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

interface Output {
  readonly printed: readonly string[];
  readonly saved: readonly string[];
}

/** What both runs of a program print, line by line; `…` stands for what is not known, and a last line in brackets says why there are no more. */
function outputsOf(text: string): Output[] {
  const program = () => ({
    module: parser.parse(text),
    source: new SourceText('train.py', text),
    workspace: alone(parser),
    reading: new Reading(),
  });
  const [plan] = plansOf(parser, text);
  if (plan === undefined) throw new Error('the program makes no train op');
  const listed = outputRuns(readOutput(program()));
  return outputPlansOf(plan, listed, ['as-written', 'counterpart']).map((pair) => {
    const { runs, problem } = fetchValues(pair, () => 0);
    const output = readOutput(program(), runs, pair.plan.globalStep);
    const { lines, end } = output;
    const why = problem ?? end;
    const printed = lines.map((parts) => parts.map((part) => part ?? '…').join(''));
    return { printed: [...printed, ...(why === null ? [] : [`(${say(why)})`])], saved: savedCheckpoints(output) };
  });
}

const rows = JSON.parse(readFileSync('test/data/program-output.json', 'utf8')) as readonly {
  readonly name: string;
  readonly with: string;
  readonly without: string;
  readonly printed: { readonly with: readonly string[]; readonly without: readonly string[] };
}[];

describe('what a program prints', () => {
  it.each(rows)('is what TensorFlow and Python print, of both runs, whichever of them is written: $name', (row) => {
    const { printed } = row;
    const printedBy = (text: string) => outputsOf(text).map((output) => output.printed);
    expect(printedBy(row.without)).toEqual([printed.without, printed.with]);
    expect(printedBy(row.with)).toEqual([printed.with, printed.without]);
  });
});

describe('what a program saves', () => {
  it('is one checkpoint again and again where the step stays, and one a save where it moves', () => {
    const text = readFileSync('test/fixtures/step-cases/saver.py', 'utf8');
    const [written, corrected] = outputsOf(text).map(({ saved }) => saved);
    expect(written).toEqual(Array(5).fill('model.ckpt-0'));
    // Saved behind the update of the iterations 1, 101, …: the step is that of the iteration.
    expect(corrected).toEqual([1, 101, 201, 301, 401].map((step) => `model.ckpt-${step}`));
  });

  it('is followed to where it is not known, and no further', () => {
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
    expect(outputsOf(text).map(({ printed }) => printed)).toEqual(
      Array(2).fill(['begins 0', '(whether this is printed depends on a value that is not known)']),
    );
  });
});
