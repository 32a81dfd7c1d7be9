import { describe, expect, it } from 'vitest';
import { makeNonce, panelHtml as panelMarkup } from '../../../src/panel/panel-html';
import { decodeSavedPanel, encodeSavedPanel } from '../../../src/panel/saved-panel';

const assets = {
  cspSource: 'https://a.test',
  scriptUri: 'https://a.test/webview.js',
  styleUri: 's.css',
  tableUri: null,
  nonce: 'n0',
  language: 'zh-cn',
};
const panelHtml = (...given: Parameters<typeof panelMarkup>): string => panelMarkup(...given).source;
const target = { uri: 'file:///a.py', line: 9, cell: null };

describe('panelHtml', () => {
  it('lets in its own script and the extension’s style sheets, and nothing else', () => {
    const policy = /content="(default-src[^"]*)"/.exec(panelHtml(assets, target))?.[1];
    const directives = policy
      ?.replaceAll('&#39;', "'")
      .split(';')
      .map((directive) => directive.trim());
    expect(directives).toEqual([
      "default-src 'none'",
      // Neither falls back to default-src.
      "base-uri 'none'",
      "form-action 'none'",
      "script-src 'nonce-n0'",
      "style-src https://a.test 'nonce-n0'",
    ]);
  });

  it('has no inline script, style or handler', () => {
    const html = panelHtml(assets, target);
    expect(html).not.toMatch(/<style|style=|\son\w+=/);
    expect([...html.matchAll(/<script[^>]*>([^<]*)</g)].map((match) => match[1])).toEqual(['']);
  });

  it('carries what the serializer gets back, and no name of a file can break out of it', () => {
    const odd = { uri: 'file:///a"><script>alert(1)</script>&amp;.py', line: 3, cell: 2 };
    const html = panelHtml(assets, odd);
    expect(html.match(/<script/g)).toHaveLength(1);
    const attribute = /data-saved="([^"]*)"/.exec(html)?.[1] ?? '';
    const read = attribute
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
    expect(decodeSavedPanel(JSON.parse(read))).toEqual(odd);
  });

  it('names the language that the page is to speak', () => {
    expect(panelHtml(assets, target)).toContain('<html lang="zh-cn">');
    const html = panelHtml({ ...assets, tableUri: 'https://a.test/zh-cn.js' }, target);
    const scripts = [...html.matchAll(/<script nonce="n0" src="([^"]*)"><\/script>/g)].map(([, address]) => address);
    expect(scripts).toEqual(['https://a.test/zh-cn.js', 'https://a.test/webview.js']);
  });

  it('makes a nonce of 128 bits, another each time', () => {
    const nonces = new Set(Array.from({ length: 100 }, makeNonce));
    expect(nonces.size).toBe(100);
    for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  });
});

describe('decodeSavedPanel', () => {
  it('reads what it has written', () => {
    expect(decodeSavedPanel(JSON.parse(encodeSavedPanel(target)))).toEqual(target);
  });

  it('keeps the document, the line and the cell, and no data', () => {
    expect(JSON.parse(encodeSavedPanel(target))).toEqual({ version: 1, ...target });
  });

  it.each([
    undefined,
    null,
    'x',
    {},
    { version: 2, ...target },
    { version: 1, uri: 'file:///a.py' },
    { version: 1, uri: '', line: 1, cell: null },
    { version: 1, uri: 'file:///a.py', line: 0, cell: null },
    { version: 1, uri: 'file:///a.py', line: 1.5, cell: null },
    { version: 1, uri: 'file:///a.py', line: 1, cell: -1 },
  ])('refuses %j', (state) => {
    expect(decodeSavedPanel(state)).toBeNull();
  });
});
