import type { EditorWindow } from './editor-window';

/** The text of the plot of a schedule, where it is open. */
export async function plotText({ page }: EditorWindow): Promise<string | null> {
  for (const frame of page.frames()) {
    // A frame that goes meanwhile has none.
    const texts = await frame
      .locator('main[data-view="plot"]')
      .allTextContents()
      .catch(() => []);
    if (texts[0] !== undefined) return texts[0];
  }
  return null;
}
