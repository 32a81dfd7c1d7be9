// `npm run sweep -- FOLDER… [--only TEXT]`: what keeps the training files below the folders from training their own model, by reason and
// count. With `--only`, the files are named whose kind, path or reason has the text; `--only ''` names all.
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runBundled } from './setup/run-bundled.mjs';

ensureDependencies();
const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
await runBundled('test/sweep/main.ts', 'out/sweep/main.cjs', 'SWEEP', {
  folders: positionals,
  only: values.only ?? null,
});
