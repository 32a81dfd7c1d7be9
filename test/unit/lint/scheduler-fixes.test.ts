// The fixes of schedulers' rules, to the letter: what they write, and where there is none.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/lint/apply-fixes';
import { checkText } from '../../helpers/check-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** The text after the first fix of a rule's first finding; null where it has none. */
function fixed(text: string, rule: string): string | null {
  const found = checkText(parser, text, 'train.py', {}).findings.find((finding) => finding.rule === rule);
  if (found === undefined) throw new Error(`no ${rule}`);
  const [fix] = found.fixes;
  return fix === undefined ? null : applyEdits(text, fix.edits);
}

describe('a step before the optimizer', () => {
  const program = (loop: string): string => `import torch
from torch.optim.lr_scheduler import StepLR
net = torch.nn.Linear(2, 2)
opt = torch.optim.SGD(net.parameters(), lr=0.1)
sched = StepLR(opt, 30)
${loop}`;
  const mended = (loop: string): string | null => fixed(program(loop), 'scheduler-before-optimizer');

  it('is moved behind the statement that steps the optimizer, with its comment', () => {
    expect(
      mended(
        'for e in range(9):\n    sched.step()  # decay\n    for b in range(5):\n        opt.step()\n    print(e)\n',
      ),
    ).toBe(
      program(
        'for e in range(9):\n    for b in range(5):\n        opt.step()\n    sched.step()  # decay\n    print(e)\n',
      ),
    );
    expect(mended('for e in range(9):\n    sched.step()\n    opt.step()')).toBe(
      program('for e in range(9):\n    opt.step()\n    sched.step()'),
    );
    expect(mended('e = 0\nwhile e < 9:\n\tsched.step()\n\topt.step()\n\te += 1\n')).toBe(
      program('e = 0\nwhile e < 9:\n\topt.step()\n\tsched.step()\n\te += 1\n'),
    );
  });

  it('stays where it shares its line, or the pass may leave before the optimizer', () => {
    expect(mended('for e in range(9):\n    sched.step(); print(e)\n    opt.step()\n')).toBeNull();
    expect(mended('for e in range(9): sched.step(); opt.step()\n')).toBeNull();
    expect(
      mended('for e in range(9):\n    sched.step()\n    if net(e):\n        continue\n    opt.step()\n'),
    ).toBeNull();
    expect(mended('def tick():\n    sched.step()\nfor e in range(9):\n    tick()\n    opt.step()\n')).toBeNull();
  });
});

describe('a schedule in batches that Lightning steps once an epoch', () => {
  const program = (returned: string): string => `import pytorch_lightning as pl
import torch
class Net(pl.LightningModule):
    def configure_optimizers(self):
        opt = torch.optim.Adam(self.parameters())
        sched = torch.optim.lr_scheduler.OneCycleLR(opt, 0.1, total_steps=self.trainer.estimated_stepping_batches)
        return ${returned}
`;

  it.each([
    ['[opt], [sched]', '[opt], [{"scheduler": sched, "interval": "step"}]'],
    [
      "{'optimizer': opt, 'lr_scheduler': sched}",
      "{'optimizer': opt, 'lr_scheduler': {'scheduler': sched, 'interval': 'step'}}",
    ],
    [
      '{"optimizer": opt, "lr_scheduler": {"scheduler": sched, "interval": "epoch"}}',
      '{"optimizer": opt, "lr_scheduler": {"scheduler": sched, "interval": "step"}}',
    ],
    [
      '{"optimizer": opt, "lr_scheduler": {"scheduler": sched, "frequency": 1}}',
      '{"optimizer": opt, "lr_scheduler": {"scheduler": sched, "frequency": 1, "interval": "step"}}',
    ],
  ])('of %s gets its interval', (before, after) => {
    expect(fixed(program(before), 'lightning-interval')).toBe(program(after));
  });

  it('stays where it is one of several, or its settings stand elsewhere', () => {
    expect(fixed(program('[opt], [sched, sched]'), 'lightning-interval')).toBeNull();
    const elsewhere = program('x').replace('return x', 'c = {"scheduler": sched}\n        return [opt], [c]');
    expect(fixed(elsewhere, 'lightning-interval')).toBeNull();
  });
});

describe('a scheduler of Paddle that no optimizer is given', () => {
  const program = (made: string, steps = 'decay.step()'): string => `import paddle
def train(loader, lr=1e-3):
${made}
    for batch in loader:
        opt.step()
        ${steps}
`;
  const rule = 'paddle-scheduler-not-given';
  const optimizer = (rate: string): string =>
    `    opt = paddle.optimizer.Momentum(learning_rate=${rate}, parameters=net.parameters())`;

  it('is passed by its name in the place of the number, where it is made before', () => {
    const scheduler = '    decay = paddle.optimizer.lr.StepDecay(learning_rate=lr, step_size=30)';
    expect(fixed(program(`${scheduler}\n${optimizer('lr')}`), rule)).toBe(
      program(`${scheduler}\n${optimizer('decay')}`),
    );
    expect(fixed(program(`${optimizer('lr')}\n${scheduler}`), rule)).toBeNull();
    // Given and never stepped it would be as wrong.
    expect(fixed(program(`${scheduler}\n${optimizer('lr')}`, 'pass'), rule)).toBeNull();
  });
});
