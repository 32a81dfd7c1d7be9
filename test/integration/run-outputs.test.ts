import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseOptions } from '../../src/cli/options';
import { runTraining } from '../../src/cli/run';
import { testParser } from '../helpers/python-parser';

// What `run` makes of a program's sessions after its training, by a real thread that writes down how many programs it is to make them of.
let folder: string;
let asked: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'));
  asked = join(folder, 'asked');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly status: number;
  readonly warned: readonly string[];
  /** For how many programs sessions were asked for, a number a request. */
  readonly requests: readonly string[];
}

/** Runs the command on the program; the thread exits where it is sent a command of type `dyingOf`. */
async function run(arguments_: readonly string[], dyingOf = ''): Promise<Outcome> {
  const worker = join(folder, 'worker.cjs');
  writeFileSync(
    worker,
    `require('node:worker_threads').parentPort.on('message', ({ type, plans }) => {
  if (type === 'fetch-values') require('node:fs').appendFileSync(${JSON.stringify(asked)}, plans.length + '\\n');
  if (type === ${JSON.stringify(dyingOf)}) process.exit(3);
});
require(${JSON.stringify(resolve('dist/worker.js'))});
`,
  );
  const options = parseOptions(['run', 'test/fixtures/step-cases/saver.py', ...arguments_], '0');
  if (options.command !== 'run') throw new Error(`parsed as ${options.command}`);
  const warned: string[] = [];
  const status = await runTraining(options, {
    parser: await testParser(),
    workerPath: worker,
    print: () => true,
    warn: (line) => warned.push(line),
  });
  const requests = existsSync(asked) ? readFileSync(asked, 'utf8').trimEnd().split('\n') : [];
  return { status, warned, requests };
}

it.each([
  ['the program as written alone', [], '1'],
  ['both runs where they are compared', ['--compare'], '2'],
])('makes the sessions of %s', async (_, arguments_, plans) => {
  const { status, warned, requests } = await run(arguments_);
  expect([status, requests]).toEqual([0, [plans]]);
  expect(warned.filter((line) => line.includes(' saves '))).toHaveLength(Number(plans));
  expect(warned.at(-Number(plans))).toBe('  as-written saves model.ckpt-0 (5 times)');
});

it('reports the training, whatever becomes of the sessions after it', async () => {
  const { status, warned, requests } = await run([], 'fetch-values');
  expect([status, requests]).toEqual([0, ['1']]);
  expect(warned.at(-1)).toMatch(/^ {2}which checkpoints are saved is not known: the training thread ended/);
});

it('makes none after a training that fails, and reports that', async () => {
  const { status, warned, requests } = await run([], 'start-training');
  expect([status, requests]).toEqual([1, []]);
  expect(warned.at(-1)).toMatch(/^global-step: .*the training thread ended before the training was over/);
});
