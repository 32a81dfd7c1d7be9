import { describe, expect, it } from 'vitest';
import type { CheckDocument, CheckedFinding } from '../../../src/cli/report/check-document';
import { textLines } from '../../../src/cli/report/check-text';
import { uncheckedFile } from '../../../src/cli/report/checked-file';
import { sarifLog, uriOf } from '../../../src/cli/report/sarif';
import { nastyTexts, randomTexts } from '../../fuzz/nasty-texts';

const texts = [...nastyTexts, ...randomTexts(3, 300)];
const place = { line: 1, column: 1, cell: null };

/** A document in which every text of a program is the same. */
function documentOf(text: string): CheckDocument {
  const finding: CheckedFinding = {
    ...place,
    rule: 'growing-decay',
    severity: 'warning',
    endLine: 1,
    endColumn: 2,
    message: text,
    related: [{ line: 1, column: 1, path: text, message: text }],
    fix: { title: text, safe: true, edits: [] },
  };
  return {
    version: 1,
    files: [
      { path: text, calls: [], schedulers: 0, findings: [finding], error: null, problem: null, fixed: 0, diff: null },
      uncheckedFile(text, { kind: 'unread', message: text, at: null }),
    ],
    summary: { files: 2, calls: 0, schedulers: 0, errors: 0, warnings: 1, infos: 0, hints: 0, milliseconds: 1 },
  };
}

describe('the text report', () => {
  it('has a line for each thing it says, whatever names and messages hold, and no escape but its own', () => {
    for (const text of texts) {
      const lines = [...textLines(documentOf(text), (style, said) => `\u001b[${style}m${said}\u001b[0m`)];
      expect(lines).toHaveLength(5);
      for (const line of lines) {
        const plain = line.replace(/\u001b\[(?:red|yellow|cyan|dim|bold|0)m/g, '');
        expect(plain, text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]|^\s*::|##\w*\[/u);
      }
    }
  });
});

describe('SARIF', () => {
  it.each([
    ['a/b.py', 'a/b.py'],
    ['a b/c#d?e%20f.py', 'a%20b/c%23d%3Fe%2520f.py'],
    ['https://x.example/a.py', 'https%3A/x.example/a.py'],
    ['/home/x/a.py', 'file:///home/x/a.py'],
    ['//host/a.py', 'file:///host/a.py'],
    ['C:/x/ü.py', 'file:///C:/x/%C3%BC.py'],
    ['../a:b.py', '../a%3Ab.py'],
    ['a\ud800b.py', 'a%EF%BF%BDb.py'],
  ])('names %s as %s', (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });

  it('names every file by a URI that leads nowhere else', () => {
    for (const text of texts) {
      const base = 'file:///base/of/the/check/';
      const { protocol, hostname, search, hash } = new URL(uriOf(text), base);
      expect({ protocol, hostname, search, hash }, text).toEqual({
        protocol: 'file:',
        hostname: '',
        search: '',
        hash: '',
      });
    }
  });

  it('has no link and no argument in a message', () => {
    for (const text of texts) {
      const said = [...JSON.stringify(sarifLog(documentOf(text), [], '1')).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)];
      expect(said).toHaveLength(4);
      for (const [, message = ''] of said) expect(message).not.toMatch(/\]\(|(?<!\{)\{\d+\}/);
    }
  });
});
