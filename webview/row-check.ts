import { type TalliedRows, RowTally } from '../src/protocol/row-tally';
import type { ColumnTable } from './data/column-table';
import type { PageState } from './store';

/** Rows between two looks at the clock. */
const rowsAtOnce = 8192;
/** A page that draws must not wait for a sum over all of its rows. */
const sliceMs = 4;

/** Compares, once a training has ended and every row is here, what the page holds with what the training thread made. */
export class RowCheck {
  private checked: readonly TalliedRows[] | null = null;

  /** `onResult` hears of each check how it went: null where all is as it was made, else the run that is not. */
  constructor(private readonly onResult: (damaged: string | null, tallies: readonly TalliedRows[]) => void) {}

  update({ snapshot, runs }: PageState): void {
    const state = snapshot?.state;
    const tallies = state?.kind === 'ended' ? (state.tallies ?? null) : null;
    if (tallies === null || tallies === this.checked) return;
    const tables = tallies.map(({ runId }) => runs.find(({ view }) => view.id === runId)?.rows);
    if (tables.some((table, index) => table?.count !== tallies[index]?.count)) return;
    this.checked = tallies;
    void this.compare(tallies, tables);
  }

  private async compare(tallies: readonly TalliedRows[], tables: readonly (ColumnTable | undefined)[]): Promise<void> {
    for (const [index, { runId, checksum }] of tallies.entries()) {
      const table = tables[index];
      if (table !== undefined && (await checksumOf(table)) !== checksum) {
        this.onResult(runId, tallies);
        return;
      }
    }
    this.onResult(null, tallies);
  }
}

async function checksumOf(table: ColumnTable): Promise<number> {
  const tally = new RowTally();
  for (let end = performance.now() + sliceMs; tally.count < table.count;) {
    tally.add(table.read(tally.count, rowsAtOnce));
    if (performance.now() < end) continue;
    await new Promise((resume) => setTimeout(resume, 0));
    end = performance.now() + sliceMs;
  }
  return tally.checksum;
}
