import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { literal } from '../../src/base/literal';
import { stepCaseFolder, stepCases } from '../helpers/step-cases';
import { TrainingPage } from './support/training-page';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// What lens and page say of a program of each kind, from the packaged VSIX.
const files: Record<string, Buffer> = {
  'to-fix.py': readFileSync(join(stepCaseFolder, 'missing.py')),
  'to-fix-too.py': readFileSync(join(stepCaseFolder, 'missing.py')),
  'exits.py': Buffer.from('import tensorflow as tf\nimport sys\nsys.exit(1)\ntf.train.AdamOptimizer().minimize(1.0)\n'),
};
for (const name of Object.keys(stepCases)) files[`${name}.py`] = readFileSync(join(stepCaseFolder, `${name}.py`));

let workbench: Workbench;
const settings = { 'globalStep.run.stretchSeconds': 0, 'files.autoSave': 'off' };
useWorkbench({ files, settings }, async (opened) => {
  workbench = opened;
  await workbench.open('missing.py');
});

/** What a lens or a paragraph says: VS Code puts no-break spaces into lenses. */
const plain = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
const lens = async (index = 0): Promise<string> => plain(await workbench.lenses().nth(index).textContent());

describe('a program of each kind', () => {
  it.each(Object.entries(stepCases))('%s', async (name, { answer, sentence, details = [], change }) => {
    await workbench.closePanel();
    await workbench.openFile(`${name}.py`);
    await expect.poll(() => lens()).toContain(answer);
    const { frame } = await TrainingPage.visualize(workbench);
    await expect.poll(async () => plain(await frame.locator('.verdict').textContent())).toBe(sentence);
    await expect.poll(async () => frame.locator('.verdict-details li').allTextContents()).toEqual(details);
    const changes = frame.locator('.verdict-change');
    if (change === null) {
      await expect.poll(() => changes.isVisible()).toBe(false);
      return;
    }
    const [changed, line] = change;
    await expect
      .poll(async () => plain(await changes.textContent()))
      .toMatch(new RegExp(`${literal(changed)} · line ${line}$`));
  });
});

describe('a fix', () => {
  it('stands beside the lens’s answer, and on a button of the page', async () => {
    await workbench.closePanel();
    await workbench.openFile('to-fix.py');
    await expect.poll(() => lens()).toContain('rate stays 0.1, should end at 0.2');
    await expect.poll(() => lens()).toContain('Pass global_step=step');
    const { frame } = await TrainingPage.visualize(workbench);
    await frame.getByRole('button', { name: 'Pass global_step=step' }).click();
    await expect
      .poll(async () => plain(await frame.locator('.verdict').textContent()))
      .toBe(stepCases['passed']?.sentence);
    await workbench.openFile('to-fix.py');
    await workbench.page.keyboard.press('Control+S');
    await expect.poll(() => workbench.read('to-fix.py')).toContain('minimize(loss, global_step=step)');
    await workbench.closeEditors();
    await workbench.openFile('to-fix-too.py');
    await workbench.page.locator('.codelens-decoration a', { hasText: /Pass\sglobal_step=step/ }).click();
    await expect.poll(() => workbench.source()).toContain('minimize(loss, global_step=step)');
  });
});

describe('a program that trains nothing', () => {
  it('says why, with the line', async () => {
    await workbench.closePanel();
    await workbench.openFile('exits.py');
    await workbench.command('Visualize Global Step');
    const { frame } = await TrainingPage.of(workbench);
    await expect
      .poll(async () => plain(await frame.locator('main').textContent()))
      .toContain('The program ends on line 3, before it trains: it exits.');
  });
});
