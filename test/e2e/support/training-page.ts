import type { Frame } from 'playwright-core';
import { Workbench, type WorkbenchOptions } from './workbench';

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

/** A window in which a file was opened, visualized at full speed and trained to its end. */
export async function openTrained(
  file: string,
  { settings, ...options }: WorkbenchOptions = {},
): Promise<{ readonly workbench: Workbench; readonly page: TrainingPage }> {
  const workbench = await Workbench.start({
    ...options,
    settings: { 'globalStep.run.stretchSeconds': 0, 'files.autoSave': 'off', ...settings },
  });
  await workbench.open(file);
  await workbench.command('Visualize Global Step');
  const page = new TrainingPage(await workbench.panel());
  await page.waitForState('ended');
  return { workbench, page };
}
