// `npm run bench:workspace [-- FOLDER…] [--rounds N]`: the editor's workspace check beside `global-step check`, on the same folders.
import { build } from 'esbuild';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, run, runAloud } from './setup/run.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' } },
});

ensureDependencies();
run(npm, ['run', 'build']);
const bundle = 'out/bench/workspace.cjs';
await build({
  entryPoints: ['test/bench/workspace/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  outfile: bundle,
  logLevel: 'error',
});
runAloud(process.execPath, [bundle], {
  env: { ...process.env, BENCH_WORKSPACE: JSON.stringify({ folders: positionals, rounds: Number(values.rounds) }) },
});
