import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../../helpers/settled.mjs';
import { type Harness, type HarnessOptions, openHarness } from '../../webview-harness/harness.mjs';
import { enter, openView, scenes } from './scenes';

// axe-core in the real page, in every state and view, under the panel's own policy.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(async () => {
  await harness.dispose();
});

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

async function violations(page: Page, tab: string): Promise<string[]> {
  if (await openView(page, tab)) await page.locator(`#view-${tab}:not([hidden])`).waitFor({ state: 'attached' });
  await settled(page);
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

const tabs = ['training', 'step', 'program'] as const;

// One page a scene: its views are looked at one after the other, as a reader does who goes through the tabs.
describe.each(scenes)('axe finds nothing in the state "%s"', (scene) => {
  let page: Page;
  beforeAll(async () => {
    page = await show({ scene });
    await enter(page, scene);
  });

  it.each(tabs)('view "%s"', async (tab) => {
    const found = await violations(page, tab);
    expect(found).toEqual([]);
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
      const found = await violations(page, tab);
      expect(found).toEqual([]);
    });
  },
);

// The theme's own red is too faint for words on a light page.
it('axe finds nothing in the light theme where a training failed, and where a value is wrong', async () => {
  const failed = await violations(await show({ theme: 'light', scene: 'failed' }), 'training');
  expect(failed).toEqual([]);
  const page = await show({ theme: 'light' });
  await page.getByRole('textbox', { name: 'decay_steps', exact: true }).fill('-1');
  const wrong = await violations(page, 'training');
  expect(wrong).toEqual([]);
});

it('axe finds nothing beside 50,000 rows', async () => {
  const found = await violations(await show({ rows: '50000', scene: 'running' }), 'training');
  expect(found).toEqual([]);
});
