import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import type { Ajv } from 'ajv';
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
    expect(stdout).toContain('minimize() is not passed global_steps, which stays 0: the learning rate stays 0.1');
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
    const { status, stdout } = globalStep(['check', '--severity', 'warning', '--format', 'json', '.'], { cwd: folder });
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

  it('counts schedulers of other libraries', () => {
    const file = join(folder, 'torch.py');
    const made = 'import torch\nopt = torch.optim.SGD(net.parameters(), 0.1)\n';
    writeFileSync(
      file,
      `${made}sch = torch.optim.lr_scheduler.StepLR(opt, 3)\nfor e in range(9):\n  opt.step()\n  sch.step()\n`,
    );
    expect(globalStep(['check', file]).stdout).toBe('nothing to report in 1 file with 1 learning-rate scheduler\n');
    expect(globalStep(['check', file, sample('with')]).stdout).toContain(
      'in 2 files with 1 TensorFlow 1 training call and 1 learning-rate scheduler\n',
    );
    const { files, summary } = JSON.parse(globalStep(['check', file, '--format', 'json']).stdout) as CheckDocument;
    expect([files.map(({ schedulers }) => schedulers), summary.schedulers, summary.calls]).toEqual([[1], 1, 0]);
  });

  it('says how many it fixed, and in JSON too', () => {
    const file = join(folder, 'train.py');
    copyFileSync(sample('without'), file);
    expect(globalStep(['check', '--fix', 'train.py'], { cwd: folder }).stdout).toContain('Fixed 1 in train.py');
    copyFileSync(sample('without'), file);
    const document = JSON.parse(globalStep(['check', '--fix', file, '--format', 'json']).stdout) as CheckDocument;
    expect(document.files.map(({ fixed }) => fixed)).toEqual([1]);
  });

  it('prints what fixes would change as a patch, and writes nothing', () => {
    const file = join(folder, 'train.py');
    copyFileSync(sample('without'), file);
    const { status, stdout } = globalStep(['check', '--diff', 'train.py'], { cwd: folder });
    expect(status).toBe(1);
    expect(readFileSync(file)).toEqual(readFileSync(sample('without')));
    expect(stdout).toContain('--- train.py\n+++ train.py\n@@ ');
    expect(stdout.split('\n').filter((line) => /^[+-](?![+-])/.test(line))).toEqual([
      expect.stringMatching(/^-.*minimize\(loss\)/),
      expect.stringMatching(/^\+.*minimize\(loss, global_step=global_steps\)/),
    ]);
    expect(stdout).toContain('1 fix in 1 file\n');
    copyFileSync(sample('with'), file);
    expect(globalStep(['check', '--diff', file])).toMatchObject({ status: 0, stdout: '0 fixes in 0 files\n' });
  });

  it('checks the rules that are selected and not ignored, and can exit with 0', () => {
    const rule = 'minimize-without-global-step';
    expect(globalStep(['check', sample('without'), '--ignore', rule]).status).toBe(0);
    expect(globalStep(['check', sample('without'), '--select', 'growing-decay']).stdout).not.toContain(rule);
    expect(globalStep(['check', sample('without'), '--select', rule]).status).toBe(1);
    expect(globalStep(['check', sample('without'), '--ignore', 'tensorflow1']).status).toBe(0);
    expect(globalStep(['check', sample('without'), '--select', 'pytorch,keras']).status).toBe(0);
    expect(globalStep(['check', sample('without'), '--select', 'tensorflow1']).status).toBe(1);
    const zero = globalStep(['check', sample('without'), '--exit-zero']);
    expect(zero.status).toBe(0);
    expect(zero.stdout).toContain(rule);
    const unknown = globalStep(['check', sample('without'), '--select', 'no-such-rule']);
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain("'no-such-rule' is not a rule");
  });

  it('takes the settings of the nearest project, and names those that are wrong', () => {
    mkdirSync(join(folder, 'old'));
    mkdirSync(join(folder, 'generated'));
    for (const path of ['train.py', 'old/train.py', 'generated/train.py'])
      copyFileSync(sample('without'), join(folder, path));
    const project = (text: string, below = '.'): void => {
      writeFileSync(join(folder, below, 'pyproject.toml'), text);
    };
    const rulesOf = (args: readonly string[] = []): string[] => {
      const { stdout } = globalStep(['check', '.', '--format', 'json', ...args], { cwd: folder });
      const { files } = JSON.parse(stdout) as CheckDocument;
      return files.flatMap(({ path, findings }) => findings.map(({ severity }) => `${path} ${severity}`));
    };
    project(
      '[tool.global-step]\nseverity = "warning"\nexclude = ["generated"]\nrules = { minimize-without-global-step = "error" }\n',
    );
    project('[tool.global-step]\nseverity = "warning"\nignore = ["minimize-without-global-step"]\n', 'old');
    expect(rulesOf()).toEqual(['train.py error']);
    expect(rulesOf(['--ignore', 'minimize-without-global-step'])).toEqual([]);
    // What is named itself is checked.
    expect(globalStep(['check', 'generated/train.py'], { cwd: folder }).status).toBe(1);

    project('[tool.global-step]\nselct = ["growing-decay"]\nignore = ["no-such-rule"]\n');
    const wrong = globalStep(['check', 'train.py'], { cwd: folder });
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('pyproject.toml: tool.global-step.selct is not a setting');
    expect(wrong.stderr).toContain('pyproject.toml: no-such-rule is not a rule');
    project('[tool.global-step\n');
    expect(globalStep(['check', 'train.py'], { cwd: folder }).stderr).toMatch(/pyproject\.toml: line \d+: /);
    project('[tool.other\n');
    expect(globalStep(['check', 'train.py'], { cwd: folder }).status).toBe(1);
  });

  it('prints a line a finding, workflow commands, and JUnit’s XML', () => {
    copyFileSync(sample('without'), join(folder, 'a,b.py'));
    const printed = (format: string): string =>
      globalStep(['check', '.', '--severity', 'warning', '--output-format', format], { cwd: folder }).stdout;
    expect(printed('concise').trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^a,b\.py:9:\d+: warning: .*\[minimize-without-global-step\]$/),
      expect.stringMatching(/^1 warning in 1 file/),
    ]);
    expect(printed('github')).toMatch(
      /^::warning file=a%2Cb\.py,line=9,endLine=9,col=\d+,endColumn=\d+,title=global-step \(minimize-without-global-step\)::.+\n$/,
    );
    expect(printed('junit')).toMatch(
      /^<\?xml .*<testsuites name="global-step" tests="1" failures="1" errors="0">.*<failure type="warning" message="[^"<&]+">/s,
    );
  });

  it('lists the rules, and explains one', () => {
    expect(globalStep(['rule']).stdout).toMatch(/^minimize-without-global-step +warning +\S/m);
    expect(globalStep(['rule', 'growing-decay']).stdout).toBe(readFileSync('docs/rules/growing-decay.md', 'utf8'));
    expect(globalStep(['rule', 'nonsense'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('does not call a file that is not there free of findings', () => {
    const { status, stdout } = globalStep(['check', join(folder, 'nofile.py')]);
    expect(status).toBe(2);
    expect(stdout).toBe(
      `${join(folder, 'nofile.py')}: not checked: no such file or folder\nnothing checked; 1 file could not be read\n`,
    );
    const beside = globalStep(['check', '--severity', 'warning', join(folder, 'nofile.py'), sample('without')]).stdout;
    expect(beside).toMatch(/\n1 warning in 1 file with 1 TensorFlow 1 training call; 1 file could not be read\n$/);
  });

  it('checks standard input under the name it is given', () => {
    const input = readFileSync(sample('without'), 'utf8');
    const { status, stdout } = globalStep(['check', '--severity', 'warning', '--stdin-filename', 'x.py'], { input });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^x\.py:9:63: warning/);
  });

  it('takes “-” for standard input', () => {
    const { status, stdout } = globalStep(['check', '-'], { input: readFileSync(sample('without')) });
    expect(status).toBe(1);
    expect(stdout).toContain('stdin.py:9:');
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
    expect(stderr).toContain('global-step --help');
  });

  it('gives SARIF that its schema takes, for findings with and without fixes, notebooks and files that cannot be read', () => {
    copyFileSync(sample('without'), join(folder, 'träin file.py'));
    const cell = { cell_type: 'code', source: readFileSync(sample('without'), 'utf8') };
    writeFileSync(join(folder, 'train.ipynb'), JSON.stringify({ cells: [cell], metadata: {} }));
    writeFileSync(join(folder, 'broken.ipynb'), 'minimize');
    const { stdout, status } = globalStep(['check', '--format', 'sarif', '.', 'none.py'], { cwd: folder });
    expect(status).toBe(2);
    const log = JSON.parse(stdout) as { runs: { results: unknown[] }[] };
    expect(log.runs[0]!.results.length).toBeGreaterThan(3);
    // Both packages export in a way that only `require` understands.
    const require = createRequire(import.meta.url);
    const { default: Draft04 } = require('ajv-draft-04') as { default: new (options: object) => Ajv };
    const { default: addFormats } = require('ajv-formats') as { default: (ajv: Ajv) => void };
    const validator = new Draft04({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(validator);
    const schema = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
    const isValid = validator.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    isValid(log);
    expect(isValid.errors).toBeNull();
    expect(isValid({ ...log, version: '2.0.0' })).toBe(false);
  });

  it('gives SARIF with the rule, the place and the fix', () => {
    const { stdout } = globalStep(['check', '--severity', 'warning', '--format', 'sarif', sample('without')]);
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

  describe('on a notebook', () => {
    const cells = () => {
      const [opening, ...rest] = readFileSync(sample('without'), 'utf8').split(/(?<=\n)/);
      const code = (source: string[]) => ({ cell_type: 'code', execution_count: 1, metadata: {}, outputs: [], source });
      const half = Math.floor(rest.length / 2);
      return [
        { cell_type: 'markdown', metadata: {}, source: ['# minimize'] },
        code(['%matplotlib inline\n', '!pip install tensorflow\n', opening ?? '']),
        code(rest.slice(0, half)),
        code(rest.slice(half)),
      ];
    };
    const write = () => {
      const notebook = { cells: cells(), metadata: { note: 1e-7 }, nbformat: 4, nbformat_minor: 2 };
      writeFileSync(join(folder, 'train.ipynb'), `${JSON.stringify(notebook, null, 1)}\n`);
    };

    it('reads its cells as one program, and counts lines within the cell', () => {
      write();
      const { stdout, status } = globalStep(['check', '--severity', 'warning', '--format', 'json', 'train.ipynb'], {
        cwd: folder,
      });
      expect(status).toBe(1);
      const [file] = (JSON.parse(stdout) as CheckDocument).files;
      const [finding] = file!.findings;
      expect(finding).toMatchObject({ rule: 'minimize-without-global-step' });
      const line = cells()[finding!.cell!]!.source[finding!.line - 1]!;
      expect(line.slice(finding!.column - 1, finding!.endColumn - 1)).toBe('minimize');
      // A person counts cells from 1, as VS Code does.
      const { stdout: said } = globalStep(['check', 'train.ipynb'], { cwd: folder });
      expect(said).toContain(`train.ipynb:cell ${finding!.cell! + 1}:${finding!.line}:${finding!.column}: warning`);
    });

    it('is fixed in its cell, and nowhere else', () => {
      write();
      const before = readFileSync(join(folder, 'train.ipynb'), 'utf8').split('\n');
      expect(globalStep(['check', '--fix', 'train.ipynb'], { cwd: folder }).status).toBe(0);
      const after = readFileSync(join(folder, 'train.ipynb'), 'utf8').split('\n');
      const changed = after.filter((line, index) => line !== before[index]);
      expect(changed).toHaveLength(1);
      expect(changed[0]).toContain('global_step=global_steps)');
      expect(after).toHaveLength(before.length);
    });

    it('that is broken is named, and the rest is checked', () => {
      write();
      writeFileSync(join(folder, 'broken.ipynb'), '{"cells": [');
      const { stdout, status } = globalStep(['check', '--severity', 'warning', '--format', 'json', '.'], {
        cwd: folder,
      });
      expect(status).toBe(2);
      const { files } = JSON.parse(stdout) as CheckDocument;
      expect(files.map(({ path, error }) => [path, error === null])).toEqual([
        ['broken.ipynb', false],
        ['train.ipynb', true],
      ]);
      expect(files[0]!.error).toBe('line 1: not a notebook: it is no JSON: a closing bracket is missing');
      const input = globalStep(['check', '--stdin-filename', 'x.ipynb'], { cwd: folder, input: 'no' });
      expect(input.status).toBe(2);
      expect(input.stderr + input.stdout).toContain('not a notebook');
    });
  });
});
