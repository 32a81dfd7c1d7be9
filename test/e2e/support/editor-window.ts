import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { literal } from '../../../src/base/literal';
import { waitFor } from '../../helpers/wait-for';
import { isThere, QuickInput } from './quick-input';

/** A window of VS Code in a browser as its user has it: of one with a server, or of VS Code for the Web. */
export class EditorWindow {
  private readonly quickInput: QuickInput;

  constructor(readonly page: Page) {
    this.quickInput = new QuickInput(page);
  }

  /** Closes all editors; what was not saved is lost. */
  async closeEditors(): Promise<void> {
    await this.command('View: Close All Editors');
    const unsaved = this.page.getByRole('button', { name: /Don.t Save/ });
    await waitFor('the end of all editors', async () => {
      if (await unsaved.isVisible()) await unsaved.click();
      return (await this.page.locator('.tabs-container .tab').count()) === 0 ? true : null;
    });
  }

  /** Closes the panel, where there is one, by its tab. */
  async closePanel(): Promise<void> {
    const tabs = this.page.getByRole('tab', { name: / – Global Step/ });
    if ((await tabs.count()) > 0) await tabs.click({ button: 'middle' });
    await waitFor('the panel’s end', async () => ((await this.hasPanel()) ? null : true));
  }

  /**
   * Opens another file of the workspace by the quick-open box, again where an editor that opened late took the click. Files whose names end
   * in the same, as `counted-loop.py`, come first where they were open before.
   */
  async openFile(name: string): Promise<void> {
    const file = this.page.locator('.label-name', { hasText: new RegExp(`^${literal(name)}$`) });
    const tab = this.page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).first();
    await waitFor(`the file ${name}`, async () => {
      await this.quickInput.pick('Control+P', name, { has: file });
      return (await isThere(tab)) ? true : null;
    });
  }

  /** Runs a command by its title, from the palette, and says when it was chosen. */
  async command(title: string): Promise<number> {
    return this.quickInput.pick('F1', `>${title}`, title);
  }

  /** Puts the cursor of the active editor, which gets the focus, where a user counts it: from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    const position = this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` });
    const focused = this.page.locator('.editor-instance .monaco-editor.focused');
    await waitFor(`the cursor in line ${line}`, async () => {
      await this.quickInput.pick('Control+G', `:${line}:${column}`, `${line}`);
      return (await isThere(position)) && (await isThere(focused)) ? true : null;
    });
  }

  /** A quick fix at the cursor. The keys are pressed again where nothing was offered yet, as a user does. */
  async quickFix(text: string): Promise<Locator> {
    const row = this.page.locator('.action-widget .monaco-list-row', { hasText: text }).first();
    return waitFor(`the quick fix “${text}”`, async () => {
      await this.page.keyboard.press('Control+.');
      if (await isThere(row)) return row;
      await this.page.keyboard.press('Escape');
      return null;
    });
  }

  /** The active text editor. */
  editor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** What the text editors show of their files; VS Code draws spaces as no-break spaces. */
  async source(): Promise<string> {
    const lines = await this.page.locator('.editor-instance .view-line').allTextContents();
    return lines.join('\n').replace(/\u00a0/g, ' ');
  }

  /** CodeLenses on the screen. */
  lenses(): Locator {
    return this.page.locator('.codelens-decoration');
  }

  /** Notes from now on where on the screen the link with a text begins above a line, and gives what was noted: each place once. */
  async watchLens(text: string): Promise<() => Promise<number[]>> {
    await this.page.evaluate(`{
      const seen = (window.lensPlaces = new Set());
      const look = () => {
        for (const link of document.querySelectorAll('.codelens-decoration a'))
          if (link.textContent.includes(${JSON.stringify(text)})) seen.add(Math.round(link.getBoundingClientRect().left));
        if (window.lensPlaces === seen) requestAnimationFrame(look);
      };
      look();
    }`);
    return () => this.page.evaluate<number[]>('[...window.lensPlaces]');
  }

  /** Clicks Visualize of the first lens until the panel opens. */
  async visualizeByLens(): Promise<void> {
    await this.openPanelBy(this.lenses().getByText('Visualize').first());
  }

  /**
   * Clicks a button until the panel opens. Until a provider has answered, VS Code shows the lenses that it remembers of a file, by their titles alone:
   * their command is '', and a click on one does nothing. They look like the real ones, so that a click is made again.
   */
  async openPanelBy(button: Locator): Promise<void> {
    const tab = this.page.getByRole('tab', { name: / – Global Step/ });
    await waitFor('the training panel’s tab', async () => {
      await button.click();
      return (await isThere(tab)) ? true : null;
    });
  }

  /** The page of the training panel, once it is there. */
  async panel(): Promise<Frame> {
    return waitFor('the training panel', () => this.findPanel());
  }

  /** Whether any frame shows a training panel. */
  async hasPanel(): Promise<boolean> {
    return (await this.findPanel()) !== null;
  }

  /** What is to be seen, for somebody who looks why a test failed: in out/e2e. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join('out', 'e2e', `${name.replace(/[^\w]+/g, '-')}.png`) }).catch(() => null);
  }

  private async findPanel(): Promise<Frame | null> {
    for (const frame of this.page.frames()) {
      if ((await frame.$('main[data-view="training"]').catch(() => null)) !== null) return frame;
    }
    return null;
  }
}
