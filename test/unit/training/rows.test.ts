import { describe, expect, it } from 'vitest';
import { BatchMemory } from '../../../src/training/batch-memory';
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

  it('write batches into memory that came back, as into new one', () => {
    const memory = new BatchMemory();
    const recorder = new RowRecorder(2, memory);
    const buffers: ArrayBuffer[] = [];
    for (let row = 0; buffers.length < 3; row++) {
      // The second column is left out: its cells are zeros whatever stood there.
      recorder.set(0, row);
      if (buffers.length === 0) recorder.set(1, 7);
      recorder.endRow();
      if (!recorder.isFull) continue;
      const batch = recorder.take();
      if (batch === null) throw new Error('a full recorder gives a batch');
      const values = new Float64Array(batch.values);
      expect(values[0]).toBe(batch.firstRow);
      expect(values.at(-1)).toBe(buffers.length === 0 ? 7 : 0);
      buffers.push(batch.values);
      memory.give(batch.values);
    }
    expect(buffers[2]).toBe(buffers[0]);
  });

  it('say whether the log keeps what it is given', () => {
    const log = new RunLog(1);
    const batch = (firstRow: number, valueAt: (row: number) => number) => ({
      firstRow,
      count: 8192,
      values: Float64Array.from({ length: 8192 }, (_, at) => valueAt(firstRow + at)).buffer,
    });
    expect(log.append(batch(0, (row) => row))).toBe(false);
    expect(log.append(batch(8192, (row) => Math.fround(row * 0.1)))).toBe(false);
    expect(log.append(batch(16_384, (row) => row / 7))).toBe(false);
    // From the first value on that takes eight bytes, whole chunks lie where they came.
    expect(log.append(batch(24_576, (row) => row / 7))).toBe(true);
    expect(log.at(30_000, 0)).toBe(30_000 / 7);
  });

  it('hands out buffers of the exact size', () => {
    const recorder = new RowRecorder(3);
    recorder.endRow();
    expect(recorder.take()?.values.byteLength).toBe(3 * 8);
  });
});
