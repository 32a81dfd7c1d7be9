import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench';

/** The panel's page as a reader sees it. */
export class TrainingPage {
  constructor(readonly frame: Frame) {}

  /** The panel of a window, once it is there. */
  static async of(workbench: Workbench): Promise<TrainingPage> {
    return new TrainingPage(await workbench.panel());
  }

  /** Trains the program of the active editor by the command, to its end. */
  static async visualize(workbench: Workbench): Promise<TrainingPage> {
    await workbench.command('Visualize Global Step');
    const page = await TrainingPage.of(workbench);
    await page.waitForState('ended');
    return page;
  }

  /** The panel as it is, where there is one; else the file opened, and its program trained to its end. */
  static async trained(workbench: Workbench, file: string): Promise<TrainingPage> {
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

  /** The rows of one run's table, its header first. */
  async table(run: string): Promise<string[][]> {
    const table = this.frame.locator(`table[data-run="${run}"]`);
    await table.locator('tbody tr').first().waitFor();
    return table
      .locator('tr')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...(row as unknown as { cells: Iterable<{ textContent: string }> }).cells].map((cell) => cell.textContent),
        ),
      );
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
