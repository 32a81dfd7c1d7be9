// `npm run fuzz:run [-- --seed N] [--count N] [--only TEXT] [--seconds N] [--megabytes N]`: generated programs that ask for more time or
// memory than there is, each by the built command line as a process. None may take longer or more than it may, abort, or speak JavaScript.
import { build } from 'esbuild';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, run, runAloud } from './setup/run.mjs';
import { bundleAlias } from './setup/bundle-alias.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '400' },
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '30' },
    megabytes: { type: 'string', default: '1024' },
  },
});

ensureDependencies();
run(npm, ['run', 'build']);
const bundle = 'out/fuzz/run.cjs';
await build({
  entryPoints: ['test/fuzz/exhausting/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  outfile: bundle,
  alias: bundleAlias,
  logLevel: 'error',
});
const { seed, count, only, seconds, megabytes } = values;
runAloud(process.execPath, [bundle], {
  env: {
    ...process.env,
    FUZZ: JSON.stringify({
      seed: Number(seed),
      count: Number(count),
      only,
      seconds: Number(seconds),
      megabytes: Number(megabytes),
    }),
  },
});
