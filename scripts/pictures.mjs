// `npm run pictures`: takes the README's pictures out of the real product.
import { npm, runAloud } from './setup/run.mjs';

process.env.GLOBAL_STEP_PICTURES = '1';
runAloud(npm, ['test', '--', '--project', 'pictures', ...process.argv.slice(2)]);
