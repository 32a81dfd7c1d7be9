import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Frame, type Locator, type Page } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../../scripts/setup/browser.mjs';
import { type CodeServer, startCodeServer } from '../../../scripts/setup/vscode-server.mjs';

/** What a test may choose of its VS Code. */
export interface WorkbenchOptions {
  /** Files of the workspace beside the samples: name and content. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Another language than English, as `zh-cn`. */
  readonly language?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A real VS Code in a real browser, with the packaged extension installed, on a copy of the samples. */
export class Workbench {
  private constructor(
    readonly page: Page,
    /** The workspace's folder. */
    readonly folder: string,
    private readonly browser: Browser,
    private readonly server: CodeServer,
  ) {}

  static async start({ files = {}, settings = {}, viewport, language }: WorkbenchOptions = {}): Promise<Workbench> {
    const folder = mkdtempSync(join(tmpdir(), 'global-step-e2e-'));
    cpSync('media/samples', folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const server = await startCodeServer({
      vsix: resolve('global-step.vsix'),
      folder,
      settings,
      language: language ?? null,
    });
    try {
      const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments });
      const page = await browser.newPage({ viewport: viewport ?? { width: 1400, height: 900 } });
      // The browser's own choice, as VS Code's command “Configure Display Language” leaves it.
      if (language !== undefined)
        await page.context().addCookies([{ name: 'vscode.nls.locale', value: language, url: server.origin }]);
      return new Workbench(page, folder, browser, server);
    } catch (error) {
      server.stop();
      throw error;
    }
  }

  /** Opens the folder in a fresh page, then a file as a user does: one that the address names would keep a reload from restoring. */
  async open(file: string): Promise<void> {
    await this.page.goto(this.server.address());
    await this.page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row', { hasText: file }).waitFor();
    await this.openFile(file);
    await this.editor().waitFor();
  }

  /** The window's reload, as a user has it. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.page.locator('.monaco-workbench').waitFor();
  }

  /** Closes the panel by its tab. */
  async closePanel(): Promise<void> {
    await this.page.getByRole('tab', { name: / – Global Step/ }).click({ button: 'middle' });
  }

  /** Threads of VS Code that train: Node 24 hands a worker's name on to the operating system, which keeps 15 letters of it. */
  trainingThreads(): number {
    const names = readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((id) => {
        try {
          const group = readFileSync(`/proc/${id}/stat`, 'utf8')
            .replace(/^.*\) /, '')
            .split(' ')[2];
          if (group !== String(this.server.server.pid)) return [];
          return readdirSync(`/proc/${id}/task`).map((task) => readFileSync(`/proc/${id}/task/${task}/comm`, 'utf8'));
        } catch {
          return []; // It ended while it was looked at.
        }
      });
    return names.filter((name) => name.startsWith('global-step')).length;
  }

  /** Resident memory of the extension host and of the largest renderer, which shows the panel, in MB. */
  memory(): { readonly extensionHost: number; readonly page: number } {
    const parents = new Map<string, string>();
    const found = readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((id) => {
        try {
          const [, parent = '', group = ''] = readFileSync(`/proc/${id}/stat`, 'utf8')
            .replace(/^.*\) /, '')
            .split(' ');
          parents.set(id, parent);
          const line = readFileSync(`/proc/${id}/cmdline`, 'utf8');
          const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024;
          return [{ id, group, line, rss }];
        } catch {
          return []; // It ended while it was looked at.
        }
      });
    const isOurs = (id: string): boolean => {
      for (let at: string | undefined = id; at !== undefined && at !== '0'; at = parents.get(at)) {
        if (at === String(process.pid)) return true;
      }
      return false;
    };
    const most = (sizes: readonly number[]): number => sizes.reduce((a, b) => Math.max(a, b), 0);
    return {
      extensionHost: most(
        found
          .filter(({ group, line }) => group === String(this.server.server.pid) && line.includes('type=extensionHost'))
          .map(({ rss }) => rss),
      ),
      page: most(found.filter(({ id, line }) => line.includes('--type=renderer') && isOurs(id)).map(({ rss }) => rss)),
    };
  }

  /** Opens another file of the workspace by the quick-open box. */
  async openFile(name: string): Promise<void> {
    await this.quickInput('Control+P', name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await this.page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).first().waitFor();
  }

  /** Runs a command by its title, from the palette, and says when it was chosen. */
  async command(title: string): Promise<number> {
    await this.quickInput('F1', title);
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await row.waitFor();
    const chosenAt = Date.now();
    await row.click();
    return chosenAt;
  }

  /** Types in the place of a text that the open file holds once, as a user does who selects it, and sees it done. */
  async retype(file: string, before: string, after: string): Promise<void> {
    const lines = this.read(file).split('\n');
    const row = lines.findIndex((line) => line.includes(before));
    const column = lines[row]?.indexOf(before) ?? 0;
    await this.editor().locator('.view-line', { hasText: before }).click();
    await this.quickInput('Control+G', `${row + 1}:${column + 1}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    for (let key = 0; key < before.length; key++) await this.page.keyboard.press('Shift+ArrowRight');
    await this.page.keyboard.type(after);
    const wanted = lines[row]?.replace(before, after) ?? after;
    // VS Code draws spaces as no-break spaces.
    await this.waitFor(`the line “${wanted}”`, async () => {
      const drawn = await this.editor().locator('.view-line').allTextContents();
      return drawn.some((text) => text.replace(/\u00a0/g, ' ') === wanted) ? true : null;
    });
  }

  /** A quick fix at the cursor. The keys are pressed again where nothing was offered yet, as a user does. */
  async quickFix(text: string): Promise<Locator> {
    const row = this.page.locator('.action-widget .monaco-list-row', { hasText: text }).first();
    return this.waitFor(`the quick fix “${text}”`, async () => {
      await this.page.keyboard.press('Control+.');
      await row.waitFor({ timeout: 4000 }).catch(() => null);
      if (await row.isVisible()) return row;
      await this.page.keyboard.press('Escape');
      return null;
    });
  }

  /** The active text editor. */
  editor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** CodeLenses on the screen. */
  lenses(): Locator {
    return this.page.locator('.codelens-decoration');
  }

  /** The page of the training panel, once it is there. */
  async panel(): Promise<Frame> {
    return this.waitFor('the training panel', async () => {
      for (const frame of this.page.frames()) {
        const main = await frame.$('main[data-view="training"]').catch(() => null);
        if (main !== null) return frame;
      }
      return null;
    });
  }

  /** Whether any frame shows a training panel. */
  async hasPanel(): Promise<boolean> {
    for (const frame of this.page.frames()) {
      if ((await frame.$('main[data-view="training"]').catch(() => null)) !== null) return true;
    }
    return false;
  }

  /** Asks again and again until there is an answer. */
  async waitFor<T>(what: string, ask: () => Promise<T | null>, timeoutMs = 60_000): Promise<T> {
    for (const end = Date.now() + timeoutMs; Date.now() < end;) {
      const answer = await ask();
      if (answer !== null) return answer;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`${what} did not come within ${timeoutMs} ms`);
  }

  /** A file of the workspace as it is on disk. */
  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Everything that the extension host and the extension's own channel logged. */
  logs(): string {
    return this.logFiles()
      .map(({ text }) => text)
      .join('\n');
  }

  /** Entries of the logs that are errors of this extension: its own, and those whose stack goes through it. */
  errors(): string[] {
    const entries = this.logFiles().flatMap(({ path, text }) =>
      text.split(/^(?=\d{4}-\d\d-\d\d )/m).map((entry) => ({ isOwn: path.includes('global-step.global-step'), entry })),
    );
    return entries.flatMap(({ isOwn, entry }) =>
      entry.includes('[error]') && (isOwn || entry.includes('global-step.global-step-')) ? [entry] : [],
    );
  }

  async dispose(): Promise<void> {
    await this.browser.close();
    this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private logFiles(): { readonly path: string; readonly text: string }[] {
    const root = join(this.server.home, 'data', 'logs');
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.includes('exthost') && path.endsWith('.log'))
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  }

  private async quickInput(key: string, text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    // A window that is still being built up takes no keys.
    await this.waitFor('the quick input', async () => {
      await this.page.keyboard.press(key);
      return input.waitFor({ timeout: 2000 }).then(
        () => true,
        () => null,
      );
    });
    await this.page.keyboard.type(text);
  }
}
