import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckDocument, CheckedFile } from '../../src/cli/report/check-document';
import { globalStep } from './cli';

const article = readFileSync('media/samples/without_global_step.py');
const fixed = readFileSync('media/samples/with_global_step.py');

interface SourceFile {
  readonly name: string;
  readonly base64: string;
  readonly line: number | null;
}

/** Files in many encodings with CPython's verdict (test/data/encodings.py), each followed by the article's program. */
const sources = (JSON.parse(readFileSync('test/data/encodings.json', 'utf8')) as { files: SourceFile[] }).files
  .filter(({ name }) => name !== 'iso-2022-jp')
  .map(({ name, base64, line }) => ({ name: `${name}.py`, head: Buffer.from(base64, 'base64'), line }));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (...names: string[]) => join(folder, ...names);
const bytesOf = (...names: string[]) => readFileSync(at(...names));

function write(name: string, ...contents: (string | Uint8Array)[]): string {
  writeFileSync(
    at(name),
    Buffer.concat(contents.map((content) => (typeof content === 'string' ? Buffer.from(content) : content))),
  );
  return at(name);
}

function check(...args: string[]): {
  readonly status: number | null;
  readonly files: ReadonlyMap<string, CheckedFile>;
} {
  const { status, stdout } = globalStep(['check', '--format', 'json', ...args], { cwd: folder });
  const { files } = JSON.parse(stdout) as CheckDocument;
  return { status, files: new Map(files.map((file) => [file.path, file])) };
}

const isWarned = (file: CheckedFile | undefined) =>
  file?.findings.some(({ rule }) => rule === 'minimize-without-global-step') ?? false;

describe('encodings', () => {
  it('are read, fixed and written as Python declares them, and what Python rejects is left and named by its line', () => {
    for (const { name, head } of sources) write(name, head, article);
    const { status, files } = check('--fix', '.');
    expect(status).toBe(2);
    for (const { name, head, line } of sources) {
      const file = files.get(name);
      expect(bytesOf(name).equals(Buffer.concat([head, line === null ? fixed : article])), name).toBe(true);
      expect(file?.problem?.at?.line ?? null, name).toBe(line);
      if (line !== null) expect(file?.error).toMatch(new RegExp(`^line ${line}: `));
      expect(isWarned(file), name).toBe(false);
    }
    expect(readdirSync(folder).sort()).toEqual(sources.map(({ name }) => name).sort());
  });

  it('are those of modules too', () => {
    const [module = '', call = ''] = article.toString().split(/(?=train_step = )/);
    write('model.py', '# coding: gbk\nname = "', Buffer.from([0xd1, 0xa7]), '"\n', module);
    write('train.py', 'from model import *\n', call);
    const { files } = check('train.py');
    expect(isWarned(files.get('train.py'))).toBe(true);
    const { stdout, stderr, status } = globalStep(['run', at('train.py'), '--format', 'csv']);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout.split('\n')).toHaveLength(12);
  });

  it('are those of what comes by standard input', () => {
    const { name, head } = sources.find(({ name: one }) => one === 'gbk.py') ?? { name: '', head: Buffer.alloc(0) };
    const run = (input: Buffer) => globalStep(['check', '--stdin-filename', name], { input });
    expect(run(Buffer.concat([head, article])).stdout).toContain('[minimize-without-global-step]');
    expect(run(Buffer.from('x = 1\ny = "\xe9"\n', 'latin1')).stdout).toContain('gbk.py:2:1: not checked: not UTF-8');
  });

  it('end a run with the file and the line, the program’s or a module’s', () => {
    write('broken.py', 'x = 1\ny = "', Buffer.from([0xe9]), '"\n');
    write('train.py', 'import broken\n', article);
    for (const name of ['broken.py', 'train.py']) {
      const { status, stdout, stderr } = globalStep(['run', name], { cwd: folder });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toBe('global-step: broken.py:2:1: not UTF-8, and no encoding is declared\n');
    }
  });
});

describe('line breaks and marks', () => {
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  it.each([
    ['Windows', '\r\n'],
    ['old Mac', '\r'],
  ])('of %s stay', (_, newline) => {
    const lines = (text: Buffer) => text.toString().replaceAll('\n', newline);
    write('train.py', mark, lines(article));
    const [call] = check('train.py').files.get('train.py')?.calls ?? [];
    expect(call).toMatchObject({ line: 9, column: 63 });
    expect(check('--fix', 'train.py').status).toBe(0);
    expect(bytesOf('train.py').equals(Buffer.concat([mark, Buffer.from(lines(fixed))]))).toBe(true);
  });

  it('are those of a line that a fix adds', () => {
    const text = [
      'import tensorflow as tf',
      'hook = tf.train.StopAtStepHook(last_step=100)',
      'train = tf.train.AdamOptimizer(0.1).minimize(loss)',
      'with tf.train.MonitoredTrainingSession(hooks=[hook]) as session:',
      '    session.run(train)',
      '',
    ];
    for (const newline of ['\r\n', '\r']) {
      write('train.py', text.join(newline));
      check('--fix-unsafe', 'train.py');
      const after = bytesOf('train.py').toString();
      expect(after).toContain(`global_step = tf.train.get_or_create_global_step()${newline}train`);
      expect(after.replaceAll(newline, '')).not.toMatch(/[\r\n]/);
    }
  });
});

describe('notebooks', () => {
  const notebook = (text: string) =>
    JSON.stringify(
      { cells: [{ cell_type: 'code', source: text.split(/(?<=\n)/), outputs: [{ text: 'é 学' }] }], metadata: {} },
      null,
      1,
    );

  it('keep their mark, line breaks and every other byte', () => {
    const mark = '\ufeff';
    const windows = (json: string) => mark + json.replaceAll('\n', '\r\n');
    write('train.ipynb', windows(notebook(article.toString())));
    expect(check('--fix', 'train.ipynb').status).toBe(0);
    expect(bytesOf('train.ipynb').toString()).toBe(windows(notebook(fixed.toString())));
  });

  it('that hold other bytes than UTF-8 are left and named by the line', () => {
    const json = Buffer.from(notebook(article.toString()).replace('é', '\xe9').replace('学', ''), 'latin1');
    write('train.ipynb', json);
    const { status, files } = check('--fix', 'train.ipynb');
    expect(status).toBe(2);
    const line = json.toString('latin1').split('\xe9')[0]?.split('\n').length;
    expect(files.get('train.ipynb')?.error).toBe(`line ${line}: not UTF-8, and a notebook is UTF-8`);
    expect(bytesOf('train.ipynb').equals(json)).toBe(true);
  });

  it('that are UTF-16 are named', () => {
    write('train.ipynb', Buffer.from(`\ufeff${notebook('x = 1')}`, 'utf16le'));
    expect(check('train.ipynb').files.get('train.ipynb')?.error).toMatch(/^line 1: the file is UTF-16/);
  });
});

describe('a fixed file', () => {
  it('keeps its mode, and is written where its link leads', () => {
    mkdirSync(at('real'));
    write('real/train.py', article);
    chmodSync(at('real', 'train.py'), 0o640);
    symlinkSync(join('real', 'train.py'), at('link.py'));
    expect(check('--fix', 'link.py').status).toBe(0);
    expect(readlinkSync(at('link.py'))).toBe(join('real', 'train.py'));
    expect(lstatSync(at('link.py')).isSymbolicLink()).toBe(true);
    expect(bytesOf('real', 'train.py').equals(fixed)).toBe(true);
    expect(statSync(at('real', 'train.py')).mode & 0o7777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(['link.py', 'real']);
    expect(readdirSync(at('real'))).toEqual(['train.py']);
  });

  it('is fixed once where two names lead to it', () => {
    write('a.py', article);
    symlinkSync('a.py', at('b.py'));
    const { status, files } = check('--fix', '.');
    expect({ status, errors: [...files.values()].map(({ error }) => error) }).toEqual({
      status: 0,
      errors: [null, null],
    });
    expect(bytesOf('b.py').equals(fixed)).toBe(true);
  });

  it('goes through nobody’s link, whatever names the folder has', () => {
    // The name that was used once, for the processes that come next.
    write('victim', 'mine\n');
    write('train.py', article);
    for (let id = process.pid; id < process.pid + 2000; id++) symlinkSync('victim', at(`train.py.global-step-${id}`));
    expect(check('--fix', 'train.py').status).toBe(0);
    expect(bytesOf('victim').toString()).toBe('mine\n');
    expect(bytesOf('train.py').equals(fixed)).toBe(true);
  });

  it('that has another name is left with it, and named', () => {
    write('train.py', article);
    linkSync(at('train.py'), at('other.txt'));
    const { status, files } = check('--fix', 'train.py');
    expect(status).toBe(2);
    expect(files.get('train.py')?.error).toBe(
      'cannot be written: it has other names (hard links), and would be parted from them',
    );
    expect(isWarned(files.get('train.py'))).toBe(true);
    expect(bytesOf('train.py').equals(article)).toBe(true);
    expect(statSync(at('train.py')).ino).toBe(statSync(at('other.txt')).ino);
    expect(readdirSync(folder).sort()).toEqual(['other.txt', 'train.py']);
  });

  it('that is read-only is left and named', () => {
    write('train.py', article);
    chmodSync(at('train.py'), 0o444);
    const { status, files } = check('--fix', 'train.py');
    expect(status).toBe(2);
    expect(files.get('train.py')).toMatchObject({
      error: 'cannot be written: it is read-only',
      problem: { kind: 'unwritten' },
    });
    expect(isWarned(files.get('train.py'))).toBe(true);
    expect(bytesOf('train.py').equals(article)).toBe(true);
    const { stdout } = globalStep(['check', '--fix', 'train.py'], { cwd: folder });
    expect(stdout).toMatch(/^train\.py: not fixed: it is read-only\n/);
  });

  it('leaves nothing, and takes what a killed process has left', () => {
    const name = (process_: number) => `.global-step-${process_}-${'0a'.repeat(16)}.tmp`;
    const dead = Number(execFileSync(process.execPath, ['-p', 'process.pid']).toString());
    write('train.py', article);
    write(name(dead), 'x');
    write(name(process.pid), 'x');
    write('.global-step-notes.tmp', 'x');
    expect(check('--fix', '.').status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual([name(process.pid), '.global-step-notes.tmp', 'train.py'].sort());
  });
});

describe('what is no file', () => {
  const pipe = (name: string) => execFileSync('mkfifo', [at(name)]);

  it('is named and not opened, below a folder and by its own name', () => {
    pipe('pipe.py');
    pipe('pipe.txt');
    symlinkSync('/dev/zero', at('zero.py'));
    write('train.py', article);
    for (const path of ['.', 'pipe.py']) {
      const { status, files } = check(path);
      expect(status).toBe(2);
      expect(files.get('pipe.py')?.error).toBe('it is a named pipe, not a file');
      if (path === '.') {
        expect(isWarned(files.get('train.py'))).toBe(true);
        expect(files.get('zero.py')?.error).toBe('it is a device, not a file');
        expect(files.has('pipe.txt')).toBe(false);
      }
    }
  });

  it('is no program and no module', () => {
    pipe('pipe.py');
    expect(globalStep(['run', 'pipe.py'], { cwd: folder })).toMatchObject({
      status: 2,
      stderr: 'global-step: pipe.py: it is a named pipe, not a file\n',
    });
    expect(globalStep(['run', '.'], { cwd: folder }).stderr).toBe('global-step: .: it is a folder, not a file\n');
    write('train.py', 'import pipe\n', article);
    expect(globalStep(['run', 'train.py'], { cwd: folder }).status).toBe(0);
    expect(isWarned(check('train.py').files.get('train.py'))).toBe(true);
  });
});

it('does nothing that a program asks for', () => {
  mkdirSync(at('sub'));
  mkdirSync(at('outside'));
  writeFileSync(at('outside', 'link.py'), 'SECRET = 1\n');
  writeFileSync(at('sub', 'keepme'), '');
  symlinkSync('../outside/link.py', at('sub', 'link.py'));
  writeFileSync(at('sub', 'train.py'), readFileSync('test/fixtures/boundaries/no-escape.py'));
  const { status } = globalStep(['run', 'train.py'], { cwd: at('sub') });
  expect(status).toBe(0);
  expect(readdirSync(at('sub')).sort()).toEqual(['keepme', 'link.py', 'train.py']);
  expect(existsSync(at('sub', 'keepme'))).toBe(true);
});
