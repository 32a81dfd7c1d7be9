// Compares `global-step run` with traces of real TensorFlow: a program beside its NAME.trace.json, or records of a .jsonl with the
// repository, commit and path of a public program, whose bare clones stand in --repositories FOLDER as owner+name/repo.
//   npm run programs -- FOLDER|FILE.jsonl [--repositories FOLDER] [--only TEXT] [--verbose]
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareWithTrace, readRows } from './compare-trace.mjs';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** The file of a record, brought out of its repository with the other small files of its folder, which it may import. */
function checkOut({ repo, commit, path }, repositories, into) {
  const git = join(repositories, repo.replace('/', '+'), 'repo');
  const folder = dirname(path);
  const show = (args, encoding) =>
    execFileSync('git', ['--git-dir', git, '-c', 'core.quotePath=false', ...args], { encoding, maxBuffer: 2 ** 27 });
  const names = show(['ls-tree', '--name-only', commit, folder === '.' ? './' : `${folder}/`], 'utf8')
    .split('\n')
    .filter((name) => name === path || name.endsWith('.py'));
  for (const name of names) {
    const file = join(into, repo.replace('/', '+'), name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, show(['show', `${commit}:${name}`]));
  }
  return join(into, repo.replace('/', '+'), path);
}

/** Every program with its trace. */
function* programs(source, repositories, into) {
  if (source.endsWith('.jsonl')) {
    for (const line of readFileSync(source, 'utf8').split('\n').filter(Boolean)) {
      const trace = JSON.parse(line);
      const file = () => checkOut(trace, repositories, into);
      yield { name: `${trace.repo}/${trace.path}`, trace, file, isWrittenOut: false };
    }
    return;
  }
  for (const name of readdirSync(source).sort()) {
    if (!name.endsWith('.trace.json')) continue;
    const trace = JSON.parse(readFileSync(join(source, name), 'utf8'));
    const file = ['.py', '.ipynb'].map((ending) => join(source, name.replace('.trace.json', ending))).find(existsSync);
    // A trace may be of the same training written out in another file: its lines are that file's.
    const isWrittenOut = existsSync(join(source, name.replace('.trace.json', '.expanded.py.txt')));
    if (file !== undefined) yield { name: basename(file), trace, file: () => file, isWrittenOut };
  }
}

/** The arguments that choose a train op of a trace: its place, and which of those it is that are made there. */
function placeOf(ops, index) {
  const { line, cell = null } = ops[index];
  const isThere = (op) => op.line === line && (op.cell ?? null) === cell;
  const nth = ops.slice(0, index).filter(isThere).length + 1;
  const isOne = ops.filter(isThere).length === 1;
  return [
    ...['--line', String(line)],
    ...(cell === null ? [] : ['--cell', String(cell)]),
    ...(isOne ? [] : ['--nth', String(nth)]),
  ];
}

/** Runs the command line for each train op of the trace that trained. */
function measure({ trace, file, isWrittenOut }) {
  const path = file();
  const problems = [];
  const trained = trace.train_ops.map((op, index) => ({ op, index }));
  let milliseconds = 0;
  for (const { op, index } of trained) {
    const wanted = trace.iterations.filter((iteration) => (iteration.train_op ?? 0) === index);
    if (wanted.length === 0) continue;
    const place = isWrittenOut ? [] : placeOf(trace.train_ops, index);
    const began = performance.now();
    const run = spawnSync(process.execPath, [cli, 'run', path, ...place, '--format', 'csv'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      timeout: 120_000,
    });
    milliseconds += performance.now() - began;
    // What real TensorFlow trained on was made for the trace: other numbers stand in here, for the program's own model.
    const isStandIn = /: stand-in data: (?!what it looks for)/.test(run.stderr ?? '');
    const compared = isStandIn ? { ...trace, deterministic: false } : trace;
    const isOwnModel = !/: loss not understood: /.test(run.stderr ?? '');
    const problem = isOwnModel
      ? compareWithTrace(wanted, readRows(run.stdout ?? ''), compared)
      : 'a stand-in model instead of its own';
    const said = (run.stderr ?? '').trim().split('\n').slice(0, 6).join(' | ');
    if (problem !== null) problems.push(`line ${op.line}: ${problem}${said === '' ? '' : ` [${said}]`}`);
  }
  return { problems, milliseconds };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repositories: { type: 'string' }, only: { type: 'string' }, verbose: { type: 'boolean' } },
});
const into = mkdtempSync(join(tmpdir(), 'programs-'));
let passed = 0;
let failed = 0;
try {
  for (const source of positionals) {
    for (const program of programs(source, values.repositories ?? '.', into)) {
      if (values.only !== undefined && !program.name.includes(values.only)) continue;
      const { problems, milliseconds } = measure(program);
      if (problems.length === 0) passed += 1;
      else failed += 1;
      console.log(
        `${problems.length === 0 ? 'pass' : 'FAIL'}  ${milliseconds.toFixed(0).padStart(6)} ms  ${program.name}`,
      );
      for (const problem of problems) console.log(`        ${problem}`);
    }
  }
} finally {
  rmSync(into, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
