import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

// A reader of a long file learns from its first lines what it is for.
const most = 100;

test(`a file of more than ${most} lines begins with what it is for`, () => {
  const files = ['src', 'webview'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  expect(files.length).toBeGreaterThan(400);
  expect(files.filter((file) => !hasHead(readFileSync(file, 'utf8')))).toEqual([]);
});

/** Whether a comment stands at the top, or before the first statement that is no import. */
function hasHead(text: string): boolean {
  if (text.split('\n').length - 1 <= most) return true;
  const { statements } = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const first = statements.find((statement) => !ts.isImportDeclaration(statement));
  const before = [statements[0], first].map((statement) =>
    statement === undefined ? '' : text.slice(statement.getFullStart(), statement.getStart()),
  );
  return before.some((comment) => /\/[*/]/.test(comment));
}
