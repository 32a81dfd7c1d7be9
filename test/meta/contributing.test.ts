import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('CONTRIBUTING.md', 'utf8');

test('every file and folder that CONTRIBUTING names exists', () => {
  const named = [...text.matchAll(/`((?:src|test|docs|scripts|l10n|webview)\/[\w./-]+|package[\w.-]*\.json)`/g)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('CONTRIBUTING says how to add each kind of thing', () => {
  const kinds = [...text.matchAll(/^- An? \*\*(\w+)\*\*/gm)].map(([, kind]) => kind);
  expect(kinds).toEqual(['rule', 'operation', 'schedule', 'optimizer', 'name', 'framework', 'text', 'setting', 'flag']);
});

test('every command that CONTRIBUTING names is a script of the manifest', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const commands = [...text.matchAll(/`npm run ([\w:]+)/g)].map(([, name = '']) => name);
  expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});
