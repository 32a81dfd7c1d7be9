import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { SourceText } from '../../../src/python/source-text';
import { readOutput } from '../../../src/interpret/output/read-output';
import { Reading } from '../../../src/interpret/reading';
import { outputPairOf, outputRuns } from '../../../src/plan/output-plan';
import { fetchValues } from '../../../src/training/fetch-values';
import { alone } from '../../helpers/interpreted';
import { plansOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** What both runs of a program print, line by line; `…` stands for what is not known, and a last line in brackets says why there are no more. */
function outputsOf(text: string): string[][] {
  const program = () => ({
    module: parser.parse(text),
    source: new SourceText('train.py', text),
    workspace: alone(parser),
    reading: new Reading(),
  });
  const [plan] = plansOf(parser, text);
  if (plan === undefined) throw new Error('the program makes no train op');
  const listed = outputRuns(readOutput(program()));
  return outputPairOf(plan, listed).map((pair) => {
    const { runs, problem } = fetchValues(pair, () => 0);
    const { lines, end } = readOutput(program(), runs, pair.plan.globalStep);
    const why = problem ?? end;
    return [
      ...lines.map((parts) => parts.map((part) => part ?? '…').join('')),
      ...(why === null ? [] : [`(${say(why)})`]),
    ];
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
    expect(outputsOf(row.without)).toEqual([printed.without, printed.with]);
    expect(outputsOf(row.with)).toEqual([printed.with, printed.without]);
  });
});
