// `npm run agreement [-- FOLDER…]`: what the checker and the run say differently of the same programs: whether there is a call, which
// optimizer, whether a step is passed, what is wrong with it, and the rate at the start.
import { build } from 'esbuild';
import { bundleAlias } from './setup/bundle-alias.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runAloud } from './setup/run.mjs';

ensureDependencies();
const bundle = 'out/agreement/main.cjs';
await build({
  entryPoints: ['test/agreement/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  outfile: bundle,
  alias: bundleAlias,
  logLevel: 'error',
});
const given = process.argv.slice(2);
const folders = given.length > 0 ? given : ['media/samples', 'test/fixtures'];
runAloud(process.execPath, [bundle], { env: { ...process.env, AGREEMENT: JSON.stringify(folders) } });
