import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { TrainingPage } from './training-page';
import { startBrowser } from './vs-code';
import { newPage, Workbench, type WorkbenchOptions } from './workbench';

/** One browser, and one window in it for all files: to open another one is most of what a short file costs. */
let browser: Promise<Browser> | null = null;
/** The window of the files before; null where none is open, or where a test failed in it and nobody knows what it shows. */
let shared: Workbench | null = null;

/** The shared window, as it is when it is opened anew; a window of its own for another language, which a page's cookie asks for. */
async function windowFor(options: WorkbenchOptions): Promise<Workbench> {
  browser ??= startBrowser();
  if (options.language === undefined && shared !== null) {
    await shared.renew(options);
    return shared;
  }
  const page = await newPage(await browser);
  const workbench = new Workbench(page, inject('vscode'), options, () => page.context().close());
  if (options.language === undefined) shared = workbench;
  return workbench;
}

/**
 * Gives a window of the shared VS Code to `prepare` for the tests of a file: its folder holds the samples and the file's own files, and no
 * editor is open. After each test, the extension must not have logged an error.
 */
export function useWorkbench(options: WorkbenchOptions, prepare: (workbench: Workbench) => Promise<void>): void {
  let workbench: Workbench | null = null;
  let isLost = false;
  beforeAll(async () => {
    try {
      workbench = await windowFor(options);
      await workbench.prepare();
      await prepare(workbench);
    } catch (error) {
      isLost = true;
      await workbench?.picture('before all');
      throw error;
    }
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      isLost = true;
      await workbench?.picture(task.name);
    }
    expect(workbench?.errors() ?? []).toEqual([]);
  });
  afterAll(async () => {
    if (workbench === null) return;
    try {
      // Else there would be no log to look for errors in.
      expect(workbench.logs()).toContain('Extension host with pid');
      expect(workbench.logs()).not.toMatch(/Extension host.*(?:unresponsive|terminated)/i);
    } finally {
      if (isLost || workbench !== shared) {
        if (workbench === shared) shared = null;
        await workbench.dispose();
      }
    }
  });
}

/** The same, with a file opened, visualized at full speed and trained to its end. */
export function useTrained(
  file: string,
  { settings, ...options }: WorkbenchOptions,
  prepare: (workbench: Workbench, page: TrainingPage) => void,
): void {
  const quick = { 'globalStep.run.stretchSeconds': 0, 'files.autoSave': 'off', ...settings };
  useWorkbench({ ...options, settings: quick }, async (workbench) => {
    await workbench.open(file);
    prepare(workbench, await TrainingPage.visualize(workbench));
  });
}
