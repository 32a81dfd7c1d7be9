import { describe, expect, it } from 'vitest';
import type { GraphValue } from '../../../src/base/graph-call';
import { runKeys } from '../../../src/plan/run-key';
import type { PlanRun } from '../../../src/plan/training-plan';

const array = (length: number): GraphValue => ({
  kind: 'array',
  value: { dtype: 'float64', shape: [length], data: new Float64Array(length) },
});
const feeding = (value: GraphValue, times = 1): PlanRun => ({
  fetches: [{ kind: 'call', id: 1 }],
  feeds: [{ placeholder: { kind: 'call', id: 2 }, value }],
  times,
  trains: true,
});

describe('the key of a run', () => {
  it('is that of another run that fetches and feeds the same, however often', () => {
    const batch = array(3);
    const keyOf = runKeys();
    expect(keyOf(feeding(batch))).toBe(keyOf(feeding(batch, 7)));
    expect(keyOf(feeding(batch))).not.toBe(keyOf(feeding(array(3))));
    expect(keyOf(feeding({ kind: 'float', value: 1 }))).not.toBe(keyOf(feeding({ kind: 'float', value: 2 })));
  });

  it('does not grow with what is fed', () => {
    expect(runKeys()(feeding(array(100_000))).length).toBeLessThan(300);
  });
});
