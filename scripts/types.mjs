// Checks every TypeScript project: the whole, the folders that must know neither node nor vscode, the webview, and the scripts.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
let failed = false;
for (const project of ['tsconfig.json', 'tsconfig.pure.json', 'webview/tsconfig.json', 'tsconfig.scripts.json']) {
  // What was checked before and has not changed is not checked again; a fresh clone checks everything.
  const memory = `node_modules/.cache/types/${project.replace(/\W/g, '-')}`;
  const { status } = spawnSync(process.execPath, [tsc, '-p', project, '--incremental', '--tsBuildInfoFile', memory], {
    stdio: 'inherit',
  });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
