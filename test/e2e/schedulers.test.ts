import { mkdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { numberText } from '../../src/base/number-text';
import { plainRunsIn } from '../vectors/rates/rate-files';
import { plotText } from './support/plot-text';
import { TrainingPage } from './support/training-page';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// What the editor shows of a program that steps a scheduler by hand: the curve as it is stepped, in the hover and in the plot.
const program = `import torch
from torch.optim.lr_scheduler import StepLR
from torch.utils.data import DataLoader

loader = DataLoader(torch.zeros(4), batch_size=2)
net = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
scheduler = StepLR(optimizer, step_size=2, gamma=0.1)
for epoch in range(6):
    for batch in loader:
        optimizer.step()
    scheduler.step()
`;

/** It counts batches and is stepped once an epoch. */
const cycle = `import torch
from torch.optim.lr_scheduler import OneCycleLR
from torch.utils.data import DataLoader

loader = DataLoader(torch.zeros(4), batch_size=2)
net = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
scheduler = OneCycleLR(optimizer, max_lr=0.1, epochs=3, steps_per_epoch=len(loader))
for epoch in range(3):
    for batch in loader:
        optimizer.step()
    scheduler.step()
`;

// The rates that PyTorch used for it with four batches an epoch, and stepped once a batch.
const vectors = plainRunsIn('scheduler-vectors.json');
const ratesOf = (args: string): readonly string[] | undefined =>
  vectors
    .find((one) => one.scheduler === 'OneCycleLR' && one.args.startsWith(args))
    ?.lr.map((rate) => numberText(rate));

let workbench: Workbench;
const files = { 'train.py': program, 'cycle.py': cycle };
const settings = { 'files.autoSave': 'off', 'globalStep.run.stretchSeconds': 0 };
useWorkbench({ files, settings }, async (opened) => {
  workbench = opened;
  mkdirSync('out/editor', { recursive: true });
  await workbench.open('train.py');
});

it('says in a lens what becomes of it', async () => {
  await expect
    .poll(() => workbench.lenses().first().textContent())
    .toMatch(/stepped\s6\stimes\sin\s600\supdates:\s0\.1\s→\s0\.001.*Plot/);
});

it('draws the curve of a scheduler in the hover, and says who steps it', async () => {
  await workbench.goTo(8, 15);
  await workbench.command('Show or Focus Hover');
  const hover = workbench.page.locator('.monaco-hover:visible').first();
  await hover.waitFor();
  await expect.poll(() => hover.locator('img[src^="data:image/svg"]').count()).toBe(1);
  await expect
    .poll(() => hover.textContent())
    .toMatch(/StepLR over the 600 steps of the optimizer.*starts at 0\.1.*is 0\.0001 after 600 steps/s);
  await expect.poll(() => hover.textContent()).toContain('Stepped 6 times in 600 updates.');
  await workbench.page.screenshot({ path: 'out/editor/hover-scheduler.png' });
  await workbench.page.keyboard.press('Escape');
});

it('plots it, and follows an edit', async () => {
  await workbench.goTo(8, 15);
  await workbench.command('Plot Learning Rate Schedule');
  const plot = (): Promise<string | null> => plotText(workbench);
  await expect.poll(plot).toMatch(/StepLR.*train\.py, line 8.*starts at 0\.1.*is 0\.0001 after 600 steps/s);
  await workbench.page.screenshot({ path: 'out/editor/plot-scheduler.png' });
  await workbench.retype('train.py', 'range(6)', 'range(4)');
  await expect.poll(plot).toMatch(/is 0\.001 after 400 steps.*Stepped 4 times in 400 updates/s);
});

it('runs its clock from the lens, as written beside corrected, with the rates that PyTorch used', async () => {
  await workbench.openFile('cycle.py');
  await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/stepped\s3\stimes:\sends\sat/);
  await workbench.visualizeByLens();
  const page = await TrainingPage.of(workbench);
  await page.waitForState('ended');
  await expect
    .poll(() => page.frame.locator('body').textContent())
    .toMatch(/This OneCycleLR is stepped 3 times in 300 updates.*Corrected: OneCycleLR is stepped after each update/s);
  await page.frame.getByRole('tab', { name: 'Program', exact: true }).click();
  await workbench.picture('scheduler-program');
  const field = page.frame.getByRole('textbox', { name: 'Set batches an epoch', exact: true });
  await field.fill('4');
  await field.press('Enter');
  await page.frame.getByRole('tab', { name: 'Training', exact: true }).click();
  const column = async (run: string, at: number): Promise<unknown[]> =>
    (await page.table(run)).slice(1).map((cells) => cells[at]);
  const written = 'max_lr=0.1, epochs=3, steps_per_epoch=4, BUG stepped once per epoch';
  await expect.poll(() => column('as-written', 2)).toEqual(ratesOf(written));
  await expect.poll(() => column('counterpart', 2)).toEqual(ratesOf('max_lr=0.1,epochs=3,steps_per_epoch=4'));
  const [head] = await page.table('as-written');
  expect(head).toEqual(['iteration', 'scheduler.step()', 'learning_rate', 'loss (stand-in model)', 'epoch']);
  await expect.poll(() => column('counterpart', 1)).toEqual([...Array(12).keys()].map(String));
  await expect.poll(() => column('as-written', 4)).toEqual('111122223333'.split(''));
  await workbench.picture('scheduler-clock');
});
