import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorker } from '../../src/training/worker-port';
import { TrainingSession } from '../../src/training/session';

// Real threads that die: what the owner hears, once, and that a restart works.
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'worker-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const death = (path: string, send = false): Promise<string> =>
  new Promise((settle) => {
    const thread = startWorker(path)({ onEvent: () => undefined, onDeath: settle });
    if (send) thread.send({ type: 'pause-training' });
  });

const script = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

it.each([
  ['exits by itself', 'process.exit(7)', /exit code 7/],
  ['throws', "throw new Error('out of paper')", /out of paper/],
  ['runs out of memory', 'const all = []; for (;;) all.push(new Array(1e6).fill(all.length))', /memory/],
])('a thread that %s is reported', async (_, text, reason) => {
  expect(await death(script('dies.cjs', text))).toMatch(reason);
});

it('a worker that is not there is reported', async () => {
  expect(await death(join(folder, 'nowhere.js'))).toMatch(/nowhere/);
});

it('a session whose thread died says so, and trains after a restart', async () => {
  const good = resolve('dist/worker.js');
  let path = script('dies-first.cjs', 'process.exit(3)');
  const session = new TrainingSession(
    'train.py',
    { runs: [], pace: { stretchSeconds: 0 }, stopAtNonFinite: true },
    (listener) => startWorker(path)(listener),
  );
  const ended = (kind: string): Promise<void> =>
    new Promise((settle) => {
      session.onDidChange(() => {
        if (session.snapshot.state.kind === kind) settle();
      });
    });
  const failed = ended('failed');
  session.start();
  await failed;
  expect(session.snapshot.state).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('exit code 3') as string,
  });
  path = good;
  const completed = ended('ended');
  session.restart();
  await completed;
  expect(session.snapshot.state).toMatchObject({ kind: 'ended', reason: 'completed' });
  session.dispose();
});
