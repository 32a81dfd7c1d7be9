import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { settled } from '../helpers/settled.mjs';
import { TrainingPage } from '../e2e/support/training-page';
import { Workbench } from '../e2e/support/workbench';

// The README's pictures, out of the packaged extension in a real VS Code: `npm run pictures`.
const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern', contrast: 'Default High Contrast' };
const quiet = {
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': true,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'globalStep.run.stretchSeconds': 0,
};

test.each(Object.entries(themes))('%s', async (name, theme) => {
  mkdirSync('docs/images', { recursive: true });
  const workbench = await Workbench.start({
    settings: { ...quiet, 'workbench.colorTheme': theme },
    viewport: { width: 1280, height: 860 },
  });
  const { page } = workbench;
  try {
    await workbench.open('without_global_step.py');
    await page.keyboard.press('Control+B');
    await workbench.lenses().first().waitFor();
    // The squiggle lies under the text: the pointer goes to its place, not to its element.
    const squiggle = await page.locator('.squiggly-warning').first().boundingBox();
    if (squiggle === null) throw new Error('there is no squiggle');
    await page.mouse.move(squiggle.x + 20, squiggle.y + 6, { steps: 5 });
    await page.locator('.monaco-hover', { hasText: 'exponential_decay' }).first().waitFor();
    await settled(page);
    await page.screenshot({ path: `docs/images/editor-${name}.png`, clip: { x: 0, y: 0, width: 1280, height: 560 } });
    await page.mouse.move(700, 700);
    const panel = await TrainingPage.visualize(workbench);
    await settled(panel.frame);
    await page.screenshot({ path: `docs/images/panel-${name}.png` });
    // Of every theme the same: what test/e2e/main-job.test.ts compares the page with.
    writeFileSync('docs/images/panel.json', `${JSON.stringify(await panel.shown(), null, 2)}\n`);
  } finally {
    await workbench.dispose();
  }
});
