import { mkdirSync } from 'node:fs';
import { expect, it } from 'vitest';
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

let workbench: Workbench;
useWorkbench({ files: { 'train.py': program }, settings: { 'files.autoSave': 'off' } }, async (opened) => {
  workbench = opened;
  mkdirSync('out/editor', { recursive: true });
  await workbench.open('train.py');
});

it('says in a lens what becomes of it', async () => {
  await expect
    .poll(() => workbench.lenses().first().textContent())
    .toMatch(/stepped\s6\stimes\sin\s600\supdates:\s0\.1\s→\s0\.0001.*Plot/);
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
  const plot = async (): Promise<string | null> => {
    for (const frame of workbench.page.frames()) {
      const text = await frame
        .locator('main[data-view="plot"]')
        .textContent({ timeout: 200 })
        .catch(() => null);
      if (text !== null) return text;
    }
    return null;
  };
  await expect.poll(plot).toMatch(/StepLR.*train\.py, line 8.*starts at 0\.1.*is 0\.0001 after 600 steps/s);
  await workbench.page.screenshot({ path: 'out/editor/plot-scheduler.png' });
  await workbench.retype('train.py', 'range(6)', 'range(4)');
  await expect.poll(plot).toMatch(/is 0\.001 after 400 steps.*Stepped 4 times in 400 updates/s);
});
