import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
const chinese = /[\u4e00-\u9fff]/;

describe('the manifest in Chinese', () => {
  const manifest = readFileSync('package.json', 'utf8');
  const english = read('package.nls.json');
  const translation = read('package.nls.zh-cn.json');
  const used = new Set([...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key));

  it('has a text for each key of the manifest, and none that is not used', () => {
    expect(Object.keys(english).sort()).toEqual([...used].sort());
    expect(Object.keys(translation).sort()).toEqual([...used].sort());
  });

  it('has no text that is not under a key', () => {
    const { contributes } = JSON.parse(manifest) as { readonly contributes: object };
    const plain = [
      ...JSON.stringify(contributes).matchAll(/"(?:title|description|markdownDescription|altText)":"([^"]*)"/g),
    ];
    expect(plain.map(([, text = '']) => text).filter((text) => !/^%.*%$/.test(text))).toEqual(['Global Step']);
  });

  it('is Chinese, with the same links and settings', () => {
    const links = (text = ''): string[] =>
      [...text.matchAll(/\((?:command|https):[^)]*\)|`#[^`]*#`/g)].map(([link]) => link);
    for (const [key, text] of Object.entries(translation)) {
      expect(text, key).toMatch(chinese);
      expect(links(text), key).toEqual(links(english[key]));
    }
  });
});

describe('the rules’ pages in Chinese', () => {
  const pages = readdirSync('docs/rules').filter((name) => name.endsWith('.md'));
  const code = (text: string): string[] =>
    [...text.matchAll(/```python\n[^]*?```/g)].map(([block]) => block.replace(/ *#.*/g, ''));

  it('are all there, and no others', () => {
    expect(readdirSync('docs/rules/zh-cn').sort()).toEqual(pages.sort());
  });

  it.each(pages)('%s has the same sections and the same code', (name) => {
    expect(existsSync(`docs/rules/zh-cn/${name}`)).toBe(true);
    const [english, translation] = [`docs/rules/${name}`, `docs/rules/zh-cn/${name}`].map((file) =>
      readFileSync(file, 'utf8'),
    );
    const sections = (text = ''): number => [...text.matchAll(/^##? /gm)].length;
    expect(sections(translation)).toBe(sections(english));
    expect(code(translation ?? '')).toEqual(code(english ?? ''));
    expect(translation).toMatch(chinese);
  });
});
