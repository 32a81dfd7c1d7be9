import { english, message } from '../../../src/base/message';
import { describe, expect, it } from 'vitest';
import { curveSvg, palettes, svgAddress } from '../../../src/present/curve-svg';
import type { CallOutlook } from '../../../src/plan/outlook';
import { plotHtml } from '../../../src/present/plot-html';
import { chineseLanguage } from '../../helpers/chinese';
import { sampleCurve } from '../../../src/schedules/curve';

const curve = sampleCurve((step) => Math.max(0.01, (1000 - step) / 10_000), 2000);
const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
const curvePoints = (svg: string): (readonly [number, number])[] => {
  const path = /<path d="(M[^"V]*)" fill="none" stroke="[^"]*" stroke-width="\d" stroke-linejoin/.exec(svg)?.[1] ?? '';
  return [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
};

describe('curveSvg', () => {
  it('labels the ends of the axes, and where the rate stops changing', () => {
    const { source: svg } = curveSvg({ curve, frozenAt: null, palette: palettes.dark });
    expect(texts(svg)).toEqual(['0.01', '0.1', '900', '0', '2,000 steps']);
  });

  it('has its words in the language that is spoken', () => {
    const { source: svg } = curveSvg({ curve, frozenAt: null, palette: palettes.dark, language: chineseLanguage });
    expect(texts(svg).at(-1)).toBe('2,000 步');
  });

  it('draws from the highest rate at the left to the lowest at the right, within the picture', () => {
    const points = curvePoints(curveSvg({ curve, frozenAt: null, palette: palettes.light }).source);
    expect(points.length).toBeGreaterThan(100);
    expect(points.every(([x, y]) => x >= 0 && x <= 340 && y >= 0 && y <= 124)).toBe(true);
    const [first, last] = [points[0]!, points.at(-1)!];
    expect(first[0]).toBeLessThan(last[0]);
    expect(first[1]).toBeLessThan(last[1]);
  });

  it('draws beside it, dashed, what it should be, and makes room for it', () => {
    const beside = sampleCurve((step) => 1 - step / 2000, 2000);
    const { source: svg } = curveSvg({ curve, frozenAt: null, beside, palette: palettes.dark });
    expect(texts(svg)).toEqual(['0', '1', '900', '0', '2,000 steps']);
    expect(svg).toMatch(/<path d="M62\.0 14\.0[^"]*L326\.0 98\.0" fill="none" stroke="#f0965a"[^>]*dasharray/);
  });

  it('draws the rate that stays beside it, inside the picture', () => {
    const { source: svg } = curveSvg({ curve, frozenAt: 0.5, palette: palettes.dark });
    expect(svg).toContain(`stroke="${palettes.dark.frozen}"`);
    expect(texts(svg)).toContain('0.5');
  });

  it.each(Object.entries(palettes))('has colours of its own for %s', (_, palette) => {
    const { source: svg } = curveSvg({ curve, frozenAt: null, palette });
    expect(svg).toContain(palette.curve);
    expect(svg).toContain(palette.text);
  });

  it('bears a flat curve and a rate that is no number', () => {
    for (const rate of [0, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const { source: svg } = curveSvg({ curve: sampleCurve(() => rate, 10), frozenAt: null, palette: palettes.light });
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('is well within what a hover takes', () => {
    const jumpy = sampleCurve((step) => 0.1 * 0.5 ** Math.floor(step / 400), 100_000);
    const address = svgAddress(curveSvg({ curve: jumpy, frozenAt: 0.1, palette: palettes.dark }));
    expect(address).toMatch(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/);
    expect(address.length).toBeLessThan(20_000);
  });
});

describe('plotHtml', () => {
  const range = { file: 'a.py', cell: null, start: 0, end: 8, line: 9, column: 1, endLine: 9, endColumn: 9 };
  const schedule = { name: 'polynomial_decay', range, curve, why: null, isPlanned: true, goesOn: false };
  const verdict = { answer: message('rate never changes'), sentence: message('rate never changes'), details: [] };
  const call: CallOutlook = {
    range,
    iterations: 2000,
    passesGlobalStep: false,
    case: 'missing',
    verdict: { ...verdict, change: null },
    asWritten: sampleCurve(() => 0.1, 2000),
    counterpart: curve,
  };

  it('shows the facts and some values, lets nothing in, and escapes what the source names', () => {
    const { source: html } = plotHtml({
      schedule,
      place: '<b>.py, line 9',
      calls: [call],
      nonce: 'n0',
      language: 'en',
      speaks: english,
    });
    expect(html).toContain(
      'default-src &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;; style-src &#39;nonce-n0&#39;',
    );
    expect(html).not.toContain('<b>');
    expect(html).not.toContain('<script');
    expect(html).toContain('stops changing at step <strong>900</strong>');
    expect(html).toContain('the rate stays <strong>0.1</strong> (dashed)');
    expect(html).toContain('<tr><td>2,000</td><td>0.01</td></tr>');
    expect(html.match(/<tr><td>/g)).toHaveLength(11);
  });

  it('shows the rate at which a scheduler stays that nothing steps', () => {
    const page = { place: 'a.py', calls: [], nonce: 'n', language: 'en', speaks: english };
    const pageOf = (standsAt: readonly number[] | undefined): string =>
      plotHtml({ ...page, schedule: { ...schedule, ...(standsAt !== undefined && { standsAt }) } }).source;
    expect(pageOf([0.1])).toContain('nothing steps it: the rate stays <strong>0.1</strong> (dashed)');
    expect(pageOf(undefined)).not.toContain('the rate stays');
  });

  it('says why there is no curve, and when there is no schedule any more', () => {
    const why = 'decay_steps is not known';
    expect(
      plotHtml({
        schedule: { ...schedule, curve: null, why: message('{0} is not known', 'decay_steps') },
        place: 'a',
        calls: [],
        nonce: 'n',
        language: 'en',
        speaks: english,
      }).source,
    ).toContain(why);
    expect(
      plotHtml({ schedule: null, place: 'a.py', calls: [], nonce: 'n', language: 'en', speaks: english }).source,
    ).toContain('no learning rate schedule');
  });
});
