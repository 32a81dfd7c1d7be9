// `npm run sweep -- FOLDER… [--only TEXT] [--every N]`: what keeps the training files below the folders from training their own model, by
// reason and count. With `--only`, the files are named whose kind, path or reason has the text; `--only ''` names all. With `--every`, the
// first of each N training files is read.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runBundled } from './setup/run-bundled.mjs';

ensureDependencies();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, every: { type: 'string' } },
});
await runBundled('test/sweep/main.ts', 'out/sweep/main.cjs', 'SWEEP', {
  folders: positionals,
  only: values.only ?? null,
  every: Number(values.every ?? 1),
});
