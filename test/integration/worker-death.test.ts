import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inEnglish } from '../helpers/chinese';
import { say } from '../../src/base/message';
import { pairOf } from '../../src/plan/counterpart';
import { trainingThread } from '../../src/host/node/node-thread';
import { startTrainingThread } from '../../src/training/worker-port';
import { TrainingSession } from '../../src/training/session';
import { planOf } from '../helpers/plan-of';
import { testParser } from '../helpers/python-parser';

// Real threads that die: what the owner hears, once, and that a restart works.
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'worker-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const death = (path: string, log: string[]): Promise<string> =>
  new Promise((settle) => {
    startTrainingThread(trainingThread(path), (line) => log.push(line))({
      onEvent: () => undefined,
      onDeath: (reason) => {
        settle(say(reason));
      },
    });
  });

const script = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

it.each([
  ['exits by itself', 'process.exit(7)', /^the training thread ended before the training was over/, /exit code 7/],
  ['throws', "throw new Error('out of paper')", /^the training failed inside of Global Step/, /out of paper/],
  // V8's heap has the worker's limit; the arrays that tensors are made of lie outside of it, and end with the machine's memory.
  [
    'runs out of memory',
    'const all = []; for (;;) all.push(new Array(2 ** 24).fill(1))',
    /more memory than it may have/,
    /memory/,
  ],
  [
    'asks for more arrays than there is memory',
    'const all = []; for (;;) all.push(new Float64Array(2 ** 32))',
    /more memory than it may have/,
    /Array buffer allocation failed/,
  ],
])('a thread that %s is reported, and the log has the rest', async (_, text, reason, logged) => {
  const log: string[] = [];
  expect(await death(script('dies.cjs', text), log)).toMatch(reason);
  expect(log.join('\n')).toMatch(logged);
});

it('a worker that is not there is reported', async () => {
  const log: string[] = [];
  expect(await death(join(folder, 'nowhere.js'), log)).toMatch(/is a defect/);
  expect(log.join()).toMatch(/nowhere/);
});

it('a session whose thread died says so, and trains its program after a restart', async () => {
  const text = readFileSync('media/samples/without_global_step.py', 'utf8');
  const plan = planOf(await testParser(), text);
  let path = script('dies-first.cjs', 'process.exit(3)');
  const session = new TrainingSession(
    'train.py',
    { runs: pairOf(plan), pace: { stretchSeconds: 0 }, stopAtNonFinite: true },
    (listener) => startTrainingThread(trainingThread(path))(listener),
  );
  const comesTo = (kind: string): Promise<void> =>
    new Promise((settle) => {
      session.onDidChange(() => {
        if (session.snapshot.state.kind === kind) settle();
      });
    });
  const failed = comesTo('failed');
  session.start();
  await failed;
  expect(inEnglish(session.snapshot.state)).toMatchObject({
    kind: 'failed',
    message: 'the training thread ended before the training was over: start it again',
    location: { file: 'train.py', line: plan.call.line },
  });
  path = resolve('dist/worker.js');
  const ended = comesTo('ended');
  session.restart();
  await ended;
  expect(session.snapshot.state).toMatchObject({ kind: 'ended', reason: 'completed' });
  // Every row, and the rate at the end of the article's two tables.
  const { columns = [] } = session.snapshot.runs[0] ?? {};
  const lastRate = ['as-written', 'counterpart'].map((id) => {
    const { count, values } = session.rows(id).read(0, 100);
    return [count, new Float64Array(values)[(columns.indexOf('learning_rate') + 1) * count - 1]];
  });
  expect(lastRate).toEqual([
    [10, Math.fround(0.1)],
    [10, Math.fround(0.2)],
  ]);
  session.dispose();
});
