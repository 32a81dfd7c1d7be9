import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type HarnessOptions, openHarness } from '../../webview-harness/harness.mjs';

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

async function violations(options: HarnessOptions, tab: string): Promise<string[]> {
  const { page } = await harness.open(options);
  await page.waitForSelector('main header h1');
  await page.locator(`#tab-${tab}`).click();
  await page.waitForTimeout(150);
  // By the debugger, which the page's policy does not concern.
  await page.evaluate(axe);
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  );
  await page.close();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

const states = [
  'article',
  'running',
  'paused',
  'failed',
  'loading',
  'non-finite',
  'unresolved',
  'no-step',
  'silent',
  'earlier',
  'varied',
  'out-of-date',
  'own-rate',
];
const tabs = ['training', 'step', 'playground', 'runs', 'program'] as const;

describe('axe finds nothing', () => {
  it.each(states.flatMap((scene) => tabs.map((tab) => [scene, tab] as const)))(
    'in the state "%s", view "%s"',
    async (scene, tab) => {
      expect(await violations({ scene }, tab)).toEqual([]);
    },
  );

  it.each(
    (['light', 'high-contrast', 'high-contrast-light'] as const).flatMap((theme) =>
      tabs.map((tab) => [theme, tab] as const),
    ),
  )('in the theme %s, view "%s"', async (theme, tab) => {
    expect(await violations({ theme, width: 400, scene: 'unresolved' }, tab)).toEqual([]);
  });

  it('beside 50,000 rows', async () => {
    expect(await violations({ rows: '50000', scene: 'running' }, 'training')).toEqual([]);
  });
});
