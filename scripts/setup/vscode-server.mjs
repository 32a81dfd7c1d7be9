// A real VS Code from npm: code-server's workbench and extension host, run by a Node 24 of its own. Made once in the user's cache.
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, npm, run } from './run.mjs';

const version = '4.139.1';
const nodeVersion = '24.21.0';
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** Paths of an installed code-server. */
function pathsIn(folder) {
  return {
    node: join(folder, 'node_modules', nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    entry: join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

/** Installs code-server where the cache has none, and returns its paths. Another process that does the same at once does no harm. */
export function ensureCodeServer() {
  const folder = cacheFolder(`code-server-${version}-node-${nodeVersion}-log`);
  if (existsSync(join(folder, 'ready'))) return pathsIn(folder);
  console.log('Fetching a VS Code for the browser (780 MB, once) …');
  mkdirSync(cacheFolder(), { recursive: true });
  const making = mkdtempSync(cacheFolder('making-'));
  try {
    writeFileSync(join(making, 'package.json'), '{"private":true}\n');
    const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    run(npm, ['install', ...quiet, '--force', `code-server@${version}`, `${nodePackage}@${nodeVersion}`], {
      cwd: making,
    });
    const { node } = pathsIn(making);
    const vscode = join(making, 'node_modules', 'code-server', 'lib', 'vscode');
    const PATH = `${join(node, '..')}${delimiter}${process.env.PATH}`;
    run(npm, ['install', ...quiet, '--omit=dev'], { cwd: vscode, env: { ...process.env, PATH } });
    symlinkSync('node_modules', join(vscode, 'node_modules.asar'));
    const logger = fileURLToPath(new URL('plain-log.cjs', import.meta.url));
    copyFileSync(logger, join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js'));
    writeFileSync(join(making, 'ready'), '');
    if (!existsSync(folder)) renameSync(making, folder);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return pathsIn(folder);
}

/** Settings that keep the screen to the code. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'security.workspace.trust.enabled': false,
};

/** What VS Code writes when it installs a language pack: here one without texts. */
function installLanguage(language, home, data) {
  const texts = join(home, 'texts.json');
  writeFileSync(texts, JSON.stringify({ '': '', version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'test.language-pack' }, version: '1.0.0' }];
  const pack = { hash: language, extensions, translations: { vscode: texts }, label: language };
  writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
  // Where this file is missing, every window is English, whatever its cookie says.
  writeFileSync(join(data, 'User', 'argv.json'), '{}');
}

/** A folder with some of VS Code's own extensions. */
function chosenExtensions(entry, names, home) {
  const all = join(entry, '..', '..', '..', 'lib', 'vscode', 'extensions');
  const folder = join(home, 'built-in');
  mkdirSync(folder);
  for (const name of names) symlinkSync(join(all, name), join(folder, name), 'junction');
  return folder;
}

/**
 * Starts VS Code with the packaged extension installed, on the loopback address, as a process group of its own, which ends with this
 * process. Its windows open `folder` where their address names no other. `profile` is where extensions and user data live; `settings` are
 * added to the quiet ones. In another `language`, which a window's cookie asks for, VS Code's own texts stay English: its language pack
 * has no texts, but extensions speak that language. `builtIn` names those of VS Code's own extensions that are there; null is all of them.
 */
export async function startCodeServer({
  vsix,
  folder = null,
  settings = {},
  port = 0,
  profile = null,
  language = null,
  builtIn = null,
}) {
  const { node, entry } = ensureCodeServer();
  const home = profile ?? mkdtempSync(join(tmpdir(), 'global-step-vscode-'));
  const [extensions, data] = [join(home, 'extensions'), join(home, 'data')];
  mkdirSync(join(data, 'User'), { recursive: true });
  const settingsFile = join(data, 'User', 'settings.json');
  if (!existsSync(settingsFile))
    writeFileSync(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  if (language !== null) installLanguage(language, home, data);
  const env = { ...process.env, XDG_CONFIG_HOME: join(home, 'config'), XDG_DATA_HOME: join(home, 'share') };
  // Without these, a server started from a terminal of VS Code would take that one's extension host for its own.
  for (const name of Object.keys(env)) if (name.startsWith('VSCODE_')) delete env[name];
  const folders = ['--extensions-dir', extensions, '--user-data-dir', data];
  run(node, [entry, ...folders, '--install-extension', vsix, '--force'], { env });
  const chosen = port === 0 ? await freePort() : port;
  const quiet = [
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
  ];
  const watched = ['--require', fileURLToPath(new URL('end-with-parent.cjs', import.meta.url)), entry];
  if (builtIn !== null) quiet.push('--builtin-extensions-dir', chosenExtensions(entry, builtIn, home));
  const address = ['--auth', 'none', '--bind-addr', `127.0.0.1:${chosen}`];
  const server = spawn(node, [...watched, ...address, ...folders, ...quiet, ...(folder === null ? [] : [folder])], {
    env: { ...env, GLOBAL_STEP_ENDS_WITH_PARENT: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const origin = `http://127.0.0.1:${chosen}`;
  const stop = () => {
    try {
      process.kill(-server.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
    if (profile === null) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  await answers(`${origin}/healthz`, server, () => output).catch((error) => {
    stop();
    throw error;
  });
  return {
    origin,
    home,
    server,
    stop,
    /** The address that opens a folder. */
    address: (opened = folder) => `${origin}/?folder=${encodeURIComponent(opened)}`,
  };
}

async function answers(address, server, output) {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`VS Code's server ended: ${output()}`);
    const isUp = await fetch(address).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`VS Code's server does not answer: ${output()}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
