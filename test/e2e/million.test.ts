import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TrainingPage } from './support/training-page';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

// A plain loop of a million steps at full speed, with the panel open: nothing is lost on the way from the thread to the page.
const steps = 1_000_000;
const made = '1,000,000';
const program = readFileSync('media/samples/without_global_step.py', 'utf8')
  .replace('range(10)', `range(${steps})`)
  .replace('0.1, global_steps, 10, 2', `0.01, global_steps, ${steps}, 0.5`);

interface Tally {
  readonly runId: string;
  readonly count: number;
  readonly checksum: number;
}

let workbench: Workbench;
const settings = { 'globalStep.run.stretchSeconds': 0, 'files.autoSave': 'off' };
useWorkbench({ files: { 'million.py': program }, settings }, async (opened) => {
  workbench = opened;
  await workbench.open('without_global_step.py');
});

describe('a million steps', () => {
  it('arrive in the page as the training thread made them, every bit', async () => {
    await TrainingPage.visualize(workbench);
    const before = workbench.memory();
    await workbench.closePanel();

    await workbench.openFile('million.py');
    await workbench.lenses().first().waitFor();
    await workbench.command('Visualize Global Step');
    const page = await TrainingPage.of(workbench);
    const begin = performance.now();
    await page.frame.evaluate(watchFrames);
    const main = page.frame.locator('main[data-rows-checked]');
    await main.waitFor({ timeout: 400_000 });
    const took = performance.now() - begin;
    await expect.poll(() => page.state()).toBe('ended');
    const tallies = JSON.parse((await main.getAttribute('data-rows-checked')) ?? '') as Tally[];
    expect(tallies.map(({ runId, count }) => [runId, count])).toEqual([
      ['as-written', steps],
      ['counterpart', steps],
    ]);
    // The two runs differ in the step and the rate, so their sums do too.
    expect(new Set(tallies.map(({ checksum }) => checksum)).size).toBe(2);

    // The table follows the newest row. 0.01 halves after a million steps that are counted.
    const last = async (run: string): Promise<string[]> => (await page.table(run)).at(-1) ?? [];
    await expect.poll(async () => (await last('counterpart')).slice(0, 3)).toEqual([made, made, '0.005']);
    await expect.poll(async () => (await last('as-written')).slice(0, 3)).toEqual([made, '0', '0.01']);

    const after = workbench.memory();
    const gaps = await page.frame.evaluate<number[]>('window.frameGaps');
    const sorted = gaps.toSorted((a, b) => a - b);
    const part = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
    console.log(
      `two runs of ${steps} steps in ${(took / 1000).toFixed(1)} s; frames of the page: p50 ${part(0.5)}, p95 ${part(0.95)}, ` +
        `longest ${sorted.at(-1)?.toFixed(0) ?? '-'} ms; page ${before.page.toFixed(0)} -> ${after.page.toFixed(0)} MB, ` +
        `extension host ${before.extensionHost.toFixed(0)} -> ${after.extensionHost.toFixed(0)} MB`,
    );
    expect(after.page - before.page).toBeLessThan(400);
    expect(after.extensionHost - before.extensionHost).toBeLessThan(400);
  });

  it('are there again, every bit, when the panel was hidden', async () => {
    await TrainingPage.trained(workbench, 'million.py');
    const tab = workbench.page.getByRole('tab', { name: / – Global Step/ });
    // Into the panel's own group, whose files hide it.
    await tab.click();
    await workbench.page
      .locator('.explorer-folders-view .monaco-list-row', { hasText: /^with_global_step\.py$/ })
      .click();
    await expect.poll(() => workbench.hasPanel()).toBe(false);
    await tab.click();
    const page = await TrainingPage.of(workbench);
    await page.frame.locator('main[data-rows-checked]').waitFor();
    await expect.poll(async () => (await page.table('counterpart')).at(-1)?.slice(0, 2)).toEqual([made, made]);
  });
});

/** Runs in the page: how long each picture was to be seen. */
const watchFrames = `
  window.frameGaps = [];
  let before = performance.now();
  const look = (now) => {
    window.frameGaps.push(now - before);
    before = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;
