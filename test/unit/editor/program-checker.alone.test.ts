import { message } from '../../../src/base/message';
import type * as vscode from 'vscode';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Diagnostics } from '../../../src/editor/diagnostics/diagnostics';
import { CancelledError, type EngineThread } from '../../../src/editor/engine/engine-thread';
import type { ProgramTexts } from '../../../src/engine/engine';
import type { SafeFixes } from '../../../src/engine/safe-fixes';
import { ProgramChecker } from '../../../src/editor/programs/program-checker';
import { SafeFixer } from '../../../src/editor/diagnostics/safe-fixer';
import { QuickFixes } from '../../../src/editor/diagnostics/quick-fixes';
import { RuleDocs } from '../../../src/editor/diagnostics/rule-docs';
import { SettingsReader } from '../../../src/editor/host/settings-reader';
import type { Edit, FileReport, Finding } from '../../../src/lint/finding';
import type { FakeVscode } from '../../fakes/fake-vscode';
import { FakeDocument, Range } from '../../fakes/fake-vscode';

const fake = vi.hoisted(() => ({ current: null as FakeVscode | null }));
vi.mock('vscode', async () => {
  const { FakeVscode: Fake } = await import('../../fakes/fake-vscode');
  fake.current = new Fake();
  return fake.current.module();
});

interface Asked {
  readonly texts: ProgramTexts;
  readonly signal: AbortSignal;
  answer(report: FileReport): void;
  fail(error: Error): void;
}
let asked: Asked[];
/** Answers the last question for all safe fixes. */
let fixing: (fixes: SafeFixes) => void;
let logged: string[];
let log: vscode.LogOutputChannel;
let engine: EngineThread;
let checker: ProgramChecker;
let settings: SettingsReader;
let window: FakeVscode;
let disposables: { dispose(): void }[];

const rule = 'minimize-without-global-step';
const text = 'import tensorflow as tf\ntrain = optimizer.minimize(loss)\n';
const range = { file: '', cell: null, start: 42, end: 50, line: 2, column: 19, endLine: 2, endColumn: 27 };
const at = (file: string): typeof range => ({ ...range, file });

function finding(file: string, fix: Partial<Finding['fixes'][number]> = {}): Finding {
  const edit: Edit = {
    range: { ...at(file), start: 55, end: 55, column: 32, endColumn: 32 },
    text: ', global_step=step',
  };
  return {
    rule,
    severity: 'warning',
    range: at(file),
    message: message('the learning rate stays {0}', 0.1),
    related: [{ range: { ...at(file), line: 1, endLine: 1 }, message: message('{0} is made here', 'step') }],
    fixes: [{ title: message('Pass {0}', 'global_step=step'), safe: true, edits: [edit], ...fix }],
  };
}
const report = (file: string): FileReport => ({
  calls: [
    {
      range: at(file),
      call: 'minimize',
      optimizer: null,
      globalStep: null,
      verdict: 'warning',
      case: 'missing',
      answer: message('no global step passed'),
      fix: null,
      dependents: [],
    },
  ],
  schedulers: 0,
  findings: [finding(file)],
  incomplete: null,
});

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  logged = [];
  window = fake.current!;
  window.documents.length = 0;
  window.settings.clear();
  window.shown.clear();
  log = {
    warn: (message: string) => logged.push(message),
    error: (message: string) => logged.push(message),
  } as unknown as vscode.LogOutputChannel;
  engine = {
    request: (method: string, [texts]: [ProgramTexts], { signal }: { signal: AbortSignal }) =>
      new Promise((resolve, reject) => {
        if (method === 'fixes') {
          fixing = (fixes) => {
            resolve(fixes);
          };
          return;
        }
        const answer = (whole: FileReport): void => {
          resolve({ report: whole, isWhole: true });
        };
        asked.push({ texts, signal, answer, fail: reject });
      }),
  } as unknown as EngineThread;
  settings = new SettingsReader(log, () => import('../../../src/editor/commands/on-demand'));
  checker = new ProgramChecker(engine, settings, log);
  const docs = new RuleDocs();
  disposables = [checker, settings, new Diagnostics(checker, settings, docs)];
});
afterEach(() => {
  for (const disposable of disposables) disposable.dispose();
  vi.useRealTimers();
});

const settle = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(0);
};
const opened = (address = 'file:///w/train.py', content = text, language?: string): FakeDocument => {
  const document = new FakeDocument(address, content, language);
  window.open(document);
  return document;
};
const shownAt = (document: FakeDocument) =>
  window.shown.get(document.uri.toString()) as readonly vscode.Diagnostic[] | undefined;
async function checked(address?: string): Promise<FakeDocument> {
  const document = opened(address);
  asked.at(-1)?.answer(report(document.uri.toString()));
  await settle();
  return document;
}

describe('ProgramChecker', () => {
  it('asks nothing of the engine for other languages, nor for Python that trains nothing', async () => {
    opened('file:///w/readme.md', text, 'markdown');
    const plain = opened('file:///w/plain.py', 'print("hello")\n');
    window.edit(plain, 'print("hello again")\n');
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([]);
  });

  it('asks once for all the keys of a burst, some time after the last', async () => {
    const document = await checked();
    for (const key of 'abc') {
      window.edit(document, `${document.text}${key}`);
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(50);
    expect(asked.map(({ texts }) => texts.parts[0]?.text)).toEqual([text, `${text}abc`]);
  });

  it('aborts what is under way for an older text, and never shows it', async () => {
    const document = opened();
    window.edit(document, `${text}# more\n`);
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.fail(new CancelledError('stale'));
    await vi.advanceTimersByTimeAsync(200);
    expect(shownAt(document)).toBeUndefined();
    expect(logged).toEqual([]);
    asked[1]?.answer(report(document.uri.toString()));
    await settle();
    expect(shownAt(document)).toHaveLength(1);
  });

  it('asks once for those who want the same text at the same time', async () => {
    const document = opened();
    const wanted = [1, 2, 3].map(() => checker.refresh(document as unknown as vscode.TextDocument));
    asked[0]?.answer(report(document.uri.toString()));
    expect(new Set(await Promise.all(wanted)).size).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('logs what the engine throws, and goes on with the next text', async () => {
    const document = opened();
    asked[0]?.fail(new Error('deep'));
    await settle();
    expect(logged).toEqual(['file:///w/train.py could not be checked']);
    window.edit(document, `${text}\n`);
    await vi.advanceTimersByTimeAsync(200);
    asked[1]?.answer(report(document.uri.toString()));
    await settle();
    expect(shownAt(document)).toHaveLength(1);
  });

  it('forgets a document that is closed, even while it is checked', async () => {
    const document = await checked();
    window.close(document);
    expect(shownAt(document)).toBeUndefined();
    const other = opened('file:///w/other.py');
    window.close(other);
    asked.at(-1)?.answer(report(other.uri.toString()));
    await settle();
    expect(shownAt(other)).toBeUndefined();
  });

  it('checks the others again when a module is saved', async () => {
    await checked();
    window.save(opened('file:///w/rates.py', 'x = 1\n'));
    expect(asked).toHaveLength(2);
    expect(asked[1]?.texts.file).toBe('file:///w/train.py');
  });
});

describe('Diagnostics', () => {
  it('link the rule’s page, and say where the reasons are', async () => {
    const document = await checked();
    const [diagnostic] = shownAt(document)!;
    expect(diagnostic).toMatchObject({ source: 'Global Step', severity: 1, message: 'the learning rate stays 0.1' });
    const code = diagnostic?.code as { readonly value: string; readonly target: vscode.Uri };
    expect([code.value, code.target.scheme, code.target.path]).toEqual([rule, 'global-step-rule', `/${rule}.md`]);
    expect(diagnostic?.range).toEqual(new Range(1, 18, 1, 26));
    expect(
      diagnostic?.relatedInformation?.map(({ message, location }) => [message, location.range.start.line]),
    ).toEqual([['step is made here', 0]]);
  });

  it('have the level that the user gives to a rule, and are gone with the surface', async () => {
    const document = await checked();
    const again = async (key: string, value: unknown): Promise<void> => {
      window.configure(key, value);
      asked.at(-1)?.answer(report(document.uri.toString()));
      await settle();
    };
    await again(`rules.${rule}`, 'error');
    expect(shownAt(document)?.map(({ severity }) => severity)).toEqual([0]);
    await again(`rules.${rule}`, 'off');
    expect(shownAt(document)).toEqual([]);
    await again(`rules.${rule}`, 'default');
    await again('diagnostics.enabled', false);
    expect(shownAt(document)).toBeUndefined();
  });

  it('leave excluded files alone, and versions of a file that cannot be edited', async () => {
    const old = await checked('git:///w/train.py');
    expect(shownAt(old)).toBeUndefined();
    const document = await checked();
    const before = asked.length;
    window.configure('check.exclude', ['**/w/train**']);
    await settle();
    expect(shownAt(document)).toBeUndefined();
    expect(asked).toHaveLength(before);
  });

  it('are there for a document that was never saved', async () => {
    expect(shownAt(await checked('untitled:///Untitled-1'))).toHaveLength(1);
  });

  it('name a wrong setting in the log, once', async () => {
    window.configure('check.delay', 'soon');
    await checked();
    await checked('file:///w/other.py');
    expect(logged).toEqual(['globalStep.check.delay is "soon", not a number from 0 to 10000: 200 is used instead']);
  });
});

describe('QuickFixes', () => {
  const quickFixes = (): QuickFixes => {
    const fixes = new QuickFixes(checker, settings, new SafeFixer(engine, settings, log));
    disposables.push(fixes);
    return fixes;
  };
  const actions = async (document: FakeDocument, only?: string) => {
    const fixes = quickFixes();
    const kinds = window.module()['CodeActionKind'] as {
      SourceFixAll: vscode.CodeActionKind;
      QuickFix: vscode.CodeActionKind;
    };
    const wanted = only === 'fixAll' ? kinds.SourceFixAll : only === undefined ? undefined : kinds.QuickFix;
    const context = { diagnostics: shownAt(document) ?? [], only: wanted } as unknown as vscode.CodeActionContext;
    const place = new Range(1, 20, 1, 20) as unknown as vscode.Range;
    return fixes.provideCodeActions(document as unknown as vscode.TextDocument, place, context);
  };

  it('offers the fix first, then to disable the rule, each for the diagnostic', async () => {
    const document = await checked();
    const offered = await actions(document);
    expect(offered.map(({ title }) => title)).toEqual([
      'Pass global_step=step',
      `Disable ${rule} for this line`,
      `Disable ${rule} for this file`,
    ]);
    expect(offered[0]?.isPreferred).toBe(true);
    expect(offered.every(({ diagnostics }) => diagnostics?.length === 1)).toBe(true);
    expect(offered[1]?.edit).toMatchObject({
      edits: [{ at: { line: 1, character: 32 }, text: `  # global-step: ignore[${rule}]` }],
    });
  });

  it('applies all safe fixes at once where VS Code asks for that, on save', async () => {
    const document = await checked();
    const [all] = await actions(document, 'fixAll');
    expect(all?.kind?.value).toBe('source.fixAll.globalStep');
    const resolved = quickFixes().resolveCodeAction(all as vscode.CodeAction);
    fixing({ edits: [{ cell: null, start: 55, end: 55, text: ', global_step=step' }], applied: 1 });
    const edits = [{ uri: 'file:///w/train.py', range: new Range(1, 31, 1, 31), text: ', global_step=step' }];
    expect((await resolved).edit).toEqual({ edits });
  });

  it('applies none to a text that is edited while they are found', async () => {
    const document = await checked();
    const [all] = await actions(document, 'fixAll');
    const resolved = quickFixes().resolveCodeAction(all as vscode.CodeAction);
    document.version += 1;
    fixing({ edits: [{ cell: null, start: 55, end: 55, text: ', global_step=step' }], applied: 1 });
    expect((await resolved).edit).toBeUndefined();
  });

  it('offers nothing for a text that was edited since, nor for one that cannot be edited', async () => {
    const document = await checked();
    document.text += '#';
    document.version += 1;
    const offered = actions(document);
    asked.at(-1)?.fail(new CancelledError('stale'));
    expect(await offered).toEqual([]);
    expect(await actions(await checked('git:///w/train.py'))).toEqual([]);
  });
});
