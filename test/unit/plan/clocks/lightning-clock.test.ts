// The clock of schedulers that a LightningModule returns, as Lightning's Trainer steps them.
import { beforeAll, describe, expect, test } from 'vitest';
import { say } from '../../../../src/base/message';
import { clockRefusal } from '../../../../src/plan/clocks/clock-plans';
import { interpret } from '../../../../src/interpret/interpret';
import { SourceText } from '../../../../src/python/source-text';
import type { PythonParser } from '../../../../src/python/parser';
import { testParser } from '../../../helpers/python-parser';
import { plainRunsIn } from '../../../vectors/rates/rate-files';
import { clockPlansOf, onlyClock } from './clock-programs';

let parser: PythonParser;
beforeAll(async () => {
  parser = await testParser();
});

interface Program {
  /** The body of `configure_optimizers` behind its optimizer, of rate `lr`. */
  readonly returns: string;
  /** What the Trainer is given. */
  readonly trainer: string;
  /** Other methods and attributes of the module. */
  readonly methods?: string;
  readonly fit?: string;
  readonly package?: string;
}

function programOf(program: Program): string {
  const { returns, trainer, methods = '', fit = 'Net(), DataLoader(data)' } = program;
  return `import ${program.package ?? 'lightning'} as L
import torch
from torch.optim.lr_scheduler import *
from torch.utils.data import DataLoader
from data import data

class Net(L.LightningModule):
    def __init__(self, lr=0.1, **kwargs):
        super().__init__()
        self.save_hyperparameters()
        self.layer = torch.nn.Linear(2, 1)
        self.loss = torch.nn.MSELoss()
${methods}
    def configure_optimizers(self):
        opt = torch.optim.SGD(self.parameters(), lr=self.hparams.lr)
        ${returns}

trainer = L.Trainer(${trainer})
trainer.fit(${fit})
`;
}

/** The rate of each update. */
const ratesOf = (program: Program): number[] => [...onlyClock(parser, programOf(program)).clock.rows.rates];

function close(rates: readonly number[], expected: readonly number[]): void {
  expect(rates).toHaveLength(expected.length);
  expected.forEach((rate, update) => {
    expect(Math.abs((rates[update] ?? Number.NaN) - rate)).toBeLessThanOrEqual(1e-6 * Math.max(...expected));
  });
}

/** Why the clock of a program's scheduler cannot be run, or what the program raises. */
function refusalOf(program: Program): string {
  const text = programOf(program);
  const workspace = { load: () => null, parse: (module: string) => parser.parse(module) };
  const read = interpret(parser.parse(text), new SourceText('train.py', text), workspace);
  const why = clockRefusal(read)?.why;
  return [...read.recorder.obstacles.map(({ why: one }) => say(one)), why === undefined ? '' : say(why)].join('\n');
}

const fourBatches = 'max_epochs=3, limit_train_batches=4';
const automatic = `    def training_step(self, batch, batch_idx):
        x, y = batch
        loss = self.loss(self.layer(x), y)
        self.log('loss', loss)
        return loss
`;
const byHand = `    def training_step(self, batch, batch_idx):
        opt = self.optimizers()
        opt.zero_grad()
        self.manual_backward(self.loss(batch))
        opt.step()
        self.lr_schedulers().step()
`;

describe('the rates of a program are those that Lightning 2.6.6 used', () => {
  const measured: Readonly<Record<string, Pick<Program, 'returns' | 'methods'>>> = {
    '[opt],[sched]: default interval epoch': { returns: 'return [opt], [CosineAnnealingLR(opt, 12)]' },
    '{"optimizer","lr_scheduler": sched}: default interval epoch': {
      returns: 'return {"optimizer": opt, "lr_scheduler": CosineAnnealingLR(opt, 12)}',
    },
    'lr_scheduler: {scheduler, interval: step}': {
      returns:
        'return {"optimizer": opt, "lr_scheduler": {"scheduler": CosineAnnealingLR(opt, 12), "interval": "step"}}',
    },
    'BUG [opt],[sched] without interval': {
      returns: 'return [opt], [OneCycleLR(opt, max_lr=0.1, total_steps=12)]',
    },
    'BUG key "scheduler" instead of "lr_scheduler"': {
      returns: 'return {"optimizer": opt, "scheduler": ExponentialLR(opt, 0.5)}',
    },
    'BUG key "scheduler": {scheduler:..,interval:..}': {
      returns: 'return {"optimizer": opt, "scheduler": {"scheduler": ExponentialLR(opt, 0.5), "interval": "step"}}',
    },
    'manual optimization, lr_schedulers().step() per batch': {
      returns: 'return [opt], [ExponentialLR(opt, 0.5)]',
      methods: `    automatic_optimization = False\n${byHand}`,
    },
  };
  const runs = plainRunsIn('scheduler-vectors.json', 'pytorch-lightning 2.6.6').filter(({ error }) => error === null);

  test('all that were measured are compared', () => {
    expect(runs.map(({ args }) => args).sort()).toEqual(Object.keys(measured).sort());
  });

  test.each(runs.filter(({ args }) => !args.includes('key "scheduler": {')).map((run) => [run.args, run] as const))(
    '%s',
    (args, { lr }) => {
      const { returns = '', methods = automatic } = measured[args] ?? {};
      close(ratesOf({ returns, methods, trainer: fourBatches }), lr);
    },
  );

  test('of schedulers of another optimizer it raises', () => {
    const other = 'return [opt], [ExponentialLR(torch.optim.SGD(self.parameters(), lr=1), 0.5)]';
    expect(refusalOf({ returns: other, trainer: fourBatches })).toContain('attached with an optimizer');
  });
});

describe('who steps a scheduler, and when', () => {
  const each = 'return [opt], [{"scheduler": LinearLR(opt, 1, 0, total_iters=20), "interval": "step"}]';
  const line = (updates: number): number[] => Array.from({ length: updates }, (_, update) => 0.1 * (1 - update / 20));

  test('of so many batches one update is made, and of the rest of an epoch one', () => {
    const trainer = 'max_epochs=3, limit_train_batches=10, accumulate_grad_batches=4';
    close(ratesOf({ returns: each, trainer }), line(9));
  });

  test('max_steps ends the training within an epoch, after which no epoch is counted', () => {
    const trainer = 'max_steps=11, limit_train_batches=5';
    close(ratesOf({ returns: each, trainer }), line(11));
    close(
      ratesOf({ returns: 'return [opt], [ExponentialLR(opt, 0.5)]', trainer }),
      [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2].map((epochs) => 0.1 * 0.5 ** epochs),
    );
  });

  test('frequency counts the batches of an epoch, or epochs', () => {
    const second = 'return [opt], [{"scheduler": ExponentialLR(opt, 0.5), "frequency": 2}]';
    close(
      ratesOf({ returns: second, trainer: 'max_epochs=5, limit_train_batches=1' }),
      [0, 0, 1, 1, 2].map((ticks) => 0.1 * 0.5 ** ticks),
    );
    const third = 'return [opt], [{"scheduler": ExponentialLR(opt, 0.5), "frequency": 3, "interval": "step"}]';
    close(
      ratesOf({ returns: third, trainer: 'max_epochs=2, limit_train_batches=4' }),
      [0, 0, 0, 1, 1, 1, 1, 2].map((ticks) => 0.1 * 0.5 ** ticks),
    );
  });

  test('a share of the batches, by a loader of known length', () => {
    const trainer = 'max_epochs=2, limit_train_batches=0.5';
    close(ratesOf({ returns: each, trainer, fit: 'Net(), [1, 2, 3, 4, 5, 6, 7]' }), line(6));
  });

  test('estimated_stepping_batches is how many updates there are', () => {
    const returns = `total = self.trainer.estimated_stepping_batches
        return [opt], [{"scheduler": LinearLR(opt, 1, 0, total_iters=total), "interval": "step"}]`;
    const trainer = 'max_epochs=5, limit_train_batches=10, accumulate_grad_batches=3';
    close(ratesOf({ returns, trainer }), line(20));
  });

  test('a plateau is passed its metric once an epoch, and does not run without a monitor', () => {
    const plateau = (more: string): string =>
      `return {"optimizer": opt, "lr_scheduler": ReduceLROnPlateau(opt, patience=1)${more}}`;
    const { clock, unresolved } = onlyClock(
      parser,
      programOf({ returns: plateau(', "monitor": "val_loss"'), trainer: fourBatches }),
    );
    expect(clock.ticks).toBe(3);
    expect(unresolved.map(({ what }) => say(what))).toContain('metric');
    expect(refusalOf({ returns: plateau(''), trainer: fourBatches })).toContain('must include a monitor');
  });

  test('two optimizers of manual optimization have a clock each', () => {
    const methods = `    automatic_optimization = False
    def training_step(self, batch, batch_idx):
        first, second = self.optimizers()
        first.step()
        if batch_idx % 2 == 1:
            second.step()
    def on_train_epoch_end(self):
        for one in self.lr_schedulers():
            one.step()
`;
    const returns = `other = torch.optim.Adam(self.parameters(), lr=1)
        return [opt, other], [ExponentialLR(opt, 0.5), ExponentialLR(other, 0.1)]`;
    const plans = clockPlansOf(parser, programOf({ returns, methods, trainer: fourBatches }));
    expect(plans.map(({ clock }) => [...(clock?.rows.rates ?? [])].length)).toEqual([12, 6]);
    close([...(plans[1]?.clock?.rows.rates ?? [])], [1, 1, 0.1, 0.1, 0.01, 0.01]);
  });

  test('two optimizers of automatic optimization are stepped by Lightning 1 alone', () => {
    const returns = `other = torch.optim.Adam(self.parameters(), lr=1)
        return [opt, other], [ExponentialLR(opt, 0.5)]`;
    const old = `    def training_step(self, batch, batch_idx, optimizer_idx):
        return self.loss(batch)
`;
    expect(ratesOf({ returns, methods: old, trainer: fourBatches, package: 'pytorch_lightning' })).toHaveLength(12);
    expect(refusalOf({ returns, methods: automatic, trainer: fourBatches })).toContain('only supported with manual');
  });

  test('a module’s own optimizer_step and lr_scheduler_step are called', () => {
    const methods = `    def optimizer_step(self, epoch, batch_idx, optimizer, optimizer_idx, optimizer_closure, on_tpu=False):
        if batch_idx % 2 == 0:
            optimizer.step(closure=optimizer_closure)
    def lr_scheduler_step(self, scheduler, *args):
        scheduler.step()
        scheduler.step()
`;
    const returns = 'return [opt], [ExponentialLR(opt, 0.5)]';
    close(ratesOf({ returns, methods, trainer: fourBatches }), [0.1, 0.1, 0.025, 0.025, 0.00625, 0.00625]);
  });
});

describe('what is not known', () => {
  test('without max_epochs there are 1,000 epochs; where its value is not known, so many stand in', () => {
    const returns = 'return [opt], [ExponentialLR(opt, 0.99)]';
    expect(ratesOf({ returns, trainer: 'limit_train_batches=2' })).toHaveLength(2000);
    const { clock, unresolved } = onlyClock(
      parser,
      programOf({ returns, trainer: 'max_epochs=data.epochs, limit_train_batches=2' }),
    );
    expect(clock.rows.rates).toHaveLength(200);
    expect(unresolved.map(({ what }) => say(what))).toContain('passes of the loop');
  });

  test('a callback that is not known may change the rate, one that only watches does not', () => {
    const returns = 'return [opt], [ExponentialLR(opt, 0.5)]';
    const watching = 'callbacks=[L.pytorch.callbacks.ModelCheckpoint(monitor="loss")]';
    expect(ratesOf({ returns, trainer: `${fourBatches}, ${watching}` })).toHaveLength(12);
    const other = 'callbacks=[L.pytorch.callbacks.StochasticWeightAveraging(0.01)]';
    expect(refusalOf({ returns, trainer: `${fourBatches}, ${other}` })).toContain('a callback of fit');
  });

  test('a base class that cannot be read may train in its own way', () => {
    const returns = 'return [opt], [ExponentialLR(opt, 0.5)]';
    const text = programOf({ returns, trainer: fourBatches });
    expect(clockPlansOf(parser, text.replace('(L.', '(torch.nn.Module, L.'))).toHaveLength(1);
    expect(clockPlansOf(parser, text.replace('(L.', '(data.Mixed, L.'))).toEqual([]);
  });

  test('a hook of an own callback is called', () => {
    const returns = 'return [opt], [ExponentialLR(opt, 0.5)]';
    const fit = `Net())
class Twice(L.Callback):
    def on_train_epoch_end(self, trainer, pl_module):
        pl_module.lr_schedulers().step()
trainer = L.Trainer(${fourBatches}, callbacks=[Twice()])
trainer.fit(Net()`;
    expect(onlyClock(parser, programOf({ returns, fit, trainer: 'max_epochs=0' })).clock.ticks).toBe(6);
  });

  test('hyperparameters are those that the module was made with', () => {
    const returns = 'return [opt], [ExponentialLR(opt, self.hparams["gamma"])]';
    const fit = 'Net(lr=1, **dict(gamma=0.1))';
    close(ratesOf({ returns, fit, trainer: 'max_epochs=2, limit_train_batches=1' }), [1, 0.1]);
  });

  test('of a trainer whose arguments are not known nothing is said', () => {
    const returns = 'return [opt], [ExponentialLR(opt, 0.5)]';
    expect(refusalOf({ returns, trainer: '**data.trainer' })).toContain('a condition of the run');
  });
});
