// `npm test`: sets up what is missing (packages, a browser, a real VS Code), builds, packages, and runs every test.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ensureBrowser } from './setup/browser.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, run } from './setup/run.mjs';
import { ensureCodeServer } from './setup/vscode-server.mjs';

ensureDependencies();
const [browser] = [await ensureBrowser(), ensureCodeServer()];
console.log('Building and packaging …');
run(npm, ['run', 'package']);
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=out/tests.json'];
const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, CHROME_PATH: browser },
});
process.exit(status ?? 1);
