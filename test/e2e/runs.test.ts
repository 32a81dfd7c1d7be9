import { describe, expect, it } from 'vitest';
import type { TrainingPage } from './support/training-page';
import { useTrained } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// Runs that are kept, and the charts' controls, in the real VS Code.
let workbench: Workbench;
let page: TrainingPage;
useTrained('without_global_step.py', {}, (opened, trained) => {
  workbench = opened;
  page = trained;
});

const rate = () => page.frame.locator('[data-chart="learning_rate"]');

/** Trains the program with another number of steps for the decay. */
async function trainWith(decaySteps: string): Promise<void> {
  await page.frame.getByRole('textbox', { name: 'decay_steps', exact: true }).fill(decaySteps);
  await page.press('Run this');
  await page.frame.locator('.stand-ins', { hasText: `→ ${decaySteps}` }).waitFor();
  await page.waitForState('ended');
}

describe('runs', () => {
  it('are kept with what their plan said, drawn, named, pinned, hidden, trained again and deleted', async () => {
    await trainWith('5');
    await trainWith('20');
    const kept = page.frame.locator('.kept-run');
    await expect.poll(() => kept.count()).toBe(4);
    const first = page.frame.locator('[data-kept="earlier-1-counterpart"]');
    await expect.poll(() => first.locator('.differences').textContent()).toBe('decay_steps: 10, now 20');
    await expect.poll(() => first.locator('.kept-end').textContent()).toContain('learning_rate 0.2');

    await first.getByRole('textbox').fill('short');
    await workbench.page.keyboard.press('Enter');
    await first.getByRole('button', { name: 'Pin: short' }).click();
    await first.getByRole('checkbox', { name: 'short', exact: true }).click();
    await first.getByRole('button', { name: 'Unpin: short' }).waitFor();
    await rate().locator('.legend li', { hasText: 'short' }).waitFor();
    await expect
      .poll(() => rate().locator('.legend li', { hasText: 'short' }).locator('code').textContent())
      .toBe('0.2');

    await first.getByRole('checkbox', { name: 'short', exact: true }).click();
    await rate().locator('.legend li', { hasText: 'short' }).waitFor({ state: 'detached' });

    await page.frame
      .locator('[data-kept="earlier-2-counterpart"]')
      .getByRole('button', { name: /^Delete/ })
      .click();
    await expect.poll(() => kept.count()).toBe(3);
    await first.getByRole('button', { name: 'Train again: short' }).click();
    await page.waitForState('ended');
    await expect.poll(() => page.lastPoints('learning_rate')).toContain('0.2');
    await expect.poll(async () => (await page.table('counterpart')).at(-1)?.slice(0, 3)).toEqual(['10', '10', '0.2']);
  });
});

describe('the charts’ controls', () => {
  it('draw by the global step, and say that one run never leaves 0', async () => {
    await page.frame.locator('vscode-dropdown[aria-label="X axis"]').click();
    await page.frame.getByRole('option', { name: 'global step', exact: true }).click();
    await rate().locator('.remarks li', { hasText: 'the step never leaves 0' }).first().waitFor();
    await expect
      .poll(() => rate().getByRole('slider').getAttribute('aria-label'))
      .toBe('Learning rate, by global step');
  });

  it('draw on logarithmic axes, zoom, and show all again', async () => {
    await page.frame.getByRole('checkbox', { name: 'log x', exact: true }).click();
    await page.frame.getByRole('checkbox', { name: 'log y, Learning rate', exact: true }).click();
    await expect
      .poll(() => page.frame.getByRole('checkbox', { name: 'log x', exact: true }).getAttribute('aria-checked'))
      .toBe('true');
    await page.press('Zoom in');
    await rate()
      .locator('.remarks li', { hasText: /^Shown: / })
      .waitFor();
    await rate().getByRole('slider').focus();
    await workbench.page.keyboard.press('0');
    await rate()
      .locator('.remarks li', { hasText: /^Shown: / })
      .waitFor({ state: 'detached' });
  });
});
