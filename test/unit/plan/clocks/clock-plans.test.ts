import { beforeAll, describe, expect, test } from 'vitest';
import { say } from '../../../../src/base/message';
import { pairOf } from '../../../../src/plan/counterpart';
import type { PlannedClock, PlanOverrides, TrainingPlan } from '../../../../src/plan/training-plan';
import type { PythonParser } from '../../../../src/python/parser';
import { testParser } from '../../../helpers/python-parser';
import { plainRunsIn } from '../../../vectors/rates/rate-files';
import { clockPlansOf, onlyClock } from './clock-programs';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

const head = `import torch
from torch.optim.lr_scheduler import (ConstantLR, CosineAnnealingLR, CosineAnnealingWarmRestarts, CyclicLR, ExponentialLR,
    LambdaLR, LinearLR, MultiplicativeLR, OneCycleLR, ReduceLROnPlateau, SequentialLR, StepLR)
from torch.utils.data import DataLoader
from transformers import get_cosine_schedule_with_warmup
loader = DataLoader(torch.zeros(4), batch_size=2)
net = torch.nn.Linear(2, 2)
`;

function plansOf(body: string, overrides: PlanOverrides = {}): TrainingPlan[] {
  return clockPlansOf(parser, `${head}${body}`, overrides);
}

function only(body: string, overrides: PlanOverrides = {}): TrainingPlan & { readonly clock: PlannedClock } {
  return onlyClock(parser, `${head}${body}`, overrides);
}

const loop = (steps: string): string => `
for epoch in range(3):
    for i in range(4):
        ${steps}
`;
const both = 'opt.step(); sched.step()';
const sgd = 'opt = torch.optim.SGD(net.parameters(), lr=0.1)\n';

// The rates that the real libraries used, by what the programs of that file were.
const vectors = plainRunsIn('scheduler-vectors.json');
const ratesOf = (scheduler: string, args: string): readonly number[] =>
  vectors.find((one) => one.scheduler === scheduler && one.args.startsWith(args))?.lr ?? [];

describe('the rates of a plan are those that the libraries used', () => {
  test.each([
    ['CosineAnnealingLR', 'T_max=6, eta_min=0.01', 'CosineAnnealingLR(opt, T_max=6, eta_min=0.01)', both],
    ['CosineAnnealingWarmRestarts', 'T_0=4, T_mult=2', 'CosineAnnealingWarmRestarts(opt, T_0=4, T_mult=2)', both],
    ['LambdaLR', 'lambda t: 0.9**t', 'LambdaLR(opt, lambda t: 0.9**t)', both],
    ['MultiplicativeLR', 'lambda t: 0.9', 'MultiplicativeLR(opt, lambda t: 0.9)', both],
    ['LinearLR', 'start_factor=0.25', 'LinearLR(opt, start_factor=0.25, total_iters=4)', both],
    ['ConstantLR', 'factor=0.5', 'ConstantLR(opt, factor=0.5, total_iters=4)', both],
    ['CyclicLR', 'base_lr=0.01', 'CyclicLR(opt, base_lr=0.01, max_lr=0.1, step_size_up=3)', both],
    ['OneCycleLR', 'max_lr=0.1,epochs=3', 'OneCycleLR(opt, max_lr=0.1, epochs=3, steps_per_epoch=4)', both],
    [
      'SequentialLR',
      '[ConstantLR',
      'SequentialLR(opt, [ConstantLR(opt, 0.1, total_iters=2), ExponentialLR(opt, 0.9)], milestones=[2])',
      both,
    ],
    ['StepLR', 'BUG stepped twice', 'StepLR(opt, 4, 0.5)', 'opt.step(); sched.step(); sched.step()'],
    ['get_cosine_schedule_with_warmup', '4,12', 'get_cosine_schedule_with_warmup(opt, 4, 12)', both],
  ])('%s %s', (scheduler, args, made, steps) => {
    const expected = ratesOf(scheduler, args);
    expect(expected).toHaveLength(12);
    const { clock } = only(`${sgd}sched = ${made}\n${loop(steps)}`);
    expect(clock.rows.rates).toHaveLength(12);
    expected.forEach((rate, update) => {
      expect(clock.rows.rates[update]).toBeCloseTo(rate, 12);
    });
    expect([...(clock.rows.epochs ?? [])]).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
  });

  test('what the library raises ends the run', () => {
    const { clock, iterations } = only(`${sgd}sched = OneCycleLR(opt, max_lr=0.1, total_steps=10)\n${loop(both)}`);
    expect([...clock.rows.rates]).toEqual(ratesOf('OneCycleLR', 'max_lr=0.1,total_steps=10').map((rate) => rate));
    expect(clock.rows.raised === null ? null : say(clock.rows.raised)).toBe(
      'ValueError: Tried to step 11 times. The specified number of total steps is 10',
    );
    expect(iterations).toBe(clock.rows.rates.length + 1);
  });
});

describe('the counterpart', () => {
  const answers = (plan: TrainingPlan): (string | undefined)[] => {
    const [written, other] = pairOf(plan);
    return [written.case.kind, say(written.verdict.answer), other.label];
  };

  test('never stepped: stepped after each epoch, as far as the source tells', () => {
    const plan = only(`${sgd}sched = StepLR(opt, 2, 0.5)
for epoch in range(6):
    for batch in loader:
        opt.step()
`);
    expect(answers(plan)).toEqual([
      'scheduler-never-stepped',
      'never stepped: the rate stays 0.1',
      'corrected: StepLR is stepped after each epoch',
    ]);
    const { rows, other } = plan.clock;
    expect(new Set(rows.rates)).toEqual(new Set([0.1]));
    expect([rows.steps.at(-1), other.steps.at(-1)]).toEqual([0, 5]);
    expect([other.rates[199], other.rates[200], other.rates[599]]).toEqual([0.1, 0.05, 0.025]);
    expect(plan.unresolved.map(({ field }) => field?.id)).toEqual([undefined, 'batches', 'interval']);
  });

  // 9 epochs of 4 batches: what PyTorch's classes count by themselves is batches.
  test.each([
    ['OneCycleLR(opt, 0.1, epochs=9, steps_per_epoch=4)', 'update', 35],
    ['OneCycleLR(opt, 0.1, None, 9, 4)', 'update', 35],
    ['OneCycleLR(opt, 0.1, total_steps=36, epochs=1, steps_per_epoch=9)', 'update', 35],
    ['OneCycleLR(opt, 0.1, total_steps=9)', 'epoch', 8],
    ['CyclicLR(opt, base_lr=0.01, max_lr=0.1)', 'update', 35],
    ['CyclicLR(opt, base_lr=0.01, max_lr=0.1, step_size_up=4)', 'update', 35],
    ['LinearLR(opt)', 'epoch', 8],
    ['ExponentialLR(opt, 0.9)', 'epoch', 8],
  ])('never stepped: %s is stepped after each %s', (made, interval, steps) => {
    const momentum = 'opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)\n';
    const plan = only(
      `${momentum}sched = ${made}\nfor epoch in range(9):\n    for i in range(4):\n        opt.step()\n`,
    );
    const [name] = made.split('(');
    expect(answers(plan)[2]).toBe(`corrected: ${name} is stepped after each ${interval}`);
    expect(plan.clock.other.steps.at(-1)).toBe(steps);
  });

  test('a user says how many batches there are, and when it is to be stepped', () => {
    const { clock, iterations } = only(
      `${sgd}sched = StepLR(opt, 2, 0.5)
for epoch in range(6):
    for batch in loader:
        opt.step()
`,
      { batches: 3, interval: 0 },
    );
    expect(iterations).toBe(18);
    expect([...clock.other.steps]).toEqual(Array.from({ length: 18 }, (_, update) => update));
    expect([...(clock.rows.epochs ?? [])].slice(0, 4)).toEqual([1, 1, 1, 2]);
  });

  test('loops of which the program does not say how often they are passed', () => {
    const body = `from data import train_loader
${sgd}sched = StepLR(opt, 2, 0.5)
for epoch in range(6):
    for i, batch in enumerate(train_loader):
        opt.step()
    sched.step()
`;
    const passes = (overrides: PlanOverrides): unknown[] => {
      const { iterations, clock, unresolved } = only(body, overrides);
      const field = unresolved.find((one) => one.field?.id === 'passes');
      return [iterations, clock.rows.epochs?.at(-1), field?.range?.line, field?.field?.value];
    };
    expect(passes({})).toEqual([600, 6, 8, 100]);
    expect(passes({ passes: 5 })).toEqual([30, 6, 8, 5]);
    // A number that no field takes is none.
    expect(passes({ passes: 0 })).toEqual([600, 6, 8, 100]);
  });

  test('an epoch is a pass over a loader that is not known, whatever loops are within it', () => {
    const { clock, iterations } = only(
      `from data import train_loader
${sgd}sched = StepLR(opt, 2, 0.5)
for epoch in range(6):
    for batch in train_loader:
        for part in range(2):
            opt.step()
    sched.step()
`,
      { passes: 5 },
    );
    expect([iterations, clock.rows.epochs?.at(-1)]).toEqual([60, 6]);
  });

  test('one that counts batches and is stepped once an epoch: after each update', () => {
    const plan = only(`${sgd}sched = OneCycleLR(opt, max_lr=0.1, epochs=3, steps_per_epoch=len(loader))
for epoch in range(3):
    for batch in loader:
        opt.step()
    sched.step()
`);
    expect(answers(plan)[2]).toBe('corrected: OneCycleLR is stepped after each update');
    const highest = (rates: Float64Array): number => rates.reduce((a, b) => Math.max(a, b), 0);
    expect(highest(plan.clock.rows.rates)).toBeLessThan(0.0042);
    expect(highest(plan.clock.other.rates)).toBeCloseTo(0.1, 6);
  });

  test('one that counts epochs and is stepped once a batch: after each epoch', () => {
    const plan = only(`epochs = 20
${sgd}sched = CosineAnnealingLR(opt, T_max=epochs)
for epoch in range(epochs):
    for batch in loader:
        opt.step()
        sched.step()
`);
    expect(answers(plan)[2]).toBe('corrected: CosineAnnealingLR is stepped after each epoch');
    expect(plan.clock.other.rates[1999]).toBeCloseTo(0.05 * (1 + Math.cos((Math.PI * 19) / 20)), 12);
  });

  test('before the optimizer: after it', () => {
    const plan = only(`${sgd}sched = ExponentialLR(opt, 0.5)
for epoch in range(3):
    sched.step()
    for batch in loader:
        opt.step()
`);
    expect(answers(plan)).toEqual([
      'scheduler-before-optimizer',
      'stepped before the optimizer: starts at 0.05, not 0.1',
      'corrected: ExponentialLR is stepped after the optimizer',
    ]);
    const { rows, other } = plan.clock;
    expect([rows.rates[0], rows.rates[299]]).toEqual([0.05, 0.0125]);
    expect([other.rates[0], other.rates[99], other.rates[100], other.rates[299]]).toEqual([0.1, 0.1, 0.05, 0.025]);
  });

  test('twice for one update: once', () => {
    const plan = only(`${sgd}sched = StepLR(opt, 4, 0.5)${loop('opt.step(); sched.step(); sched.step()')}`);
    expect(answers(plan)).toEqual([
      'scheduler-stepped-twice',
      'stepped twice for one update: ends at 0.003125, not 0.025',
      'corrected: the second step() of StepLR is left out',
    ]);
    expect([...plan.clock.other.steps]).toEqual(Array.from({ length: 12 }, (_, update) => update));
    const early = only(`${sgd}sched = StepLR(opt, 9, 0.5)
for epoch in range(3):
    sched.step()
    for i in range(4):
        opt.step()
    sched.step()
`);
    expect(answers(early)[1]).toBe('stepped twice for one update: 6 times, not 3');
    expect([early.clock.rows.steps.at(-1), early.clock.other.steps.at(-1)]).toEqual([5, 2]);
  });

  test.each([
    [3, 'epoch', 2],
    [12, 'update', 11],
  ])('twice, with each update and each epoch: of a length of %i at each %s', (length, interval, steps) => {
    const plan = only(`${sgd}sched = CosineAnnealingLR(opt, ${length})${loop(both)}    sched.step()\n`);
    expect(answers(plan)).toEqual([
      'scheduler-stepped-twice',
      expect.stringMatching(/^stepped twice for one update: ends at /),
      `corrected: CosineAnnealingLR is stepped after each ${interval}`,
    ]);
    expect(plan.clock.other.steps.at(-1)).toBe(steps);
    expect(plan.unresolved.map(({ field }) => field?.id)).toContain('interval');
  });

  test('right: never stepped', () => {
    const plan = only(`${sgd}sched = ExponentialLR(opt, 0.5)${loop('opt.step()')}    sched.step()
`);
    expect(answers(plan)).toEqual([
      'scheduler-stepped',
      'stepped 3 times in 12 updates: 0.1 → 0.025',
      'without the step: ExponentialLR is never stepped',
    ]);
    expect(new Set(plan.clock.other.rates)).toEqual(new Set([0.1]));
  });
});

describe('Accelerate, whose processes only a launch tells', () => {
  const prepared = (made: string, accelerator = 'Accelerator()'): string => `from accelerate import Accelerator
${sgd}accelerator = ${accelerator}
net, opt, sched = accelerator.prepare(net, opt, ${made})
${loop(both)}`;
  const oneCycle = 'OneCycleLR(opt, max_lr=0.1, total_steps=12)';
  const ratesWith = (processes: number, text: string): number[] => [...only(text, { processes }).clock.rows.rates];

  test('steps a prepared scheduler once for each of them', () => {
    const expected = ratesOf('AcceleratedScheduler', 'OneCycleLR total_steps=12, num_processes=4');
    expect(expected).toHaveLength(12);
    ratesWith(4, prepared(oneCycle)).forEach((rate, update) => {
      expect(rate).toBeCloseTo(expected[update] ?? Number.NaN, 12);
    });
    const { unresolved } = only(prepared(oneCycle), { processes: 4 });
    const field = unresolved.find((one) => one.field?.id === 'processes');
    expect([field?.field?.value, field === undefined ? '' : say(field.standIn)]).toEqual([4, '4 processes']);
  });

  test('steps it once where it splits batches, or is told to', () => {
    const once = ratesWith(1, prepared(oneCycle));
    for (const accelerator of ['Accelerator(split_batches=True)', 'Accelerator(step_scheduler_with_optimizer=False)']) {
      expect(ratesWith(4, prepared(oneCycle, accelerator))).toEqual(once);
      expect(only(prepared(oneCycle, accelerator)).unresolved.map(({ field }) => field?.id)).not.toContain('processes');
    }
    // Nothing prepares it.
    expect(ratesWith(4, `${sgd}sched = ${oneCycle}\n${loop(both)}`)).toEqual(once);
  });
});

test('each group of parameters has rates of its own, in the rows and in the panel’s list', () => {
  const text = `import torch
from torch.optim.lr_scheduler import StepLR
net = torch.nn.Linear(2, 2)
opt = torch.optim.SGD([{'params': net.a, 'lr': 0.01}, {'params': net.b}], lr=0.1)
sched = StepLR(opt, 1, gamma=0.5)
for epoch in range(3):
    for batch in range(2):
        opt.step()
    sched.step()
`;
  const { clock, entries } = only(text);
  expect([...clock.rows.rates]).toEqual([0.01, 0.01, 0.005, 0.005, 0.0025, 0.0025]);
  expect(clock.rows.others.map((all) => [...all])).toEqual([[0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125]]);
  const group = entries.find(({ label }) => say(label) === 'group 2');
  expect(group === undefined ? '' : say(group.value)).toBe('0.1 → 0.025');
  expect(say(clock.verdict.answer)).toBe('stepped 3 times in 6 updates: 0.01 / 0.1 → 0.0025 / 0.025');
});

describe('Accelerate, which adds batches up for an update', () => {
  const program = (steps: string, passes = 12): string => `from accelerate import Accelerator
${sgd}accelerator = Accelerator(gradient_accumulation_steps=${steps})
data = torch.utils.data.DataLoader(torch.load('data'))
net, opt, data, sched = accelerator.prepare(net, opt, data, LinearLR(opt, 1.0, 0.0, total_iters=12))
for epoch in range(2):
    for batch in ${passes === 0 ? 'data' : `range(${passes})`}:
        with accelerator.accumulate(net):
            opt.step()
            sched.step()
            opt.zero_grad()
`;
  const rates = (text: string, overrides: PlanOverrides = {}): number[] => [...only(text, overrides).clock.rows.rates];

  test('one of so many, each with a tick of a prepared scheduler', () => {
    // Six updates of 24 batches: 0.1 * (1 - update / 12).
    const made = rates(program('4'));
    expect(made).toHaveLength(6);
    made.forEach((rate, update) => {
      expect(rate).toBeCloseTo(0.1 * (1 - update / 12), 12);
    });
    expect(rates(program('1'))).toHaveLength(24);
  });

  test('a loader’s last batch makes one, too', () => {
    // Ten batches each of two epochs, by four: three updates an epoch.
    expect(rates(program('4', 0), { batches: 10 })).toHaveLength(6);
    expect([...(only(program('4', 0), { batches: 10 }).clock.rows.epochs ?? [])]).toEqual([1, 1, 1, 2, 2, 2]);
  });

  test('a number that the program does not say is a field', () => {
    const text = program('int(input())');
    expect(rates(text)).toHaveLength(24);
    expect(rates(text, { accumulation: 3 })).toHaveLength(8);
    const field = only(text, { accumulation: 3 }).unresolved.find((one) => one.field?.id === 'accumulation');
    expect([field?.field?.value, field === undefined ? '' : say(field.standIn)]).toEqual([3, '3 batches an update']);
    expect(only(program('4')).unresolved.map((one) => one.field?.id)).not.toContain('accumulation');
  });

  test('nothing is added up where the program does not tell of its batches', () => {
    expect(rates(program('4').replace('with accelerator.accumulate(net)', 'if True'))).toHaveLength(24);
  });
});

describe('a metric that only the run knows', () => {
  const plateau = `${sgd}sched = ReduceLROnPlateau(opt, 'min', factor=0.1, patience=1)
for epoch in range(9):
    for i in range(2):
        opt.step()
    sched.step(net(1))
`;
  const lasts = (overrides: PlanOverrides): number =>
    Number(only(plateau, overrides).clock.rows.rates.at(-1)?.toPrecision(6));

  test('takes a course that a user chooses', () => {
    // Patience is 1: of 8 steps before the last update, each second one that is no better reduces.
    expect(lasts({ metric: 1 })).toBe(0.0001);
    expect(lasts({ metric: 2 })).toBe(0.1);
    expect(lasts({})).toBe(0.001);
    const metric = only(plateau).unresolved.find(({ field }) => field?.id === 'metric');
    expect(metric?.field?.choices?.map((choice) => say(choice))).toEqual([
      'becomes better at first, then stays',
      'stays as it is',
      'becomes better each time',
    ]);
  });
});

test.each([
  ['StepLR(opt, 100000, gamma=0.1234567)', { step_size: '100000', gamma: '0.1234567' }],
  ['CosineAnnealingLR(opt, T_max=50, eta_min=1e-5)', { T_max: '50', eta_min: '1e-05' }],
  ['LambdaLR(opt, lambda t: 1.0)', { lr_lambda: 'a function' }],
  ['LambdaLR(opt, [lambda t: 1.0])', { lr_lambda: '[a function]' }],
  ['LinearLR(opt, 1, end_factor=1.0)', { start_factor: '1', end_factor: '1.0' }],
  [
    'SequentialLR(opt, [ConstantLR(opt), StepLR(opt, 9)], milestones=[2000])',
    { schedulers: '[ConstantLR(…), StepLR(…)]', milestones: '[2000]' },
  ],
])('the arguments of %s are listed as Python writes them', (made, wanted) => {
  const { entries } = only(`${sgd}sched = ${made}\n${loop(both)}`);
  const given = entries.map(({ label, value }): [string, string] => [say(label), say(value)]);
  expect(Object.fromEntries(given)).toMatchObject(wanted);
});

test('what is not known makes no plan', () => {
  expect(plansOf(`${sgd}sched = StepLR(opt, step_size=int(input()))\n${loop(both)}`)).toEqual([]);
  expect(plansOf(`${sgd}sched = StepLR(opt, 3)\n${loop('opt.step()\n        if net(1) > 3: sched.step()')}`)).toEqual(
    [],
  );
  expect(plansOf(`${sgd}sched = StepLR(opt, 3)\nfit(net, opt, sched)`)).toEqual([]);
});
