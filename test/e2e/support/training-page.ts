import type { Frame } from 'playwright-core';

/** The panel's page as a reader sees it. */
export class TrainingPage {
  constructor(readonly frame: Frame) {}

  /** `running`, `paused`, `ended`, `failed`, `loading`. */
  async state(): Promise<string> {
    return (await this.frame.locator('[data-state]').first().getAttribute('data-state')) ?? '';
  }

  async waitForState(state: string, timeout = 60_000): Promise<void> {
    await this.frame.locator(`[data-state="${state}"]`).first().waitFor({ timeout });
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
    return Number(rows.at(-1)?.[0]);
  }

  async press(name: string): Promise<void> {
    await this.frame.getByRole('button', { name, exact: true }).click();
  }
}
