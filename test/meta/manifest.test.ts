import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeSettings, ruleLevels } from '../../src/lint/settings/settings';
import { rules } from '../../src/lint/registry';
import { say } from '../../src/base/message';

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly markdownDescription?: string;
  readonly description?: string;
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
};
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const said = (text = ''): string => text.replace(/^%(.+)%$/, (key, name: string) => texts[name] ?? key);
const { commands, menus, configuration } = manifest.contributes;
const { properties } = configuration;
const prefix = 'globalStep.rules.';
const ids = rules.map(({ id }) => id);

describe('the manifest’s settings', () => {
  it('has one for each rule of the registry, and none for any other (npm run generate)', () => {
    const named = Object.keys(properties).filter((name) => name.startsWith(prefix));
    expect(named.map((name) => name.slice(prefix.length))).toEqual(ids);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    'says of %s what the registry says',
    (id, { summary, severity, mildest }) => {
      const property = properties[`${prefix}${id}`];
      const levels = mildest === undefined ? severity : `${severity} or ${mildest}`;
      expect(said(property?.markdownDescription)).toBe(`${say(summary)} By default: ${levels}.`);
      expect(property?.enum).toEqual(ruleLevels);
      expect(property?.default).toBe('default');
    },
  );

  it('are in README.md’s table, in the registry’s order (npm run generate)', () => {
    const rows = [
      ...readFileSync('README.md', 'utf8').matchAll(
        /^\| \[([a-z-]+)\]\(docs\/rules\/\1\.md\) *\| (.+?) *\| (.+?) *\|$/gm,
      ),
    ];
    const told = rules.map(({ id, summary, severity, mildest }) => [
      id,
      mildest === undefined ? severity : `${severity} or ${mildest}`,
      say(summary),
    ]);
    expect(rows.map(([, ...cells]) => cells)).toEqual(told);
  });

  it('describes every setting in Markdown', () => {
    for (const [name, property] of Object.entries(properties)) {
      expect(said(property.markdownDescription), name).toMatch(/\w.*\.$/s);
      expect(property.description, name).toBeUndefined();
    }
  });

  it('has the defaults that are used where nothing is set', () => {
    const byManifest = decodeSettings((key) => properties[`globalStep.${key}`]?.default, ids);
    expect(byManifest.problems).toEqual([]);
    expect(byManifest.settings).toEqual(decodeSettings(() => undefined, ids).settings);
  });

  it('has no setting that nothing reads', () => {
    const read = new Set<string>();
    decodeSettings((key) => void read.add(`globalStep.${key}`), ids);
    expect([...read].sort()).toEqual(Object.keys(properties).sort());
  });
});

describe('the manifest’s commands', () => {
  const bundle = readFileSync('dist/extension.js', 'utf8');

  it.each(commands.map(({ command }) => command))('%s is registered', (command) => {
    expect(bundle).toContain(`"${command}"`);
  });

  it('have one category, and Visualize is where a program is at hand', () => {
    expect(new Set(commands.map(({ category }) => category))).toEqual(new Set(['Global Step']));
    const [visualize] = commands;
    expect(said(visualize?.title)).toBe('Visualize Global Step');
    for (const menu of ['editor/title', 'editor/context', 'notebook/toolbar', 'commandPalette'])
      expect(menus[menu]?.map(({ command }) => command)).toContain(visualize?.command);
  });

  it('names no command in a menu that it does not contribute', () => {
    const known = commands.map(({ command }) => command);
    for (const { command } of Object.values(menus).flat()) expect(known).toContain(command);
  });
});
