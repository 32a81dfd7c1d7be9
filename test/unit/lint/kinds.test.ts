import { say } from '../../../src/base/message';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analyze';
import { factsOfFile } from '../../../src/analysis/facts/merge-facts';
import { checkFacts } from '../../../src/lint/check-facts';
import type { FileReport } from '../../../src/lint/finding';
import { SourceText } from '../../../src/python/source-text';
import { literal } from '../../../src/base/literal';
import { testParser } from '../../helpers/python-parser';

// One program for each kind of training that the checker once was wrong about; the comments at the end of its lines say the truth.
// The check and the run agree on `kinds` (agreement.test.ts); of `passes`, the run does not see all that may be run.
const folders = ['test/fixtures/kinds', 'test/fixtures/passes'];
const programs = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => ({ name, folder })),
);
const parser = await testParser();

/** Expectations by line: a verdict, `quiet`, or the id of a rule, with a level where it is no warning, or with `no` before it. */
function expectations(text: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const [index, line] of text.split('\n').entries()) {
    const expected = /\S.*# expect: (?<what>.*)$/.exec(line)?.groups?.['what'];
    if (expected !== undefined) found.set(index + 1, expected);
  }
  return found;
}

function report(name: string, text: string): FileReport {
  const source = new SourceText(name, text);
  const syntax = parser.parse(text);
  return checkFacts({ source, syntax }, factsOfFile(name, analyze(syntax, source), []));
}

/** What the findings at a line must or must not say: a comment of its own below the line that it speaks of. */
interface Wording {
  readonly line: number;
  readonly isWanted: boolean;
  readonly pattern: RegExp;
}

function wordings(text: string): Wording[] {
  let line = 0;
  return text.split('\n').flatMap((written, index): Wording[] => {
    if (/\S.*# expect: /.test(written)) line = index + 1;
    const found = /^# message must (?<not>not )?(?<how>say|match): (?<what>.*)$/.exec(written)?.groups;
    if (found === undefined) return [];
    const { how, what = '' } = found;
    const pattern = new RegExp(how === 'match' ? what : literal(what));
    return [{ line, isWanted: found['not'] === undefined, pattern }];
  });
}

describe('a program of the kind', () => {
  it.each(programs)('$name', ({ name, folder }) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    const expected = expectations(text);
    expect(expected.size).toBeGreaterThan(0);
    const { calls, findings } = report(name, text);
    const grave = findings.filter(({ severity }) => severity === 'warning' || severity === 'error');
    for (const [line, all] of expected) {
      const verdicts = calls.filter(({ range }) => range.line === line).map(({ verdict }) => verdict);
      const rules = findings.filter(({ range }) => range.line === line).map(({ rule }) => rule);
      for (const what of all.split(', ')) {
        if (['ok', 'hint', 'warning'].includes(what)) expect(verdicts, `${line}`).toContain(what);
        else if (what === 'quiet') expect(verdicts.includes('warning'), `${line}`).toBe(false);
        else if (what === 'not listed') expect(verdicts, `${line}`).toEqual([]);
        else if (what.startsWith('no ')) expect(rules, `${line}`).not.toContain(what.slice(3));
        else expect(rules, `${line}`).toContain(what.replace(/ \(.*\)$/, ''));
      }
    }
    for (const { line, isWanted, pattern } of wordings(text)) {
      const said = findings.filter(({ range }) => range.line === line).map(({ message }) => say(message));
      expect(said.length, `${line}`).toBeGreaterThan(0);
      for (const message of said) expect(pattern.test(message), message).toBe(isWanted);
    }
    // Where nothing is expected, nothing is warned of.
    expect(grave.filter(({ range }) => !expected.has(range.line)).map(({ message }) => say(message))).toEqual([]);
  });
});
