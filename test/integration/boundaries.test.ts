import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  it('do not stand in the code that a compiled step is', () => {
    // Without the constant of text, which is no number to train with.
    const text = readFileSync(join(cases, 'codegen-names.py'), 'utf8')
      .replace(/^ +s_ = .*\n/m, '')
      .replace(/ \+ tf\.reduce_sum\(tf\.cast\(tf\.equal.*$/m, '');
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a', 'names.py'), text);
    const { status, stdout } = globalStep(['run', '--format', 'csv', 'names.py'], { cwd: join(folder, 'a') });
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(51);
    expect(readdirSync(join(folder, 'a'))).toEqual(['names.py']);
  });
});

describe('a run that fails', () => {
  it('names its file and its line', () => {
    const { status, stderr } = globalStep(['run', join(cases, 'codegen-names.py')]);
    expect(status).toBe(1);
    expect(stderr).toContain(`global-step: ${join(cases, 'codegen-names.py')}: line 12: `);
  });
});
