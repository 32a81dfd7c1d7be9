// `npm run bench:check [-- FOLDER…] [--rounds N] [--ruff PATH] [--sizes 100,1000,10000]`: what `global-step check FOLDER` costs as a process,
// beside native Ruff and pyflakes. `--in-process [--files N]`: the check's functions after their warm-up, and keystrokes.
import { build } from 'esbuild';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCommands, withFolders } from './bench-commands.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { cacheFolder, npm, onPath, run, runAloud } from './setup/run.mjs';
import { bundleAlias, bundleLoader } from './setup/bundle-alias.mjs';

const ruff = { name: '@astral-sh/ruff-wasm-nodejs', version: '0.17.4' };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    ruff: { type: 'string' },
    sizes: { type: 'string' },
    'in-process': { type: 'boolean', default: false },
  },
});

ensureDependencies();
const folders = positionals.length > 0 ? positionals : defaultFolders();
if (folders.length === 0) {
  console.error('bench:check: no Python files to read; name a folder: npm run bench:check -- FOLDER');
  process.exit(2);
}
if (values['in-process']) await measureInProcess();
else measureProcesses();

/** The user's own command beside others, each a process. */
function measureProcesses() {
  const python = findPyflakes() ?? onPath('python3');
  if (python === null) throw new Error('python3 is absent: it tells what a process has cost');
  const ours = [process.execPath, 'dist/cli.js', 'check'];
  const nativeRuff = values.ruff ?? onPath('ruff');
  const commands = [
    ours,
    ...(nativeRuff === null ? [] : [[nativeRuff, 'check', '--select', 'F', '--no-cache', '--isolated']]),
    [python, '-m', 'pyflakes'],
  ];
  const print = (what, { seconds, megabytes }) => {
    console.log(`${what.padEnd(60)} ${seconds.toFixed(2).padStart(8)} s ${megabytes.toFixed(0).padStart(6)} MB`);
  };
  console.log(`Processor seconds and peak memory, medians of ${values.rounds} rounds in turns.`);
  for (const folder of folders) {
    const costs = measureCommands(python, commands, folder, Number(values.rounds));
    costs.forEach((cost, index) => {
      const words = (commands[index] ?? []).slice(0, 3).map((word) => basename(word));
      print(`${words.join(' ')} ${folder}`, cost);
      const ratio = (costs[0]?.seconds ?? Number.NaN) / cost.seconds;
      if (index > 0) console.log(`  global-step check costs ${ratio.toFixed(2)} times as much processor time`);
    });
  }
  const sizes = values.sizes?.split(',').map(Number) ?? [];
  withFolders(folders[0] ?? '', sizes, (size, folder) => {
    for (const cost of measureCommands(python, [ours], folder, Number(values.rounds))) print(`${size} files`, cost);
  });
}

/** The check's own functions in one process after their warm-up, and keystrokes. */
async function measureInProcess() {
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
    loader: bundleLoader,
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
}

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
