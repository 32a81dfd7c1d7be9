// Packs what a build made into global-step.vsix. Its README is ours without the pictures, which are not shipped.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runAloud } from './setup/run.mjs';

mkdirSync('dist', { recursive: true });
const readme = readFileSync('README.md', 'utf8').replace(/^!\[[^\]]*\]\([^)]*\)\n\n?/gm, '');
writeFileSync('dist/README.md', readme);
const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
const flags = [
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--readme-path',
  'dist/README.md',
];
runAloud(process.execPath, [vsce, 'package', ...flags, '--out', 'global-step.vsix']);
