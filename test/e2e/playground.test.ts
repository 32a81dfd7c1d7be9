import { describe, expect, it } from 'vitest';
import type { TrainingPage } from './support/training-page';
import { useTrained } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// The playground in the real VS Code: a curve, a run under it, the edit of the source after its preview, and Undo.
let workbench: Workbench;
let page: TrainingPage;
useTrained('without_global_step.py', { viewport: { width: 1500, height: 1000 } }, (opened, trained) => {
  workbench = opened;
  page = trained;
});

const source = (): Promise<string> => workbench.source();

/** Tries another number of steps out, in whatever view the test before has left. */
async function tryDecaySteps(steps: string): Promise<void> {
  await page.frame.getByRole('textbox', { name: 'decay_steps', exact: true }).fill(steps);
}

describe('the playground', () => {
  it('draws another curve with the letter that is typed', async () => {
    await tryDecaySteps('5');
    const readings = page.frame.locator('.rate-curve .legend li:not([hidden]) code');
    await expect.poll(() => readings.allTextContents()).toEqual(['0.4', '0.2']);
  });

  it('trains a preview of it, with the step passed and without, which the list of runs does not have', async () => {
    await tryDecaySteps('5');
    const told = page.frame.locator('.playground .previewed');
    const legend = page.frame.locator('[data-chart="learning_rate"] .legend li', { hasText: /^in the preview/ });
    await expect.poll(() => told.textContent()).toMatch(/^Preview: the loss is \S+ after iteration 10 of 10\.$/);
    await expect.poll(() => legend.textContent()).toContain('0.4');
    const passed = page.frame.getByRole('checkbox', { name: 'step passed' });
    await passed.click();
    await expect.poll(() => legend.textContent()).toContain('0.1');
    await passed.click();
    await expect.poll(() => legend.textContent()).toContain('0.4');
    await expect.poll(() => page.frame.locator('.kept-run').count()).toBe(0);
  });

  it('trains under it, with the run before beside it and what differs', async () => {
    await tryDecaySteps('5');
    await page.press('Run this');
    await page.frame.locator('.stand-ins', { hasText: 'decay_steps: 10 → 5' }).waitFor();
    await page.waitForState('ended');
    await expect.poll(async () => (await page.table('counterpart')).at(-1)?.slice(0, 3)).toEqual(['10', '10', '0.4']);
    await page.frame.locator('[data-chart="learning_rate"] .legend', { hasText: 'training 1' }).waitFor();
    const kept = page.frame.locator('.kept-run');
    await expect.poll(() => kept.count()).toBe(2);
    await expect.poll(() => kept.first().locator('.differences').textContent()).toBe('decay_steps: 10, now 5');
  });

  it('writes it into the source after a preview, trains that, and is undone by one Undo, which the panel notices', async () => {
    await tryDecaySteps('5');
    await page.press('Apply to source…');
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.waitFor();
    await expect.poll(() => source()).toContain('global_steps, 10, 2');
    // VS Code leaves it to the user to tick what is to be changed.
    await preview.locator('.monaco-list-row .edit-checkbox').first().click();
    await preview.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(source).toContain('exponential_decay(0.1, global_steps, 5, 2, staircase=False)');
    await expect.poll(() => page.frame.locator('.playground .differences').textContent()).toBe('Nothing is changed.');
    await page.waitForState('ended');
    await page.frame.locator('.out-of-date').waitFor({ state: 'hidden' });

    await workbench.editor().locator('.view-line').first().click();
    await workbench.page.keyboard.press('Control+Z');
    await expect.poll(source).toContain('exponential_decay(0.1, global_steps, 10, 2, staircase=False)');
    await page.frame.locator('.out-of-date').waitFor();
    await page.press('Run again');
    await page.frame.locator('.out-of-date').waitFor({ state: 'hidden' });
  });

  it('says so where nothing was applied', async () => {
    await tryDecaySteps('5');
    await page.press('Apply to source…');
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.waitFor();
    await preview.getByRole('button', { name: 'Discard' }).click();
    await workbench.page.locator('.notification-list-item', { hasText: 'Nothing was changed' }).waitFor();
    await expect.poll(source).toContain('exponential_decay(0.1, global_steps, 10, 2, staircase=False)');
  });
});
