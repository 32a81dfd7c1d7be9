import { Shown } from '../ui/shown';
import type { PageState } from '../store';
import { element } from '../ui/dom';
import { text } from '../ui/text';
import type { CursorOwner } from './charts-view';
import { RunTable } from './run-table';
import type { Intents, View } from './view';

/** The rows of every run as the program prints them, side by side. */
export class RowsView implements View {
  private readonly tables = element('div', { class: 'side-by-side' });
  readonly root: HTMLElement;
  private shown: readonly RunTable[] = [];
  private readonly seen = new Shown();

  constructor(
    private readonly cursorOwner: CursorOwner,
    intents: Intents,
  ) {
    const save = (format: 'csv' | 'json' | 'tensorboard', label: string): HTMLElement => {
      const link = element('button', { type: 'button', class: 'link' }, label);
      link.addEventListener('click', () => {
        intents.exportRows(format);
      });
      return link;
    };
    this.root = element(
      'section',
      { 'aria-labelledby': 'rows-title' },
      element('h2', { id: 'rows-title' }, text.rows.title),
      element('p', { class: 'note' }, text.rows.note),
      this.tables,
      element(
        'p',
        { class: 'save-links', role: 'group', 'aria-label': text.rows.export },
        element('span', {}, text.rows.export),
        save('csv', text.rows.csv),
        save('json', text.rows.json),
        save('tensorboard', text.rows.tensorBoard),
      ),
    );
  }

  update({ runs, snapshot }: PageState): void {
    this.root.hidden = runs.length === 0;
    if (this.seen.changes(...runs.map(({ view }) => view))) {
      this.shown = runs.map(
        (run) =>
          new RunTable(run, (row) => {
            this.cursorOwner.moveCursor(row);
          }),
      );
      this.tables.replaceChildren(...this.shown.map(({ root }) => root));
    }
    const isStreaming = snapshot?.state.kind === 'running';
    this.shown.forEach((table, index) => {
      const run = runs[index];
      if (run !== undefined) table.update(run, isStreaming);
    });
  }

  /** Marks the row of an iteration in every table, and scrolls to it. */
  showCursor(row: number | null): void {
    for (const table of this.shown) table.showCursor(row, true);
  }
}
