// `npm run bench:check [-- FOLDER…] [--files N] [--rounds N]`: how quick the checker is, on real files (all of them, or N evenly spread),
// beside others in the same run.
import { build } from 'esbuild';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './setup/dependencies.mjs';
import { cacheFolder, npm, onPath, run, runAloud } from './setup/run.mjs';
import { bundleAlias } from './setup/bundle-alias.mjs';

const ruff = { name: '@astral-sh/ruff-wasm-nodejs', version: '0.17.4' };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string' }, rounds: { type: 'string', default: '3' } },
});

ensureDependencies();
const folders = positionals.length > 0 ? positionals : defaultFolders();
if (folders.length === 0) {
  console.error('bench:check: no Python files to read; name a folder: npm run bench:check -- FOLDER');
  process.exit(2);
}
const bundle = 'out/bench/check.cjs';
await build({
  entryPoints: ['test/bench/check/main.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  minify: true,
  outfile: bundle,
  alias: bundleAlias,
  logLevel: 'error',
});
runAloud(process.execPath, ['--expose-gc', bundle], {
  env: {
    ...process.env,
    BENCH_CHECK: JSON.stringify({
      folders,
      files: values.files === undefined ? null : Number(values.files),
      rounds: Number(values.rounds),
      ruff: findRuff(),
      python: findPyflakes(),
    }),
  },
});

/** Folders of Python that most machines have, where none is named: the standard library, and what Debian puts beside it. */
function defaultFolders() {
  const python = onPath('python3');
  if (python === null) return [];
  const folder = run(python, ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))']).trim();
  console.log(`No folder named: ${folder} and the samples are read. It holds no TensorFlow programs to speak of.`);
  return ['media/samples', folder];
}

/** Ruff's module, fetched once into the user's cache: it is 10 MB and nothing else needs it. Null where it cannot be had. */
function findRuff() {
  const folder = cacheFolder(`ruff-wasm-${ruff.version}`);
  const resolve = () => createRequire(join(folder, 'package.json')).resolve(ruff.name);
  try {
    if (!existsSync(join(folder, 'node_modules'))) {
      console.log(`Fetching ${ruff.name} …`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
      run(npm, ['install', '--no-audit', '--no-fund', `${ruff.name}@${ruff.version}`], { cwd: folder });
    }
    return resolve();
  } catch (error) {
    console.log(`Ruff is absent: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`);
    return null;
  }
}

/** A Python that has pyflakes; installs Debian's where it may. Null where it cannot be had. */
function findPyflakes() {
  const hasPyflakes = () =>
    ['/usr/bin/python3', onPath('python3')].find((python) => {
      try {
        return python !== null && run(python, ['-c', 'import pyflakes']) === '';
      } catch {
        return false;
      }
    }) ?? null;
  const found = hasPyflakes();
  if (found !== null) return found;
  try {
    if (process.getuid?.() === 0) {
      console.log('Installing pyflakes …');
      run('apt-get', ['install', '-y', '--no-install-recommends', 'pyflakes3'], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
  } catch {
    // Said below.
  }
  const installed = hasPyflakes();
  if (installed === null) console.log('pyflakes is absent: install Debian’s package pyflakes3 to compare with it.');
  return installed;
}
