import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareWithTrace, readRows, type Trace, type TraceIteration } from '../../scripts/compare-trace.mjs';
import { parseOptions } from '../../src/cli/options';
import { runTraining } from '../../src/cli/run';
import { testParser } from '../helpers/python-parser';

/** Programs of our own, and beside each what real TensorFlow did when it ran it: the fixtures' README says how that was written down. */
const folder = 'test/fixtures/programs';
const programs = readdirSync(folder).filter((name) => name.endsWith('.py'));

/** The command in this process, which loads it once for all programs; it trains in the built worker. `run.test.ts` runs the built command. */
async function train(args: readonly string[]) {
  const options = parseOptions(['run', ...args, '--format', 'csv'], '0');
  if (options.command !== 'run') throw new Error(`${options.command} is not run`);
  const [rows, warnings]: [string[], string[]] = [[], []];
  const status = await runTraining(options, {
    parser: await parser,
    workerPath: resolve('dist/worker.js'),
    print: (text) => rows.push(text) > 0,
    warn: (line) => warnings.push(line),
  });
  return { status, rows: readRows(rows.join('')), warnings };
}
const parser = testParser();

describe('global-step run, against traces of TensorFlow', () => {
  it.each(programs)('%s', async (name) => {
    const trace = JSON.parse(readFileSync(join(folder, name.replace(/\.py$/, '.trace.json')), 'utf8')) as Trace;
    const trained = trace.train_ops.map((op, index) => ({
      op,
      iterations: trace.iterations.filter(({ train_op: own }: TraceIteration) => (own ?? 0) === index),
    }));
    for (const { op, iterations } of trained) {
      const { status, rows, warnings } = await train([join(folder, name), '--line', String(op.line)]);
      // Nothing is left to the kernels, which would be said here.
      expect(warnings).toEqual([]);
      expect(status).toBe(0);
      expect(iterations.length).toBeGreaterThan(0);
      expect(compareWithTrace(iterations, rows, trace)).toBeNull();
    }
  });

  it('tells a wrong row from a right one', () => {
    const wanted = [{ global_step: 1, learning_rate: 0.1, loss: 2 }];
    const trace = { deterministic: true, stopped: null };
    const row = (text: string) => readRows(`run,iteration,global_step,learning_rate,loss\nas-written,1,${text}\n`);
    expect(compareWithTrace(wanted, row('1,0.1,2.0001'), trace)).toBeNull();
    expect(compareWithTrace(wanted, row('2,0.1,2'), trace)).toContain('step 2 instead of 1');
    expect(compareWithTrace(wanted, row('1,0.1000002,2'), trace)).toContain('rate');
    expect(compareWithTrace(wanted, row('1,0.1,2.001'), trace)).toContain('loss');
    expect(compareWithTrace(wanted, [], trace)).toContain('0 iterations instead of 1');
  });
});
