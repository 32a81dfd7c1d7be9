import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isRunRight, runCaseKinds } from '../../src/case/clock-case';
import { fixedColumns } from '../../src/protocol/columns';

const text = readFileSync('docs/command-line.md', 'utf8');

it('docs/command-line.md has every case, and whether it is right', () => {
  const rows = [...text.matchAll(/^\| `([a-z-]+)` +\| (yes|no) +\|/gm)].map(([, kind, right]) => [kind, right]);
  const kinds = runCaseKinds.map((kind) => [kind, isRunRight(kind) ? 'yes' : 'no']);
  expect(new Map(rows as [string, string][])).toEqual(new Map(kinds as [string, string][]));
});

it('docs/command-line.md has the columns in their order', () => {
  expect(text).toContain(`\`run,${fixedColumns.join(',')}\``);
});
