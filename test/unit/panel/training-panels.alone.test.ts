import type * as vscode from 'vscode';
import { Uri } from 'vscode';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verbatim } from '../../../src/base/message';
import { SpokenError } from '../../../src/base/spoken-error';
import type { TrainingTarget } from '../../../src/panel/saved-panel';
import type { PanelServices } from '../../../src/panel/panel-services';
import { unchanged, type Variation } from '../../../src/protocol/playground';
import { trainingViewType } from '../../../src/editor/host/ids';
import { TrainingPanels } from '../../../src/panel/training-panels';
import { FakeSource, knownLocation } from '../../fakes/fake-source';
import { FakeWebviewPanel } from '../../fakes/fake-webview-panel';

interface Created {
  readonly viewType: string;
  readonly column: unknown;
  readonly options: vscode.WebviewOptions;
  readonly panel: FakeWebviewPanel;
}
const created: Created[] = [];

vi.mock('vscode', () => {
  const uri = (text: string) => ({ path: text.replace(/^\w+:\/\//, ''), toString: () => text });
  return {
    ViewColumn: { Beside: -2 },
    env: { language: 'en' },
    Uri: {
      parse: uri,
      joinPath: (base: { toString(): string }, ...parts: string[]) => uri([base.toString(), ...parts].join('/')),
    },
    window: {
      createWebviewPanel: (viewType: string, _title: string, column: unknown, options: vscode.WebviewOptions) => {
        const panel = new FakeWebviewPanel();
        created.push({ viewType, column, options, panel });
        return panel;
      },
    },
  };
});

const target: TrainingTarget = { uri: 'file:///project/train.py', line: 9, cell: null };
let opened: { readonly target: TrainingTarget; readonly source: FakeSource }[];
let failure: SpokenError | null;
let logs: string[];
let revealed: unknown[];
let highlighted: unknown[];
let asked: unknown[];
let applied: unknown[];
let copied: unknown[];
let edited: (uri: string) => void;
let isAsRead: boolean;
let elsewhere: TrainingTarget | null;
let isFixable: boolean;
const fixed: TrainingTarget[] = [];
let panels: TrainingPanels;

beforeEach(() => {
  vi.useFakeTimers();
  created.length = 0;
  opened = [];
  failure = null;
  logs = [];
  revealed = [];
  highlighted = [];
  asked = [];
  applied = [];
  copied = [];
  isAsRead = true;
  elsewhere = null;
  isFixable = true;
  fixed.length = 0;
  const services: PanelServices = {
    extensionUri: Uri.parse('file:///ext'),
    language: 'en',
    openSource: (wanted, changes) => {
      asked.push(changes);
      if (failure !== null) return Promise.reject(failure);
      if (elsewhere !== null && wanted.file === undefined) return Promise.resolve({ elsewhere });
      const source = new FakeSource(['a'], `training ${opened.length + 1}`);
      opened.push({ target: wanted, source });
      return Promise.resolve(source);
    },
    reveal: (location) => revealed.push(location),
    highlight: (location) => highlighted.push(location),
    applyVariation: (_target, changes) => {
      applied.push(changes.variation);
      return Promise.resolve(true);
    },
    fixCall: (wanted) => {
      fixed.push(wanted);
      return Promise.resolve(isFixable);
    },
    copySchedule: (format, _playground, variation) => {
      copied.push([format, variation]);
      return Promise.resolve();
    },
    onDidEditProgram: (listener) => {
      edited = listener;
      return { dispose: () => undefined };
    },
    isAsRead: () => isAsRead,
    log: (message) => logs.push(message),
  };
  panels = new TrainingPanels(services);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Brings the clock on, so that every message that is due has come. */
const settle = () => vi.advanceTimersByTimeAsync(80);
const firstPanel = (): FakeWebviewPanel => {
  const panel = created[0]?.panel;
  if (panel === undefined) throw new Error('no panel was created');
  return panel;
};
async function openReady(): Promise<FakeWebviewPanel> {
  panels.show(target);
  const panel = firstPanel();
  panel.post({ type: 'announce-ready' });
  await settle();
  return panel;
}

describe('TrainingPanels', () => {
  it('opens beside the code without taking the focus, with scripts and a single folder to load from', () => {
    panels.show(target);
    expect(created).toHaveLength(1);
    expect(created[0]).toMatchObject({ viewType: trainingViewType, column: { viewColumn: -2, preserveFocus: true } });
    expect(created[0]?.options.enableScripts).toBe(true);
    expect(created[0]?.options.localResourceRoots?.map(String)).toEqual(['file:///ext/dist']);
    expect(created[0]?.options).not.toHaveProperty('retainContextWhenHidden');
  });

  it('shows the training once the page announces itself', async () => {
    const panel = await openReady();
    expect(panel.title).toBe('train.py – Global Step');
    expect(panel.webview.html).toContain('<main data-view="training"');
    expect(panel.posted.at(-1)).toMatchObject({ type: 'snapshot-taken', snapshot: { title: 'training 1' } });
    opened[0]?.source.record('a', 3);
    await settle();
    expect(panel.posted.at(-1)).toMatchObject({ type: 'steps-recorded', runId: 'a', rows: { count: 3 } });
  });

  it.each(['pause', 'resume', 'step', 'stop', 'restart'])('hands %s on to the training', async (command) => {
    const panel = await openReady();
    panel.post({ type: `${command}-runs` });
    expect(opened[0]?.source.commands).toEqual([command]);
  });

  it('shows the program that trains by a module’s call', async () => {
    elsewhere = { ...target, uri: 'file:///a/main.py', file: target.uri };
    const panel = await openReady();
    panel.post({ type: 'announce-ready' });
    await settle();
    expect(opened.map((one) => one.target)).toEqual([elsewhere]);
    expect(panel.title).toBe('main.py – Global Step');
    expect(panel.posted.at(-1)).toMatchObject({ type: 'snapshot-taken', snapshot: { title: 'training 1' } });
  });

  it('ends the training when the panel is closed', async () => {
    const panel = await openReady();
    panel.dispose();
    expect(opened[0]?.source.isDisposed).toBe(true);
    panels.show(target);
    expect(created).toHaveLength(2);
  });

  it('trains a variation beside the run before it, and the program itself after the variation was written into it', async () => {
    const panel = await openReady();
    opened[0]?.source.record('a', 3);
    const variation: Variation = { ...unchanged, seed: 7 };
    panel.post({ type: 'run-variation', variation });
    await settle();
    expect(asked.at(-1)).toEqual({ overrides: {}, variation });
    panel.post({ type: 'apply-variation', variation });
    await settle();
    expect(applied).toEqual([variation]);
    expect(asked.at(-1)).toEqual({ overrides: {}, variation: unchanged });
  });

  it('previews a variation beside the training: the latest alone, whose thread ends with the next one', async () => {
    const panel = await openReady();
    const told = () => panel.posted.filter(({ type }) => type === 'preview-told');
    const look = (preview: number): void => {
      panel.post({ type: 'preview-variation', preview, variation: { ...unchanged, seed: preview }, countsStep: true });
    };
    for (const preview of [1, 2, 3]) look(preview);
    await settle();
    // The second one came while the first was being read.
    expect(asked.slice(1)).toEqual(
      [1, 3].map((seed) => ({ overrides: {}, variation: { ...unchanged, seed }, countsStep: true })),
    );
    expect(opened.map(({ source }) => source.isDisposed)).toEqual([false, true, false]);
    expect(told()).toMatchObject([{ preview: 3, told: { type: 'snapshot-taken', snapshot: { title: 'training 3' } } }]);
    opened[2]?.source.record('a', 2);
    await settle();
    expect(told().at(-1)).toMatchObject({ preview: 3, told: { type: 'steps-recorded', batch: 0, rows: { count: 2 } } });
    panel.post({ type: 'acknowledge-preview', preview: 3, batch: 0 });
    look(4);
    expect(opened[2]?.source.isDisposed).toBe(true);
    await settle();
    panel.post({ type: 'end-preview' });
    expect(opened.map(({ source }) => source.isDisposed)).toEqual([false, true, true, true]);
    failure = new SpokenError(verbatim('no such file'));
    look(5);
    await settle();
    const snapshot = { runs: [], state: { kind: 'failed', message: verbatim('no such file') } };
    expect(told().at(-1)).toMatchObject({ preview: 5, told: { type: 'snapshot-taken', snapshot } });
    failure = null;
    look(6);
    await settle();
    panel.post({ type: 'read-again' });
    await settle();
    expect(opened.at(-2)?.source.isDisposed).toBe(true);
  });

  it('says that the program was edited, and that it was edited back', async () => {
    const panel = await openReady();
    const module = 'file:///project/model.py';
    const [{ source } = { source: new FakeSource([]) }] = opened;
    source.texts = [target.uri, module].map((file) => ({ file, cell: null, text: '' }));
    isAsRead = false;
    edited('file:///other.py');
    await settle();
    expect(panel.posted.at(-1)).toMatchObject({ type: 'snapshot-taken' });
    edited(module);
    await settle();
    expect(panel.posted.at(-1)).toEqual({ type: 'program-changed', isOutOfDate: true });
    isAsRead = true;
    edited(target.uri);
    await settle();
    expect(panel.posted.at(-1)).toEqual({ type: 'program-changed', isOutOfDate: false });
    panel.post({ type: 'read-again' });
    await settle();
    expect(opened).toHaveLength(2);
  });

  it('has the call fixed, and reads the program anew where that was done', async () => {
    const panel = await openReady();
    isFixable = false;
    panel.post({ type: 'fix-program' });
    await settle();
    expect([fixed, opened.length]).toEqual([[target], 1]);
    isFixable = true;
    panel.post({ type: 'fix-program' });
    await settle();
    expect(opened).toHaveLength(2);
  });

  it('trains anew with the values that the user sets, and adds them up', async () => {
    const panel = await openReady();
    panel.post({ type: 'set-values', values: { iterations: 50 } });
    await settle();
    panel.post({ type: 'set-values', values: { rate: 0.5 } });
    await settle();
    expect(asked).toEqual(
      [{}, { iterations: 50 }, { iterations: 50, rate: 0.5 }].map((overrides) => ({ overrides, variation: unchanged })),
    );
    expect(opened).toHaveLength(3);
    expect(opened[0]?.source.isDisposed).toBe(true);
  });

  it('asks for nothing that is out of a field’s range, or beyond what can be trained', async () => {
    const panel = await openReady();
    const messages = [
      { type: 'set-values', values: { iterations: 1e308 } },
      { type: 'set-values', values: { iterations: -5 } },
      { type: 'set-values', values: { rate: Number.NaN } },
      { type: 'set-values', values: { rate: '0.5' } },
      { type: 'set-values', values: { other: 1 } },
      { type: 'run-to', iteration: 2 ** 53 - 1 },
      { type: 'trace-step', iteration: 2 ** 53 - 1 },
      { type: 'run-variation', variation: { schedule: null, optimizer: null, seed: 1e308 } },
    ];
    for (const message of messages) panel.post(message);
    await settle();
    expect(logs).toHaveLength(messages.length);
    expect(logs[0]).toContain('values.iterations');
    expect(asked).toHaveLength(1);
    expect(opened[0]?.source.commands).toEqual([]);
  });

  it('takes a step apart on request, and hands the answer to the page', async () => {
    const panel = await openReady();
    panel.post({ type: 'trace-step', iteration: 3 });
    panel.post({ type: 'run-to', iteration: 12 });
    await settle();
    expect(opened[0]?.source.commands).toEqual(['trace 3', 'run to 12']);
    expect(panel.posted.at(-1)).toEqual({ type: 'step-traced', iteration: 3, traces: [], problem: null });
  });

  it('marks the line of a phase, in files of the training alone, and takes the mark away with the page', async () => {
    const panel = await openReady();
    panel.post({ type: 'highlight-source', location: knownLocation });
    panel.post({ type: 'highlight-source', location: { ...knownLocation, file: 'file:///other.py' } });
    expect(highlighted).toEqual([knownLocation]);
    panel.show(false);
    expect(highlighted.at(-1)).toBeNull();
  });

  it('reveals what the plan points at, and no other file', async () => {
    const panel = await openReady();
    panel.post({ type: 'reveal-source', location: knownLocation });
    panel.post({ type: 'reveal-source', location: { ...knownLocation, file: 'file:///etc/passwd' } });
    expect(revealed).toEqual([knownLocation]);
    expect(logs).toHaveLength(1);
  });

  it('ignores what is no message, with a log', async () => {
    const panel = await openReady();
    for (const value of [null, 3, {}, { type: 'stop-everything' }, { type: 'reveal-source', location: null }])
      panel.post(value);
    expect(logs).toHaveLength(5);
    expect(opened[0]?.source.commands).toEqual([]);
  });

  it('sends nothing while hidden, and the whole picture to the page made anew', async () => {
    const panel = await openReady();
    panel.show(false);
    const before = panel.posted.length;
    opened[0]?.source.record('a', 7);
    await settle();
    expect(panel.posted).toHaveLength(before);
    panel.show(true);
    panel.post({ type: 'announce-ready' });
    await settle();
    expect(panel.posted.slice(before)).toMatchObject([
      { type: 'snapshot-taken' },
      { type: 'steps-recorded', rows: { firstRow: 0, count: 7 } },
    ]);
    expect(opened).toHaveLength(1);
  });

  it('waits for the next page when a message finds none', async () => {
    const panel = await openReady();
    panel.delivers = false;
    opened[0]?.source.record('a', 1);
    await settle();
    panel.delivers = true;
    const before = panel.posted.length;
    opened[0]?.source.record('a', 1);
    await settle();
    expect(panel.posted).toHaveLength(before);
    panel.post({ type: 'announce-ready' });
    await settle();
    expect(panel.posted.at(-1)).toMatchObject({ type: 'steps-recorded', rows: { firstRow: 0, count: 2 } });
  });

  it('has one panel a document: a second look brings it to the front and trains anew', async () => {
    const panel = await openReady();
    panels.show({ ...target, line: 30 });
    await settle();
    expect(created).toHaveLength(1);
    expect(panel.revealed).toEqual([true]);
    expect(opened.map(({ source }) => source.isDisposed)).toEqual([true, false]);
    expect(opened[1]?.target.line).toBe(30);
    expect(panel.webview.html).toContain('&quot;line&quot;:30');
    panels.show({ ...target, uri: 'file:///project/other.py' });
    expect(created).toHaveLength(2);
  });

  it('says why a training cannot be made, and tries again on restart', async () => {
    failure = new SpokenError(verbatim('train.py does not call minimize any more.'));
    const panel = await openReady();
    const told = panel.posted.flatMap((message) =>
      message.type === 'snapshot-taken'
        ? [message.snapshot.state]
        : message.type === 'state-changed'
          ? [message.state]
          : [],
    );
    expect(told.at(-1)).toEqual({ kind: 'failed', message: failure.said, location: null });
    failure = null;
    panel.post({ type: 'restart-runs' });
    await settle();
    expect(panel.posted.at(-1)).toMatchObject({ type: 'snapshot-taken', snapshot: { title: 'training 1' } });
  });

  it('ends a training that arrives after the panel was closed', async () => {
    panels.show(target);
    firstPanel().dispose();
    await settle();
    expect(opened[0]?.source.isDisposed).toBe(true);
  });

  it('restores what a window left behind', async () => {
    const panel = new FakeWebviewPanel();
    await panels.deserializeWebviewPanel(panel as unknown as vscode.WebviewPanel, { version: 1, ...target });
    panel.post({ type: 'announce-ready' });
    await settle();
    expect(opened[0]?.target).toEqual(target);
    expect(panel.webview.options).toMatchObject({ enableScripts: true });
    expect(panel.posted.at(-1)).toMatchObject({ type: 'snapshot-taken', snapshot: { title: 'training 1' } });
  });

  it('says so where it cannot', async () => {
    const panel = new FakeWebviewPanel();
    await panels.deserializeWebviewPanel(panel as unknown as vscode.WebviewPanel, { version: 7 });
    panel.post({ type: 'announce-ready' });
    await settle();
    expect(opened).toEqual([]);
    expect(panel.posted.at(-1)).toMatchObject({ type: 'snapshot-taken', snapshot: { state: { kind: 'failed' } } });
  });

  it('closes every panel, and ends every training, with the extension', async () => {
    const panel = await openReady();
    panels.dispose();
    expect(panel.isDisposed).toBe(true);
    expect(opened[0]?.source.isDisposed).toBe(true);
  });
});
