// `npm run fuzz:fixes [-- --seed N] [--count N]`: programs of the parts that decide how a step is counted. Their fixes, the safe ones and all
// of them, are applied and checked again: none may make anything worse. Programs of which one does are written to out/fuzz.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runBundled } from './setup/run-bundled.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
  },
});

ensureDependencies();
await runBundled('test/fuzz/fixes.ts', 'out/fuzz/fixes.cjs', 'FUZZ', {
  seed: Number(values.seed),
  count: Number(values.count),
});
