// `npm run bench:workspace [-- FOLDER…] [--rounds N]`: the editor's workspace check beside `global-step check`, on the same folders.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runBundled } from './setup/run-bundled.mjs';
import { npm, run } from './setup/run.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' } },
});

ensureDependencies();
run(npm, ['run', 'build']);
await runBundled('test/bench/workspace/main.ts', 'out/bench/workspace.cjs', 'BENCH_WORKSPACE', {
  folders: positionals,
  rounds: Number(values.rounds),
});
