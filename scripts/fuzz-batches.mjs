// `npm run fuzz:batches [-- --seed N] [--count N] [--in-process]`: programs whose batches have several shapes, trained compiled, through
// `global-step run`, and on TensorFlow.js's kernels. Every row must be the same, bit for bit. The programs are written to out/fuzz.
import { build } from 'esbuild';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, run, runAloud } from './setup/run.mjs';
import { bundleAlias } from './setup/bundle-alias.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '80' },
    // Without the command line, which takes most of the time.
    'in-process': { type: 'boolean', default: false },
  },
});

ensureDependencies();
const isInProcess = values['in-process'];
if (!isInProcess) run(npm, ['run', 'build']);
const bundle = 'out/fuzz/batches.cjs';
await build({
  entryPoints: ['test/fuzz/batches.ts'],
  bundle: true,
  mainFields: ['module', 'main'],
  alias: { ...bundleAlias, 'node-fetch': './scripts/empty.cjs' },
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  outfile: bundle,
  logLevel: 'error',
});
runAloud(process.execPath, [bundle], {
  env: {
    ...process.env,
    FUZZ: JSON.stringify({
      seed: Number(values.seed),
      count: Number(values.count),
      cli: isInProcess ? null : 'dist/cli.js',
    }),
  },
});
