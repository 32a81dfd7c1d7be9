import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { say } from '../../src/base/message';
import type { TrainingPlan } from '../../src/plan/training-plan';
import type { PythonParser } from '../../src/python/parser';
import { plansOf } from '../helpers/plan-of';
import { type BatchProgram, batchProgram } from './batch-programs';
import { fuzzParser } from './check-one';
import { type TrainedOnce, trainOnce } from './train-once';

// Program after program, compiled in this process and through `global-step run`: every row must be, bit for bit, that of TensorFlow.js's
// kernels, and no program may be left to them.

interface Options {
  readonly seed: number;
  readonly count: number;
  /** The command line's bundle; null: the programs are trained in this process alone. */
  readonly cli: string | null;
}

const folder = 'out/fuzz';

/** The plan of a program, all of which must be understood. */
function planOf(parser: PythonParser, { text, line }: BatchProgram): TrainingPlan {
  const plan = plansOf(parser, text).find(({ call }) => call.line === line);
  if (plan === undefined) throw new Error('the program has no plan');
  if (plan.unresolved.length > 0) throw new Error(plan.unresolved.map(({ why }) => say(why)).join('; '));
  return plan;
}

/** What the compiled step does otherwise than the kernels, or null. */
function differenceOf(compiled: TrainedOnce, kernels: TrainedOnce): string | null {
  if (compiled.execution?.kind === 'kernels') return `not compiled: ${say(compiled.execution.reason)}`;
  const row = kernels.rows.findIndex((wanted, index) =>
    wanted.some((number, column) => !Object.is(number, compiled.rows[index]?.[column])),
  );
  const text = (rows: readonly (readonly number[])[]): string => String(rows[row]?.join(', '));
  if (row >= 0) return `row ${row + 1} is ${text(compiled.rows)} and not ${text(kernels.rows)}`;
  if (compiled.rows.length !== kernels.rows.length)
    return `${compiled.rows.length} rows instead of ${kernels.rows.length}`;
  return compiled.problem === kernels.problem
    ? null
    : `${String(compiled.problem)} instead of ${String(kernels.problem)}`;
}

/** What the command line prints otherwise than the kernels' rows, or null. */
function printedDifference(cli: string, file: string, line: number, kernels: TrainedOnce): string | null {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'run', file, '--line', String(line), '--format', 'csv'],
    { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000 },
  );
  if (kernels.problem === null ? stderr !== '' : /not compiled|not understood/.test(stderr)) return stderr.trim();
  if (status !== (kernels.problem === null ? 0 : 1)) return `status ${String(status)}: ${stderr}`;
  const rows = stdout.split('\n').slice(1, -1);
  const place = kernels.lines.findIndex((wanted, index) => wanted !== rows[index]);
  if (place >= 0)
    return `row ${place + 1} is printed as ${String(rows[place])} and not ${String(kernels.lines[place])}`;
  return rows.length === kernels.lines.length ? null : `${rows.length} rows instead of ${kernels.lines.length}`;
}

/** What is wrong with a program's training, or null. */
function failureOf(parser: PythonParser, { cli }: Options, seed: number): string | null {
  const program = batchProgram(seed);
  const file = `${folder}/batches-${seed}.py`;
  writeFileSync(file, program.text);
  const failed = (why: string | null): string | null => why && `${file} (${program.made}): ${why}`;
  try {
    const plan = planOf(parser, program);
    const kernels = trainOnce(plan, false);
    const difference = differenceOf(trainOnce(plan, true), kernels);
    if (difference !== null || cli === null) return failed(difference);
    return failed(printedDifference(cli, file, program.line, kernels));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function main(options: Options): Promise<number> {
  const { seed, count } = options;
  const parser = await fuzzParser();
  mkdirSync(folder, { recursive: true });
  let failures = 0;
  for (let index = 0; index < count; index++) {
    const failure = failureOf(parser, options, seed + index);
    if (failure === null) continue;
    failures += 1;
    console.log(failure);
  }
  console.log(`${count} programs from seed ${seed} on; ${failures} failed`);
  return failures;
}

void main(JSON.parse(process.env['FUZZ'] ?? '{}') as Options).then((failures) => {
  process.exitCode = failures > 0 ? 1 : 0;
});
