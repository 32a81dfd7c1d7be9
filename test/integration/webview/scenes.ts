import type { Page } from 'playwright-core';
import { settled } from '../../helpers/settled.mjs';

/** Every state of the page that looks otherwise than another one, as the harness's pages know them. */
export const scenes = [
  'article',
  'average',
  'checkpoints',
  'diverging',
  'earlier',
  'endless',
  'failed',
  'groups',
  'kernels',
  'loading',
  'module',
  'no-step',
  'no-trace',
  'non-finite',
  'out-of-date',
  'own-rate',
  'paused',
  'preview',
  'preview-failed',
  'preview-reading',
  'preview-running',
  'refused',
  'running',
  'silent',
  'slots',
  'train-ops',
  'twice',
  'unresolved',
  'values-set',
  'varied',
] as const;

/** Does in a scene what brings its state about: values are tried out in those of previews. */
export async function enter(page: Page, scene: string): Promise<void> {
  if (!scene.startsWith('preview')) return;
  await page.getByRole('textbox', { name: 'decay_steps', exact: true }).fill('5');
  await page.locator('.previewed', { hasText: scene === 'preview' ? /10/ : /\S/ }).waitFor();
}

/** Opens a view by its tab, and says whether the page has it; a state without tabs is in its only view, training. */
export async function openView(page: Page, view: string): Promise<boolean> {
  await settled(page);
  if (!(await page.locator('[role="tablist"]').isVisible())) return view === 'training';
  if (!(await page.locator(`#tab-${view}`).isVisible())) return false;
  await page.locator(`#tab-${view}`).click();
  await page.locator(`#view-${view}:not([hidden])`).waitFor({ state: 'attached' });
  await settled(page);
  return true;
}
