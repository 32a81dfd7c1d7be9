// A program of each framework with a clock, in the real editor: lens, hover, panel, notebook; and the fixes of their rules.
import { mkdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { numberText } from '../../src/base/number-text';
import { plainRunsIn } from '../vectors/rates/rate-files';
import { notebookOfParts } from './support/notebook';
import { TrainingPage } from './support/training-page';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

/** The rates that a library used for a scheduler. */
function ratesOf(framework: string, scheduler: string, args: string): readonly number[] {
  const found = plainRunsIn('scheduler-vectors.json', framework).find(
    (one) => one.scheduler === scheduler && one.args.startsWith(args),
  );
  if (found === undefined) throw new Error(`no rates of ${scheduler}(${args})`);
  return found.lr;
}

/** The same of Paddle, by the formulas of its own source. */
function paddleRates(call: string): readonly number[] {
  const samples = JSON.parse(readFileSync('test/data/paddle-rates.json', 'utf8')) as { call: string; lr: number[] }[];
  const found = samples.find((sample) => sample.call === call);
  if (found === undefined) throw new Error(`no rates of ${call}`);
  return found.lr;
}

interface Shown {
  /** The program, in parts between blank lines. */
  readonly text: string;
  /** The line of the scheduler's construction, and a column in it. */
  readonly at: readonly [number, number];
  readonly lens: RegExp;
  readonly hover: RegExp;
  readonly rates: readonly number[];
}

const torchHead = `import torch
net = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
`;

const shown: Readonly<Record<string, Shown>> = {
  paddle: {
    text: `import paddle
net = paddle.nn.Linear(2, 2)

scheduler = paddle.optimizer.lr.NaturalExpDecay(0.5, gamma=0.1)
optimizer = paddle.optimizer.Momentum(learning_rate=scheduler, parameters=net.parameters())

for step in range(12):
    optimizer.step()
    scheduler.step()
`,
    at: [4, 45],
    lens: /stepped\swith\seach\sof\s12\supdates:\s0\.5\s→\s0\.16644/,
    hover: /NaturalExpDecay over the 12 steps of the optimizer.*starts at 0\.5/s,
    rates: paddleRates('NaturalExpDecay(0.5, 0.1)'),
  },
  timm: {
    text: `${torchHead}
from timm.scheduler import CosineLRScheduler
scheduler = CosineLRScheduler(optimizer, t_initial=12)

for epoch in range(12):
    optimizer.step()
    scheduler.step(epoch + 1)
`,
    at: [6, 20],
    lens: /stepped\swith\seach\sof\s12\supdates:\s0\.1\s→\s0\.0017037/,
    hover: /CosineLRScheduler over the 12 steps of the optimizer.*starts at 0\.1/s,
    rates: ratesOf('timm', 'CosineLRScheduler', 't_initial=12, t_in_epochs=True; .step'),
  },
  lightning: {
    text: `import lightning as L
import torch
from torch.optim.lr_scheduler import CosineAnnealingLR

class Net(L.LightningModule):
    def __init__(self, lr=0.1):
        super().__init__()
        self.save_hyperparameters()
        self.layer = torch.nn.Linear(2, 2)
    def training_step(self, batch, batch_idx):
        return self.layer(batch).mean()
    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=self.hparams.lr)
        scheduler = CosineAnnealingLR(optimizer, T_max=12)
        return [optimizer], [{"scheduler": scheduler, "interval": "step"}]

trainer = L.Trainer(max_epochs=3, limit_train_batches=4)
trainer.fit(Net(), torch.utils.data.DataLoader([1]))
`,
    at: [14, 25],
    lens: /stepped\swith\seach\sof\s12\supdates:\s0\.1\s→\s0\.0017037/,
    hover: /CosineAnnealingLR over the 12 steps of the optimizer.*starts at 0\.1/s,
    rates: ratesOf('pytorch-lightning 2.6.6', 'CosineAnnealingLR(12)', 'lr_scheduler: {scheduler, interval: step}'),
  },
  transformers: {
    text: `${torchHead}
from transformers import get_cosine_schedule_with_warmup
scheduler = get_cosine_schedule_with_warmup(optimizer, 4, 12)

for batch in range(12):
    optimizer.step()
    scheduler.step()
`,
    at: [6, 20],
    lens: /stepped\swith\seach\sof\s12\supdates:\s0\s→/,
    hover: /get_cosine_schedule_with_warmup over the 12 steps of the optimizer.*starts at 0 /s,
    rates: ratesOf('transformers', 'get_cosine_schedule_with_warmup', '4,12'),
  },
  keras: {
    text: `import tensorflow as tf
from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(1)])

schedule = keras.optimizers.schedules.PolynomialDecay(0.1, decay_steps=12, end_learning_rate=0.0)
optimizer = keras.optimizers.SGD(schedule)

for step in range(12):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(tf.ones((2, 2))))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
`,
    at: [5, 45],
    lens: /counts\seach\sof\s12\supdates:\s0\.1\s→\s0\.0083333/,
    hover: /PolynomialDecay over the 12 steps of the optimizer.*starts at 0\.1/s,
    rates: ratesOf('keras', 'PolynomialDecay', '0.1,decay_steps=12,end=0'),
  },
  optax: {
    text: `import jax, optax
from model import loss, params

schedule = optax.linear_schedule(0.1, 0.0, 12)
tx = optax.sgd(schedule)
state = tx.init(params)

for step in range(12):
    grads = jax.grad(loss)(params, step)
    updates, state = tx.update(grads, state, params)
    params = optax.apply_updates(params, updates)
`,
    at: [4, 20],
    lens: /counts\seach\sof\s12\supdates:\s0\.1\s→\s0\.0083333/,
    hover: /linear_schedule over the 12 steps of the optimizer.*starts at 0\.1/s,
    rates: ratesOf('optax', 'linear_schedule', '0.1->0 in 12'),
  },
};

interface Fixed {
  readonly text: string;
  readonly at: readonly [number, number];
  readonly title: string;
  /** What the file then has, and has not had. */
  readonly has: string;
}

const fixed: Readonly<Record<string, Fixed>> = {
  pytorch: {
    text: `${torchHead}
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 30)
for epoch in range(90):
    scheduler.step()
    optimizer.step()
`,
    at: [7, 16],
    title: 'Step it after the optimizer',
    has: '    optimizer.step()\n    scheduler.step()\n',
  },
  lightning: {
    text: `import pytorch_lightning as pl
import torch
class Net(pl.LightningModule):
    def configure_optimizers(self):
        optimizer = torch.optim.Adam(self.parameters())
        scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 30)
        return {"optimizer": optimizer, "scheduler": scheduler}
`,
    at: [7, 45],
    title: 'Change the key to',
    has: '{"optimizer": optimizer, "lr_scheduler": scheduler}',
  },
  paddle: {
    text: `import paddle
def train(loader, lr=1e-3):
    scheduler = paddle.optimizer.lr.StepDecay(learning_rate=lr, step_size=30)
    optimizer = paddle.optimizer.Momentum(learning_rate=lr, parameters=net.parameters())
    for batch in loader:
        optimizer.step()
        scheduler.step()
`,
    at: [3, 40],
    title: 'Pass this StepDecay as the learning rate',
    has: 'Momentum(learning_rate=scheduler,',
  },
  optax: {
    text: `import jax, optax
from model import loss, params
tx = optax.sgd(optax.linear_schedule(0.1, 0.0, 12))
state = tx.init(params)
for step in range(12):
    grads = jax.grad(loss)(params, step)
    updates, _ = tx.update(grads, state, params)
    params = optax.apply_updates(params, updates)
`,
    at: [7, 25],
    title: 'Keep the new state',
    has: 'updates, state = tx.update(',
  },
};

/** A module that makes a scheduler, and the program that steps it. */
const modules = {
  'optim.py': `import torch
def build(net, length):
    optimizer = torch.optim.SGD([{"params": net.weight}, {"params": net.bias, "lr": 0.01}], lr=0.1)
    return optimizer, torch.optim.lr_scheduler.StepLR(optimizer, length, gamma=0.5)
`,
  'train_it.py': `import torch
from optim import build
optimizer, scheduler = build(torch.nn.Linear(2, 2), 2)
for epoch in range(4):
    for batch in range(3):
        optimizer.step()
    scheduler.step()
`,
};

const named = (ending: string, texts: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(texts.map(([name, text]) => [`${name}${ending}`, text]));
const texts = Object.entries(shown).map(([name, { text }]) => [name, text] as const);
const files = {
  ...modules,
  ...named('_clock.py', texts),
  ...named(
    '_clock.ipynb',
    texts.map(([name, text]) => [name, notebookOfParts(text)] as const),
  ),
  ...named(
    '_wrong.py',
    Object.entries(fixed).map(([name, { text }]) => [name, text] as const),
  ),
};

let workbench: Workbench;
const settings = { 'files.autoSave': 'off', 'globalStep.run.stretchSeconds': 0 };
useWorkbench({ files, settings }, async (opened) => {
  workbench = opened;
  mkdirSync('out/editor', { recursive: true });
  await workbench.open('paddle_clock.py');
});

const lens = (): Promise<string | null> => workbench.lenses().first().textContent();

describe.each(Object.entries(shown))('%s', (name, { at, lens: says, hover: draws, rates }) => {
  it('has a lens, a curve in the hover, and its clock in the panel', async () => {
    await workbench.openFile(`${name}_clock.py`);
    await expect.poll(lens).toMatch(says);
    await workbench.goTo(...at);
    await workbench.command('Show or Focus Hover');
    const hover = workbench.page.locator('.monaco-hover:visible').first();
    await hover.waitFor();
    await expect.poll(() => hover.locator('img[src^="data:image/svg"]').count()).toBe(1);
    await expect.poll(() => hover.textContent()).toMatch(draws);
    await workbench.page.keyboard.press('Escape');
    await workbench.visualizeByLens();
    const page = await TrainingPage.of(workbench);
    await page.waitForState('ended');
    const column = async (): Promise<unknown[]> => (await page.table('as-written')).slice(1).map((cells) => cells[2]);
    await expect.poll(column).toEqual(rates.map((rate) => numberText(rate)));
    await workbench.closePanel();
  });

  it('has the same below its notebook’s cell', async () => {
    await workbench.openFile(`${name}_clock.ipynb`);
    await workbench.page.locator('.cell-statusbar-container', { hasText: says }).first().waitFor();
  });
});

describe('a scheduler that another file steps', () => {
  it('has the clock of that program, which is named, and of all groups of parameters', async () => {
    await workbench.openFile('optim.py');
    await expect
      .poll(lens)
      .toMatch(/stepped\s4\stimes\sin\s12\supdates:\s0\.1\s\/\s0\.01\s→\s0\.05\s\/\s0\.005\sin\strain_it\.py/);
    await workbench.visualizeByLens();
    const page = await TrainingPage.of(workbench);
    await page.waitForState('ended');
    const [head, ...rows] = await page.table('as-written');
    expect(head).toContain('learning_rate_2');
    expect(rows.map((cells) => cells[2])).toEqual(
      Array.from({ length: 12 }, (_, update) => (update < 6 ? '0.1' : '0.05')),
    );
    await workbench.closePanel();
  });
});

describe.each(Object.entries(fixed))('the fix of a wrong clock of %s', (name, { at, title, has }) => {
  it('writes what was meant', async () => {
    await workbench.openFile(`${name}_wrong.py`);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.goTo(...at);
    await (await workbench.quickFix(title)).click();
    await expect.poll(() => workbench.source()).toContain(has.split('\n')[0]);
    await workbench.page.keyboard.press('Control+S');
    await expect.poll(() => workbench.read(`${name}_wrong.py`)).toContain(has);
  });
});
