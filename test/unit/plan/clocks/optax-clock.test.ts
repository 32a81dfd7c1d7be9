import { beforeAll, describe, expect, test } from 'vitest';
import { say } from '../../../../src/base/message';
import { pairOf } from '../../../../src/plan/counterpart';
import { readOutlook } from '../../../../src/plan/outlook';
import { readSchedules } from '../../../../src/plan/read-schedules';
import { paceFacts } from '../../../../src/present/curve-text';
import type { PythonParser } from '../../../../src/python/parser';
import { rateAt } from '../../../../src/schedules/schedule';
import { interpreted } from '../../../helpers/interpreted';
import { testParser } from '../../../helpers/python-parser';
import { plainRunsIn } from '../../../vectors/rates/rate-files';
import { clockPlansOf, onlyClock } from './clock-programs';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

// The rates that optax 0.2.8 used.
// A constant has no clock.
const samples = plainRunsIn('scheduler-samples.json', 'optax').filter(
  ({ error, scheduler }) => error === null && scheduler !== 'constant_schedule',
);
const judged = plainRunsIn('scheduler-vectors.json', 'optax');

const program = (
  transform: string,
  updates: number,
  update = 'updates, state = tx.update(grads, state, params)',
): string =>
  `import jax, optax
from model import loss, params
tx = ${transform}
state = tx.init(params)
@jax.jit
def train_step(params, state, batch):
    grads = jax.grad(loss)(params, batch)
    ${update}
    return optax.apply_updates(params, updates), state
for i in range(${updates}):
    params, state = train_step(params, state, i)
`;

describe('the rates of a program are those that optax used', () => {
  test.each(samples.map((sample) => [sample.scheduler, sample] as const))('%s', (_, sample) => {
    const { scheduler, args, lr } = sample;
    const { clock } = onlyClock(parser, program(`optax.adam(optax.${scheduler}(${args}))`, lr.length));
    expect(clock.rows.rates).toHaveLength(lr.length);
    lr.forEach((rate, update) => {
      expect(Math.abs((clock.rows.rates[update] ?? Number.NaN) - rate)).toBeLessThanOrEqual(2e-7 * Math.max(...lr));
    });
    expect(clock.rows.steps.at(-1)).toBe(lr.length - 1);
    expect(clock.kind).toBe('schedule-counted');
  });

  test('at least ten kinds of schedules', () => {
    expect(new Set(samples.map(({ scheduler }) => scheduler)).size).toBeGreaterThanOrEqual(10);
  });

  const cosine = 'optax.cosine_decay_schedule(0.1, 12)';
  const ratesOf = (mode: string): readonly number[] => judged.find((one) => one.mode === mode)?.lr ?? [];
  test.each([
    [
      'a state that is dropped',
      'state dropped',
      program(`optax.sgd(${cosine})`, 12, 'updates, _ = tx.update(grads, state)'),
    ],
    [
      'a state that is made anew for each step',
      're-initialised each step',
      program(`optax.sgd(${cosine})`, 12, 'updates, state = tx.update(grads, tx.init(params))').replace(
        'state = tx.init(params)\n',
        'state = None\n',
      ),
    ],
  ])('%s', (_, mode, text) => {
    const { clock } = onlyClock(parser, text);
    const expected = ratesOf(mode);
    expect(expected).toHaveLength(12);
    expect([...clock.rows.rates].map((rate) => rate.toPrecision(6))).toEqual(
      expected.map((rate) => rate.toPrecision(6)),
    );
    expect(clock.kind).toBe('optax-state-dropped');
  });

  test('MultiSteps counts one update in four', () => {
    const { clock } = onlyClock(parser, program(`optax.MultiSteps(optax.sgd(${cosine}), every_k_schedule=4)`, 12));
    const expected = ratesOf('MultiSteps');
    // The real updates are 0 in between.
    expect([3, 7, 11].map((update) => clock.rows.rates[update]?.toPrecision(6))).toEqual(
      [3, 7, 11].map((update) => expected[update]?.toPrecision(6)),
    );
  });
});

describe('the outlook of a schedule', () => {
  test('is its curve over the updates of its program, and what it counts', () => {
    const text = program('optax.sgd(optax.linear_schedule(0.1, 0.0, transition_steps=100))', 51);
    const [only] = readOutlook('train.py', interpreted(parser, text)).schedules;
    expect([only?.name, only?.range.line, only?.isPlanned]).toEqual(['linear_schedule', 3, true]);
    expect(only?.curve?.end).toEqual({ step: 51, rate: expect.closeTo(0.049, 6) as number });
    expect(only?.pace).toMatchObject({
      isCounted: true,
      counting: ['transition_steps', 'transition_begin'],
      updates: 51,
    });
    expect(only === undefined ? [] : paceFacts(only, null).map((fact) => say(fact))).toEqual([
      'transition_steps, transition_begin: updates of the optimizer, one a batch.',
    ]);
  });

  test('of one that nothing trains with is over updates of its own', () => {
    const [only] = readOutlook(
      'train.py',
      interpreted(parser, 'import optax\nrate = optax.cosine_decay_schedule(0.1, 100)\n'),
    ).schedules;
    expect([only?.isPlanned, only?.curve?.end.step, only?.why]).toEqual([false, 125, null]);
    expect(only === undefined ? [] : paceFacts(only, null).map((fact) => say(fact))).toContain(
      'No update of its optimizer is met where this program is read: the curve is over updates of its own.',
    );
  });
});

describe('what is said of a program', () => {
  const answers = (text: string): unknown[] => {
    const [written, other] = pairOf(onlyClock(parser, text));
    return [written.case.kind, say(written.verdict.answer), other.label];
  };

  test('a count that is kept: the rate as it goes, beside one that is not counted', () => {
    const chained = 'optax.chain(optax.clip(1.0), optax.adamw(learning_rate=optax.linear_schedule(0.1, 0.0, 1000)))';
    expect(answers(program(chained, 500))).toEqual([
      'schedule-counted',
      'counts each of 500 updates: 0.1 → 0.0501',
      'without the step: the count of linear_schedule stays 0',
    ]);
    expect(new Set(onlyClock(parser, program(chained, 500)).clock.other.rates)).toEqual(new Set([Math.fround(0.1)]));
  });

  test('a state that is dropped: the rate that stays, beside one that is kept', () => {
    const text = program(
      'optax.sgd(optax.linear_schedule(0.1, 0.0, 1000))',
      501,
      'updates, _ = tx.update(grads, state)',
    );
    expect(answers(text)).toEqual([
      'optax-state-dropped',
      'the state is dropped: the rate stays 0.1',
      'corrected: the state that counts for linear_schedule is kept',
    ]);
    expect(onlyClock(parser, text).clock.other.rates.at(-1)).toBeCloseTo(0.05, 6);
  });

  test('Flax’ TrainState counts as its transformation does', () => {
    const text = `import jax, optax
from flax.training import train_state
from data import batches, loss
tx = optax.inject_hyperparams(optax.sgd)(learning_rate=optax.join_schedules(
    [optax.linear_schedule(0.0, 0.1, 5), optax.exponential_decay(0.1, 10, 0.5)], boundaries=[5]))
state = train_state.TrainState.create(apply_fn=None, params={}, tx=tx)
for epoch in range(2):
    for batch in batches:
        state = state.apply_gradients(grads=jax.grad(loss)(state.params))
`;
    const { clock, iterations, unresolved } = onlyClock(parser, text, { passes: 10 });
    expect(iterations).toBe(20);
    expect([0, 5, 15].map((update) => clock.rows.rates[update]?.toPrecision(6))).toEqual([
      '0.00000',
      '0.100000',
      '0.0500000',
    ]);
    expect([...(clock.rows.epochs ?? [])].filter((epoch) => epoch === 2)).toHaveLength(10);
    expect(unresolved.map(({ field }) => field?.id)).toEqual([undefined, 'passes']);
  });

  test('a state that TrainState.replace is passed is taken: a first one starts anew, what cannot be told makes no plan', () => {
    const text = (inner: string): string => `import jax, optax
from flax.training import train_state
from data import average, loss, other
tx = optax.sgd(optax.linear_schedule(0.1, 0.0, 10))
state = train_state.TrainState.create(apply_fn=None, params={}, tx=tx)
first = state.opt_state
for i in range(6):
    state = state.apply_gradients(grads=jax.grad(loss)(state.params))
    ${inner}
`;
    const rates = (inner: string): number[] => [...onlyClock(parser, text(inner)).clock.rows.rates];
    expect(rates('state = state.replace(params=average(state.params))').at(-1)).toBeCloseTo(0.05, 6);
    expect(clockPlansOf(parser, text('old = state.opt_state; state = state.replace(opt_state=old)'))).toEqual([]);
    expect(clockPlansOf(parser, text('state = state.replace(tx=other)'))).toEqual([]);
    // Its count starts anew, and nothing says that this is meant.
    expect(clockPlansOf(parser, text('state = state.replace(opt_state=first)'))).toEqual([]);
  });

  test('what is not followed makes no plan', () => {
    const sgd = 'optax.sgd(optax.linear_schedule(0.1, 0.0, 1000))';
    const restored = program(sgd, 12).replace('tx.init(params)', 'restore(params)');
    // A state that is one update old is passed again.
    const stale = program(sgd, 12, 'tx.update(grads, state); updates, state = tx.update(grads, state)');
    const anew = program(sgd, 12)
      .replace('for i', 'for epoch in range(3):\n  state = tx.init(params)\n  for i')
      .replace('\n    params, state = train', '\n      params, state = train');
    for (const text of [restored, stale, anew]) expect(clockPlansOf(parser, text)).toEqual([]);
  });
});

describe('a schedule of optax as one of the step, to be copied', () => {
  test.each([
    ['exponential_decay(0.1, 100, 0.5, staircase=True)', 'exponential_decay'],
    ['linear_schedule(0.1, 0.01, 100)', 'polynomial_decay'],
    ['polynomial_schedule(0.1, 0.0, 2, 100)', 'polynomial_decay'],
    ['cosine_decay_schedule(0.1, 100, alpha=0.1)', 'cosine_decay'],
    ['piecewise_constant_schedule(0.1, {30: 0.5, 60: 0.1})', 'piecewise_constant'],
  ])('%s', (made, kind) => {
    const [only] = readSchedules('train.py', interpreted(parser, program(`optax.sgd(optax.${made})`, 80)));
    expect(only?.why ?? null).toBeNull();
    expect([only?.schedule?.kind, only?.steps, only?.optimizer?.name]).toEqual([kind, 80, 'GradientDescentOptimizer']);
    const { clock } = onlyClock(parser, program(`optax.sgd(optax.${made})`, 80));
    clock.rows.rates.forEach((rate, update) => {
      const schedule = only?.schedule;
      expect(schedule ? rateAt(schedule, update) : Number.NaN).toBeCloseTo(rate, 6);
    });
  });

  test.each([
    'warmup_cosine_decay_schedule(0.0, 0.1, 10, 100)',
    'exponential_decay(0.1, 100, 0.5, transition_begin=20)',
    'exponential_decay(0.1, 10, 0.5, end_value=0.05)',
  ])('%s has none, which is said', (made) => {
    const [only] = readSchedules('train.py', interpreted(parser, program(`optax.adam(optax.${made})`, 80)));
    expect(only?.schedule).toBeNull();
    expect(only?.why === null || only === undefined ? '' : say(only.why)).toBe(
      'no schedule of the step gives the same rates',
    );
  });
});
