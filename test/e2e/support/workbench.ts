import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { waitFor } from '../../helpers/wait-for';
import { HostLog } from './host-log';
import { isThere, QuickInput } from './quick-input';
import { descendants, processes, threadsOf } from './processes';
import { type RunningServer, startBrowser, startServer } from './vs-code';

/** What a test may choose of its VS Code. */
export interface WorkbenchOptions {
  /** Files of the workspace beside the samples: name and content. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** The workspace's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Another language than English, as `zh-cn`. */
  readonly language?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** What a busy machine may take for what a quiet one does at once. */
const patienceMs = 120_000;

/** A page that leaves a window with unsaved files without asking. */
export async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(patienceMs);
  page.on('dialog', (dialog) => void dialog.accept());
  return page;
}

/** A window of a real VS Code in a real browser, with the packaged extension installed, on a copy of the samples. */
export class Workbench {
  /** The workspace's folder. */
  readonly folder: string;
  private readonly log: HostLog;
  private readonly quickInput: QuickInput;
  private isOpen = false;
  /** Errors that were logged for tests before. */
  private errorsBefore = 0;

  /** `close` ends what the window has for itself alone. */
  constructor(
    readonly page: Page,
    private readonly server: RunningServer,
    private options: WorkbenchOptions,
    private readonly close: () => Promise<void>,
  ) {
    this.folder = mkdtempSync(join(server.home, 'workspaces', 'window-'));
    this.log = new HostLog(server.home);
    this.quickInput = new QuickInput(page);
    mkdirSync(join(this.folder, '.vscode'));
    this.fill();
  }

  /** A window with a server and a browser of its own, which `dispose` ends. */
  static async start(options: WorkbenchOptions = {}): Promise<Workbench> {
    const { stop, ...server } = await startServer();
    try {
      const browser = await startBrowser();
      const close = async (): Promise<void> => {
        await browser.close();
        stop();
      };
      const workbench = new Workbench(await newPage(browser), server, options, close);
      await workbench.prepare();
      return workbench;
    } catch (error) {
      stop();
      throw error;
    }
  }

  /** Makes an open window one for other tests: no editor, and a folder with the samples and their own files alone. */
  async renew(options: WorkbenchOptions): Promise<void> {
    await this.closeEditors();
    await this.command('Notifications: Clear All Notifications');
    for (const name of readdirSync(this.folder))
      if (name !== '.vscode') rmSync(join(this.folder, name), { recursive: true, force: true });
    this.options = options;
    this.errorsBefore = this.log.errors().length;
    this.fill();
  }

  /** Makes the page as large as is wanted, in the wanted language. */
  async prepare(): Promise<void> {
    const { language, viewport } = this.options;
    await this.page.setViewportSize(viewport ?? { width: 1400, height: 900 });
    // The browser's own choice, as VS Code's command “Configure Display Language” leaves it.
    const cookie = { name: 'vscode.nls.locale', value: language ?? '', url: this.server.origin };
    if (language !== undefined) await this.page.context().addCookies([cookie]);
  }

  /** Closes all editors; what was not saved is lost. */
  async closeEditors(): Promise<void> {
    await this.command('View: Close All Editors');
    const unsaved = this.page.getByRole('button', { name: /Don.t Save/ });
    await waitFor('the end of all editors', async () => {
      if (await unsaved.isVisible()) await unsaved.click();
      return (await this.page.locator('.tabs-container .tab').count()) === 0 ? true : null;
    });
  }

  /** Writes the workspace's settings: those that the window was opened with, and these. */
  configure(settings: Readonly<Record<string, unknown>>): void {
    const all = { ...this.options.settings, ...settings };
    writeFileSync(join(this.folder, '.vscode', 'settings.json'), JSON.stringify(all));
  }

  /** Opens the folder in the page, where it is not, then a file as a user does: one that the address names would keep a reload from restoring. */
  async open(file: string): Promise<void> {
    if (!this.isOpen) await this.page.goto(`${this.server.origin}/?folder=${encodeURIComponent(this.folder)}`);
    this.isOpen = true;
    await this.page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row', { hasText: file }).waitFor();
    await this.openFile(file);
    await this.editor().waitFor();
  }

  /**
   * The window's reload, as a user has it. On a busy machine VS Code may give up waiting for its new extension host; then no command of an
   * extension is there, and the window is reloaded again.
   */
  async reload(): Promise<void> {
    const before = this.log.hosts().length;
    await waitFor('an extension host after the reload', async () => {
      const loaded = this.page.waitForEvent('load');
      await this.command('Developer: Reload Window');
      await loaded;
      await this.page.locator('.monaco-workbench').waitFor();
      return waitFor(
        'the extension host',
        () => Promise.resolve(this.log.hosts().length > before || null),
        hostMs,
      ).catch(() => null);
    });
  }

  /** Closes the panel, where there is one, by its tab. */
  async closePanel(): Promise<void> {
    const tabs = this.page.getByRole('tab', { name: / – Global Step/ });
    if ((await tabs.count()) > 0) await tabs.click({ button: 'middle' });
    await waitFor('the panel’s end', async () => ((await this.hasPanel()) ? null : true));
  }

  /** Threads of this window's VS Code that train: Node 24 hands a worker's name on to the operating system. */
  trainingThreads(): number {
    const hosts = this.log.hosts();
    return processes()
      .filter(({ id }) => hosts.includes(id))
      .flatMap(threadsOf)
      .filter((name) => name.startsWith('global-step')).length;
  }

  /** Resident memory of the extension host and of the largest renderer, which shows the panel, in MB. */
  memory(): { readonly extensionHost: number; readonly page: number } {
    const all = processes();
    const most = (found: typeof all): number => Math.max(0, ...found.map(({ residentMegabytes }) => residentMegabytes));
    const hosts = this.log.hosts();
    return {
      extensionHost: most(all.filter(({ id }) => hosts.includes(id))),
      page: most(descendants(all).filter(({ commandLine }) => commandLine.includes('--type=renderer'))),
    };
  }

  /** Opens another file of the workspace by the quick-open box, again where an editor that opened late took the click. */
  async openFile(name: string): Promise<void> {
    const tab = this.page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).first();
    await waitFor(`the file ${name}`, async () => {
      await this.quickInput.pick('Control+P', name, name);
      return (await isThere(tab)) ? true : null;
    });
  }

  /** Runs a command by its title, from the palette, and says when it was chosen. */
  async command(title: string): Promise<number> {
    return this.quickInput.pick('F1', `>${title}`, title);
  }

  /** Puts the cursor of the active editor, which gets the focus, where a user counts it: from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    const position = this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` });
    const focused = this.page.locator('.editor-instance .monaco-editor.focused');
    await waitFor(`the cursor in line ${line}`, async () => {
      await this.quickInput.pick('Control+G', `:${line}:${column}`, `${line}`);
      return (await isThere(position)) && (await isThere(focused)) ? true : null;
    });
  }

  /** Types in the place of a text that the open file holds once, as a user does who selects it, and sees it done. */
  async retype(file: string, before: string, after: string): Promise<void> {
    const lines = this.read(file).split('\n');
    const row = lines.findIndex((line) => line.includes(before));
    const column = lines[row]?.indexOf(before) ?? 0;
    await this.editor().locator('.view-line', { hasText: before }).first().click();
    await this.goTo(row + 1, column + 1);
    for (let key = 0; key < before.length; key++) await this.page.keyboard.press('Shift+ArrowRight');
    await this.page.locator('.statusbar-item', { hasText: `(${before.length} selected)` }).waitFor();
    await this.page.keyboard.type(after);
    const wanted = lines[row]?.replace(before, after) ?? after;
    await waitFor(`the line “${wanted}”`, async () => ((await this.source()).includes(wanted) ? true : null));
  }

  /** A quick fix at the cursor. The keys are pressed again where nothing was offered yet, as a user does. */
  async quickFix(text: string): Promise<Locator> {
    const row = this.page.locator('.action-widget .monaco-list-row', { hasText: text }).first();
    return waitFor(`the quick fix “${text}”`, async () => {
      await this.page.keyboard.press('Control+.');
      if (await isThere(row)) return row;
      await this.page.keyboard.press('Escape');
      return null;
    });
  }

  /** The active text editor. */
  editor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** What the text editors show of their files; VS Code draws spaces as no-break spaces. */
  async source(): Promise<string> {
    const lines = await this.page.locator('.editor-instance .view-line').allTextContents();
    return lines.join('\n').replace(/\u00a0/g, ' ');
  }

  /** CodeLenses on the screen. */
  lenses(): Locator {
    return this.page.locator('.codelens-decoration');
  }

  /** The page of the training panel, once it is there. */
  async panel(): Promise<Frame> {
    return waitFor('the training panel', () => this.findPanel());
  }

  /** Whether any frame shows a training panel. */
  async hasPanel(): Promise<boolean> {
    return (await this.findPanel()) !== null;
  }

  /** A file of the workspace as it is on disk. */
  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Everything that the extension host and the extension's own channel logged. */
  logs(): string {
    return this.log.text();
  }

  /** Entries of the logs that are errors of this extension. */
  errors(): string[] {
    return this.log.errors().slice(this.errorsBefore);
  }

  /** What is to be seen, for somebody who looks why a test failed: in out/e2e. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join('out', 'e2e', `${name.replace(/[^\w]+/g, '-')}.png`) }).catch(() => null);
  }

  /** Ends the window, what still runs of it, and its folder. */
  async dispose(): Promise<void> {
    const hosts = this.log.hosts();
    await this.close();
    for (const host of hosts) {
      try {
        process.kill(host, 'SIGKILL');
      } catch {
        // It has ended by itself, as it does when its window is closed.
      }
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Writes the samples, the tests' own files and the settings into the folder. */
  private fill(): void {
    cpSync('media/samples', this.folder, { recursive: true });
    for (const [name, content] of Object.entries(this.options.files ?? {}))
      writeFileSync(join(this.folder, name), content);
    this.configure({});
  }

  private async findPanel(): Promise<Frame | null> {
    for (const frame of this.page.frames()) {
      if ((await frame.$('main[data-view="training"]').catch(() => null)) !== null) return frame;
    }
    return null;
  }
}

/** The time that an extension host may take to start, in ms. */
const hostMs = 45_000;
