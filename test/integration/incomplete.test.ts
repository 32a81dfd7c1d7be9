import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globalStep } from './cli';

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
