import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckDocument } from '../../src/cli/report/check-document';
import { globalStep } from './cli';

/** What is looked at of SARIF. */
interface SarifLog {
  readonly runs: readonly {
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        readonly locations: readonly {
          readonly physicalLocation: {
            readonly artifactLocation: { readonly uri: string };
            readonly region?: { readonly startLine: number };
          };
        }[];
      }[];
    }[];
  }[];
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incomplete-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program that trains behind an expression of so many brackets. */
const nested = (depth: number): string =>
  `import tensorflow as tf\nx = ${'('.repeat(depth)}1${')'.repeat(depth)}\nstep = tf.Variable(0, trainable=False)\n` +
  'rate = tf.train.exponential_decay(0.1, step, 10, 0.5)\ntf.train.GradientDescentOptimizer(rate).minimize(loss)\n';

/** 16 functions that call the one before twice, each. */
const doubling = Array.from({ length: 16 }, (_, n) =>
  n === 0 ? 'def f0(x):\n    return x' : `def f${n}(x):\n    return f${n - 1}(x) + f${n - 1}(x + 1)`,
).join('\n');

function write(text: string): string {
  const file = join(folder, 'train.py');
  writeFileSync(file, text);
  return file;
}

const training = (step: string): string =>
  `import tensorflow as tf\nstep = tf.Variable(0, trainable=False)\n${step}\ntf.train.AdamOptimizer(0.1).minimize(loss)\n`;

/** Files that are not checked to the end, with what is said of each: the place, and the reason. */
const unchecked: readonly (readonly [name: string, content: string | Buffer, line: number | null, reason: RegExp])[] = [
  ['broken.ipynb', '{"cells": [\n{"cell_type": "code" "source": ""}]}', 2, /a comma is missing, in cell 1/],
  ['conflict.ipynb', '{"cells": [\n<<<<<<< HEAD\n]}', 2, /marks of a merge conflict/],
  [
    'deep.py',
    `${training('')}x = ${'a + '.repeat(3000)}b`,
    5,
    /^only a part of deep\.py was checked: the code here nests/,
  ],
  ['prose.py', 'The step that nobody moved.\n', 1, /invalid syntax/],
  ['syntax.py', training('x = = 1'), 3, /invalid syntax/],
  ['utf16.py', Buffer.from(training(''), 'utf16le'), 1, /UTF-16 or UTF-32/],
];

describe('files that are not checked to the end', () => {
  const names = unchecked.map(([name]) => name);
  const check = (format: string): ReturnType<typeof globalStep> => {
    for (const [name, content] of unchecked) writeFileSync(join(folder, name), content);
    return globalStep(['check', '--format', format, ...names], { cwd: folder });
  };

  it('are errors in JSON', () => {
    const { status, stdout } = check('json');
    expect(status).toBe(2);
    const { files } = JSON.parse(stdout) as CheckDocument;
    expect(files.map(({ path }) => path)).toEqual(names);
    for (const [name, , line, reason] of unchecked) {
      const problem = files.find(({ path }) => path === name)?.problem;
      expect(problem?.message, name).toMatch(reason);
      expect(problem?.at?.line ?? null, name).toBe(line);
    }
  });

  it('are lines of text, and counted in the last one', () => {
    const { status, stdout } = check('text');
    expect(status).toBe(2);
    for (const [name, , line] of unchecked) expect(stdout).toMatch(new RegExp(`^${name}:${line ?? ''}:`, 'm'));
    expect(stdout.trimEnd()).toMatch(/; 3 files could not be read; 3 files not checked to the end$/);
  });

  it('are notifications in SARIF, of a run that did not succeed', () => {
    const { status, stdout } = check('sarif');
    expect(status).toBe(2);
    const [run] = (JSON.parse(stdout) as SarifLog).runs;
    const [invocation] = run?.invocations ?? [];
    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications).toHaveLength(unchecked.length);
    for (const [name, , line] of unchecked) {
      const told = invocation?.toolExecutionNotifications.find(
        ({ locations: [place] }) => place?.physicalLocation.artifactLocation.uri === name,
      );
      expect(told?.locations[0]?.physicalLocation.region?.startLine ?? null, name).toBe(line);
    }
  });

  it('are none where only a number is none of JSON’s, or a lone carriage return ends the lines', () => {
    const cell = JSON.stringify(training('').split(/(?<=\n)/));
    writeFileSync(
      join(folder, 'nan.ipynb'),
      `{"cells": [{"cell_type": "code", "source": ${cell}, "outputs": [{"data": NaN, "x": -Infinity}]}]}`,
    );
    writeFileSync(join(folder, 'mac.py'), training('').replaceAll('\n', '\r'));
    const { stdout } = globalStep(['check', '--format', 'json', '.'], { cwd: folder });
    const { files } = JSON.parse(stdout) as CheckDocument;
    expect(files.map(({ path, error, calls }) => [path, error, calls.map(({ line }) => line)])).toEqual([
      ['mac.py', null, [4]],
      ['nan.ipynb', null, [4]],
    ]);
  });
});

describe('a check that gives up', () => {
  it('says so, with its place, in every format, and ends with 2', () => {
    const deep = `import tensorflow as tf\n${Array.from({ length: 900 }, (_, depth) => `${' '.repeat(depth)}if a:`).join('\n')}\n${' '.repeat(900)}tf.train.AdamOptimizer().minimize(loss)\n`;
    const file = write(deep);
    const text = globalStep(['check', file]);
    expect(text.status).toBe(2);
    const json = globalStep(['check', file, '--format', 'json']);
    expect(json.status).toBe(2);
    const [checked] = (JSON.parse(json.stdout) as { files: { error: string | null }[] }).files;
    expect(checked?.error).not.toBeNull();
    const sarif = globalStep(['check', file, '--format', 'sarif']);
    expect(sarif.status).toBe(2);
    expect(sarif.stdout).toContain('"executionSuccessful": false');
  });

  it('does not give up on what is merely long', () => {
    const { status, stdout } = globalStep(['check', write(`${doubling}\n${nested(50)}`)]);
    expect(status).toBe(1);
    expect(stdout).toContain('minimize-without-global-step');
  });
});
