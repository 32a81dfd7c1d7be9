// Sets up the project's own packages where a fresh clone has none, or the lock file has moved on.
import { existsSync, readFileSync } from 'node:fs';
import { npm, runAloud } from './run.mjs';

/** Runs `npm ci` unless what is installed is what package-lock.json says. */
export function ensureDependencies() {
  const installed = 'node_modules/.package-lock.json';
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  if (existsSync(installed)) {
    const [wanted, present] = [packages('package-lock.json'), packages(installed)];
    const isSame = Object.entries(present).every(([name, { version }]) => wanted[name]?.version === version);
    const isWhole = Object.entries(wanted).every(
      ([name, { optional, devOptional }]) => name === '' || optional || devOptional || name in present,
    );
    if (isSame && isWhole) return;
  }
  console.log('Installing packages …');
  runAloud(npm, ['ci', '--no-audit', '--no-fund'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
