import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../../helpers/settled.mjs';
import { type Harness, openHarness } from '../../webview-harness/harness.mjs';
import { enter, openView, scenes } from './scenes';

// The page's own geometry: in no state and at no width do two texts lie on each other, and none is cut.

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

const widths = [360, 600, 950];

async function faultsOf(page: Page, tab: string): Promise<string[]> {
  if (!(await openView(page, tab)) && tab !== 'training') return [];
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    const faults = await page.evaluate<string[]>(findFaults);
    found.push(...faults.map((fault) => `${tab} at ${width}: ${fault}`));
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

describe.each(['en', 'zh-cn'])('no text is cut or lies on another, in %s', (language) => {
  it.each(scenes)('%s', async (scene) => {
    const { page } = await harness.show({ scene, language });
    await enter(page, scene);
    // The wiring in words is a text, too.
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
    await settled(page);
    const found: string[] = [];
    for (const tab of ['training', 'step', 'program']) found.push(...(await faultsOf(page, tab)));
    expect(found).toEqual([]);
  });
});
