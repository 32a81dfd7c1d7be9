import { beforeAll, describe, expect, test } from 'vitest';
import { say } from '../../../../src/base/message';
import { interpret } from '../../../../src/interpret/interpret';
import { SourceText } from '../../../../src/python/source-text';
import { readOutlook, type ScheduleOutlook } from '../../../../src/plan/outlook';
import type { PythonParser } from '../../../../src/python/parser';
import { checkText } from '../../../helpers/check-text';
import { interpreted } from '../../../helpers/interpreted';
import { testParser } from '../../../helpers/python-parser';

// The rates of updates are those that PyTorch 2.13 used for the same programs, loaders with 100 batches in the place of theirs.

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

const outlooks = (text: string): readonly ScheduleOutlook[] =>
  readOutlook('train.py', interpreted(parser, text)).schedules;

const rateAt = ({ curve }: ScheduleOutlook, step: number): number =>
  curve?.points.find((point) => point.step === step)?.rate ?? Number.NaN;

const head = `
import math
import torch
from torch.optim import lr_scheduler
from torch.optim.lr_scheduler import *
from torch.utils.data import DataLoader
from tqdm import tqdm
loader = DataLoader(torch.zeros(4), batch_size=2, shuffle=True)
net = torch.nn.Linear(2, 2)
`;

/** The only scheduler of a program. */
function only(body: string): ScheduleOutlook {
  const [first, ...more] = outlooks(`${head}${body}`);
  if (first === undefined || more.length > 0) throw new Error(`${1 + more.length} schedulers`);
  return first;
}

describe('the curve of a scheduler as its program steps it', () => {
  test('once an epoch: 14 ticks in 1,400 updates', () => {
    const schedule = only(`
def train(args, optimizer, epoch):
    for batch_idx, (data, target) in enumerate(loader):
        optimizer.zero_grad()
        net(data).sum().backward()
        optimizer.step()

def main():
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('--epochs', type=int, default=14)
    parser.add_argument('--lr', type=float, default=1.0)
    args = parser.parse_args()
    optimizer = torch.optim.Adadelta(net.parameters(), lr=args.lr)
    scheduler = StepLR(optimizer, step_size=1, gamma=0.7)
    for epoch in range(1, args.epochs + 1):
        train(args, optimizer, epoch)
        scheduler.step()

if __name__ == '__main__':
    main()
`);
    expect(schedule).toMatchObject({
      name: 'StepLR',
      isPlanned: true,
      pace: { updates: 1400, ticks: 14, standInBatches: 100 },
    });
    expect(rateAt(schedule, 99)).toBe(1);
    expect(rateAt(schedule, 100)).toBeCloseTo(0.7, 12);
    expect(rateAt(schedule, 1399)).toBeCloseTo(0.7 ** 13, 12);
  });

  test('a cycle of batches that is stepped once an epoch stays near its start', () => {
    const schedule = only(`
opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
sched = lr_scheduler.OneCycleLR(opt, max_lr=0.1, epochs=5, steps_per_epoch=len(loader))
for epoch in range(5):
    for x, y in tqdm(loader):
        opt.step()
    sched.step()
`);
    expect(schedule.pace).toMatchObject({ updates: 500, ticks: 5 });
    expect(rateAt(schedule, 499)).toBeCloseTo(0.004170608628969841, 12);
    expect(schedule.curve?.highest).toBeLessThan(0.0043);
  });

  test('with gradients that are added up, and a scaler', () => {
    const schedule = only(`
from transformers import get_linear_schedule_with_warmup
optimizer = torch.optim.AdamW(net.parameters(), lr=5e-5)
total = len(loader) * 3 // 4
scheduler = get_linear_schedule_with_warmup(optimizer, num_warmup_steps=15, num_training_steps=total)
scaler = torch.amp.GradScaler('cuda')
for epoch in range(3):
    for step, batch in enumerate(loader):
        scaler.scale(net(batch)).backward()
        if (step + 1) % 4 == 0:
            scaler.step(optimizer)
            scaler.update()
            scheduler.step()
`);
    expect(schedule.pace).toMatchObject({ updates: 75, ticks: 75 });
    expect(rateAt(schedule, 15)).toBeCloseTo(5e-5, 12);
    expect(rateAt(schedule, 74)).toBeCloseTo(5e-5 / 60, 12);
  });

  test('two on one optimizer multiply; a group has its own rate; a function is the program’s own', () => {
    const [decay, steps] = outlooks(`${head}
class Half:
    def __call__(self, epoch):
        return 0.5 * (1 + math.cos(math.pi * epoch / 20))
opt = torch.optim.Adam([{'params': net.weight, 'lr': 1e-2}, {'params': net.bias}], lr=1e-3)
a = ExponentialLR(opt, 0.9)
b = StepLR(opt, 4, 0.5)
other = torch.optim.SGD(net.parameters(), lr=1.0)
c = LambdaLR(other, lr_lambda=Half())
for epoch in range(20):
    opt.step()
    other.step()
    a.step()
    b.step()
    c.step()
`);
    if (decay === undefined || steps === undefined) throw new Error('two schedulers');
    expect(rateAt(decay, 4)).toBeCloseTo(1e-2 * 0.9 ** 4 * 0.5, 12);
    expect(rateAt(steps, 4)).toBeCloseTo(1e-2 * 0.9 ** 4 * 0.5, 12);
    const half = outlooks(`${head}
opt = torch.optim.SGD(net.parameters(), lr=1.0)
c = LambdaLR(opt, lr_lambda=lambda e: 0.5 * (1 + math.cos(math.pi * e / 20)))
for epoch in range(20):
    opt.step()
    c.step()
`)[0];
    expect(half?.curve?.points.at(-2)?.rate).toBeCloseTo(0.5 * (1 + Math.cos((Math.PI * 19) / 20)), 12);
  });

  test('one after another, made in a function', () => {
    const [warm, cosine, both] = outlooks(`${head}
def make(opt, epochs):
    warm = LinearLR(opt, start_factor=0.1, total_iters=5)
    cos = CosineAnnealingLR(opt, T_max=epochs - 5, eta_min=1e-5)
    return SequentialLR(opt, [warm, cos], milestones=[5])
opt = torch.optim.Adam(net.parameters(), lr=1e-3)
s = make(opt, 30)
for epoch in range(30):
    for i in range(50):
        opt.step()
    s.step()
`);
    expect(warm?.pace).toMatchObject({ isPart: true, updates: null });
    expect(cosine?.pace).toMatchObject({ isPart: true, updates: null });
    expect(both?.pace).toMatchObject({ isPart: false, updates: 1500, ticks: 30, standInBatches: null });
    expect(both?.curve?.start.rate).toBeCloseTo(1e-4, 12);
    expect(both?.curve?.highest).toBeCloseTo(1e-3, 12);
    expect(both?.curve?.points.at(-2)?.rate).toBeCloseTo(1.3903222849333509e-5, 12);
  });

  test('goes through accelerator.prepare', () => {
    expect(
      only(`
from accelerate import Accelerator
accelerator = Accelerator()
opt = torch.optim.SGD(net.parameters(), lr=0.1)
sch = StepLR(opt, 10)
net, opt, loader, sch = accelerator.prepare(net, opt, loader, sch)
for e in range(20):
    for b in loader:
        opt.step()
        sch.step()
`).pace,
    ).toMatchObject({ updates: 2000, ticks: 2000 });
  });
});

describe('what is not known is said', () => {
  const whyOf = (body: string): string => {
    const { curve, why } = only(body);
    expect(curve).toBeNull();
    return why === null ? '' : say(why);
  };

  test('the rate, an argument, a metric, an optimizer', () => {
    expect(whyOf('StepLR(torch.optim.SGD(net.parameters(), lr=float(input())), 3)')).toBe(
      'the rate of SGD is not known',
    );
    expect(whyOf('StepLR(torch.optim.SGD(net.parameters(), lr=0.1), step_size=int(input()))')).toMatch(
      /^step_size is not known/,
    );
    expect(whyOf('def f(optimizer):\n    return StepLR(optimizer, 3)')).toBe('its optimizer is not known');
    expect(
      whyOf(`
opt = torch.optim.SGD(net.parameters(), lr=0.1)
plateau = ReduceLROnPlateau(opt, 'min', patience=3)
for e in range(9):
    opt.step()
    plateau.step(net(1))
`),
    ).toBe('what step() is passed is only known during the run');
  });

  test('what the library raises is said as it says it', () => {
    expect(whyOf('ConstantLR(torch.optim.SGD(net.parameters(), lr=0.1), factor=2.0)')).toBe(
      'ValueError: Constant multiplicative factor expected to be between 0 and 1.',
    );
    expect(
      whyOf(`
opt = torch.optim.SGD(net.parameters(), lr=0.1)
one = OneCycleLR(opt, 0.1, total_steps=10)
for e in range(20):
    opt.step()
    one.step()
`),
    ).toBe('ValueError: Tried to step 11 times. The specified number of total steps is 10');
  });

  const written = (line: string): string => `
from helpers import log, rewrite
opt = torch.optim.SGD([{'params': net.weight}, {'params': net.bias, 'lr': 0.01}], lr=0.1)
sch = LambdaLR(opt, lambda t: 0.9**t)
def adjust(optimizer, epoch):
    for group in optimizer.param_groups:
        group['lr'] = 0.1 * 0.5 ** (epoch // 30)
for e in range(12):
    ${line}
    opt.step()
    sch.step()
`;

  test.each([
    "for g in opt.param_groups: g['lr'] = 0.01",
    "opt.param_groups[0]['lr'] = 0.01",
    "opt.param_groups[-1]['lr'] *= 0.5",
    "if e == 4: opt.param_groups[0]['lr'] = 0.01",
    "if net(e): opt.param_groups[0]['lr'] = 0.01",
    '[g.update(lr=0.01) for g in opt.param_groups]',
    'adjust(opt, e)',
    'rewrite(opt.param_groups)',
    'opt.param_groups.append({"lr": 1})',
    "if net(e): opt.param_groups[0]['lr'] *= 0.5",
    "opt.param_groups[0]['lr'] = opt.param_groups[0]['lr']",
  ])('a rate that the program writes by hand: %s', (line) => {
    expect(whyOf(written(line))).toBe('the program writes the learning rate into param_groups by itself');
  });

  test.each([
    "print(opt.param_groups[0]['lr'], len(opt.param_groups))",
    "for g in opt.param_groups: rate = g['lr']; g['weight_decay'] = 0",
    "lr = max(g['lr'] for g in opt.param_groups)",
    "log(opt.param_groups[0].get('lr'), opt.param_groups[0]['momentum'])",
  ])('one that it only reads is known: %s', (line) => {
    expect(only(written(line))).toMatchObject({ isPlanned: true, pace: { updates: 12, ticks: 12 } });
  });

  test('a step that a condition of the run decides on makes no curve of the training', () => {
    expect(
      only(`
opt = torch.optim.SGD(net.parameters(), lr=0.1)
sch = ExponentialLR(opt, 0.5)
for e in range(20):
    opt.step()
    if net(e) > 3:
        sch.step()
`),
    ).toMatchObject({ isPlanned: false, pace: { updates: null } });
  });

  test.each(['gradient_accumulation_plugin=torch.load("plugin")', '**settings'])(
    'Accelerator(%s) steps in a way that is not followed',
    (argument) => {
      expect(
        only(`
from accelerate import Accelerator
settings = torch.load("settings")
accelerator = Accelerator(${argument})
opt = torch.optim.SGD(net.parameters(), lr=0.1)
sch = ExponentialLR(opt, 0.5)
net, opt, loader, sch = accelerator.prepare(net, opt, loader, sch)
for b in loader:
    opt.step()
    sch.step()
`),
      ).toMatchObject({ isPlanned: false, pace: { updates: null } });
    },
  );

  test('a program that is not read to its end makes no curve of the training', () => {
    const program = `${head}
opt = torch.optim.SGD(net.parameters(), lr=0.1)
sch = ExponentialLR(opt, 0.99)
seen = []
for e in range(100):
    for b in loader:
        opt.step()
        seen.append(str(len(seen)) * 3)
    sch.step()
`;
    const read = (operations: number): ScheduleOutlook | undefined =>
      readOutlook(
        'train.py',
        interpret(parser.parse(program), new SourceText('train.py', program), null, undefined, {
          operations,
          seconds: 60,
        }),
      ).schedules[0];
    expect(read(1_000_000)).toMatchObject({ isPlanned: true, pace: { updates: 10_000, ticks: 100 } });
    expect(read(5_000)).toMatchObject({ isPlanned: false, pace: { updates: null } });
  });

  test('one that nothing steps has the curve of its own steps', () => {
    const schedule = only(`
opt = torch.optim.SGD(net.parameters(), lr=0.1)
sch = StepLR(opt, step_size=30)
for e in range(20):
    opt.step()
`);
    expect(schedule).toMatchObject({ isPlanned: false, pace: { updates: null, ticks: 120, counting: ['step_size'] } });
  });
});

describe('what a scheduler would be, were it stepped right', () => {
  const program = (loop: string): string => `
import torch
from torch.optim.lr_scheduler import ExponentialLR
net = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(net.parameters(), lr=0.1)
sch = ExponentialLR(opt, 0.5)
for e in range(3):
    ${loop}
`;
  const outlook = (text: string): ScheduleOutlook | undefined =>
    readOutlook('train.py', interpreted(parser, text), checkText(parser, text)).schedules[0];

  test('before the optimizer: its own curve, and the corrected one', () => {
    const early = outlook(program('sch.step()\n    opt.step()'));
    expect(early?.clock?.kind).toBe('scheduler-before-optimizer');
    expect(early?.curve?.points.map(({ rate }) => rate)).toEqual([0.05, 0.025, 0.0125, 0.0125]);
    expect(early?.clock?.corrected?.points.map(({ rate }) => rate)).toEqual([0.1, 0.05, 0.025, 0.0125]);
  });

  test('never stepped: the curve that it would have, over the updates of the program', () => {
    const never = outlook(program('opt.step()'));
    expect(never).toMatchObject({ isPlanned: true, pace: { updates: 3, ticks: 0 }, clock: { corrected: null } });
    expect(never?.curve?.points.map(({ rate }) => rate)).toEqual([0.1, 0.05, 0.025, 0.0125]);
  });

  test('twice for one update: its own curve, and that of once', () => {
    const twice = outlook(program('opt.step()\n    sch.step()\n    sch.step()'));
    expect(twice?.clock?.kind).toBe('scheduler-stepped-twice');
    expect(twice?.curve?.points.map(({ rate }) => rate)).toEqual([0.1, 0.025, 0.00625, 0.0015625]);
    expect(twice?.clock?.corrected?.points.map(({ rate }) => rate)).toEqual([0.1, 0.05, 0.025, 0.0125]);
  });

  test('right: nothing else', () => {
    expect(outlook(program('opt.step()\n    sch.step()'))?.clock).toMatchObject({
      kind: 'scheduler-stepped',
      corrected: null,
    });
  });
});
