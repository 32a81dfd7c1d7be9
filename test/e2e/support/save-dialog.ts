import type { Locator } from 'playwright-core';
import { waitFor } from '../../helpers/wait-for';
import type { EditorWindow } from './editor-window';
import type { TrainingPage } from './training-page';

/** Presses a link of the page and takes what the dialog suggests. The dialog takes no Enter while it reads the folder. */
export async function saveAsSuggested(
  window: EditorWindow,
  { frame }: TrainingPage,
  link: string,
  place: Locator = frame.locator('main'),
): Promise<void> {
  await place.getByRole('button', { name: link, exact: true }).first().click();
  const dialog = window.page.locator('.quick-input-widget:visible');
  await dialog.locator('.monaco-list-row').first().waitFor();
  await waitFor('the end of the dialog', async () => {
    await window.page.keyboard.press('Enter');
    return dialog.waitFor({ state: 'hidden', timeout: 5000 }).then(
      () => true,
      () => null,
    );
  });
}
