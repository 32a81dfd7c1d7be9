import { Shown } from '../ui/shown';
import type { PageState } from '../store';
import { countsScheduler } from '../ui/column-name';
import { element, setText } from '../ui/dom';
import { text } from '../ui/text';
import type { CursorOwner } from './charts-view';
import { RowsTable } from './rows-table';
import type { Intents, View } from './view';

/** The rows of all runs in one table, and the ways to save them. */
export class RowsView implements View {
  private readonly place = element('div');
  private readonly note = element('p', { class: 'note' });
  readonly root: HTMLElement;
  private shown: RowsTable | null = null;
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
      this.note,
      this.place,
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
      setText(this.note, countsScheduler(runs) ? text.rows.clockNote : text.rows.note);
      this.shown = new RowsTable(runs, (row) => {
        this.cursorOwner.moveCursor(row);
      });
      this.place.replaceChildren(this.shown.root);
    }
    this.shown?.update(runs, snapshot?.state.kind === 'running');
  }

  /** Marks the row of an iteration, and scrolls to it. */
  showCursor(row: number | null): void {
    this.shown?.showCursor(row, true);
  }
}
