import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const program = 'test/fixtures/programs/decay_demo.py';
/** More than is trained while a test looks on. */
const steps = 20_000_000;

function start(...options: string[]): ChildProcess & { readonly stdout: NonNullable<ChildProcess['stdout']> } {
  const args = [resolve('dist/cli.js'), 'run', program, '--steps', String(steps), ...options];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('global-step run, while it trains', () => {
  it.each([
    ['csv', /^as-written,\d+,\d+,[\d.e+-]+,[\d.e+-]+$/],
    ['table', /^ *\d+ +\d+ +[\d.e+-]+ +[\d.e+-]+$/],
    ['json', /^,?\{"iteration":\d+,"global_step":\d+,"learning_rate":[\d.e+-]+,"loss":[\d.e+-]+\}$/],
  ])('prints rows as they come, and an interrupt leaves whole lines of %s', async (format, row) => {
    const child = start('--format', format);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      // A thousand rows are there long before the last.
      if (text.length < 50_000 && text.length + part.length >= 50_000) child.kill('SIGINT');
      text += part;
    });
    expect(await once(child, 'close')).toEqual([null, 'SIGINT']);
    expect(text.endsWith('\n')).toBe(true);
    const lines = text
      .trimEnd()
      .split('\n')
      .slice(format === 'json' ? 2 : 1);
    expect(lines.length).toBeGreaterThan(500);
    expect(lines.length).toBeLessThan(steps);
    expect(lines.filter((line) => !row.test(line))).toEqual([]);
  });

  it('ends when nobody reads it any more', async () => {
    const child = start('--format', 'csv', '--compare');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
