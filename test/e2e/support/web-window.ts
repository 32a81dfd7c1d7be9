import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Browser, Worker } from 'playwright-core';
import { unpackVsix } from '../../../scripts/setup/unpack.mjs';
import { startVscodeWeb, type WebServer } from '../../../scripts/setup/vscode-web.mjs';
import { EditorWindow } from './editor-window';
import { startBrowser } from './vs-code';
import { newPage } from './workbench';

/** What a test may choose of its VS Code for the Web. */
export interface WebOptions {
  /** Files of the workspace beside the samples: name and content. */
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The language that VS Code is started in. */
  readonly language?: 'en' | 'zh-cn';
  /** Nothing can be written. */
  readonly isFixed?: boolean;
}

/** A VS Code for the Web with the packaged extension, on a copy of the samples in the browser's memory. */
export class WebWindow extends EditorWindow {
  /** What the page's console said of the extension's own scripts. */
  private readonly said: string[] = [];

  private constructor(
    private readonly browser: Browser,
    page: EditorWindow['page'],
    private readonly server: WebServer,
    private readonly home: string,
  ) {
    super(page);
    page.on('console', (line) => {
      if (line.type() === 'error' && line.text().includes('/extension/dist/')) this.said.push(line.text());
    });
  }

  /** Opens one. Whoever starts it disposes of it. */
  static async start({
    files = {},
    settings = {},
    language = 'en',
    isFixed = false,
  }: WebOptions = {}): Promise<WebWindow> {
    const home = mkdtempSync(join(tmpdir(), 'global-step-web-'));
    const folder = join(home, 'folder');
    cpSync('media/samples', folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const extension = await unpackVsix(resolve('global-step.vsix'), join(home, 'vsix'));
    const server = await startVscodeWeb({ extension, folder, settings, isFixed });
    const browser = await startBrowser();
    const page = await newPage(browser);
    await page.setViewportSize({ width: 1400, height: 900 });
    // What VS Code takes its language from; its own texts stay English, for want of a language pack.
    await page.addInitScript((chosen) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: chosen }), language);
    const window = new WebWindow(browser, page, server, home);
    await page.goto(server.origin);
    await window.shown();
    return window;
  }

  /** Errors of the extension's own scripts. */
  errors(): readonly string[] {
    return this.said;
  }

  /** The page's reload, as a user has it: the files are as at first. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.shown();
  }

  /** The web workers that train. */
  async trainings(): Promise<readonly Worker[]> {
    const named = await Promise.all(
      this.page.workers().map(async (worker) => {
        // Of one that ends meanwhile there is no name any more.
        const name = await worker.evaluate(() => (globalThis as { readonly name?: string }).name).catch(() => '');
        return name?.endsWith('global-step training') === true ? [worker] : [];
      }),
    );
    return named.flat();
  }

  /** Throws in the web worker that trains, where nothing catches it. */
  async breakTraining(): Promise<void> {
    const [worker] = await this.trainings();
    if (worker === undefined) throw new Error('no web worker trains');
    await worker.evaluate(() => {
      queueMicrotask(() => {
        throw new Error('broken by a test');
      });
    });
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    this.server.stop();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  private async shown(): Promise<void> {
    await this.page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
  }
}
