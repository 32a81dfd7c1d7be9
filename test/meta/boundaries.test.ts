import { readdirSync } from 'node:fs';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { boundaries, boundaryRule } from '../../scripts/lint/boundaries.mjs';

const rule = 'house/boundaries';
const linter = new Linter();

/** What the rule says of a text as if it were a file of that name. */
function said(text: string, file: string): string[] {
  const plugins = { house: { rules: { boundaries: boundaryRule } } };
  const languageOptions = { parser: tseslint.parser as Linter.Parser };
  return linter
    .verify(text, [{ files: ['**/*.ts'], languageOptions, plugins, rules: { [rule]: 'error' } }], file)
    .map(({ message }) => message);
}

const sources = ['src', 'webview'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

describe('what only one place may make', () => {
  it.each(boundaries.map((boundary) => [boundary.instead, boundary] as const))(
    'is refused elsewhere: %s',
    (instead, { where, only, refused }) => {
      expect(refused.length).toBeGreaterThan(0);
      const others = sources.filter((file) => where.test(file) && !only.includes(file));
      const elsewhere = others[0] ?? '';
      for (const example of refused) {
        expect(said(example, elsewhere), example).toContain(instead);
        for (const file of only) expect(said(example, file), file).not.toContain(instead);
      }
      for (const file of only) expect(sources).toContain(file);
    },
  );

  it('is refused in every source', async () => {
    const eslint = new ESLint();
    for (const file of ['src/editor/calls/hovers.ts', 'src/cli/check.ts', 'src/panel/report.ts', 'webview/page.ts']) {
      const config = (await eslint.calculateConfigForFile(file)) as { rules: Record<string, unknown> };
      expect(config.rules[rule], file).toEqual([2]);
    }
  });
});
