import { say } from '../../../src/base/message';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits, applyFixes } from '../../../src/lint/apply-fixes';
import { type Finding, severities } from '../../../src/lint/finding';
import { rules } from '../../../src/lint/registry';
import { checkText } from '../../helpers/check-text';
import { testParser } from '../../helpers/python-parser';

const root = 'test/fixtures/rules';
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.replaceAll('\\', '/'))
  .sort();

const parser = await testParser();

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The other files of a fixture that is a folder of its own. */
function othersOf(file: string): Record<string, string> {
  const folder = dirname(file);
  if (!folder.includes('/')) return {};
  const names = readdirSync(join(root, folder)).filter((name) => name !== basename(file));
  return Object.fromEntries(names.map((name) => [`${folder}/${name}`, read(`${folder}/${name}`)]));
}

const findings = (file: string, text: string) => checkText(parser, text, file, othersOf(file)).findings;

function expected(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const rule = /# expect: ([\w-]+)/.exec(line)?.[1];
    return rule === undefined ? [] : [`${index + 1} ${rule}`];
  });
}

const placed = (found: readonly Finding[]) => found.map(({ rule, range }) => `${range.line} ${rule}`);

describe('every fixture', () => {
  it.each(files)('%s says what its comments say', (file) => {
    expect(placed(findings(file, read(file)))).toEqual(expected(read(file)));
  });

  it.each(files)('%s: each fix mends its finding, keeps the syntax, and is nothing to do twice', (file) => {
    const text = read(file);
    for (const finding of findings(file, text)) {
      for (const fix of finding.fixes) {
        const fixed = applyEdits(text, fix.edits);
        expect(parser.parse(fixed).errors).toEqual(parser.parse(text).errors);
        const left = findings(file, fixed).filter(({ rule }) => rule === finding.rule);
        const before = findings(file, text).filter(({ rule }) => rule === finding.rule);
        expect(left.length).toBeLessThan(before.length);
        // Nothing else is changed: without what was put in, and with what was taken out, it is the text again.
        expect(undo(fixed, text, fix.edits)).toBe(text);
      }
    }
  });

  it.each(files)('%s: all fixes together come to rest, with nothing left to fix', (file) => {
    let text = read(file);
    for (let round = 0; round < 5; round++) text = applyFixes(text, findings(file, text), true).text;
    expect(applyFixes(text, findings(file, text), true).applied).toBe(0);
    expect(findings(file, text).filter(({ fixes }) => fixes.length > 0)).toEqual([]);
    const worse = findings(file, text).filter(({ severity }) => severity === 'error');
    expect(placed(worse)).toEqual(
      placed(findings(file, read(file)).filter(({ severity, fixes }) => severity === 'error' && fixes.length === 0)),
    );
  });

  it.each(files)('%s: safe fixes alone leave no new finding', (file) => {
    const text = read(file);
    const fixed = applyFixes(text, findings(file, text), false).text;
    const known = new Set(findings(file, text).map(({ rule }) => rule));
    expect(findings(file, fixed).filter(({ rule }) => !known.has(rule))).toEqual([]);
  });
});

function undo(fixed: string, text: string, edits: Finding['fixes'][number]['edits']): string {
  const forwards = [...edits].sort((a, b) => a.range.start - b.range.start);
  let shift = 0;
  let result = fixed;
  const inverse = forwards.map(({ range, text: put }) => {
    const start = range.start + shift;
    shift += put.length - (range.end - range.start);
    return { start, end: start + put.length, back: text.slice(range.start, range.end) };
  });
  for (const { start, end, back } of inverse.reverse()) result = result.slice(0, start) + back + result.slice(end);
  return result;
}

describe('every rule', () => {
  const found = files.flatMap((file) => findings(file, read(file)));

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s has the severities that it says, the gravest and the mildest among its fixtures',
    (id, { severity, mildest = severity }) => {
      const met = new Set(
        found.filter(({ rule }) => rule === id).map((finding) => severities.indexOf(finding.severity)),
      );
      expect(severities[Math.max(...met)]).toBe(severity);
      expect(severities[Math.min(...met)]).toBe(mildest);
    },
  );

  it.each(rules.map(({ id }) => id))(
    '%s has a document, a fixture that it speaks of, and one that it is silent on',
    (id) => {
      const doc = readFileSync(`docs/rules/${id}.md`, 'utf8');
      expect(doc.split('\n')[0]).toBe(`# ${id}`);
      expect(doc).toContain('## Why');
      const own = files.filter((file) => file.startsWith(`${id}/`));
      expect(own.some((file) => expected(read(file)).some((line) => line.endsWith(id)))).toBe(true);
      expect(own.some((file) => !expected(read(file)).some((line) => line.endsWith(id)))).toBe(true);
      expect(existsSync(`src/lint/rules/${id}.ts`)).toBe(true);
    },
  );

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s says first in its document what its summary says',
    (id, { summary }) => {
      const doc = readFileSync(`docs/rules/${id}.md`, 'utf8')
        .replaceAll('\n', ' ')
        .replaceAll(/[’`]/g, (c) => (c === '’' ? "'" : ''));
      expect(doc).toContain(say(summary).replaceAll('’', "'"));
    },
  );

  it('has no document that no rule needs', () => {
    expect(
      readdirSync('docs/rules')
        .filter((name) => name.endsWith('.md'))
        .sort(),
    ).toEqual(rules.map(({ id }) => `${id}.md`).sort());
  });
});
