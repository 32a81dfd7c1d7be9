import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFiles } from '../../../src/cli/find-files';
import { checkInBatches } from '../../../src/editor/engine/check-in-batches';
import { EngineThread, startEngine } from '../../../src/editor/engine/engine-thread';
import { engineThread } from '../../../src/host/node/node-thread';
import { generateRepository } from './generate';

// The workspace check of the editor's engine thread beside the command line, on the same folders: each a process of its own, whose whole
// time counts, in turns. VS Code's search for files and its display are in neither.

interface Options {
  readonly folders: readonly string[];
  readonly rounds: number;
}

interface Taken {
  readonly files: number;
  readonly findings: number;
  /** Of the process, in all its threads. */
  readonly processorSeconds: number;
  readonly seconds: number;
}

/** Printed by a process of ours when it ends. */
const usageMark = 'processor-seconds ';
/** Run before anything else in a process, so that all of it counts. */
const preload = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('${usageMark}' + (user + system) / 1e6 + '\\n'); });`;

function taken(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { output: string } & Pick<Taken, 'seconds' | 'processorSeconds'> {
  const started = performance.now();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(preload)}`, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 29,
      env: { ...process.env, ...env },
    },
  );
  const seconds = (performance.now() - started) / 1e3;
  const [, used] = new RegExp(`${usageMark}([\\d.e-]+)`).exec(stderr) ?? [];
  if (used === undefined) throw new Error(`the process says nothing of its time: ${stderr.slice(0, 2000)}`);
  return { output: stdout, seconds, processorSeconds: Number(used) };
}

function byCommand(folder: string): Taken {
  const { output, ...time } = taken([resolve('dist/cli.js'), 'check', folder, '--format', 'json']);
  const { files } = JSON.parse(output) as { readonly files: readonly { readonly findings: readonly unknown[] }[] };
  return { files: files.length, findings: files.reduce((sum, { findings }) => sum + findings.length, 0), ...time };
}

function byEngine(folder: string): Taken {
  const { output, ...time } = taken([__filename], { BENCH_WORKSPACE: JSON.stringify({ check: folder }) });
  return { ...(JSON.parse(output) as Pick<Taken, 'files' | 'findings'>), ...time };
}

/** The editor's side, in a process of its own. */
async function checkAsEditor(folder: string): Promise<void> {
  const files = findFiles([folder]).map(({ path }) => pathToFileURL(resolve(path)).href);
  const engine = new EngineThread(startEngine(engineThread(resolve('dist/engine.js'))));
  const view = { roots: [pathToFileURL(resolve(folder)).href], unsaved: [] };
  const counted = { files: 0, findings: 0 };
  const batches = checkInBatches(engine, { files, view: () => view }, { deadlineMs: 600_000 });
  for await (const { size, checked } of batches) {
    counted.files += size;
    for (const { report } of checked) counted.findings += report?.findings.length ?? 0;
  }
  engine.dispose();
  process.stdout.write(JSON.stringify(counted));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function compare(name: string, folder: string, rounds: number): void {
  const pairs = Array.from({ length: rounds }, (_, round) => {
    const command = round % 2 === 0 ? byCommand(folder) : null;
    const engine = byEngine(folder);
    return { engine, command: command ?? byCommand(folder) };
  });
  const [{ command, engine } = { command: byCommand(folder), engine: byEngine(folder) }] = pairs;
  const isSame = command.files === engine.files && command.findings === engine.findings;
  console.log(`\n${name}: ${command.files} files, ${command.findings} findings${isSame ? '' : ' (THEY DIFFER)'}`);
  for (const [who, times] of [
    ['command line', pairs.map((pair) => pair.command)],
    ['engine thread', pairs.map((pair) => pair.engine)],
  ] as const) {
    const seconds = median(times.map((time) => time.seconds));
    const processor = median(times.map((time) => time.processorSeconds));
    console.log(
      `  ${who.padEnd(14)} ${(command.files / seconds).toFixed(0).padStart(6)} files/s, ${seconds.toFixed(2)} s by the clock, ${processor.toFixed(2)} s of processor`,
    );
  }
  const ratio = (of: (time: Taken) => number): string =>
    median(pairs.map((pair) => of(pair.engine) / of(pair.command))).toFixed(2);
  console.log(
    `  the engine thread takes ${ratio((time) => time.seconds)} of the command line's time, ${ratio((time) => time.processorSeconds)} of its processor (aim: 1.3)`,
  );
}

function main({ folders, rounds }: Options): void {
  const generated = 'out/bench/repository';
  rmSync(generated, { recursive: true, force: true });
  generateRepository(generated, 5000);
  console.log(`Medians of ${rounds} pairs, turn about.`);
  compare('5,000 generated files', generated, rounds);
  for (const folder of folders.filter(existsSync)) compare(folder, folder, rounds);
  rmSync(generated, { recursive: true, force: true });
}

const options = JSON.parse(process.env['BENCH_WORKSPACE'] ?? '{}') as Partial<Options> & { readonly check?: string };
if (options.check === undefined) main({ folders: options.folders ?? [], rounds: options.rounds ?? 3 });
else void checkAsEditor(options.check);
