import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TrainingPage } from './support/training-page';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// What a user does with the article's program, from the packaged VSIX.
const sample = 'without_global_step.py';
/** Its copy, which a fix changes. */
const repaired = 'repaired.py';
const printed = '0.10718 0.11487 0.12311 0.13195 0.14142 0.15157 0.16245 0.17411 0.18661 0.2'.split(' ');
const steps = Array.from({ length: 10 }, (_, index) => String(index + 1));

let workbench: Workbench;
const stretch = 'globalStep.run.stretchSeconds';
const settings = { [stretch]: 20, 'files.autoSave': 'off' };
useWorkbench({ files: { [repaired]: readFileSync(`media/samples/${sample}`) }, settings }, async (opened) => {
  workbench = opened;
  await workbench.open(sample);
});

const trained = (): Promise<TrainingPage> => TrainingPage.trained(workbench, sample);

/** Rates of the run that counts its steps, as the article prints them. */
const ratesOf = async (page: TrainingPage): Promise<string[]> =>
  (await page.table('counterpart')).slice(1).map(([, , rate = '']) => rate);

describe('the main job', () => {
  it('shows a lens that warns, and a squiggle that says what comes of it', async () => {
    await workbench.openFile(sample);
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/rate stays 0\.1, should end at 0\.2/);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.command('Focus on Problems View');
    const problem = workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'is not passed' }).first();
    await expect
      .poll(() => problem.textContent())
      .toContain('minimize() is not passed global_steps, which stays 0: the learning rate stays 0.1');
    await workbench.command('View: Toggle Panel Visibility');
  });

  it('draws its lenses as a whole: what is pressed stays where it is', async () => {
    await workbench.closeEditors();
    const places = await workbench.watchLens('Visualize');
    await workbench.openFile(sample);
    await expect.poll(() => workbench.lenses().first().textContent()).toMatch(/rate stays 0\.1, should end at 0\.2/);
    await expect.poll(async () => (await places()).length).toBe(1);
  });

  it('trains with and without the step, side by side, from the palette', async () => {
    await workbench.closePanel();
    await workbench.openFile(sample);
    await workbench.command('Visualize Global Step');
    const page = await TrainingPage.of(workbench);
    await page.waitForState('running');
    // A quick machine would pause before the first row, of which there is one every two seconds.
    await page.table('counterpart');
    await page.press('Pause');
    await page.waitForState('paused');
    // The state comes before the last rows of what had been trained by then; both runs go on at the same pace.
    const ahead = async (): Promise<number> =>
      (await page.iterations('counterpart')) - (await page.iterations('as-written'));
    await expect.poll(ahead).toBe(0);
    const paused = await page.iterations('counterpart');
    expect(paused).toBeGreaterThan(0);
    expect(paused).toBeLessThan(10);
    const step = async (run: string): Promise<string | undefined> => (await page.table(run)).at(-1)?.[1];
    await expect.poll(() => step('counterpart')).toBe(String(paused));

    await page.press('Step once');
    await expect.poll(() => page.iterations('counterpart')).toBe(paused + 1);
    await expect.poll(() => step('counterpart')).toBe(String(paused + 1));
    await expect.poll(() => step('as-written')).toBe('0');
    await expect.poll(() => page.state()).toBe('paused');

    await page.press('Resume');
    await page.waitForState('ended');
  });

  it('ends with the article’s two printed tables, and charts that end where the tables do', async () => {
    const page = await trained();
    await expect.poll(() => ratesOf(page)).toEqual(printed);
    const [header, ...counted] = await page.table('counterpart');
    expect(header).toEqual(['iteration', 'global_step', 'learning_rate', 'loss', 'w']);
    expect(counted.map(([, globalStep]) => globalStep)).toEqual(steps);
    const [, ...frozen] = await page.table('as-written');
    expect(frozen.map(([iteration, globalStep, rate]) => [iteration, globalStep, rate])).toEqual(
      steps.map((iteration) => [iteration, '0', '0.1']),
    );
    const ends = (column: number): unknown[] => [frozen.at(-1)?.[column], counted.at(-1)?.[column]];
    await expect.poll(() => page.lastPoints('learning_rate')).toEqual(ends(2));
    await expect.poll(() => page.lastPoints('loss')).toEqual(ends(3));
  });

  it('prints what a terminal prints, of both runs', async () => {
    const page = await trained();
    const lines = (await page.output()).slice(0, 4);
    expect(lines).toEqual([
      ['0.1', '0.10717734'],
      ['0', '1'],
      ['0.1', '0.11486983'],
      ['0', '2'],
    ]);
  });

  it('looks as the README’s pictures show it', async () => {
    const page = await trained();
    const pictured: unknown = JSON.parse(readFileSync('docs/images/panel.json', 'utf8'));
    await expect
      .poll(() => page.shown(), { message: 'the pictures are older than the page: npm run pictures takes them again' })
      .toEqual(pictured);
  });

  it('survives being hidden', async () => {
    await trained();
    await workbench.page.getByRole('tab', { name: / – Global Step/ }).click();
    await workbench.openFile('with_global_step.py');
    await expect.poll(() => workbench.hasPanel()).toBe(false);
    await workbench.page.getByRole('tab', { name: / – Global Step/ }).click();
    const page = await TrainingPage.of(workbench);
    await expect.poll(() => ratesOf(page)).toEqual(printed);
    await expect.poll(() => page.state()).toBe('ended');
  });

  it('survives a reload of the window', async () => {
    await trained();
    // The panel that comes again trains again.
    workbench.configure({ [stretch]: 2 });
    await workbench.reload();
    const page = await TrainingPage.of(workbench);
    await page.waitForState('ended');
    await expect.poll(() => ratesOf(page)).toEqual(printed);
    workbench.configure({});
  });

  it('ends its worker with the panel', async () => {
    await trained();
    await expect.poll(() => workbench.trainingThreads()).toBe(1);
    await workbench.closePanel();
    await expect.poll(() => workbench.trainingThreads()).toBe(0);
  });

  it('passes the step by the quick fix, and is content then', async () => {
    // Those of other groups have squiggles too.
    await workbench.command('View: Close All Editors');
    await workbench.openFile(repaired);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.goTo(9, 65);
    await (await workbench.quickFix('global_step=global_steps')).click();
    await expect.poll(() => workbench.page.locator('.squiggly-warning').count()).toBe(0);
    await expect
      .poll(() => workbench.lenses().first().textContent())
      .toMatch(/rate\s+0\.1\s+to\s+0\.2\s+over\s+10\s+steps/);
    await workbench.page.keyboard.press('Control+S');
    const fixed = readFileSync('media/samples/with_global_step.py', 'utf8');
    await expect.poll(() => workbench.read(repaired)).toBe(fixed);
  });

  it.each([
    ['the lens', () => workbench.lenses().getByText('Visualize').first()],
    ['the editor’s title', () => workbench.page.getByRole('button', { name: 'Visualize Global Step' }).first()],
  ])('trains from %s too', async (_, button) => {
    await workbench.closePanel();
    await workbench.openFile(sample);
    await workbench.openPanelBy(button());
    const page = await TrainingPage.of(workbench);
    await page.waitForState('running');
    await workbench.closePanel();
  });
});
