import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { say } from '../../../../src/base/message';
import { readSchedules } from '../../../../src/plan/read-schedules';
import { pairOf } from '../../../../src/plan/counterpart';
import type { PythonParser } from '../../../../src/python/parser';
import { interpreted } from '../../../helpers/interpreted';
import { testParser } from '../../../helpers/python-parser';
import { clockPlansOf, onlyClock } from './clock-programs';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

interface Sample {
  readonly call: string;
  /** The rate of each of twelve updates, with a step after each, by the formulas of `paddle/optimizer/lr.py` in Python. */
  readonly lr: readonly number[];
}

const samples = JSON.parse(readFileSync('test/data/paddle-rates.json', 'utf8')) as readonly Sample[];

const program = (made: string, loop: string): string => `import paddle
from paddle.optimizer.lr import *
net = paddle.nn.Linear(2, 2)
sched = ${made}
opt = paddle.optimizer.Momentum(learning_rate=sched, momentum=0.9, parameters=net.parameters())
${loop}`;

const metrics = [1, 0.9, 0.95, 0.96, 0.8, 0.85, 0.86, 0.87, 0.88, 0.7, 0.75, 0.76];

test.each(samples.map((sample) => [sample.call, sample] as const))('%s', (_, { call, lr }) => {
  const step = call.startsWith('ReduceOnPlateau') ? 'sched.step(loss)' : 'sched.step()';
  const loop = `for loss in ${JSON.stringify(metrics)}:\n    opt.step()\n    opt.clear_grad()\n    ${step}\n`;
  const { clock } = onlyClock(parser, program(call, loop));
  expect(clock.rows.rates).toHaveLength(lr.length);
  lr.forEach((expected, update) => {
    expect(clock.rows.rates[update]).toBeCloseTo(expected, 9);
  });
});

test('every class of Paddle’s', () => {
  expect(new Set(samples.map(({ call }) => call.replace(/\(.*/, ''))).size).toBe(17);
});

test('one that nothing steps, beside the one that is stepped after each epoch', () => {
  const text = program(
    'StepDecay(0.5, 2, gamma=0.1)',
    'for epoch in range(6):\n    for batch in range(4):\n        opt.step()\n',
  );
  const [written, other] = pairOf(onlyClock(parser, text));
  expect([written.case.kind, say(written.verdict.answer), other.label]).toEqual([
    'scheduler-never-stepped',
    'never stepped: the rate stays 0.5',
    'corrected: StepDecay is stepped after each epoch',
  ]);
});

test('a loader, gradients that are scaled, and steps with an epoch', () => {
  const loop = `data, loss = paddle.load('data'), paddle.load('loss')
loader = paddle.io.DataLoader(data, batch_size=4)
scaler = paddle.amp.GradScaler()
for epoch in range(6):
    for batch in loader:
        scaler.minimize(opt, loss)
    sched.step(epoch + 1)
`;
  const { clock } = onlyClock(parser, program('CosineAnnealingDecay(0.5, T_max=6)', loop));
  expect(clock.rows.rates).toHaveLength(600);
  expect(clock.rows.rates[300]).toBeCloseTo(0.25, 12);
});

test('a rate that the program sets itself, another scheduler in its place and a static graph make no plan', () => {
  const loop = 'for epoch in range(6):\n    opt.step()\n    sched.step()\n';
  const made = 'StepDecay(0.5, 2)';
  expect(clockPlansOf(parser, program(made, loop))).toHaveLength(1);
  expect(clockPlansOf(parser, program(made, `${loop}    opt.set_lr(0.1)\n`))).toEqual([]);
  expect(clockPlansOf(parser, program(made, `${loop}    opt.set_lr_scheduler(sched)\n`))).toEqual([]);
  expect(clockPlansOf(parser, program(made, `paddle.enable_static()\n${loop}`))).toEqual([]);
});

test.each([
  ['ExponentialDecay(0.5, 0.9)', 'exponential_decay'],
  ['StepDecay(0.5, 3, gamma=0.8)', 'exponential_decay'],
  ['NaturalExpDecay(0.5, 0.1)', 'natural_exp_decay'],
  ['InverseTimeDecay(0.5, 0.1)', 'inverse_time_decay'],
  ['PolynomialDecay(0.5, 4, end_lr=0.01, power=2.0, cycle=True)', 'polynomial_decay'],
  ['CosineAnnealingDecay(0.5, 12, eta_min=0.01)', 'cosine_decay'],
  ['PiecewiseDecay([3, 6], [0.1, 0.05, 0.01])', 'piecewise_constant'],
  ['MultiStepDecay(0.5, [2, 4], gamma=0.8)', 'piecewise_constant'],
  // No schedule of the step is like it.
  ['NoamDecay(64, 4)', undefined],
  // Nor does one rise again.
  ['CosineAnnealingDecay(0.5, 5)', undefined],
])('%s as a schedule of the step, to be copied', (made, kind) => {
  const text = program(made, 'for i in range(12):\n    opt.step()\n    sched.step()\n');
  const [only] = readSchedules('train.py', interpreted(parser, text));
  expect([only?.schedule?.kind, only?.why === null]).toEqual([kind, kind !== undefined]);
});
