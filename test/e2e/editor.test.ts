import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { notebookOf } from './support/notebook';
import { plotText } from './support/plot-text';
import { TrainingPage } from './support/training-page';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// What the editor itself shows: lenses with numbers, hovers with curves, fixes, settings, the workspace's problems, a notebook's cells.
const sample = 'without_global_step.py';
const whole = readFileSync('media/samples/without_global_step.py', 'utf8');
const keras = `import tensorflow as tf

schedule = tf.keras.optimizers.schedules.PolynomialDecay(
    0.1, decay_steps=800, end_learning_rate=0.01)
`;

let workbench: Workbench;
const files = {
  'other.py': whole,
  'silenced.py': whole,
  'notebook.ipynb': notebookOf(whole),
  'keras_schedule.py': keras,
  'plain.py': 'print("nothing of TensorFlow")\n',
};
useWorkbench({ files, settings: { 'files.autoSave': 'off' } }, async (opened) => {
  workbench = opened;
  mkdirSync('out/editor', { recursive: true });
  await workbench.open(sample);
  await workbench.lenses().first().waitFor();
});

const picture = (name: string): Promise<unknown> => workbench.page.screenshot({ path: `out/editor/${name}.png` });
/** Shows the hover of a place in a file. */
const hoverAt = async (file: string, line: number, column: number): Promise<Locator> => {
  await workbench.openFile(file);
  await workbench.page.keyboard.press('Escape');
  await workbench.goTo(line, column);
  await workbench.command('Show or Focus Hover');
  const hover = workbench.page.locator('.monaco-hover:visible').first();
  await hover.waitFor();
  return hover;
};
const statusItem = (): Locator => workbench.page.locator('.statusbar-item', { hasText: 'Global Step' });

describe('the editor', () => {
  it('says the outcome in numbers, in the lens', async () => {
    await workbench.openFile(sample);
    await expect
      .poll(() => workbench.lenses().first().textContent())
      .toMatch(/rate\sstays\s0\.1,\sshould\send\sat\s0\.2/);
  });

  it('shows a status bar item for this file, and none for another', async () => {
    await workbench.openFile(sample);
    await statusItem().waitFor();
    await expect.poll(() => statusItem().textContent()).toMatch(/problem/);
    await workbench.openFile('plain.py');
    await statusItem().waitFor({ state: 'hidden' });
    await workbench.openFile(sample);
    await statusItem().waitFor();
  });

  it.each([
    ['Default Light Modern', 'light_modern'],
    ['Default Dark Modern', 'dark_modern'],
    ['Default High Contrast', 'hc_black'],
    ['Default High Contrast Light', 'hc_light'],
  ])('draws the schedule’s curve in the hover, in %s', async (theme, file) => {
    workbench.configure({ 'workbench.colorTheme': theme });
    await workbench.page.locator(`.monaco-workbench[class*="themes-${file}"]`).waitFor();
    const hover = await hoverAt(sample, 7, 30);
    await expect.poll(() => hover.locator('img[src^="data:image/svg"]').count()).toBe(1);
    await expect.poll(async () => (await hover.locator('img[src^="data:image/svg"]').boundingBox())?.width).toBe(340);
    await expect
      .poll(() => hover.textContent())
      .toMatch(/over the 10 steps that this program trains.*starts at 0\.1.*is 0\.2 after 10 steps/s);
    await expect
      .poll(() => hover.textContent())
      .toMatch(/As written, nothing increments the step: the rate stays 0\.1/);
    await picture(`hover-${theme.replaceAll(' ', '-').toLowerCase()}`);
  });

  it('says in the hover of a call what comes of it, and links the rule', async () => {
    workbench.configure({});
    const hover = await hoverAt(sample, 9, 65);
    await expect
      .poll(() => hover.textContent())
      .toMatch(/the learning rate stays 0\.1 for all 10 iterations and should end at 0\.2/);
    // Once, by the diagnostic's own part of the hover, which also says who reads the step.
    await expect.poll(() => hover.locator('a', { hasText: 'minimize-without-global-step' }).count()).toBe(1);
    await expect.poll(() => hover.textContent()).not.toContain('reads the step');
    await picture('hover-call');
    await workbench.page.keyboard.press('Escape');
  });

  it('plots a schedule by itself, Keras’s too, and follows an edit', async () => {
    await workbench.openFile('keras_schedule.py');
    await workbench.goTo(3, 50);
    await workbench.command('Plot Learning Rate Schedule');
    const plot = (): Promise<string | null> => plotText(workbench);
    await expect.poll(plot).toMatch(/PolynomialDecay.*starts at 0\.1.*stops changing at step 800/s);
    await picture('plot');
    await workbench.retype('keras_schedule.py', '800', '400');
    await expect.poll(plot).toMatch(/stops changing at step 400/);
    await workbench.command('File: Revert File');
    await expect.poll(() => workbench.source()).toContain('decay_steps=800');
    await workbench.page.getByRole('tab', { name: /Learning Rate/ }).click({ button: 'middle' });
  });

  it('takes a rule’s level and a surface’s switch from the settings as they change', async () => {
    await workbench.openFile(sample);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    workbench.configure({ 'globalStep.rules.minimize-without-global-step': 'error' });
    await workbench.page.locator('.squiggly-error').first().waitFor();
    workbench.configure({ 'globalStep.rules.minimize-without-global-step': 'off' });
    await expect.poll(() => workbench.page.locator('.squiggly-error, .squiggly-warning').count()).toBe(0);
    workbench.configure({ 'globalStep.lens.enabled': false, 'globalStep.check.delay': 'soon' });
    await expect.poll(() => workbench.lenses().count()).toBe(0);
    await expect
      .poll(() => workbench.logs())
      .toContain('globalStep.check.delay is "soon", not a number from 0 to 10000');
    workbench.configure({ 'globalStep.check.exclude': ['without*.py'] });
    await workbench.page.locator('.squiggly-warning').first().waitFor({ state: 'hidden' });
    workbench.configure({});
    await workbench.page.locator('.squiggly-warning').first().waitFor();
  });

  it('takes the project’s settings from its pyproject.toml', async () => {
    await workbench.openFile(sample);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    const project = join(workbench.folder, 'pyproject.toml');
    writeFileSync(project, '[tool.global-step.rules]\nminimize-without-global-step = "error"\n');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    writeFileSync(project, '[tool.global-step]\nexclude = ["without*.py"]\n');
    await expect.poll(() => workbench.page.locator('.squiggly-error, .squiggly-warning').count()).toBe(0);
    rmSync(project);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
  });

  it('checks the whole workspace, and lists what it finds in files that are not open', async () => {
    await workbench.command('Check Workspace for Global Step Problems');
    const problem = workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'other.py' }).first();
    await problem.waitFor();
    // A notebook's problem stands in its cell, and leads there.
    const rows = workbench.page.locator('.markers-panel .monaco-list-row');
    const inCell = rows.filter({ hasText: '[Ln 2, Col 63]' }).first();
    await inCell.waitFor();
    await picture('workspace');
    await inCell.click();
    await workbench.page.locator('.notebookOverlay .squiggly-warning').first().waitFor();
    await picture('workspace-notebook');
    // What is said of a file goes with it.
    rmSync(join(workbench.folder, 'other.py'));
    await problem.waitFor({ state: 'detached' });
    await workbench.command('View: Toggle Panel Visibility');
  });

  it('checks a notebook as one program, and says it below the cell', async () => {
    await workbench.openFile('notebook.ipynb');
    const item = workbench.page.locator('.cell-statusbar-container', { hasText: 'rate stays 0.1' }).first();
    await item.waitFor();
    await expect.poll(() => item.textContent()).toMatch(/rate stays 0\.1, should end at 0\.2/);
    await workbench.page.locator('.notebookOverlay .squiggly-warning').first().waitFor();
    await expect.poll(() => workbench.lenses().count()).toBe(0);
    await picture('notebook');
    await workbench.page
      .locator('.notebook-toolbar-container')
      .getByRole('button', { name: 'Visualize Global Step' })
      .first()
      .click();
    const { frame } = await TrainingPage.of(workbench);
    await expect
      .poll(() => frame.locator('.verdict').textContent())
      .toContain('minimize() in cell 3 on line 2 is not passed');
    await workbench.closePanel();
  });

  it('offers to silence a rule, by a comment that says which', async () => {
    await workbench.openFile('silenced.py');
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.goTo(9, 65);
    const disable = await workbench.quickFix('for this line');
    await picture('quick-fix');
    await disable.click();
    await workbench.editor().locator('.view-line', { hasText: 'ignore[minimize-without-global-step]' }).waitFor();
    await workbench.page.keyboard.press('Control+S');
    await expect
      .poll(() => workbench.read('silenced.py'))
      .toContain('minimize(loss)  # global-step: ignore[minimize-without-global-step]');
    const hover = await hoverAt('silenced.py', 9, 90);
    await expect
      .poll(() => hover.textContent())
      .toMatch(/Silences at this line:.*A training call is not passed the global step/s);
    await picture('hover-suppress');
  });
});
