// `npm run agreement [-- FOLDER…]`: what the checker and the run say differently of the same programs: whether there is a call, which
// optimizer, whether a step is passed, what is wrong with it, and the rate at the start.
import { ensureDependencies } from './setup/dependencies.mjs';
import { runBundled } from './setup/run-bundled.mjs';

ensureDependencies();
const given = process.argv.slice(2);
const folders = given.length > 0 ? given : ['media/samples', 'test/fixtures'];
await runBundled('test/agreement/main.ts', 'out/agreement/main.cjs', 'AGREEMENT', folders);
