import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import type { EditorWindow } from './editor-window';

/** A cell, as the page's own types would have it. */
interface TableCell {
  readonly textContent: string;
  readonly dataset: Readonly<Record<string, string | undefined>>;
}

/** The panel's page as a reader sees it. */
export class TrainingPage {
  constructor(readonly frame: Frame) {}

  /** The panel of a window, once it is there. */
  static async of(workbench: EditorWindow): Promise<TrainingPage> {
    return new TrainingPage(await workbench.panel());
  }

  /** Trains the program of the active editor by the command, to its end. */
  static async visualize(workbench: EditorWindow): Promise<TrainingPage> {
    await workbench.command('Visualize Global Step');
    const page = await TrainingPage.of(workbench);
    await page.waitForState('ended');
    return page;
  }

  /** The panel as it is, where there is one; else the file opened, and its program trained to its end. */
  static async trained(workbench: EditorWindow, file: string): Promise<TrainingPage> {
    if (await workbench.hasPanel()) return TrainingPage.of(workbench);
    await workbench.openFile(file);
    return TrainingPage.visualize(workbench);
  }

  /** `running`, `paused`, `ended`, `failed`, `loading`. */
  async state(): Promise<string> {
    return (await this.frame.locator('[data-state]').first().getAttribute('data-state')) ?? '';
  }

  async waitForState(state: string): Promise<void> {
    await this.frame.locator(`[data-state="${state}"]`).first().waitFor();
  }

  /** What the program prints, line by line, a cell each run; it is read once the training rests. */
  async output(): Promise<string[][]> {
    const lines = this.frame.locator('.output tbody tr');
    await lines.first().waitFor();
    return lines.evaluateAll((rows) =>
      rows.map((row) => [...(row as unknown as { cells: Iterable<TableCell> }).cells].map((cell) => cell.textContent)),
    );
  }

  /** The rows of one run, the columns' names first. */
  async table(run: string): Promise<string[][]> {
    const table = this.frame.locator('table[data-rows]');
    await table.locator('tbody tr').first().waitFor();
    const head = await table.locator('thead tr').first().locator('th').allTextContents();
    const rows = await table
      .locator('tbody tr')
      .evaluateAll(
        (lines, of) =>
          lines.map((line) =>
            [...(line as unknown as { cells: Iterable<TableCell> }).cells]
              .filter(({ dataset }) => dataset['run'] === undefined || dataset['run'] === of)
              .map((cell) => cell.textContent),
          ),
        run,
      );
    return [head, ...rows];
  }

  /** What of the page a picture of it shows, line by line; and, as a number, the styles that it is drawn with. */
  async shown(): Promise<{ readonly text: readonly string[]; readonly styles: string }> {
    const text = await this.frame.locator('main').innerText();
    const styles = createHash('sha256').update(readFileSync('dist/webview.css')).digest('hex');
    return {
      text: text
        .split('\n')
        .map((line) => line.replace(/\s+/g, ' ').trim())
        .filter((line) => line !== ''),
      styles,
    };
  }

  /** What a chart reads at its newest point, one text a run in the order of its legend. */
  async lastPoints(column: string): Promise<string[]> {
    return this.frame.locator(`[data-chart="${column}"] .legend code`).allTextContents();
  }

  /** Rows that a run's table says it has. */
  async iterations(run: string): Promise<number> {
    const rows = await this.table(run);
    return Number(rows.at(-1)?.[0]?.replaceAll(',', ''));
  }

  async press(name: string): Promise<void> {
    await this.frame.getByRole('button', { name, exact: true }).click();
  }
}
