import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../../helpers/settled.mjs';
import { type Harness, type HarnessOptions, openHarness } from '../../webview-harness/harness.mjs';
import { enter, openView, scenes } from './scenes';

// Every state of the page, under the panel's own policy: in no view, at no width and in neither language do two texts lie on each other,
// none is cut, and axe-core finds nothing. Each state is shown once for all of these.

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let harness: Harness;

beforeAll(async () => {
  harness = await openHarness();
});

afterAll(async () => {
  await harness.dispose();
});

/**
 * Run in the page: every text on it as its rectangles, each within what its ancestors leave to be seen. What can be scrolled to is not
 * cut; what an ancestor hides is, unless it is there for screen readers alone.
 */
const findFaults = `(() => {
  const slack = 2;
  const texts = [];
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const isScrolled = (value) => value === 'auto' || value === 'scroll';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const own = node.parentElement;
    const said = node.textContent.trim();
    if (said === '' || own === null || !own.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (own.closest('.visually-hidden, option, script, style, title') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const rect = { left, right, top, bottom };
      let isCut = '';
      for (let at = own; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        for (const [from, to, overflow] of [['left', 'right', overflowX], ['top', 'bottom', overflowY]]) {
          if (overflow === 'visible' || at instanceof SVGElement) continue;
          if (!isScrolled(overflow) && (rect[from] < box[from] - slack || rect[to] > box[to] + slack)) isCut = at.className || at.tagName;
          rect[from] = Math.max(rect[from], box[from]);
          rect[to] = Math.min(rect[to], box[to]);
        }
        if (position === 'fixed') break;
      }
      if (isCut !== '') faults.push('cut by ' + isCut + ': ' + said);
      if (rect.right - rect.left > slack && rect.bottom - rect.top > slack) texts.push({ own, said, rect });
    }
  }
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      if (one.own === other.own) continue;
      const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
      if (across > slack && down > 2 * slack) faults.push('on each other: ' + one.said + ' | ' + other.said);
    }
  });
  const wider = document.documentElement.scrollWidth - window.innerWidth;
  if (wider > 0) faults.push('wider than the window by ' + wider);
  return [...new Set(faults)];
})()`;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Shows a scene, with axe in it by the debugger, which the page's policy does not concern. */
async function show(options: HarnessOptions): Promise<Page> {
  const { page } = await harness.show(options);
  await page.evaluate(axe);
  return page;
}

async function axeFinds(page: Page): Promise<string[]> {
  await settled(page);
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

const tabs = ['training', 'step', 'program'] as const;

/** In CSS pixels. axe looks at the widest, where most is beside one another. */
const widest = 1200;
const widths = [widest, 950, 600, 360];

/** The faults of a view, by width; `null` where the state has no such view. */
async function faultsOf(page: Page, tab: string, language: string): Promise<string[] | null> {
  if (!(await openView(page, tab))) return null;
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    found.push(...(await page.evaluate<string[]>(findFaults)).map((fault) => `${tab} at ${width}: ${fault}`));
    if (width === widest && language === 'en') found.push(...(await axeFinds(page)));
  }
  return found;
}

it('sees a text that lies on another, and one that is cut', async () => {
  const { page } = await harness.show({});
  await settled(page);
  const change = (style: string): Promise<unknown> =>
    page.evaluate(`Object.assign(document.querySelector('h1').style, ${style})`);
  const faults = async (): Promise<string> => (await page.evaluate<string[]>(findFaults)).join('\n');
  await expect.poll(faults).toBe('');
  await change(`{ position: 'relative', top: '30px' }`);
  await expect.poll(faults).toMatch(/^on each other: without_global_step\.py \| /m);
  await change(`{ top: '0', width: '20px', overflow: 'hidden', whiteSpace: 'nowrap' }`);
  await expect.poll(faults).toBe('cut by H1: without_global_step.py');
});

// One page a scene: its views are looked at one after the other, as a reader does who goes through the tabs.
describe.each(['en', 'zh-cn'])('no text is cut or lies on another, and axe finds nothing, in %s', (language) => {
  it.each(scenes)('in the state "%s"', async (scene) => {
    const page = await show({ scene, language });
    await enter(page, scene);
    // The wiring in words is a text, too.
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
    const found: (string[] | null)[] = [];
    for (const tab of tabs) found.push(await faultsOf(page, tab, language));
    const seen = found.filter((faults) => faults !== null);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.flat()).toEqual([]);
  });
});

describe.each(['light', 'high-contrast', 'high-contrast-light'] as const)(
  'axe finds nothing in the theme %s',
  (theme) => {
    let page: Page;
    beforeAll(async () => {
      page = await show({ theme, width: 400, scene: 'unresolved' });
    });

    it.each(tabs)('view "%s"', async (tab) => {
      const isThere = await openView(page, tab);
      expect(isThere).toBe(true);
      const found = await axeFinds(page);
      expect(found).toEqual([]);
    });
  },
);

// The theme's own red is too faint for words on a light page.
it('axe finds nothing in the light theme where a training failed, and where a value is wrong', async () => {
  const failed = await axeFinds(await show({ theme: 'light', scene: 'failed' }));
  expect(failed).toEqual([]);
  const page = await show({ theme: 'light' });
  await page.getByRole('textbox', { name: 'decay_steps', exact: true }).fill('-1');
  const wrong = await axeFinds(page);
  expect(wrong).toEqual([]);
});

it('axe finds nothing beside 50,000 rows', async () => {
  const found = await axeFinds(await show({ rows: '50000', scene: 'running' }));
  expect(found).toEqual([]);
});
