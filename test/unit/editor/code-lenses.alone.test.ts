import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { message } from '../../../src/base/message';
import { CodeLenses } from '../../../src/editor/calls/code-lenses';
import type { EngineThread } from '../../../src/editor/engine/engine-thread';
import { SettingsReader } from '../../../src/editor/host/settings-reader';
import { LivePrograms } from '../../../src/editor/programs/live-programs';
import { ProgramChecker } from '../../../src/editor/programs/program-checker';
import type { OpenOutlook } from '../../../src/engine/engine';
import { FakeDocument, type FakeVscode } from '../../fakes/fake-vscode';

const fake = vi.hoisted(() => ({ current: null as FakeVscode | null }));
vi.mock('vscode', async () => {
  const { FakeVscode: Fake } = await import('../../fakes/fake-vscode');
  fake.current = new Fake();
  return fake.current.module();
});

const text = 'import tensorflow as tf\ntrain = optimizer.minimize(loss)\n';
const address = 'file:///w/train.py';
const range = { file: address, cell: null, start: 42, end: 50, line: 2, column: 19, endLine: 2, endColumn: 27 };
const [answer, numbers, fix, visualize] = [
  '$(warning) rate stays 0.1',
  '$(warning) rate stays 0.1, should end at 0.2',
  'Pass global_step=step',
  '$(graph-line) Visualize',
];
const call = {
  range,
  call: 'minimize',
  optimizer: null,
  globalStep: null,
  verdict: 'warning',
  case: 'missing',
  answer: message('rate stays {0}', '0.1'),
  fix: message('Pass {0}', 'global_step=step'),
  dependents: [],
};
const finding = { rule: 'minimize-without-global-step', severity: 'warning', range, message: call.answer };
const report = {
  calls: [call],
  schedulers: 0,
  findings: [{ ...finding, related: [], fixes: [] }],
  incomplete: null,
};
const verdict = {
  answer: message('rate stays {0}, should end at {1}', '0.1', '0.2'),
  sentence: message('rate never changes'),
  details: [],
  change: null,
};
const reading = { iterations: 10, passesGlobalStep: false, asWritten: null, counterpart: null };
const outlook: OpenOutlook = {
  calls: [{ ...reading, range, case: 'missing', verdict }],
  schedules: [],
  broken: null,
  unread: null,
  isWhole: true,
};

let owned: { dispose(): void }[];
let lenses: CodeLenses;
let document: FakeDocument;
/** Answers the questions for numbers, the oldest first. */
let answers: ((outlook: OpenOutlook) => void)[];
let prepared: (isWhole: boolean) => void;

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  const log = { info: () => undefined } as unknown as vscode.LogOutputChannel;
  const engine = {
    request: (method: string) =>
      method === 'check'
        ? Promise.resolve({ report, isWhole: true })
        : new Promise((resolve) => {
            if (method === 'prepare') prepared = resolve;
            else answers.push(resolve);
          }),
  } as unknown as EngineThread;
  const settings = new SettingsReader(log, () => import('../../../src/editor/commands/on-demand'));
  const checker = new ProgramChecker(engine, settings, log);
  const programs = new LivePrograms(checker, engine, log);
  lenses = new CodeLenses(checker, programs, settings);
  owned = [lenses, programs, checker, settings];
  document = new FakeDocument(address, text);
  fake.current?.open(document);
});
afterEach(() => {
  fake.current?.close(document);
  for (const one of owned) one.dispose();
  vi.useRealTimers();
});

/** The row's titles, in their order. */
const shown = async (): Promise<(string | undefined)[]> =>
  (await lenses.provideCodeLenses(document as unknown as vscode.TextDocument)).map(({ command }) => command?.title);

describe('a row of lenses', () => {
  it('comes as a whole where its numbers are read in a moment', async () => {
    const row = shown();
    await vi.advanceTimersByTimeAsync(900);
    answers[0]?.(outlook);
    expect(await row).toEqual([numbers, fix, visualize]);
    expect(await shown()).toEqual([numbers, fix, visualize]);
    expect(answers).toHaveLength(1);
  });

  it('has its actions before an answer whose numbers are late, so that they stay where they are', async () => {
    const row = shown();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await row).toEqual([fix, visualize, answer]);
    answers[0]?.(outlook);
    await vi.advanceTimersByTimeAsync(0);
    expect(await shown()).toEqual([fix, visualize, numbers]);
  });

  it('waits for the programs that import a file, too', async () => {
    const row = shown();
    await vi.advanceTimersByTimeAsync(0);
    answers[0]?.({ ...outlook, calls: [], isWhole: false });
    await vi.advanceTimersByTimeAsync(500);
    prepared(true);
    await vi.advanceTimersByTimeAsync(0);
    answers[1]?.(outlook);
    expect(await row).toEqual([numbers, fix, visualize]);
  });

  it('has its answer first again in another text, read in time', async () => {
    const row = shown();
    await vi.advanceTimersByTimeAsync(1000);
    expect((await row)[0]).toBe(fix);
    fake.current?.edit(document, `${text}\n`);
    await vi.advanceTimersByTimeAsync(300);
    const next = shown();
    await vi.advanceTimersByTimeAsync(0);
    answers.at(-1)?.(outlook);
    expect(await next).toEqual([numbers, fix, visualize]);
  });
});
