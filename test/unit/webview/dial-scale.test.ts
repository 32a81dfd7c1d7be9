import { describe, expect, it } from 'vitest';
import { arcPath, dialScale, handAngle } from '../../../webview/views/dial-scale';

describe('dialScale', () => {
  it.each([
    [1, 1],
    [10, 1],
    [11, 1],
    [12, 2],
    [23, 2],
    [24, 5],
    [59, 5],
    [60, 10],
    [119, 10],
    [120, 20],
    [1_000_000, 100_000],
  ])('gives a plan of %d steps numbers worth %d', (steps, unit) => {
    expect(dialScale(steps).unit).toBe(unit);
  });

  it('never lets the slowest hand come round to where it began', () => {
    for (let steps = 1; steps < 5000; steps++) {
      const hour = dialScale(steps).hands[0];
      expect(handAngle(steps, hour?.turn ?? 0), `${steps} steps`).toBeLessThan(360);
    }
  });

  it('has a hand that shows a single step, at least three degrees of it, whatever the plan', () => {
    for (const steps of [5, 50, 500, 5000, 50_000, 1_000_000]) {
      const fastest = dialScale(steps).hands.at(-1);
      expect(handAngle(1, fastest?.turn ?? Number.POSITIVE_INFINITY), `${steps} steps`).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('handAngle', () => {
  it('grows beyond a turn, so that a hand that comes round goes on forwards', () => {
    expect(handAngle(13, 12)).toBe(390);
  });

  it('rests at twelve for a step that is no number', () => {
    expect(handAngle(Number.NaN, 12)).toBe(0);
  });
});

describe('arcPath', () => {
  it.each([
    [90, 'M50 10A40 40 0 0 1 90.000 50.000'],
    [180, 'M50 10A40 40 0 0 1 50.000 90.000'],
    [270, 'M50 10A40 40 0 1 1 10.000 50.000'],
  ])('ends at %d degrees', (degrees, path) => {
    expect(arcPath(40, degrees)).toBe(path);
  });

  it('draws nothing for nothing, and almost the circle for a turn or more', () => {
    expect(arcPath(40, 0)).toBe('');
    expect(arcPath(40, 360)).toBe(arcPath(40, 4000));
    expect(arcPath(40, 360)).toMatch(/^M50 10A40 40 0 1 1 49\.99/);
  });
});
