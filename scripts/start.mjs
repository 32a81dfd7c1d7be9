// `npm start`: sets up what is missing, builds, packages, and opens the extension on a copy of the samples: in the user's own VS Code
// where `code` is on the PATH, else in one in the browser, at the printed address, until it is interrupted.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, onPath, run } from './setup/run.mjs';
import { startCodeServer } from './setup/vscode-server.mjs';

ensureDependencies();
console.log('Building and packaging …');
run(npm, ['run', 'package']);
const vsix = resolve('global-step.vsix');
const workspace = mkdtempSync(join(tmpdir(), 'global-step-samples-'));
cpSync('media/samples', workspace, { recursive: true });
const sample = 'without_global_step.py';

const code = onPath('code');
if (code === null || !opensInOwn(code)) await openInBrowser();

/** Installs into the user's VS Code and opens the samples there; false where that VS Code cannot be used from here. */
function opensInOwn(command) {
  const shell = process.platform === 'win32';
  const succeeds = (...args) => spawnSync(command, args, { stdio: 'inherit', shell }).status === 0;
  const isOpen = succeeds('--install-extension', vsix, '--force') && succeeds(workspace, join(workspace, sample));
  if (isOpen) console.log(`Global Step is installed in your VS Code, which opens ${workspace}`);
  else console.log(`${command} could not be used; opening one in the browser instead`);
  return isOpen;
}

async function openInBrowser() {
  // The address names the folder alone: with a file in it, a reload of the page would restore no editor and no panel.
  writeFileSync(
    join(workspace, 'README.md'),
    `# Global Step\n\nOpen [${sample}](${sample}): a lens stands above \`minimize(\`, and a warning below it. Click **Visualize** in the lens.\n`,
  );
  const settings = { 'workbench.startupEditor': 'readme' };
  const server = await startCodeServer({ vsix, folder: workspace, settings, port: Number(process.env.PORT ?? 0) });
  const end = () => {
    server.stop();
    rmSync(workspace, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  server.server.on('exit', end);
  console.log(`Global Step is open at ${server.address()}\nPress Ctrl+C to end it.`);
}
