import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareWithTrace, readRows, type Trace } from '../../scripts/compare-trace.mjs';
import { globalStep } from './cli';

/**
 * Programs whose data is a download or a file that is not there, with traces of TensorFlow on data of the same form: steps, rates, the
 * number of iterations and the first loss, which the data has no part in, are TensorFlow's.
 */
const folder = 'test/fixtures/stand-in-data';
const programs = readdirSync(folder).filter((name) => name.endsWith('.py'));

describe('global-step run, of data that is not there', () => {
  it.each(programs)('trains the own model of %s, and says which data stands in', (name) => {
    const trace = JSON.parse(readFileSync(join(folder, name.replace(/\.py$/, '.trace.json')), 'utf8')) as Trace;
    const { status, stdout, stderr } = globalStep(['run', join(folder, name), '--format', 'csv']);
    expect(stderr).toMatch(/\.py:\d+: stand-in data: .+ \(.+\)\n$/);
    expect(stderr).not.toContain('not understood');
    expect(status).toBe(0);
    const rows = readRows(stdout);
    expect(compareWithTrace(trace.iterations, rows, { ...trace, deterministic: false })).toBeNull();
    expect(compareWithTrace(trace.iterations.slice(0, 1), rows.slice(0, 1), trace)).toBeNull();
    // What stands in can be learned.
    expect(rows.at(-1)?.['loss']).toBeLessThan(0.9 * Number(rows[0]?.['loss']));
  });
});
