import { describe, expect, it } from 'vitest';
import { RowRecorder } from '../../../src/training/row-recorder';
import { RunLog } from '../../../src/training/run-log';

describe('RowRecorder and RunLog', () => {
  it('carry 100,000 rows without loss or change', () => {
    const recorder = new RowRecorder(2);
    const log = new RunLog(2);
    for (let row = 0; row < 100_000; row++) {
      recorder.set(0, row);
      recorder.set(1, -row / 7);
      recorder.endRow();
      if (!recorder.isFull && row % 1000 !== 0) continue;
      const batch = recorder.take();
      if (batch !== null) log.append(batch);
    }
    const last = recorder.take();
    if (last !== null) log.append(last);
    expect(recorder.take()).toBeNull();
    expect(recorder.total).toBe(100_000);
    expect(log.count).toBe(100_000);
    for (const row of [0, 1, 1023, 1024, 4096, 99_999]) {
      expect(log.at(row, 0)).toBe(row);
      expect(log.at(row, 1)).toBe(-row / 7);
    }
    expect(log.at(100_000, 0)).toBeNaN();
  });

  it('reads any stretch of rows, whatever the sizes of the batches were that they came in', () => {
    const log = new RunLog(2);
    let rows = 0;
    for (const count of [1, 0, 1023, 5000, 7, 4090, 4096, 1, 1024, 3]) {
      const values = Float64Array.from({ length: 2 * count }, (_, at) => (at < count ? rows + at : count - rows - at));
      log.append({ firstRow: rows, count, values: values.buffer });
      rows += count;
    }
    expect(log.count).toBe(rows);
    const batch = (first: number, most: number) => new Float64Array(log.read(first, most).values);
    const expected = (first: number, count: number) =>
      Float64Array.from({ length: 2 * count }, (_, at) => (at < count ? first + at : count - first - at));
    for (const [first, most] of [
      [0, rows],
      [0, 1],
      [1023, 2],
      [1000, 6000],
      [rows - 1, 9],
      [6023, 15],
    ] as const) {
      const count = Math.min(most, rows - first);
      expect(batch(first, most)).toEqual(expected(first, count));
    }
    expect(log.read(rows, 5).count).toBe(0);
    expect([log.at(-1, 0), log.at(rows, 0), log.at(0, 2)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(() => {
      log.append({ firstRow: 3, count: 0, values: new ArrayBuffer(0) });
    }).toThrow(/starts at row 3/);
  });

  it('hands out buffers of the exact size', () => {
    const recorder = new RowRecorder(3);
    recorder.endRow();
    expect(recorder.take()?.values.byteLength).toBe(3 * 8);
  });
});
