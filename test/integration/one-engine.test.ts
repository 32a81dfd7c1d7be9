import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/base/message';
import { checkInBatches } from '../../src/editor/engine/check-in-batches';
import { CancelledError, EngineThread, startEngine } from '../../src/editor/engine/engine-thread';
import { engineThread } from '../../src/host/node/node-thread';
import type { ProgramTexts } from '../../src/engine/engine';
import type { WorkspaceView } from '../../src/engine/files';
import type { FileReport } from '../../src/lint/finding';
import { readNotebook } from '../../src/python/notebook-file';
import { checkedFolders } from '../helpers/workspaces';
import { globalStep } from './cli';

// The same folder through the built command line, as a process, and through the built engine in its thread, as the editor asks it: the
// same verdicts and findings, file by file, and the same plans.

/** As VS Code's `Uri.toString` writes it. */
function addressOf(path: string): string {
  const escaped = (part: string): string =>
    encodeURIComponent(part).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `file://${path.split('/').map(escaped).join('/')}`;
}

let root: string;
let engine: EngineThread;
/** The engine of a window whose files are on no disk: VS Code's file systems load them for it. */
let away: EngineThread;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'global-step-folders-')));
  for (const [name, { files }] of Object.entries(checkedFolders)) {
    for (const [file, text] of Object.entries(files)) {
      const path = join(root, name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  engine = new EngineThread(startEngine(engineThread(resolve('dist/engine.js'))));
  away = new EngineThread(startEngine(engineThread(resolve('dist/engine.js'))), {
    changes: () => ({ first: 0, files: [] }),
    load: ({ folders, files }) =>
      Promise.resolve({
        folders: folders.map((folder) => ({ folder, entries: entriesOf(folder) })),
        files: files.map((file) => ({ file, bytes: bytesOf(file) })),
      }),
  });
});
afterAll(() => {
  engine.dispose();
  away.dispose();
  rmSync(root, { recursive: true, force: true });
});

/** The same folder as a repository on a server, which no disk has. */
const awayFrom = (address: string): string => address.replace('file://', 'vscode-vfs://github');
const onDisk = (address: string): string => decodeURIComponent(address.replace('vscode-vfs://github', ''));

function entriesOf(folder: string): { readonly name: string; readonly isFolder: boolean }[] | null {
  try {
    const entries = readdirSync(onDisk(folder), { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  } catch {
    return null;
  }
}

function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(onDisk(file));
  } catch {
    return null;
  }
}

const options = { deadlineMs: 60_000 };
const viewOf = (folder: string): WorkspaceView => ({ roots: [addressOf(folder)], unsaved: [] });

function programAt(folder: string, file: string): ProgramTexts {
  const text = readFileSync(join(folder, file), 'utf8');
  const parts = file.endsWith('.ipynb')
    ? readNotebook(text).map(({ index, text: cell }) => ({ cell: index, text: cell }))
    : [{ cell: null, text }];
  return { file: addressOf(join(folder, file)), title: file, parts, view: viewOf(folder) };
}

/** The report of an open program, asked for until it is whole, as the editor does it. */
async function opened(program: ProgramTexts, by: EngineThread = engine): Promise<FileReport> {
  for (;;) {
    const { report, isWhole } = await by.request('check', [program], options);
    if (isWhole) return report;
  }
}

/** What both say of a file, without its name. */
interface Said {
  readonly calls: readonly unknown[];
  readonly findings: readonly unknown[];
}

function saidByEngine({ calls, findings }: Pick<FileReport, 'calls' | 'findings'>): Said {
  return {
    calls: calls.map(({ range, verdict }) => [range.cell, range.line, range.column, verdict]),
    findings: findings.map(({ rule, range, message }) => [rule, range.cell, range.line, range.column, say(message)]),
  };
}

interface PrintedFile {
  readonly path: string;
  readonly calls: readonly { cell: number | null; line: number; column: number; verdict: string }[];
  readonly findings: readonly { rule: string; cell: number | null; line: number; column: number; message: string }[];
  readonly error: string | null;
}

function printed(folder: string, path: string): Map<string, PrintedFile> {
  const { stdout } = globalStep(['check', path, '--format', 'json'], { cwd: folder });
  const { files } = JSON.parse(stdout) as { readonly files: readonly PrintedFile[] };
  return new Map(files.map((file) => [file.path, file]));
}

function saidByCommand(file: PrintedFile | undefined): Said | null {
  if (file === undefined) return null;
  expect(file.error).toBeNull();
  return {
    calls: file.calls.map(({ cell, line, column, verdict }) => [cell, line, column, verdict]),
    findings: file.findings.map(({ rule, cell, line, column, message }) => [rule, cell, line, column, message]),
  };
}

describe.each(Object.entries(checkedFolders))('%s', (name, { files, verdicts }) => {
  const names = Object.keys(files).sort();

  it('has the same findings for the command line, in open editors, and in a check of the workspace', async () => {
    const folder = join(root, name);
    const fromCommand = printed(folder, '.');
    expect([...fromCommand.keys()].sort()).toEqual(names);
    const view = viewOf(folder);
    while (!(await engine.request('prepare', [view], options)));
    const closed = names.map((file) => addressOf(join(folder, file)));
    const checked = await engine.request('checkFiles', [closed, view], options);
    for (const file of names) {
      const command = saidByCommand(fromCommand.get(file));
      expect(
        command?.calls.map((call) => (call as readonly unknown[])[3]),
        file,
      ).toEqual(verdicts[file] ?? []);
      expect(saidByEngine(await opened(programAt(folder, file))), file).toEqual(command);
      const inWorkspace = checked.find((one) => one.file === addressOf(join(folder, file)))?.report ?? null;
      // A file of which there is nothing to say is not told of.
      expect(inWorkspace === null ? [] : saidByEngine(inWorkspace).findings, file).toEqual(command?.findings);
    }
  });

  it('has the same findings where no disk holds the files, open or not', async () => {
    const folder = join(root, name);
    const view: WorkspaceView = { roots: [awayFrom(addressOf(folder))], unsaved: [] };
    while (!(await away.request('prepare', [view], options)));
    for (const file of names) {
      const program = programAt(folder, file);
      const report = await opened({ ...program, file: awayFrom(program.file), view }, away);
      expect(saidByEngine(report), file).toEqual(saidByEngine(await opened(program)));
    }
    const closed = names.map((file) => addressOf(join(folder, file)));
    const found = async (by: EngineThread, files: string[], seen: WorkspaceView): Promise<unknown> =>
      (await by.request('checkFiles', [files, seen], options)).map(({ report }) => report && saidByEngine(report));
    expect(await found(away, closed.map(awayFrom), view)).toEqual(await found(engine, closed, viewOf(folder)));
  });
});

describe('modules in other encodings', () => {
  it.each([
    ['gbk', Buffer.from('# coding: gbk\n# \xd1\xa7\xcf\xb0\xc2\xca\n', 'latin1')],
    ['shift_jis', Buffer.from('# coding: shift_jis\n# \x8aw\x8fK\n', 'latin1')],
    ['cp949', Buffer.from('# coding: cp949\n# \x8cc\n', 'latin1')],
    ['cp437', Buffer.from('# coding: cp437\n# \x82\n', 'latin1')],
  ])('are read in the editor as by the command line: %s', async (name, head) => {
    const folder = join(root, `encoding-${name}`);
    mkdirSync(folder);
    const source = readFileSync('media/samples/without_global_step.py', 'utf8');
    const session = source.indexOf('with tf.Session');
    writeFileSync(join(folder, 'model.py'), Buffer.concat([head, Buffer.from(source.slice(0, session))]));
    writeFileSync(join(folder, 'main.py'), `from model import *\n${source.slice(session)}`);
    const whole = printed(folder, '.');
    expect(whole.get('model.py')?.calls).toMatchObject([{ verdict: 'warning' }]);
    while (!(await engine.request('prepare', [viewOf(folder)], options)));
    const [checked] = await engine.request(
      'checkFiles',
      [[addressOf(join(folder, 'model.py'))], viewOf(folder)],
      options,
    );
    expect(checked?.report === null || checked === undefined ? null : saidByEngine(checked.report)).toEqual(
      saidByCommand(whole.get('model.py')),
    );
  });
});

/** Where a process for each file is worth its time. */
const laidOut = [
  'a program above its module',
  'packages, with relative imports and names that one hands on',
  'a layout with src',
  'a notebook that imports modules',
];

describe.each(laidOut)('%s', (name) => {
  const names = Object.keys(checkedFolders[name]?.files ?? {});

  it('has the same findings in a file that is named by itself', () => {
    const folder = join(root, name);
    const whole = printed(folder, '.');
    const [module] = names.filter((file) => file.endsWith('model.py'));
    expect(whole.get(module ?? '')?.calls).toMatchObject([{ verdict: 'warning' }]);
    expect(saidByCommand(printed(folder, module ?? '').get(module ?? ''))).toEqual(
      saidByCommand(whole.get(module ?? '')),
    );
  });

  it('has the same plan', async () => {
    const folder = join(root, name);
    const [file = ''] = names.filter((one) => /(?:main\.py|train\.py|run\.ipynb)$/.test(one));
    const plans = await engine.request('plans', [programAt(folder, file)], options);
    const { stdout, stderr, status } = globalStep(['run', file, '--format', 'csv'], { cwd: folder });
    expect([status, stderr]).toEqual([0, '']);
    expect(plans.map(({ iterations }) => iterations)).toEqual([10]);
    expect(stdout.trim().split('\n')).toHaveLength(1 + 10);
  });
});

describe('a check of many files', () => {
  it('ends at once when it is cancelled, and the thread serves the next request', async () => {
    const name = 'twelve programs that share a module, the last one wrong';
    const folder = join(root, name);
    const names = Object.keys(checkedFolders[name]?.files ?? {});
    const abort = new AbortController();
    // The same files again and again: some hundred batches.
    const files = Array.from({ length: 600 }, () => names.map((file) => addressOf(join(folder, file)))).flat();
    let batches = 0;
    const all = async (): Promise<void> => {
      const request = { deadlineMs: 60_000, signal: abort.signal };
      for await (const { size } of checkInBatches(engine, { files, view: () => viewOf(folder) }, request)) {
        expect(size).toBeGreaterThan(0);
        batches += 1;
        if (batches === 2) abort.abort();
      }
    };
    await expect(all()).rejects.toBeInstanceOf(CancelledError);
    expect(batches).toBe(2);
    expect((await opened(programAt(folder, 'lib/model.py'))).calls).toMatchObject([{ verdict: 'warning' }]);
  });
});
