// `npm run schedules -- LABELS.jsonl FOLDER`: the share of schedule calls that are resolved in labelled files, whose repositories were
// extracted to FOLDER as owner+name@commit.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleAlias, bundleLoader } from './setup/bundle-alias.mjs';

const outfile = join('out', 'schedules.cjs');
await build({
  entryPoints: ['test/schedules/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  alias: bundleAlias,
  loader: bundleLoader,
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
