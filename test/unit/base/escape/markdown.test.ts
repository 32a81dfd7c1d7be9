import { createRequire } from 'node:module';
import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, Markdown } from '../../../../src/base/escape/markdown';
import { visible } from '../../../../src/base/escape/visible';
import { anyMessage } from '../../../helpers/chinese';
import { nastyTexts, randomTexts } from '../../../fuzz/nasty-texts';

/** The reader of VS Code's previews, which comes without types. */
const MarkdownIt = createRequire(import.meta.url)('markdown-it') as new (options: object) => {
  render(text: string): string;
  readonly linkify: { set(options: object): void };
};
const preview = new MarkdownIt({ html: true, linkify: true });
preview.linkify.set({ fuzzyLink: false });

/** What VS Code reads hovers with, and what it reads previews with. */
const readers: readonly (readonly [string, (source: string) => string])[] = [
  ['marked', (source) => marked.parse(source, { async: false, gfm: true })],
  ['markdown-it', (source) => preview.render(source)],
];

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ' };

/** What a reader of a page sees of it, each run of spaces as one. */
function shown(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (_, code?: string, name = '') =>
      code === undefined ? (entities[name as string] ?? '?') : String.fromCodePoint(Number(code)),
    )
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

const tags = (html: string): string[] => [...html.matchAll(/<\/?([a-z]\w*)/gi)].map(([, name = '']) => name);
const texts = [...nastyTexts, ...randomTexts(1, 500)];

describe.each(readers)('a text that is escaped, read by %s', (_, render) => {
  const places: readonly (readonly [string, readonly string[]])[] = [
    ['{0}', ['p']],
    ['of {0} and', ['p']],
    ['x{0}', ['p']],
    ['- {0} reads', ['ul', 'li']],
    ['> {0}', ['blockquote', 'p']],
    ['{0}[here](https://docs.example)', ['p', 'a']],
  ];

  it('shows itself, and is nothing but text, wherever it stands', () => {
    for (const text of texts) {
      for (const [place, allowed] of places) {
        const expected = place
          .replace(/^[->] |\(.*\)|[[\]]/g, '')
          .replace('{0}', () => visible(text))
          .replace(/[\s\u00a0]+/g, ' ')
          .trim();
        const { source } = Markdown.of(anyMessage(place, text));
        const html = render(source);
        expect(
          tags(html).filter((tag) => !allowed.includes(tag)),
          `${source}\n${html}`,
        ).toEqual([]);
        expect(html.match(/<a /g)?.length ?? 0, source).toBe(allowed.includes('a') ? 1 : 0);
        expect(shown(html), source).toBe(expected);
      }
    }
  });

  it('is nothing but code where it is shown as code', () => {
    for (const text of texts) {
      const html = render(Markdown.of(anyMessage('takes `{0}`.', text)).source);
      expect(
        tags(html).filter((tag) => tag !== 'p' && tag !== 'code'),
        html,
      ).toEqual([]);
    }
  });

  it('is nothing but the text of a link, and the address of one', () => {
    for (const text of texts) {
      const html = render(Markdown.link(text === '' ? 'x' : text, `https://docs.example/${text}`).source);
      const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address);
      expect(
        addresses.every((address) => address.startsWith('https://docs.example/')),
        html,
      ).toBe(true);
      expect(
        tags(html).filter((tag) => tag !== 'p' && tag !== 'a'),
        html,
      ).toEqual([]);
    }
  });
});

describe('escapeMarkdown', () => {
  it.each(['train.py, line 3', 'global_step', 'tf.train.get_global_step()', 'a/b-c.py', '1e-7', 'x: y', '全局步数'])(
    'leaves %s as it is written',
    (text) => {
      expect(escapeMarkdown(text)).toBe(text);
    },
  );
});

describe('Markdown', () => {
  it('translates its own words, not its parts, and those of a message in it', () => {
    const chinese = new Map([
      ['**{0}** reads `{1}`, {2}', '**{0}** 读取 `{1}`，{2}'],
      ['in {0}', '在 {0} 中'],
    ]);
    const said = anyMessage('**{0}** reads `{1}`, {2}', 'a*b', 'step', anyMessage('in {0}', '[x](y)'));
    const { source } = Markdown.of(said, (text) => chinese.get(text) ?? text);
    expect(source).toBe('**a\\*b** 读取 `step`，在 \\[x\\](y) 中');
  });
});
