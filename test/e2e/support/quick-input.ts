import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../helpers/wait-for';

/** VS Code's box for commands, files and lines. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  /**
   * Opens the quick input by its key, writes into it, and clicks the first row with a text or an element; says when. A window that is being built up takes
   * no keys, and an editor that opens late takes the focus, which closes the input at any of these steps: then it is opened again.
   */
  async pick(key: string, value: string, wanted: string | { readonly has: Locator }): Promise<number> {
    const input = this.page.locator('.quick-input-widget input').first();
    const row = this.page
      .locator('.quick-input-list .monaco-list-row', typeof wanted === 'string' ? { hasText: wanted } : wanted)
      .first();
    return waitFor(`“${value}” in the quick input`, async () => {
      await this.page.keyboard.press(key);
      if (!(await isThere(input)) || !(await isDone(input.fill(value, { timeout: retryMs })))) return null;
      if (await isThere(row)) {
        const chosenAt = Date.now();
        if (await isDone(row.click({ timeout: retryMs }))) return chosenAt;
      }
      await this.page.keyboard.press('Escape');
      return null;
    });
  }
}

/** The time after which a user tries again, in ms. */
const retryMs = 5000;

/** Whether something comes to the screen in the time after which a user tries again. */
export async function isThere(element: Locator): Promise<boolean> {
  return isDone(element.waitFor({ timeout: retryMs }));
}

/** Whether an action came to its end. */
async function isDone(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
