import { describe, expect, it } from 'vitest';
import type { RunView } from '../../../src/protocol/training-messages';
import { ColumnTable } from '../../../webview/data/column-table';
import type { RunState } from '../../../webview/store';
import { announcement } from '../../../webview/views/announcer';
import { caseKinds, isRight } from '../../../src/case/step-case';
import { runName } from '../../../webview/ui/run-look';
import { contradictionOf, courseOf, hasStepMoved, lastValue, readingText } from '../../../webview/views/readings';
import { firstRowInSight, rowWindow, scrolledHeight, scrollTopOf, wholeRows } from '../../../webview/views/row-window';
import { placeText } from '../../../webview/ui/place-text';
import { runView } from '../../fakes/run-view';

function run(steps: readonly number[], rates: readonly number[], changes: Partial<RunView> = {}): RunState {
  const columns = [steps.map((_, row) => row + 1), steps, rates, steps.map(() => 1)];
  const values = Float64Array.from(columns.flat()).buffer;
  return { view: runView(changes), rows: ColumnTable.empty(4).append({ firstRow: 0, count: steps.length, values }) };
}

describe('readings', () => {
  it('read as the table does, and nothing outside the rows', () => {
    const some = run([1, 2], [0.1, 0.2]);
    expect(readingText(some, 'learning_rate', 1)).toBe('0.2');
    expect(readingText(some, 'learning_rate', 2)).toBe('');
    expect(readingText(some, 'learning_rate', -1)).toBe('');
    expect(lastValue(some, 'global_step')).toBe(2);
  });

  it('tell the course of a column in words', () => {
    expect(courseOf(run([1, 2, 3], [0.1, 0.1, 0.1]), 'learning_rate')).toBe('stays at 0.1');
    expect(courseOf(run([1, 2, 3], [0.1, 0.15, 0.2]), 'learning_rate')).toBe('from 0.1 to 0.2');
    expect(courseOf(run([1], [0.1]), 'learning_rate')).toBe('reads 0.1');
    expect(courseOf(run([1, 2], [0.1, Number.NaN]), 'learning_rate')).toBe('is no longer a finite number (NaN)');
    expect(courseOf(run([], []), 'learning_rate')).toBeNull();
    expect(courseOf(run([1], [0.1], { absent: ['learning_rate'] }), 'learning_rate')).toBeNull();
  });

  it('do not take a value that came back for one that stayed', () => {
    expect(courseOf(run([1, 2, 3], [0.1, 0.2, 0.1]), 'learning_rate')).toBe(
      'between 0.1 and 0.2, at the end 0.1 again',
    );
  });

  it('say where the rows show another count than the source', () => {
    const missing = { case: 'missing' } as const;
    expect(contradictionOf(run([0, 0], [1, 1], missing))).toBeNull();
    expect(contradictionOf(run([1, 2], [1, 1], missing))).toMatch(/not found in the source/);
    expect(contradictionOf(run([1, 2], [1, 1]))).toBeNull();
    expect(contradictionOf(run([0, 0], [1, 1]))).toMatch(/^Not incremented, although/);
    expect(contradictionOf(run([0], [1], { absent: ['global_step'] }))).toBeNull();
  });

  it.each(caseKinds)('name the runs of a program that is %s by their roles', (kind) => {
    const names = (['as-written', 'counterpart'] as const).map((variant) => runName(runView({ case: kind, variant })));
    expect(names).toEqual(['as written', isRight(kind) ? 'without the step' : 'corrected']);
  });

  it('do not judge a single row', () => {
    expect(hasStepMoved(run([0], [1]))).toBeNull();
    expect(contradictionOf(run([0], [1]))).toBeNull();
  });
});

describe('rowWindow', () => {
  const place = { scrollTop: 0, clientHeight: 200, rowHeight: 20 };

  it('holds everything up to its limit', () => {
    expect(rowWindow(0, place)).toEqual({ first: 0, count: 0 });
    expect(rowWindow(wholeRows, place)).toEqual({ first: 0, count: wholeRows });
  });

  it.each([5000, 1_000_000, 30_000_000])(
    'reaches, of %d rows, the first and the last, and every one between',
    (total) => {
      const end = scrolledHeight(total, 20) - 200;
      expect(firstRowInSight(total, place)).toBe(0);
      expect(firstRowInSight(total, { ...place, scrollTop: end })).toBe(total - 10);
      const window = rowWindow(total, { ...place, scrollTop: end });
      expect(window.first + window.count).toBe(total);
      for (const row of [0, 1, 777, total - 10]) {
        const scrollTop = scrollTopOf(row, total, place);
        expect(firstRowInSight(total, { ...place, scrollTop })).toBeCloseTo(row, 3);
        const { first, count } = rowWindow(total, { ...place, scrollTop });
        expect(first).toBeLessThanOrEqual(row);
        expect(first + count).toBeGreaterThanOrEqual(Math.min(total, row + 10));
        expect(count).toBeLessThan(100);
      }
    },
  );
});

describe('announcement', () => {
  const page = (kind: 'running' | 'paused', runs: RunState[]) => ({
    snapshot: {
      title: 't',
      runs: [],
      trainOps: null,
      entries: [],
      unresolved: [],
      sources: [],
      state: { kind } as const,
      playground: null,
      verdict: null,
      isOutOfDate: false,
    },
    runs,
    trace: null,
    preview: null,
  });

  it('says step and rate where the training rests', () => {
    expect(announcement(page('paused', [run([1, 2], [0.1, 0.2])]))).toBe(
      'Paused after iteration 2. as written: global step 2, learning rate 0.2.',
    );
  });

  it('is the same for every row of a running training, so that nothing is said twice', () => {
    expect(announcement(page('running', [run([1], [0.1])]))).toBe(
      announcement(page('running', [run([1, 2], [0.1, 0.2])])),
    );
  });
});

describe('placeText', () => {
  it('counts cells from 1, as the editor does', () => {
    const place = { file: 'a', line: 3, column: 1, endLine: 3, endColumn: 2 };
    expect(placeText({ ...place, cell: null }, null)).toBe('line 3');
    expect(placeText({ ...place, cell: 0 }, null)).toBe('cell 1, line 3');
  });

  it('names the file of what stands in a module', () => {
    const place = { cell: null, line: 3, column: 1, endLine: 3, endColumn: 2 };
    const own = 'file:///a/train.py';
    expect(placeText({ ...place, file: own }, own)).toBe('line 3');
    expect(placeText({ ...place, file: 'file:///a/model.py' }, own)).toBe('model.py, line 3');
    expect(placeText({ ...place, file: 'file:///a/model.py' }, null)).toBe('line 3');
  });
});
