import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// What somebody who learns does: open the sample, copy its schedule, and ask what a line of a log means.
const log =
  'WARNING:tensorflow:It seems that global step (tf.train.get_global_step) has not been increased. Current value (could be stable): 0 vs previous value: 0.\n';

let workbench: Workbench;
useWorkbench({ files: { 'train.log': log }, settings: { 'files.autoSave': 'off' } }, async (opened) => {
  workbench = opened;
  await workbench.open('without_global_step.py');
  await workbench.lenses().first().waitFor();
});
/** Closes what a test before has opened. */
beforeEach(() => workbench.closeEditors());

const row = (text: string): Locator =>
  workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

/** The text of all editors on the screen; Monaco writes non-breaking spaces. */
async function shown(): Promise<string> {
  const texts = await workbench.page.locator('.view-lines').allTextContents();
  return texts.join('\n').replace(/\u00a0/g, ' ');
}

describe('Explain This Warning', () => {
  it('takes a pasted message, and names the line of this program', async () => {
    await workbench.openFile('without_global_step.py');
    await workbench.command('Explain This Warning');
    await workbench.page.locator('.quick-input-widget', { hasText: 'Paste the lines of the log' }).waitFor();
    await workbench.page.keyboard.insertText(log.trim());
    await workbench.page.keyboard.press('Enter');
    await expect.poll(shown).toContain('The global step has not been increased');
    await expect.poll(() => shown()).toContain('without_global_step.py, line 9');
    await expect.poll(() => shown()).toContain('exponential_decay');
  });

  it('takes the selection of a log file', async () => {
    await workbench.openFile('train.log');
    // What is selected must be in the editor, and the editor takes the keys only once it has the focus.
    await workbench.page.locator('.monaco-editor .view-line', { hasText: 'global step' }).first().click();
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.locator('.monaco-editor .selected-text').first().waitFor();
    await workbench.command('Explain This Warning');
    await workbench.page.getByRole('tab', { name: /Explanation/ }).waitFor();
    await expect.poll(shown).toContain('The global step has not been increased');
  });
});

describe('Copy Learning Rate Schedule As…', () => {
  it('copies the only schedule of the file, and opens what it copied', async () => {
    await workbench.openFile('without_global_step.py');
    await workbench.command('Copy Learning Rate Schedule As');
    await row('PyTorch').waitFor();
    await row('PyTorch').click();
    const toast = workbench.page.locator('.notification-toast', { hasText: 'is in the clipboard' });
    await toast.waitFor();
    await toast.getByRole('button', { name: 'Open' }).click();
    await expect.poll(shown).toContain('torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=2.0 ** (1 / 10))');
  });
});

describe('the page of a rule', () => {
  it('opens rendered, from the id of a problem', async () => {
    await workbench.openFile('without_global_step.py');
    await workbench.command('View: Focus Problems');
    const link = workbench.page.locator('.markers-panel a', { hasText: 'minimize-without-global-step' }).first();
    await link.waitFor();
    await link.click();
    const heading = async (): Promise<string> => {
      for (const frame of workbench.page.frames()) {
        const text = await frame
          .locator('h1', { hasText: 'minimize-without-global-step' })
          .first()
          .textContent({ timeout: 200 })
          .catch(() => null);
        if (text !== null) return text;
      }
      return '';
    };
    await expect.poll(heading).toContain('minimize-without-global-step');
    await workbench.command('View: Toggle Panel Visibility');
  });
});

describe('the welcome', () => {
  it('opens the bundled program as a file of its own', async () => {
    await workbench.command('Open Sample Program');
    await row('Step not passed').click();
    const [firstLine = ''] = readFileSync('media/samples/without_global_step.py', 'utf8').split('\n');
    await expect.poll(shown).toContain(firstLine);
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/rate stays 0\.1/);
  });

  it('has a program of each kind to choose from', async () => {
    await workbench.command('Open Sample Program');
    await row('Warm-up').click();
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/rate\sstays\s0,\sshould\send\sat\s0\.1/);
  });

  it('is a walkthrough of four steps', async () => {
    await workbench.command('Welcome: Open Walkthrough');
    await row('Get Started with Global Step').waitFor();
    await row('Get Started with Global Step').click();
    const steps = workbench.page.locator('.gettingStartedContainer .step-title');
    await expect.poll(() => steps.allTextContents()).toHaveLength(4);
  });
});
