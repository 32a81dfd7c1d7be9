import { beforeAll, expect, test } from 'vitest';
import { say } from '../../../../src/base/message';
import { pairOf } from '../../../../src/plan/counterpart';
import type { PythonParser } from '../../../../src/python/parser';
import { testParser } from '../../../helpers/python-parser';
import { firstRates } from '../../../vectors/rates/rate-run';
import { plainRunsIn } from '../../../vectors/rates/rate-files';
import { clockPlansOf, onlyClock } from './clock-programs';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

// The rates that timm 1.0.29 used.
// A plateau is moved by its metric.
const samples = plainRunsIn('scheduler-samples.json', 'timm').filter(
  ({ scheduler }) => scheduler !== 'PlateauLRScheduler',
);

const program = (made: string, loop: string, rate = 0.1): string => `import torch
from timm.scheduler import (CosineLRScheduler, MultiStepLRScheduler, PolyLRScheduler, StepLRScheduler, TanhLRScheduler)
net = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(net.parameters(), lr=${rate})
sched = ${made}
${loop}`;

test.each(samples.map((sample) => [sample.scheduler, sample] as const))('the rates of %s are timm’s', (_, sample) => {
  const { scheduler, args, mode, lr } = sample;
  const [rate] = firstRates(sample);
  const step = mode === 'step(epoch)' ? 'sched.step(i + 1)' : 'sched.step_update(num_updates=i + 1)';
  const made = `${scheduler}(opt, ${args.replace(/; metrics.*$/, '')})`;
  const loop = `for i in range(${lr.length}):\n    opt.step()\n    ${step}\n`;
  const { clock } = onlyClock(parser, program(made, loop, rate));
  expect(clock.rows.rates).toHaveLength(lr.length);
  lr.forEach((expected, update) => {
    expect(clock.rows.rates[update]).toBeCloseTo(expected, 10);
  });
});

test('five classes', () => {
  expect(new Set(samples.map(({ scheduler }) => scheduler)).size).toBe(5);
});

test('a method that does nothing for it, beside the one that does', () => {
  const text = program(
    'CosineLRScheduler(opt, t_initial=6, initialize=True)',
    `for epoch in range(6):
    for i in range(4):
        opt.step()
        sched.step_update(epoch * 4 + i + 1)
`,
  );
  const [written, other] = pairOf(onlyClock(parser, text));
  expect([written.case.kind, say(written.verdict.answer), other.label]).toEqual([
    'timm-step-unit',
    'its steps do nothing: the rate stays 0.1',
    'corrected: CosineLRScheduler is stepped after each epoch',
  ]);
  const { rows, other: corrected } = onlyClock(parser, text).clock;
  expect(new Set(rows.rates)).toEqual(new Set([0.1]));
  // Half of the cosine after three of its six epochs.
  expect(corrected.rates[12]).toBeCloseTo(0.05, 12);
});

test('noise is drawn at random, and makes no plan', () => {
  const loop = 'for epoch in range(6):\n    opt.step()\n    sched.step(epoch + 1)\n';
  const noisy = 'CosineLRScheduler(opt, t_initial=6, noise_range_t=(0, 6))';
  expect(clockPlansOf(parser, program(noisy, loop))).toEqual([]);
  expect(clockPlansOf(parser, program('CosineLRScheduler(opt, t_initial=6, noise_range_t=None)', loop))).toHaveLength(
    1,
  );
});
