import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { literal } from '../../src/base/literal';
import { shortCellText } from '../../webview/ui/number-text';
import { stepCaseFolder, stepCases } from '../helpers/step-cases';
import { globalStep } from '../integration/cli';
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

/** The cells that say something: the page has no column of what no run has a value for, the command line an empty one. */
const written = (cells: readonly string[]): string[] => cells.filter((cell) => cell !== '');

/** The last row of each run as the command line has it, in the page's short numbers: iteration, step, rate and loss. */
function lastRows(name: string): ReadonlyMap<string, readonly string[]> {
  const { stdout } = globalStep(['run', join(stepCaseFolder, `${name}.py`), '--compare', '--format', 'csv']);
  const [head = '', ...rows] = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const columns = head.slice(1);
  return new Map(
    rows.map(([run = '', ...cells]) => [
      run,
      written(
        cells
          .slice(0, 4)
          .map((cell, index) => (cell === '' ? '' : shortCellText(columns[index] ?? '', Number(cell), []))),
      ),
    ]),
  );
}

describe('a program of each kind', () => {
  it.each(Object.entries(stepCases))('%s', async (name, { answer, sentence, details = [], change, printed }) => {
    await workbench.closePanel();
    await workbench.openFile(`${name}.py`);
    await expect.poll(() => lens()).toContain(answer);
    const page = await TrainingPage.visualize(workbench);
    const { frame } = page;
    await expect.poll(async () => plain(await frame.locator('.verdict').textContent())).toBe(sentence);
    for (const [run, last] of lastRows(name)) {
      const row = async () =>
        written((await page.table(run)).find(([iteration]) => iteration === last[0]) ?? []).slice(0, last.length);
      await expect.poll(row).toEqual(last);
    }
    const output = frame.locator('.output');
    if (printed !== undefined) await expect.poll(async () => (await page.output()).at(-1)).toEqual(printed);
    else await expect.poll(() => output.textContent()).toMatch(/\S/);
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
