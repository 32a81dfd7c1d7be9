import { describe, expect, it } from 'vitest';
import { sampleCurve } from '../../../src/schedules/curve';
import { exponentialDecay } from '../../../src/schedules/exponential-decay';
import { piecewiseConstant } from '../../../src/schedules/piecewise-constant';
import { polynomialDecay } from '../../../src/schedules/polynomial-decay';

describe('sampleCurve', () => {
  it('goes from the first step to the last', () => {
    const decay = { learningRate: 0.1, decaySteps: 10, decayRate: 2, staircase: false };
    const curve = sampleCurve((step) => exponentialDecay(decay, step), 10);
    expect(curve.points.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(curve.start).toEqual({ step: 0, rate: Math.fround(0.1) });
    expect(curve.end).toEqual({ step: 10, rate: Math.fround(0.2) });
    expect(curve.settledAt).toBeNull();
    expect([curve.lowest, curve.highest]).toEqual([curve.start.rate, curve.end.rate]);
  });

  it('has both ends of every stair of a long training', () => {
    const boundaries = [32_123, 48_765];
    const curve = sampleCurve((step) => piecewiseConstant({ boundaries, values: [0.1, 0.01, 0.001] }, step), 64_000);
    for (const [boundary, before, after] of [
      [32_123, 0.1, 0.01],
      [48_765, 0.01, 0.001],
    ] as const) {
      expect(curve.points).toContainEqual({ step: boundary, rate: Math.fround(before) });
      expect(curve.points).toContainEqual({ step: boundary + 1, rate: Math.fround(after) });
    }
    expect(curve.settledAt).toBe(48_766);
    expect(curve.points.length).toBeLessThan(300);
    expect(curve.points.every(({ step }, index) => index === 0 || step > curve.points[index - 1]!.step)).toBe(true);
  });

  it('says where a rate stops changing', () => {
    const decay = { learningRate: 1, decaySteps: 700, endLearningRate: 0.1, power: 1, cycle: false };
    expect(sampleCurve((step) => polynomialDecay(decay, step), 100_000).settledAt).toBe(700);
    expect(sampleCurve((step) => polynomialDecay(decay, step), 699).settledAt).toBeNull();
    expect(sampleCurve((step) => polynomialDecay(decay, step), 701).settledAt).toBe(700);
    expect(sampleCurve(() => 0.5, 1000).settledAt).toBe(0);
  });

  it('bears a rate that is no number, and a single step', () => {
    const curve = sampleCurve(() => Number.NaN, 100);
    expect(curve.settledAt).toBe(0);
    expect(sampleCurve(() => 1, 0).points).toEqual([{ step: 0, rate: 1 }]);
  });

  it('is not slow for a curve of more jumps than it can show', () => {
    let asked = 0;
    sampleCurve((step) => ((asked += 1), step % 2), 2 ** 24);
    expect(asked).toBeLessThan(20_000);
  });
});
