import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { waitFor } from '../../helpers/wait-for';
import { HostLog } from './host-log';
import { EditorWindow } from './editor-window';
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
export class Workbench extends EditorWindow {
  /** The workspace's folder. */
  readonly folder: string;
  private readonly log: HostLog;
  private isOpen = false;
  /** Errors that were logged for tests before. */
  private errorsBefore = 0;

  /** `close` ends what the window has for itself alone. */
  constructor(
    page: Page,
    private readonly server: RunningServer,
    private options: WorkbenchOptions,
    private readonly close: () => Promise<void>,
  ) {
    super(page);
    this.folder = mkdtempSync(join(server.home, 'workspaces', 'window-'));
    this.log = new HostLog(server.home);
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

  /**
   * Threads of this window's extension host that train: Node 24 gives a worker's name to the operating system. The host of before a reload
   * may live on for minutes on a busy machine; it is not this window's any more.
   */
  trainingThreads(): number {
    const host = this.log.hosts().at(-1);
    return processes()
      .filter(({ id }) => id === host)
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
}

/** The time that an extension host may take to start, in ms. */
const hostMs = 45_000;
