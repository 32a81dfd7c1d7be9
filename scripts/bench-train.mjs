// `npm run bench:train`: builds what ships, bundles the bench as the worker is bundled, and runs it.
import { build } from 'esbuild';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, run, runAloud } from './setup/run.mjs';
import { bundleAlias, bundleLoader } from './setup/bundle-alias.mjs';

ensureDependencies();
run(npm, ['run', 'build']);
// Inside the project, so that the packages are found from there.
const bundle = 'out/bench/train.cjs';
await build({
  entryPoints: ['test/bench/train/main.ts'],
  bundle: true,
  mainFields: ['module', 'main'],
  alias: { ...bundleAlias, 'node-fetch': './scripts/empty.cjs' },
  loader: bundleLoader,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
  logLevel: 'error',
});
runAloud(process.execPath, ['--expose-gc', bundle]);
