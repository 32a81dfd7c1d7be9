// `npm run fuzz:batches [-- --seed N] [--count N] [--in-process]`: programs whose batches have several shapes, trained compiled, through
// `global-step run`, and on TensorFlow.js's kernels. Every row must be the same, bit for bit. The programs are written to out/fuzz.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runBundled } from './setup/run-bundled.mjs';
import { npm, run } from './setup/run.mjs';

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
await runBundled(
  'test/fuzz/batches.ts',
  'out/fuzz/batches.cjs',
  'FUZZ',
  {
    seed: Number(values.seed),
    count: Number(values.count),
    cli: isInProcess ? null : 'dist/cli.js',
  },
  { mainFields: ['module', 'main'], alias: { 'node-fetch': './scripts/empty.cjs' } },
);
