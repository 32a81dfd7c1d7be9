import { expect, test } from 'vitest';
import { say } from '../../../src/base/message';
import { schedulerLens } from '../../../src/present/scheduler-text';
import { readOutlook } from '../../../src/plan/outlook';
import { testParser } from '../../helpers/python-parser';
import { interpreted } from '../../helpers/interpreted';

const parser = await testParser();

/** The lenses of a program's schedulers, where the rule finds those of some lines. */
function lenses(text: string, found: readonly number[] = []): (string | null)[] {
  const { schedules } = readOutlook('train.py', interpreted(parser, text));
  const findings = schedules
    .filter(({ range }) => found.includes(range.line))
    .map(({ range, name }) => ({
      rule: 'scheduler-never-stepped',
      severity: 'warning' as const,
      // The rule marks the name alone.
      range: { ...range, end: range.start + name.length },
      message: { text: '', parts: [] } as never,
      related: [],
      fixes: [],
    }));
  return schedules.map((schedule) => {
    const said = schedulerLens(schedule, findings);
    return said === null ? null : say(said);
  });
}

const program = (loop: string): string => `import torch
from torch.optim.lr_scheduler import *
net = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(net.parameters(), lr=0.1)
sch = ExponentialLR(opt, 0.5)
${loop}
`;

test('who steps it, and where its rate goes', () => {
  expect(lenses(program('for e in range(3):\n    opt.step()\n    sch.step()'))).toEqual([
    'stepped with each of 3 updates: 0.1 → 0.0125',
  ]);
  expect(lenses(program('for e in range(3):\n    for b in range(20):\n        opt.step()\n    sch.step()'))).toEqual([
    'stepped 3 times in 60 updates: 0.1 → 0.0125',
  ]);
});

test('quiet where that is not known, a warning where the check found that nothing steps it', () => {
  const never = program('for e in range(3):\n    opt.step()');
  expect(lenses(never)).toEqual([null]);
  expect(lenses(never, [5])).toEqual(['$(warning) never stepped: the rate stays 0.1']);
  expect(lenses(program('for e in range(3):\n    opt.step()\n    if net(e):\n        sch.step()'))).toEqual([null]);
});
