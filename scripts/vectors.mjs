// Runs a file of TensorFlow vectors against tf1 as it is built: bundles the runner as the worker is bundled, then executes it.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleAlias, bundleLoader } from './setup/bundle-alias.mjs';

const outfile = join('out', 'vectors.cjs');
await build({
  entryPoints: ['test/vectors/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  logLevel: 'warning',
  mainFields: ['module', 'main'],
  alias: { ...bundleAlias, 'node-fetch': './scripts/empty.cjs' },
  loader: bundleLoader,
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
