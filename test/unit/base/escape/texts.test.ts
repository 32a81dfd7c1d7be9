import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { escapeCsv } from '../../../../src/base/escape/csv';
import { escapeHtml, markup } from '../../../../src/base/escape/markup';
import { escapeFileName, escapeLabel, escapeNotice } from '../../../../src/base/escape/label';
import { escapeJson, escapeTerminal } from '../../../../src/base/escape/terminal';
import { visible, visibleLines } from '../../../../src/base/escape/visible';
import { nastyTexts, randomTexts } from '../../../fuzz/nasty-texts';

/** A reader of CSV that is not ours, which comes without types. */
const csv = createRequire(import.meta.url)('papaparse') as {
  parse(text: string, options: object): { readonly data: string[][]; readonly errors: readonly unknown[] };
};
const texts = [...nastyTexts, ...randomTexts(2, 2000)];

describe('visible', () => {
  it('writes what is not seen as Python does', () => {
    expect(visible('a\n\r\t\u001b[1m\u202e\u2028\u{e0041}\ud800é👩‍💻')).toBe(
      'a\\n\\r\\t\\x1b[1m\\u202e\\u2028\\U000e0041\\ud800é👩‍💻',
    );
    expect(visibleLines('a\n\tb\u0000')).toBe('a\n\tb\\x00');
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that ends a text or an attribute, and nothing that XML has no character for', () => {
    const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
    for (const text of texts) {
      const escaped = escapeHtml(text);
      expect(escaped).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      // XML 1.0, 2.2
      expect(escaped).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
      expect(escaped.replace(/&([^;]*);/g, (_, name: string) => entities[name] ?? '?')).toBe(visibleLines(text));
    }
  });

  it('is what the tag does to every part that is not HTML itself', () => {
    const inner = markup`<b title="${'"<'}">${1}</b>`;
    expect(markup`<p>${'<i>'}${inner}${[inner, inner]}</p>`.source).toBe(
      `<p>&lt;i&gt;${inner.source}${inner.source}${inner.source}</p>`,
    );
    expect(inner.source).toBe('<b title="&quot;&lt;">1</b>');
  });
});

describe('escapeCsv', () => {
  const dangerous = /^\s*[=+\-@＝＋－＠]/;

  it('is read back as the text, but for the apostrophes before formulas', () => {
    for (const text of texts.filter((one) => !/\r/.test(one))) {
      const { data, errors } = csv.parse(`${escapeCsv(text)},1\n`, { newline: '\n', delimiter: ',' });
      expect(errors, text).toEqual([]);
      expect(data[0]?.[0]?.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
      expect(data[0]?.[1]).toBe('1');
    }
    expect(escapeCsv('learning_rate')).toBe('learning_rate');
    expect(escapeCsv("=cmd|'/C calc'!A0")).toBe("'=cmd|'/C calc'!A0");
  });

  it('is a formula in no cell, whatever separates the cells for its reader', () => {
    for (const delimiter of [',', ';', '\t']) {
      for (const text of texts) {
        const { data } = csv.parse(`run,${escapeCsv(text)}\n`, { delimiter });
        const cells = data.flat().filter((cell) => dangerous.test(cell));
        expect(cells, `${text} by ${delimiter}`).toEqual([]);
      }
    }
  });
});

describe('escapeTerminal', () => {
  it('is one line of characters that are seen, and no command of a CI', () => {
    for (const text of texts) {
      const escaped = escapeTerminal(text);
      expect(escaped).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      expect(escaped).not.toMatch(/^\s*::|##\w*\[/);
    }
    expect(escapeTerminal('train.py:3:1: warning: [x] ## y')).toBe('train.py:3:1: warning: [x] ## y');
  });
});

describe('escapeJson', () => {
  it('is read as the same value, and is as harmless', () => {
    const value = texts.map((text) => ({ [text]: [text, 1.5, null, true] }));
    for (const indentation of [0, 2]) {
      const written = escapeJson(value, indentation);
      expect(JSON.parse(written)).toEqual(value);
      expect(written).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]|##\w*\[/u);
      expect(written.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([]);
    }
  });
});

describe('VS Code’s own syntax', () => {
  // As its labels and its notifications look for them: iconLabels.ts, linkedText.ts.
  const icon = /(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;
  const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;

  it('has no icon in a label and no link in a notification', () => {
    for (const text of texts) {
      expect([...escapeLabel(text).matchAll(icon)].filter(([, backslash]) => backslash === undefined)).toEqual([]);
      expect(escapeNotice(text)).not.toMatch(link);
      for (const said of [escapeLabel(text), escapeNotice(text)]) expect(said).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    }
    expect(escapeLabel('counts global_step')).toBe('counts global_step');
    expect(escapeNotice('a.py, line 3: [x] (y)')).toBe('a.py, line 3: [x] (y)');
  });
});

describe('escapeFileName', () => {
  it('is one name of this folder', () => {
    for (const text of texts) {
      const name = escapeFileName(text);
      expect(name).toMatch(/^(?!\.)[\p{L}\p{N}._-]{1,101}(?<!\.)$/u);
      expect(name).not.toMatch(/^(?:con|nul|aux|prn|com\d|lpt\d)(?:\.|$)/i);
    }
    expect(escapeFileName('learning_rate')).toBe('learning_rate');
    expect(escapeFileName('earlier-1-as-written')).toBe('earlier-1-as-written');
  });
});
