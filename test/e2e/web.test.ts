import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { notebookOf } from './support/notebook';
import { saveAsSuggested } from './support/save-dialog';
import { TrainingPage } from './support/training-page';
import { WebWindow } from './support/web-window';

// The packaged VSIX in VS Code for the Web: no server, no Node, no disk; the engine and the training in web workers, files in the browser's
// memory.
const sample = 'without_global_step.py';
const source = readFileSync(`media/samples/${sample}`, 'utf8');
const warning =
  'It seems that global step (tf.train.get_global_step) has not been increased. Current value (could be stable): 0 vs previous value: 0.';
const printed = '0.10718 0.11487 0.12311 0.13195 0.14142 0.15157 0.16245 0.17411 0.18661 0.2'.split(' ');

/** A module that makes the train op, and the program that trains with it: only both together are wrong. */
const model = source.slice(0, source.indexOf('with tf.Session'));
const main = `from parts.model import *\n\n${source.slice(source.indexOf('with tf.Session'))}`;
const files = {
  'repaired.py': source,
  'closed.py': source,
  'notebook.ipynb': notebookOf(source),
  'main.py': main,
  'parts/__init__.py': '',
  'parts/model.py': model.replace('import tensorflow', 'import tensorflow.compat.v1'),
};

let window: WebWindow;
const settings = { 'globalStep.run.stretchSeconds': 2, 'files.autoSave': 'off' };

/** Trains the active editor's program anew, in a panel of its own. */
async function visualize(file: string): Promise<TrainingPage> {
  await window.closePanel();
  await window.openFile(file);
  return TrainingPage.visualize(window);
}

const rates = async (page: TrainingPage, run: string): Promise<string[]> =>
  (await page.table(run)).slice(1).map(([, , rate = '']) => rate);

function inWindow(options: { readonly isFixed?: boolean; readonly language?: 'zh-cn' }): void {
  beforeAll(async () => {
    window = await WebWindow.start({ files, settings, ...options });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await window.picture(`web ${task.name}`);
    expect(window.errors()).toEqual([]);
  });
  afterAll(() => window.dispose());
}

describe('VS Code for the Web', () => {
  inWindow({});

  it('shows a lens that warns with numbers, and a squiggle', async () => {
    await window.openFile(sample);
    await expect.poll(() => window.lenses().first().textContent()).toMatch(/0\.1.*0\.2/);
    await window.page.locator('.squiggly-warning').first().waitFor();
  });

  it('trains with and without the step, to the article’s two tables', async () => {
    const page = await visualize(sample);
    await expect.poll(() => rates(page, 'counterpart')).toEqual(printed);
    await expect.poll(() => rates(page, 'as-written')).toEqual(printed.map(() => '0.1'));
    await expect.poll(async () => (await page.table('counterpart')).at(-1)?.[3]).toBe('1.7392e13');
  });

  it('draws the schedule’s curve in a hover', async () => {
    await window.openFile(sample);
    await window.goTo(7, 30);
    await window.command('Show or Focus Hover');
    const hover = window.page.locator('.monaco-hover:visible').first();
    await expect.poll(() => hover.locator('img[src^="data:image/svg"]').count()).toBe(1);
    await window.page.keyboard.press('Escape');
  });

  it('takes a step apart', async () => {
    const page = await TrainingPage.trained(window, sample);
    await page.frame.getByRole('tab', { name: 'One step' }).click();
    await expect.poll(() => page.frame.locator('[data-wiring="as-written"] .edge-missing').count()).toBe(1);
    await page.frame.getByRole('tab', { name: 'Training', exact: true }).click();
  });

  it('tries other numbers out, and trains with them', async () => {
    const page = await TrainingPage.trained(window, sample);
    await page.frame.getByRole('textbox', { name: 'decay_steps', exact: true }).fill('5');
    await page.press('Run this');
    await page.frame.locator('.stand-ins', { hasText: 'decay_steps: 10 → 5' }).waitFor();
    await page.waitForState('ended');
    await expect.poll(async () => (await page.table('counterpart')).at(-1)?.slice(0, 3)).toEqual(['10', '10', '0.4']);
  });

  it('explains a line of a log, with the line of this program', async () => {
    await window.closePanel();
    await window.openFile(sample);
    await window.command('Explain This Warning');
    await window.page.locator('.quick-input-widget', { hasText: 'Paste the lines of the log' }).waitFor();
    await window.page.keyboard.insertText(warning);
    await window.page.keyboard.press('Enter');
    const shown = window.page.locator('.view-lines', { hasText: 'has not been increased' }).first();
    // Monaco writes no-break spaces.
    await expect
      .poll(async () => (await shown.textContent())?.replace(/\s/g, ' '))
      .toContain('without_global_step.py, line 9');
    await window.closeEditors();
  });

  it('saves the rows into the workspace', async () => {
    const page = await TrainingPage.trained(window, sample);
    await saveAsSuggested(window, page, 'CSV');
    await window.openFile('without_global_step.csv');
    await expect.poll(() => window.source()).toContain('run,iteration,global_step,learning_rate,loss');
    await expect.poll(() => window.source()).toMatch(/counterpart,10,10,0\.2,/);
  });

  it('says what happened where the training’s worker dies, and trains again', async () => {
    const page = await visualize(sample);
    await window.breakTraining();
    await page.waitForState('failed');
    await expect.poll(() => page.frame.locator('main').textContent()).toContain('The training could not go on');
    await page.press('Restart');
    await page.waitForState('ended');
    await expect.poll(() => rates(page, 'counterpart')).toEqual(printed);
  });

  it('ends its web worker with the panel', async () => {
    await TrainingPage.trained(window, sample);
    await window.closePanel();
    await expect.poll(async () => (await window.trainings()).length).toBe(0);
  });

  // Before a notebook was open: VS Code would open it again, and ask whether it may.
  it('is there again after the page is loaded anew', async () => {
    await window.reload();
    await window.openFile(sample);
    await window.page.locator('.squiggly-warning').first().waitFor();
    const page = await visualize(sample);
    await expect.poll(() => rates(page, 'counterpart')).toEqual(printed);
  });

  it('follows modules: a train op of one file, which another file runs', async () => {
    await window.openFile('main.py');
    const page = await visualize('main.py');
    await expect.poll(() => rates(page, 'counterpart')).toEqual(printed);
    await window.openFile('model.py');
    await window.page.locator('.squiggly-warning').first().waitFor();
  });

  it('checks a notebook as one program, and says it below the cell', async () => {
    await window.openFile('notebook.ipynb');
    // A notebook may run code in this window: VS Code asks of each.
    await window.page.getByRole('button', { name: 'Open Notebook' }).click();
    const status = window.page.locator('.cell-statusbar-container', { hasText: 'rate stays 0.1' }).first();
    await status.waitFor();
    await window.page.locator('.notebookOverlay .squiggly-warning').first().waitFor();
  });

  it('checks the workspace: a file that is not open has its problem', async () => {
    await window.command('Check Workspace for Global Step Problems');
    await window.command('Focus on Problems View');
    await window.page.locator('.markers-panel .monaco-list-row', { hasText: 'closed.py' }).first().waitFor();
    await window.command('View: Toggle Panel Visibility');
  });

  it('passes the step by the quick fix, and is content then', async () => {
    await window.closeEditors();
    await window.openFile('repaired.py');
    await window.page.locator('.squiggly-warning').first().waitFor();
    await window.goTo(9, 65);
    await (await window.quickFix('global_step=global_steps')).click();
    await expect.poll(() => window.page.locator('.squiggly-warning').count()).toBe(0);
    await expect.poll(() => window.lenses().first().textContent()).toMatch(/0\.1\sto\s0\.2/);
    await window.page.keyboard.press('Control+S');
    await window.page.locator('.tab.active:not(.dirty)', { hasText: 'repaired.py' }).waitFor();
  });
});

describe('a folder of the web that cannot be written', () => {
  inWindow({ isFixed: true });

  it('is read and trained as any other, and says of a fix that nothing is written', async () => {
    const page = await visualize(sample);
    await expect.poll(() => rates(page, 'counterpart')).toEqual(printed);
    // There is nothing to save the rows to.
    const [saved] = await Promise.all([
      window.page.waitForEvent('download'),
      page.frame.getByRole('button', { name: 'CSV', exact: true }).first().click(),
    ]);
    expect(saved.suggestedFilename()).toBe('without_global_step.csv');
    const rows = readFileSync(await saved.path(), 'utf8');
    expect(rows).toMatch(/counterpart,10,10,0\.2,/);
    await window.closePanel();
    // VS Code itself offers no quick fixes there.
    await window.command('Fix All Global Step Problems in File');
    await window.page.locator('.notification-toast', { hasText: 'this file is read-only' }).first().waitFor();
    await expect.poll(() => window.source()).toContain('.minimize(loss)\n');
  });
});

describe('a Chinese VS Code for the Web', () => {
  inWindow({ language: 'zh-cn' });

  it('has its lens and its panel in Chinese', async () => {
    await window.openFile(sample);
    await expect.poll(() => window.lenses().first().textContent()).toMatch(/学习率一直是\s0\.1，最终应为\s0\.2/);
    // The commands' titles come from the gallery there, and not from the extension's own files.
    const page = await TrainingPage.visualize(window);
    await expect
      .poll(() => page.frame.locator('body').innerText())
      .toContain('全部 10 次迭代中学习率一直是 0.1，最终应为 0.2');
  });
});
