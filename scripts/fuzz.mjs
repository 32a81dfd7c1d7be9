// `npm run fuzz [-- --seed N] [--count N] [--limit MS] [--big-one-of N] [--as-they-are] [FOLDER…]`: mutated copies of real files through
// the whole check, and every tenth time a program that costs far more than it is long, whose last line the check must find wrong unless it
// says that it gave up. Nothing may throw, and nothing may take longer than the limit. What does is written to out/fuzz, to become a fixture.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runBundled } from './setup/run-bundled.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    limit: { type: 'string', default: '10000' },
    'big-one-of': { type: 'string', default: '10' },
    'as-they-are': { type: 'boolean', default: false },
  },
});

ensureDependencies();
const folders =
  positionals.length > 0 ? positionals : ['media/samples', 'test/fixtures', 'test/unit'].filter(existsSync);
await runBundled('test/fuzz/main.ts', 'out/fuzz/main.cjs', 'FUZZ', {
  folders,
  seed: Number(values.seed),
  count: Number(values.count),
  limitMs: Number(values.limit),
  oneOf: Number(values['big-one-of']),
  isMutating: !values['as-they-are'],
});
