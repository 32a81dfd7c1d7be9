// Packs what a build made into global-step.vsix, or into the file that is named before further flags of vsce. Its README is ours without the
// pictures, which are not shipped; its changelog has the latest changes. The same commit and the same build give the same bytes: entries are sorted, and carry the commit's time and no one's modes.
import { listFiles, PackageManager } from '@vscode/vsce';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { recompress } from './setup/recompress.mjs';
import { runAloud } from './setup/run.mjs';

const shippedChanges = 30;

/** The commit's time in seconds; where there is no commit to ask, the least that an entry of a zip can have. */
function commitTime() {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : String(Date.UTC(1980, 0, 1) / 1000);
}

/** The entries at the top of a changelog, as many as are read of one. */
function latestChanges(all) {
  const entries = all.split(/\n(?=- )/);
  if (entries.length <= shippedChanges) return all;
  return `${entries.slice(0, shippedChanges).join('\n')}\n\nEarlier changes are in the CHANGELOG.md of the source.\n`;
}

mkdirSync('dist', { recursive: true });
const readme = readFileSync('README.md', 'utf8').replace(/^!\[[^\]]*\]\([^)]*\)\n\n?/gm, '');
writeFileSync('dist/README.md', readme);
writeFileSync('dist/CHANGELOG.md', latestChanges(readFileSync('CHANGELOG.md', 'utf8')));
for (const file of await listFiles({ packageManager: PackageManager.None })) {
  if ((statSync(file).mode & 0o777) !== 0o644) chmodSync(file, 0o644);
}
const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
const [out = 'global-step.vsix', ...more] = process.argv.slice(2);
const flags = [
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--readme-path',
  'dist/README.md',
  '--changelog-path',
  'dist/CHANGELOG.md',
];
// A zip has local times, and vsce sorts by the language's order.
const env = {
  ...process.env,
  SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? commitTime(),
  TZ: 'UTC',
  LC_ALL: 'C',
};
runAloud(process.execPath, [vsce, 'package', ...flags, '--out', out, ...more], { env });
await recompress(out);
