import { describe, expect, test } from 'vitest';
import { say } from '../../../src/base/message';
import { schedulerLens } from '../../../src/present/scheduler-text';
import type { Finding } from '../../../src/lint/finding';
import { readOutlook, type ScheduleOutlook } from '../../../src/plan/outlook';
import { testParser } from '../../helpers/python-parser';
import { interpreted } from '../../helpers/interpreted';

const parser = await testParser();

/** The lenses of a program's schedulers, where a rule finds those of some lines. */
function lenses(
  text: string,
  found: readonly number[] = [],
  rule = 'scheduler-never-stepped',
  isKnown = false,
): (string | null)[] {
  const read = interpreted(parser, text);
  const { schedules: known } = readOutlook('train.py', read);
  const findings = findingsOf(known, found, rule);
  const { schedules } = readOutlook('train.py', read, { calls: [], findings: isKnown ? findings : [] });
  return schedules.map((schedule) => {
    const said = schedulerLens(schedule, findings);
    return said === null ? null : say(said);
  });
}

function findingsOf(schedules: readonly ScheduleOutlook[], lines: readonly number[], rule: string): Finding[] {
  return schedules
    .filter(({ range }) => lines.includes(range.line))
    .map(({ range, name }) => ({
      rule,
      severity: 'warning' as const,
      // The rule marks the name alone.
      range: { ...range, end: range.start + name.length },
      message: { text: '', parts: [] } as never,
      related: [],
      fixes: [],
    }));
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
    'stepped with each of 3 updates: 0.1 → 0.025',
  ]);
  expect(lenses(program('for e in range(3):\n    for b in range(20):\n        opt.step()\n    sch.step()'))).toEqual([
    'stepped 3 times in 60 updates: 0.1 → 0.025',
  ]);
});

test('quiet where that is not known, a warning where the check found that nothing steps it', () => {
  const never = program('for e in range(3):\n    opt.step()');
  expect(lenses(never)).toEqual([null]);
  expect(lenses(never, [5], 'scheduler-never-stepped', true)).toEqual(['$(warning) never stepped: the rate stays 0.1']);
  // Its updates are not met where the program is read.
  const elsewhere = program('fit(net, opt)');
  expect(lenses(elsewhere, [5], 'scheduler-never-stepped', true)).toEqual([
    '$(warning) never stepped: the rate stays 0.1',
  ]);
  expect(lenses(elsewhere, [], 'scheduler-never-stepped', true)).toEqual([null]);
  expect(lenses(program('for e in range(3):\n    opt.step()\n    if net(e):\n        sch.step()'))).toEqual([null]);
});

test('what it does beside what it should, where the check found how it is stepped wrong', () => {
  const early = program('for e in range(3):\n    sch.step()\n    opt.step()');
  const rule = 'scheduler-before-optimizer';
  expect(lenses(early, [5], rule, true)).toEqual(['$(warning) stepped before the optimizer: starts at 0.05, not 0.1']);
  const twice = program('for e in range(3):\n    opt.step()\n    sch.step()\n    sch.step()');
  expect(lenses(twice, [5], 'scheduler-stepped-twice', true)).toEqual([
    '$(warning) stepped twice for one update: ends at 0.00625, not 0.025',
  ]);
  // A finding that is silenced is no warning; what happens is said all the same.
  expect(lenses(early, [], rule, true)).toEqual(['stepped with each of 3 updates: 0.05 → 0.0125']);
});

describe('groups of parameters', () => {
  const grouped = (rates: readonly string[], loop: string): string => {
    const groups = rates.map((rate) => `{'params': net.weight, 'lr': ${rate}}`);
    return program(loop).replace('net.parameters(), lr=0.1', `[${groups.join(', ')}]`);
  };
  const stepped = 'for e in range(3):\n    opt.step()\n    sch.step()';

  test('each of two or three, of more the least and the greatest, once what is the same for all', () => {
    expect(lenses(grouped(['0.1', '1.0'], stepped))).toEqual([
      'stepped with each of 3 updates: 0.1 / 1 → 0.025 / 0.25',
    ]);
    expect(lenses(grouped(['0.1', '0.1'], stepped))).toEqual(['stepped with each of 3 updates: 0.1 → 0.025']);
    expect(lenses(grouped(['0.1', '1.0', '0.2', '0.4'], stepped))).toEqual([
      'stepped with each of 3 updates: 0.1 … 1 → 0.025 … 0.25',
    ]);
  });

  test('where only a group behind the first goes wrong, that is said', () => {
    const lambdas = grouped(['0.1', '1.0'], 'for e in range(3):\n    sch.step()\n    opt.step()').replace(
      'ExponentialLR(opt, 0.5)',
      'LambdaLR(opt, [lambda e: 1.0, lambda e: 0.5 ** e])',
    );
    expect(lenses(lambdas, [5], 'scheduler-before-optimizer', true)).toEqual([
      '$(warning) stepped before the optimizer: starts at 0.1 / 0.5, not 0.1 / 1',
    ]);
  });

  test('one that nothing steps stays at the rates of all groups', () => {
    const never = grouped(['0.1', '1.0'], 'fit(net, opt)');
    expect(lenses(never, [5], 'scheduler-never-stepped', true)).toEqual([
      '$(warning) never stepped: the rate stays 0.1 / 1',
    ]);
  });
});

test('the program that steps it is named, where another file makes it', () => {
  const [schedule] = readOutlook(
    'train.py',
    interpreted(parser, program('for e in range(3):\n    opt.step()\n    sch.step()')),
  ).schedules;
  if (schedule === undefined) throw new Error('no scheduler');
  const said = schedulerLens({ ...schedule, trainedBy: 'file:///a/train.py' }, []);
  expect(said === null ? null : say(said)).toBe('stepped with each of 3 updates: 0.1 → 0.025 in train.py');
});
