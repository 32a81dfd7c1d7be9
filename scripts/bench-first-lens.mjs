// `npm run bench:first-lens [-- ROUNDS]`: the first lens of a cold VS Code for the Web beside that of a cold VS Code with Node.
import { ensureDependencies } from './setup/dependencies.mjs';
import { runBundled } from './setup/run-bundled.mjs';
import { npm, run } from './setup/run.mjs';

ensureDependencies();
run(npm, ['run', 'package']);
// Only scripts in this folder find their files by their own place.
const place = JSON.stringify(new URL('setup/run-bundled.mjs', import.meta.url).href);
await runBundled(
  'test/bench/first-lens.ts',
  'out/bench/first-lens.cjs',
  'BENCH_FIRST_LENS',
  { rounds: Number(process.argv[2] ?? 5) },
  { define: { 'import.meta.url': place }, external: ['playwright-core', 'esbuild'] },
);
