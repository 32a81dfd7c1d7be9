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

  it('hands out buffers of the exact size', () => {
    const recorder = new RowRecorder(3);
    recorder.endRow();
    expect(recorder.take()?.values.byteLength).toBe(3 * 8);
  });
});
