import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrainingPage } from './support/training-page';
import { Workbench } from './support/workbench';

// What a user does with the article's program, from the packaged VSIX, in the order in which it is done.
const sample = 'without_global_step.py';
const printed = '0.107177 0.11487 0.123114 0.131951 0.141421 0.151572 0.16245 0.17411 0.186607 0.2'.split(' ');
const sixDigits = (text = ''): string => String(Number(Number(text).toPrecision(6)));
const steps = Array.from({ length: 10 }, (_, index) => String(index + 1));

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.start({ settings: { 'globalStep.run.stretchSeconds': 20, 'files.autoSave': 'off' } });
  await workbench.open(sample);
});
afterAll(async () => {
  await workbench.dispose();
});

describe('the main job', () => {
  it('shows a lens that warns, and a squiggle that names what depends on the step', async () => {
    await workbench.lenses().first().waitFor();
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/no global step.*exponential_decay/);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.command('Focus on Problems View');
    const problem = workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'exponential_decay' }).first();
    await problem.waitFor();
    await expect
      .poll(() => problem.textContent())
      .toContain('exponential_decay on line 7 reads global_steps, which nothing moves: the learning rate stays 0.1');
    await workbench.command('View: Toggle Panel Visibility');
  });

  it('trains with and without the step, side by side, from the palette', async () => {
    await workbench.command('Visualize Global Step');
    const page = new TrainingPage(await workbench.panel());
    await page.waitForState('running');
    // A quick machine would pause before the first row, of which there is one every two seconds.
    await page.table('counterpart');
    await page.press('Pause');
    await page.waitForState('paused');
    const paused = await page.iterations('counterpart');
    expect(paused).toBeGreaterThan(0);
    expect(paused).toBeLessThan(10);
    const step = (rows: string[][]): string | undefined => rows.at(-1)?.[1];
    await expect.poll(async () => step(await page.table('counterpart'))).toBe(String(paused));

    await page.press('Step once');
    await expect.poll(() => page.iterations('counterpart')).toBe(paused + 1);
    await expect.poll(async () => step(await page.table('counterpart'))).toBe(String(paused + 1));
    await expect.poll(async () => step(await page.table('as-written'))).toBe('0');
    await expect.poll(() => page.state()).toBe('paused');

    await page.press('Resume');
    await page.waitForState('ended');
  });

  it('ends with the article’s two printed tables, and charts that end where the tables do', async () => {
    const page = new TrainingPage(await workbench.panel());
    const [header, ...counted] = await page.table('counterpart');
    expect(header).toEqual(['iteration', 'global_step', 'learning_rate', 'loss', 'w']);
    expect(counted.map(([, globalStep]) => globalStep)).toEqual(steps);
    expect(counted.map(([, , rate]) => sixDigits(rate))).toEqual(printed);
    const [, ...frozen] = await page.table('as-written');
    expect(frozen.map(([iteration, globalStep, rate]) => [iteration, globalStep, rate])).toEqual(
      steps.map((iteration) => [iteration, '0', '0.1']),
    );
    await expect.poll(() => page.lastPoints('learning_rate')).toEqual([frozen.at(-1)?.[2], counted.at(-1)?.[2]]);
    await expect.poll(() => page.lastPoints('loss')).toEqual([frozen.at(-1)?.[3], counted.at(-1)?.[3]]);
  });

  it('survives being hidden', async () => {
    await workbench.openFile('with_global_step.py');
    await expect.poll(() => workbench.hasPanel()).toBe(false);
    await workbench.page.getByRole('tab', { name: / – Global Step/ }).click();
    const page = new TrainingPage(await workbench.panel());
    await expect
      .poll(async () => (await page.table('counterpart')).slice(1).map(([, , rate]) => sixDigits(rate)))
      .toEqual(printed);
    await expect.poll(() => page.state()).toBe('ended');
  });

  it('survives a reload of the window', async () => {
    await workbench.reload();
    await expect.poll(() => workbench.hasPanel(), { timeout: 60_000 }).toBe(true);
    const page = new TrainingPage(await workbench.panel());
    await page.waitForState('ended');
    const [, ...counted] = await page.table('counterpart');
    expect(counted.map(([, , rate]) => sixDigits(rate))).toEqual(printed);
  });

  it('ends its worker with the panel', async () => {
    expect(workbench.trainingThreads()).toBe(1);
    await workbench.closePanel();
    await expect.poll(() => workbench.hasPanel()).toBe(false);
    await expect.poll(() => workbench.trainingThreads()).toBe(0);
  });

  it('passes the step by the quick fix, and is content then', async () => {
    await workbench.openFile(sample);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.page.keyboard.press('Control+G');
    await workbench.page.locator('.quick-input-widget input').first().waitFor();
    await workbench.page.keyboard.type('9:65');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await workbench.quickFix('global_step=global_steps');
    await workbench.page.keyboard.press('Enter');
    await expect.poll(() => workbench.page.locator('.squiggly-warning').count()).toBe(0);
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/counts\s+global_steps/);
    await workbench.page.keyboard.press('Control+S');
    const fixed = readFileSync('media/samples/with_global_step.py', 'utf8');
    await expect.poll(() => workbench.read(sample)).toBe(fixed);
  });

  it.each([
    ['the lens', () => workbench.lenses().getByText('Visualize').first()],
    ['the editor’s title', () => workbench.page.getByRole('button', { name: 'Visualize Global Step' }).first()],
  ])('trains from %s too', async (_, button) => {
    await button().click();
    const page = new TrainingPage(await workbench.panel());
    await page.waitForState('running');
    await workbench.closePanel();
    await expect.poll(() => workbench.hasPanel()).toBe(false);
  });

  it('has logged no error', () => {
    expect(workbench.logs()).toContain('Extension host with pid');
    expect(workbench.errors()).toEqual([]);
  });
});
