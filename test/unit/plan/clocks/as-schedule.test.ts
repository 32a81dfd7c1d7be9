import { beforeAll, describe, expect, test } from 'vitest';
import { say } from '../../../../src/base/message';
import { isOptimizerName } from '../../../../src/port/optimizer';
import { portSchedule } from '../../../../src/port/port-schedule';
import { readSchedules, type WrittenSchedule } from '../../../../src/plan/read-schedules';
import type { PythonParser } from '../../../../src/python/parser';
import { interpreted } from '../../../helpers/interpreted';
import { testParser } from '../../../helpers/python-parser';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

/** The scheduler of a program that steps it after each `every` updates, so many times. */
function written(
  made: string,
  ticks: number,
  every: number,
  optimizer = 'SGD(net.parameters(), lr=0.1)',
): WrittenSchedule {
  const text = `import torch
from torch.optim.lr_scheduler import *
from transformers import get_linear_schedule_with_warmup, get_cosine_schedule_with_warmup
net = torch.nn.Linear(2, 2)
opt = torch.optim.${optimizer}
sch = ${made}
for e in range(${ticks}):
    for b in range(${every}):
        opt.step()
    sch.step()
`;
  const [only, ...more] = readSchedules('train.py', interpreted(parser, text));
  if (only === undefined || more.length > 0) throw new Error(`${1 + more.length} schedules`);
  return only;
}

// What is given was compared with the program's own rates at every update: a wrong one has no schedule.
describe('a scheduler as a schedule of the step', () => {
  test.each([
    ['StepLR(opt, 3, gamma=0.5)', 'exponential_decay'],
    ['ExponentialLR(opt, 0.9)', 'exponential_decay'],
    ['MultiStepLR(opt, [2, 5, 6], gamma=0.1)', 'piecewise_constant'],
    ['ConstantLR(opt, 0.25, total_iters=4)', 'piecewise_constant'],
    ['LinearLR(opt, 0.1, 1.0, total_iters=5)', 'polynomial_decay'],
    ['PolynomialLR(opt, total_iters=9, power=2.0)', 'polynomial_decay'],
    ['CosineAnnealingLR(opt, T_max=20, eta_min=0.01)', 'cosine_decay'],
    ['CosineAnnealingWarmRestarts(opt, T_0=4, eta_min=0.01)', 'cosine_decay_restarts'],
    ['get_linear_schedule_with_warmup(opt, 0, 20)', 'polynomial_decay'],
    ['get_cosine_schedule_with_warmup(opt, 0, 20)', 'cosine_decay'],
  ])('%s', (made, kind) => {
    const { schedule, why, steps } = written(made, 12, 1);
    expect(why === null ? '' : say(why)).toBe('');
    expect(schedule?.kind).toBe(kind);
    expect(steps).toBe(12);
  });

  test('once in 50 updates, lengths count those', () => {
    expect(written('StepLR(opt, 3, gamma=0.5)', 12, 50).schedule).toMatchObject({ decaySteps: 150, staircase: true });
    expect(written('ExponentialLR(opt, 0.9)', 12, 50).schedule).toMatchObject({ decaySteps: 50, staircase: true });
    expect(written('MultiStepLR(opt, [2, 5])', 12, 50).schedule).toMatchObject({ boundaries: [99, 249] });
  });

  test.each([
    ['a cosine that rises again', 'CosineAnnealingLR(opt, T_max=5)', 12, 1],
    ['a cosine of epochs', 'CosineAnnealingLR(opt, T_max=20)', 12, 50],
    ['a cycle', 'OneCycleLR(opt, 0.1, total_steps=12)', 12, 1],
    ['a warm-up', 'get_linear_schedule_with_warmup(opt, 3, 20)', 12, 1],
  ])('%s has none, which is said', (_, made, ticks, every) => {
    const { schedule, why } = written(made, ticks, every);
    expect(schedule).toBeNull();
    expect(why === null ? '' : say(why)).toBe('no schedule of the step gives the same rates as this program');
  });

  test('is copied with its optimizer, where that is known', () => {
    const { schedule, optimizer, steps } = written(
      'StepLR(opt, 3, 0.5)',
      12,
      50,
      'SGD(net.parameters(), 0.1, momentum=0.9)',
    );
    expect(optimizer).toBeNull();
    const named = written('StepLR(opt, 3, 0.5)', 12, 50, 'SGD(net.parameters(), lr=0.1, momentum=0.9)').optimizer;
    if (schedule === null || named === null || !isOptimizerName(named.name)) throw new Error('nothing to copy');
    const code = portSchedule('keras', { schedule, optimizer: { name: named.name, settings: named.settings }, steps });
    expect(code).toContain('ExponentialDecay(');
    expect(code.replace(/\s+/g, ' ')).toContain(
      'initial_learning_rate=0.1, decay_steps=150, decay_rate=0.5, staircase=True',
    );
    expect(code).toContain('momentum=0.9');
  });
});
