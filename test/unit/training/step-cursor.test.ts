import { describe, expect, it } from 'vitest';
import { cutShort, iterationsIn, repeated, runsIn } from '../../../src/plan/plan-steps';
import type { PlanRun, PlanStep } from '../../../src/plan/training-plan';
import { withIterations } from '../../../src/plan/with-iterations';
import type { TrainingPlan } from '../../../src/plan/training-plan';
import { StepCursor } from '../../../src/training/step-cursor';

const run = (id: number, times: number, trains = true): PlanRun => ({
  fetches: [{ kind: 'call', id }],
  feeds: [],
  times,
  trains,
});

/** The runs one by one, by what they fetch. */
function made(steps: readonly PlanStep[], stride = 1): string {
  const cursor = new StepCursor(steps);
  let text = '';
  for (let next = cursor.next(); next !== null; next = cursor.next()) {
    const [fetch] = next.run.fetches;
    const times = Math.min(stride, next.times);
    text += String(fetch?.kind === 'call' ? fetch.id : '').repeat(times);
    cursor.advance(times);
  }
  return text;
}

const steps: readonly PlanStep[] = [
  run(1, 2),
  { times: 2, steps: [run(2, 1), { times: 3, steps: [run(3, 1), run(4, 2, false)] }] },
  { times: 5, steps: [] },
  run(5, 1),
];
const all = '11'.concat('2344344344'.repeat(2), '5');

describe('StepCursor', () => {
  it.each([1, 2, 100])('makes runs and loops in their order, %i at a time', (stride) => {
    expect(made(steps, stride)).toBe(all);
  });

  it('stays at its end', () => {
    const cursor = new StepCursor([run(1, 1)]);
    cursor.next();
    cursor.advance(1);
    expect(cursor.next()).toBeNull();
    cursor.advance(7);
    expect(cursor.next()).toBeNull();
  });
});

describe('steps of a plan', () => {
  it('are counted by their iterations', () => {
    expect(iterationsIn(steps)).toBe(Array.from(all).filter((id) => id !== '4').length);
    expect([...runsIn(steps)]).toHaveLength(5);
  });

  it.each([0, 1, 2, 3, 4, 6, 7, 10, 11])('are cut short after %i iterations', (count) => {
    const text = made(cutShort(steps, count));
    expect(Array.from(text).filter((id) => id !== '4')).toHaveLength(count);
    expect(all.startsWith(text)).toBe(true);
  });

  it('are a longer run where they are one', () => {
    expect(repeated([run(1, 3)], 4)).toEqual([run(1, 12)]);
  });

  it('begin again where there are to be more', () => {
    const plan = { runs: steps, iterations: 11 } as unknown as TrainingPlan;
    expect(made(withIterations(plan, 24).runs)).toBe(`${all}${all}11`);
  });
});
