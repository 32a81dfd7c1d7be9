import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckDocument } from '../../src/cli/report/check-document';
import { globalStep } from './cli';

const sample = (name: string) => resolve(`media/samples/${name}_global_step.py`);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('global-step check', () => {
  it('exits 1 on the sample without the step, and says why', () => {
    const { status, stdout, stderr } = globalStep(['check', sample('without')]);
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toContain(
      'exponential_decay on line 7 reads global_steps, which nothing moves: the learning rate stays 0.1',
    );
    expect(stdout).not.toContain('\u001b');
  });

  it('exits 0 on the sample with the step', () => {
    expect(globalStep(['check', sample('with')]).status).toBe(0);
  });

  it('fixes the one into the other, byte for byte, and then exits 0', () => {
    const file = join(folder, 'train.py');
    copyFileSync(sample('without'), file);
    expect(globalStep(['check', '--fix', file]).status).toBe(0);
    expect(readFileSync(file)).toEqual(readFileSync(sample('with')));
    expect(readdirSync(folder)).toEqual(['train.py']);
    expect(globalStep(['check', '--fix', file]).status).toBe(0);
  });

  it('prints one JSON document, with paths as given and places from 1', () => {
    copyFileSync(sample('without'), join(folder, 'train.py'));
    mkdirSync(join(folder, 'pkg'));
    writeFileSync(join(folder, 'pkg', 'other.py'), 'x = 1\n');
    const { status, stdout } = globalStep(['check', '--format', 'json', '.'], { cwd: folder });
    expect(status).toBe(1);
    const document = JSON.parse(stdout) as CheckDocument;
    expect(document.files.map(({ path }) => path)).toEqual(['pkg/other.py', 'train.py']);
    expect(document.files[1]).toMatchObject({
      error: null,
      calls: [{ line: 9, column: 63, cell: null, call: 'minimize', globalStep: null, verdict: 'warning' }],
      findings: [
        {
          rule: 'minimize-without-global-step',
          severity: 'warning',
          line: 9,
          column: 63,
          endLine: 9,
          endColumn: 71,
          fix: {
            safe: true,
            edits: [{ line: 9, column: 76, endLine: 9, endColumn: 76, text: ', global_step=global_steps' }],
          },
        },
      ],
    });
    expect(document.summary).toMatchObject({ files: 2, calls: 1, errors: 0, warnings: 1, infos: 0, hints: 0 });
  });

  it('checks standard input under the name it is given', () => {
    const input = readFileSync(sample('without'), 'utf8');
    const { status, stdout } = globalStep(['check', '--stdin-filename', 'x.py'], { input });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^x\.py:9:63: warning/);
  });

  it('exits 2 where a file cannot be read, and still checks the others', () => {
    const { status, stdout } = globalStep(['check', 'none.py', sample('without')], { cwd: folder });
    expect(status).toBe(2);
    expect(stdout).toContain('none.py: not checked: no such file or folder');
    expect(stdout).toContain('minimize-without-global-step');
  });

  it.each([[['check', '--format', 'xml']], [['chekc']], [['check', '--nonsense']]])('exits 2 on %j', (args) => {
    const { status, stdout, stderr } = globalStep(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage:');
  });

  it('gives SARIF with the rule, the place and the fix', () => {
    const { stdout } = globalStep(['check', '--format', 'sarif', sample('without')]);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          results: [
            {
              ruleId: 'minimize-without-global-step',
              level: 'warning',
              locations: [{ physicalLocation: { region: { startLine: 9, startColumn: 63 } } }],
              fixes: [
                { artifactChanges: [{ replacements: [{ insertedContent: { text: ', global_step=global_steps' } }] }] },
              ],
            },
          ],
        },
      ],
    });
  });
});
