import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { browserArguments, ensureBrowser } from '../../../scripts/setup/browser.mjs';
import { startCodeServer } from '../../../scripts/setup/vscode-server.mjs';

/** A VS Code's server with the packaged extension installed. */
export interface RunningServer {
  readonly origin: string;
  /** Folder of its extensions, user data, logs, and of the workspaces that its windows open. */
  readonly home: string;
  /** The process group of it and of its extension hosts. */
  readonly group: number;
}

/** The languages beside English that a window may be opened in. */
const language = 'zh-cn';

/** Nothing that moves by itself: to draw it costs as much as the work. */
const still = { 'workbench.reduceMotion': 'on', 'editor.cursorBlinking': 'solid' };

/**
 * VS Code's own extensions that a window with Python, notebooks and Markdown needs. The other eighty, Git's and TypeScript's among them, are
 * more than half of what an extension host does when it starts.
 */
const builtIn = [
  ...['python', 'ipynb', 'json', 'log', 'markdown-basics', 'markdown-language-features', 'media-preview'],
  ...['notebook-renderers', 'theme-defaults', 'theme-seti'],
];

/** Starts a server. Whoever starts it stops it; it ends with this process. */
export async function startServer(): Promise<RunningServer & { readonly stop: () => void }> {
  const { origin, home, server, stop } = await startCodeServer({
    vsix: resolve('global-step.vsix'),
    settings: still,
    language,
    builtIn,
  });
  const { pid: group } = server;
  if (group === undefined) throw new Error('VS Code’s server did not start');
  mkdirSync(join(home, 'workspaces'));
  return { origin, home, group, stop };
}

/** Starts a browser. It ends with this process. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(), args: browserArguments });
}
