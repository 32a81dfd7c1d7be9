import { describe, expect, it } from 'vitest';
import type { Formula } from '../../../src/base/formula';
import { cutShort, iterationsIn, repeated, runsIn, wholeIterations } from '../../../src/plan/plan-steps';
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

/** A program that keeps no numbers. */
const noNumbers = { compute: () => undefined, valueOf: () => Number.NaN };

/** The runs one by one, by what they fetch. */
function made(steps: readonly PlanStep[], stride = 1): string {
  const cursor = new StepCursor(steps);
  let text = '';
  for (let next = cursor.next(noNumbers); next !== null; next = cursor.next(noNumbers)) {
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
    cursor.next(noNumbers);
    cursor.advance(1);
    expect(cursor.next(noNumbers)).toBeNull();
    cursor.advance(7);
    expect(cursor.next(noNumbers)).toBeNull();
  });

  it.each([
    ['a truth', 1, '1'],
    ['a number that is true', 0.5, '1'],
    ['what does not hold', 0, '111'],
    ['what was not observed yet', Number.NaN, '111'],
  ])('leaves a loop at %s', (_, value, expected) => {
    const seen: Formula = { kind: 'observed', slot: 0, at: 0 };
    const cursor = new StepCursor([{ times: 3, loop: 1, steps: [run(1, 1), { exit: seen, loop: 1 }] }]);
    let text = '';
    for (let next = cursor.next({ ...noNumbers, valueOf: () => value }); next !== null;) {
      text += '1';
      cursor.advance(1);
      next = cursor.next({ ...noNumbers, valueOf: () => value });
    }
    expect(text).toBe(expected);
  });
});

it('runs under another condition are no part of an iteration', () => {
  const under = (slot: number): PlanStep => ({
    times: 1,
    when: { kind: 'observed', slot, at: 0 },
    steps: [run(2, 1, false)],
  });
  const wholeOf = (last: PlanStep): unknown =>
    wholeIterations([run(1, 1), under(0), run(1, 1), last], ({ fetches }) => JSON.stringify(fetches));
  expect(wholeOf(under(0))).toEqual({ from: 0, to: 4 });
  expect(wholeOf(under(1))).toEqual({ from: 0, to: 3 });
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
