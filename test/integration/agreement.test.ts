import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { globalStep } from './cli';

/** Programs whose step is made, read or named in ways that one of the readers did not know once. Each leaves its step out. */
const folder = 'test/fixtures/agreement';

interface Finding {
  readonly rule: string;
  readonly message: string;
}

interface Report {
  readonly files: readonly {
    readonly calls: readonly { readonly line: number }[];
    readonly findings: readonly Finding[];
  }[];
}

function run(file: string): { rates: number[]; steps: number[] }[] {
  const { stdout, stderr, status } = globalStep(['run', file, '--compare', '--format', 'csv']);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const lines = stdout.trim().split('\n').slice(1);
  return ['as-written', 'counterpart'].map((name) => {
    const own = lines.map((line) => line.split(',')).filter(([id]) => id === name);
    return { rates: own.map((cells) => Number(cells[3])), steps: own.map((cells) => Number(cells[2])) };
  });
}

describe('the checker and the run say the same of', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.py')))('%s', (name) => {
    const file = `${folder}/${name}`;
    const report = JSON.parse(globalStep(['check', file, '--format', 'json']).stdout) as Report;
    const [checked] = report.files;
    expect(checked?.calls).toHaveLength(1);
    expect(checked?.findings.map(({ rule }) => rule)).toContain('minimize-without-global-step');
    const [written, other] = run(file);
    // The step stands still as written, and the rate with it; passed, it counts every run and the rate moves.
    expect(new Set(written?.steps)).toEqual(new Set([0]));
    expect(new Set(written?.rates).size).toBe(1);
    expect(other?.steps).toEqual(Array.from({ length: 10 }, (_, index) => index + 1));
    expect(new Set(other?.rates).size).toBeGreaterThan(1);
    const [stays] = written?.rates ?? [];
    const said = /stays ([\d.e-]+\d)/.exec(checked?.findings[0]?.message ?? '')?.[1];
    if (said !== undefined) expect(Number(said)).toBeCloseTo(stays ?? Number.NaN, 6);
  });
});
