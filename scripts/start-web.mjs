// `npm run start:web`: as `npm start`, in a VS Code for the Web, as vscode.dev and github.dev run it: no server but for files, no Node, no
// disk. What is written there is gone with the page. Ends when it is interrupted.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, run } from './setup/run.mjs';

ensureDependencies();
console.log('Building and packaging …');
run(npm, ['run', 'package']);
const { unpackVsix } = await import('./setup/unpack.mjs');
const { startVscodeWeb } = await import('./setup/vscode-web.mjs');
const home = mkdtempSync(join(tmpdir(), 'global-step-web-'));
const folder = join(home, 'samples');
mkdirSync(folder);
cpSync('media/samples', folder, { recursive: true });
const extension = await unpackVsix(resolve('global-step.vsix'), join(home, 'vsix'));
const server = await startVscodeWeb({ extension, folder, port: Number(process.env.PORT ?? 0) });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    server.stop();
    rmSync(home, { recursive: true, force: true });
    process.exit(0);
  });
console.log(`Global Step is open at ${server.origin}\nPress Ctrl+C to end it.`);
