import { describe, expect, it } from 'vitest';
import { message } from '../../../src/base/message';
import type { VerdictView } from '../../../src/protocol/training-messages';
import { csvLines, jsonLines, type ReportedRun, tableLines } from '../../../src/cli/report/run-report';
import { fixedColumns } from '../../../src/protocol/columns';
import { RunLog } from '../../../src/training/run-log';

function run(id: string, rows: readonly (readonly number[])[], absent: readonly string[] = []): ReportedRun {
  const log = new RunLog(4);
  const values = Float64Array.from([0, 1, 2, 3].flatMap((column) => rows.map((row) => row[column] ?? Number.NaN)));
  log.append({ firstRow: 0, count: rows.length, values: values.buffer });
  return { id, absent, columns: fixedColumns, rows: log, isOver: () => true };
}

const withStep = run('as-written', [
  [1, 1, Math.fround(0.10717734), 4.2],
  [2, 2, Math.fround(0.114869833), Number.NaN],
]);
const noStep = run('counterpart', [[1, Number.NaN, 0.1, Number.POSITIVE_INFINITY]], ['global_step']);

const verdict: VerdictView = {
  kind: 'missing',
  answer: message('rate never changes'),
  sentence: message('{0}.', message('rate never changes')),
  details: [],
  change: {
    text: message('{0} is left out', 'step'),
    location: { file: 'train.py', cell: null, line: 9, column: 5, endLine: 9, endColumn: 13 },
  },
  isEndless: false,
  fix: null,
};

describe('run reports', () => {
  it('write csv with float32 in its shortest form and nothing where there is no value', () => {
    expect([...csvLines([withStep, noStep])]).toEqual([
      'run,iteration,global_step,learning_rate,loss',
      'as-written,1,1,0.10717734,4.2',
      'as-written,2,2,0.11486983,NaN',
      'counterpart,1,,0.1,Infinity',
    ]);
  });

  it('write JSON that parses', () => {
    expect(JSON.parse([...jsonLines([withStep, noStep], verdict)].join(''))).toEqual({
      version: 1,
      case: 'missing',
      verdict: {
        answer: 'rate never changes',
        sentence: 'rate never changes.',
        details: [],
        change: { message: 'step is left out', path: 'train.py', line: 9, column: 5, cell: null },
      },
      runs: [
        {
          run: 'as-written',
          iterations: [
            { iteration: 1, global_step: 1, learning_rate: 0.10717734, loss: 4.2 },
            { iteration: 2, global_step: 2, learning_rate: 0.11486983, loss: 'NaN' },
          ],
        },
        {
          run: 'counterpart',
          iterations: [{ iteration: 1, global_step: null, learning_rate: 0.1, loss: 'Infinity' }],
        },
      ],
    });
  });

  it('write a table under a heading a run', () => {
    expect([...tableLines([withStep, noStep])]).toEqual([
      'as-written',
      'iteration  global_step    learning_rate             loss',
      '        1            1       0.10717734              4.2',
      '        2            2       0.11486983              NaN',
      '',
      'counterpart',
      'iteration  global_step    learning_rate             loss',
      '        1            -              0.1         Infinity',
    ]);
  });

  it('say that the next line is not known yet, and go on when it is', () => {
    const log = new RunLog(4);
    let isOver = false;
    const add = (...row: number[]) => {
      log.append({ firstRow: log.count, count: 1, values: Float64Array.from(row).buffer });
    };
    const lines = csvLines([{ id: 'a', absent: [], columns: fixedColumns, rows: log, isOver: () => isOver }]);
    const next = () => lines.next().value as string | null;
    expect([next(), next(), next()]).toEqual(['run,iteration,global_step,learning_rate,loss', null, null]);
    add(1, 1, 0.5, 4);
    expect([next(), next()]).toEqual(['a,1,1,0.5,4', null]);
    add(2, 2, 0.5, 3);
    isOver = true;
    expect([next(), lines.next()]).toEqual(['a,2,2,0.5,3', { done: true, value: undefined }]);
  });
});
