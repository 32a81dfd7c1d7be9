import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nastyTexts } from '../fuzz/nasty-texts';
import { globalStep } from './cli';

const cases = 'test/fixtures/boundaries';
/** What a terminal or a CI obeys: controls but for line ends, marks of direction, commands at the beginning of a line. */
const obeyed = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|^\s*::|##\w*\[/mu;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('names that mean something elsewhere', () => {
  it('of files are told as they are, and command nothing, in every format', () => {
    const sample = readFileSync('media/samples/without_global_step.py', 'utf8');
    const names = nastyTexts.flatMap((text) => {
      const name = `${text.replace(/[/\0]|\p{Cs}/gu, '')}.py`;
      return Buffer.byteLength(name) < 200 ? [name] : [];
    });
    for (const name of names) writeFileSync(join(folder, name), sample);
    for (const format of ['text', 'json', 'sarif']) {
      const { stdout, stderr } = globalStep(['check', '--format', format, '.'], { cwd: folder });
      expect(`${stdout}${stderr}`).not.toMatch(obeyed);
      if (format === 'json') {
        const { files } = JSON.parse(stdout) as { files: { path: string }[] };
        expect(new Set(files.map(({ path }) => path))).toEqual(new Set(names));
      }
    }
    const missing = globalStep(['run', '::error::\u001b[31m\u202e\nx.py'], { cwd: folder });
    expect(missing.status).toBe(2);
    expect(missing.stderr).not.toMatch(obeyed);
  });

  it('of a program reach no report, no file and no code', () => {
    for (const name of readdirSync(cases)) {
      copyFileSync(join(cases, name), join(folder, name));
      for (const format of ['csv', 'json', 'table']) {
        const { stdout, stderr } = globalStep(['run', '--format', format, name], { cwd: folder });
        expect(`${stdout}${stderr}`, name).not.toMatch(obeyed);
        expect(`${stdout}${stderr}`, name).not.toContain('root:');
      }
    }
    // Nothing was written or taken away, whatever the programs try.
    expect(readdirSync(folder).sort()).toEqual(readdirSync(cases).sort());
  });

  it('that no graph takes are refused, with their line, and run nothing', () => {
    copyFileSync(join(cases, 'codegen-names.py'), join(folder, 'names.py'));
    const { status, stdout, stderr } = globalStep(['run', '--format', 'csv', 'names.py'], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^names\.py:4: ValueError: 'x;globalThis.* is not a valid scope name: /);
    expect(readdirSync(folder)).toEqual(['names.py']);
  });

  it('are told in one line each, and command nothing, where TensorFlow refuses them', () => {
    const lines = nastyTexts.map((text) => `tf.zeros([1], name=${JSON.stringify(text)})`);
    for (let from = 0; from < lines.length; from += 10) {
      writeFileSync(
        join(folder, 'names.py'),
        ['import tensorflow as tf', ...lines.slice(from, from + 10), ''].join('\n'),
      );
      const { stderr } = globalStep(['run', 'names.py'], { cwd: folder });
      expect(stderr).not.toMatch(obeyed);
      const told = stderr.split('\n').filter((line) => line !== '');
      expect(
        told.every((line) => /^names\.py:\d+: ValueError: |^global-step: names\.py: no TensorFlow 1/.test(line)),
        stderr,
      ).toBe(true);
    }
  });
});

describe('a run that fails', () => {
  it('names its file and its line', () => {
    const file = join(folder, 'train.py');
    writeFileSync(
      file,
      'import tensorflow as tf\nw = tf.Variable(1.0)\nloss = tf.square(w) + tf.constant("::error::x")\n' +
        'train = tf.train.AdamOptimizer().minimize(loss)\nwith tf.Session() as s:\n  s.run(train)\n',
    );
    const { status, stderr } = globalStep(['run', file]);
    expect(status).toBe(1);
    expect(stderr).toContain(`global-step: ${file}:3: tf.constant raises `);
  });
});
