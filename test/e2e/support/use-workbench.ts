import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { TrainingPage } from './training-page';
import { startBrowser } from './vs-code';
import { newPage, Workbench, type WorkbenchOptions } from './workbench';

/** One browser and one page of it for all files: a page that has shown VS Code before shows it again for two thirds of the work. */
let browser: Promise<Browser> | null = null;
let page: Promise<Page> | null = null;
/** The window before, which the page shows until it opens the next. */
let before: Workbench | null = null;

/**
 * Opens a window of the shared VS Code for the tests of a file, on a workspace of its own, with an extension host of its own, and gives
 * it to `prepare`. After each test, the extension must not have logged an error.
 */
export function useWorkbench(options: WorkbenchOptions, prepare: (workbench: Workbench) => Promise<void>): void {
  let workbench: Workbench | null = null;
  beforeAll(async () => {
    const server = inject('vscode');
    browser ??= startBrowser();
    // Another language is a cookie, which is the page's as long as it is there.
    const isShared = options.language === undefined;
    const opened = isShared
      ? await (page ??= browser.then((started) => newPage(started)))
      : await newPage(await browser);
    const endBefore = isShared ? before?.leave() : undefined;
    workbench = new Workbench(
      opened,
      server,
      options,
      isShared ? () => Promise.resolve() : () => opened.context().close(),
    );
    if (isShared) before = workbench;
    try {
      await workbench.prepare();
      await prepare(workbench);
    } catch (error) {
      await workbench.picture('before all');
      throw error;
    } finally {
      endBefore?.();
    }
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.picture(task.name);
    expect(workbench?.errors() ?? []).toEqual([]);
  });
  afterAll(async () => {
    if (workbench === null) return;
    // Else there would be no log to look for errors in.
    expect(workbench.logs()).toContain('Extension host with pid');
    expect(workbench.logs()).not.toMatch(/Extension host.*(?:unresponsive|terminated)/i);
    await workbench.dispose();
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
