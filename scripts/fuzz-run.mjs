// `npm run fuzz:run [-- --seed N] [--count N] [--only TEXT] [--seconds N] [--megabytes N]`: generated programs that ask for more time or
// memory than there is, each by the built command line as a process. None may take longer or more than it may, abort, or speak JavaScript.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runBundled } from './setup/run-bundled.mjs';
import { npm, run } from './setup/run.mjs';

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
const { seed, count, only, seconds, megabytes } = values;
await runBundled('test/fuzz/exhausting/main.ts', 'out/fuzz/run.cjs', 'FUZZ', {
  seed: Number(seed),
  count: Number(count),
  only,
  seconds: Number(seconds),
  megabytes: Number(megabytes),
});
