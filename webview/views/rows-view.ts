import type { PageState, RunState } from '../store';
import { element, setAttribute, setText } from '../ui/dom';
import { lineSwatch, lookOf, runName } from '../ui/run-look';
import { makeButton } from '../ui/toolkit';
import { countText, readingText } from './readings';
import { type RowWindow, rowWindow } from './row-window';
import type { View } from './view';

/** While rows stream in by the thousand, their text is written this often: faster, nobody could read it. */
const rewriteMs = 120;

/** The rows of every run as the program prints them, side by side. */
export class RowsView implements View {
  private readonly tables = element('div', { class: 'side-by-side' });
  readonly root = element(
    'section',
    { 'aria-labelledby': 'rows-title' },
    element('h2', { id: 'rows-title' }, 'What each iteration prints'),
    element(
      'p',
      { class: 'note' },
      'Rate and step as the program reads them after the iteration; the loss is the one before its update.',
    ),
    this.tables,
  );
  private shown: readonly RunTable[] = [];
  private key = '';

  update({ runs, snapshot }: PageState): void {
    this.root.hidden = runs.length === 0;
    const key = JSON.stringify(runs.map(({ view }) => view));
    if (key !== this.key) {
      this.key = key;
      this.shown = runs.map((run) => new RunTable(run));
      this.tables.replaceChildren(...this.shown.map(({ root }) => root));
    }
    const isStreaming = snapshot?.state.kind === 'running';
    this.shown.forEach((table, index) => {
      const run = runs[index];
      if (run !== undefined) table.update(run, isStreaming);
    });
  }

  /** Marks the row of an iteration, where it is in the window. */
  showCursor(row: number | null): void {
    for (const table of this.shown) table.showCursor(row);
  }
}

class RunTable {
  readonly root: HTMLElement;
  private readonly body = element('tbody');
  private readonly scroller: HTMLElement;
  private readonly range = element('span', { class: 'range' });
  private readonly pager: HTMLElement;
  private readonly earlier;
  private readonly later;
  private readonly latest;
  private readonly lines: { readonly row: HTMLTableRowElement; readonly cells: readonly Text[] }[] = [];
  private run: RunState;
  private window: RowWindow = { first: 0, count: 0 };
  /** First row that the user paged to, or null while the table follows the newest rows. */
  private pinned: number | null = null;
  private cursor: number | null = null;
  private writtenAt = Number.NEGATIVE_INFINITY;
  private writtenRows: RunState['rows'] | null = null;
  private timer: number | null = null;

  constructor(run: RunState) {
    this.run = run;
    const { view } = run;
    const look = lookOf(view);
    const heads = view.columns.map((column) => element('th', { scope: 'col' }, column));
    const table = element(
      'table',
      { 'data-run': view.id },
      element('caption', { class: 'visually-hidden' }, `Rows ${runName(view)}`),
      element('thead', {}, element('tr', {}, ...heads)),
      this.body,
    );
    this.earlier = makeButton('Earlier', 'secondary', null, () => {
      this.page(-1);
    });
    this.later = makeButton('Later', 'secondary', null, () => {
      this.page(1);
    });
    this.latest = makeButton('Latest', 'secondary', null, () => {
      this.pinned = null;
      this.write();
    });
    this.pager = element(
      'div',
      { class: 'pager', role: 'group', 'aria-label': `Rows ${runName(view)}` },
      this.range,
      ...[this.earlier, this.later, this.latest].map(({ root }) => root),
    );
    this.scroller = element(
      'div',
      { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': `Rows ${runName(view)}` },
      table,
    );
    this.root = element(
      'div',
      { class: `rows ${look.className}` },
      element('h3', {}, lineSwatch(look), runName(view)),
      this.scroller,
      this.pager,
    );
  }

  update(run: RunState, isStreaming: boolean): void {
    this.run = run;
    if (run.rows === this.writtenRows) return;
    const isWindowed = rowWindow(run.rows.count, this.pinned).count < run.rows.count;
    const wait = isWindowed && isStreaming ? this.writtenAt + rewriteMs - performance.now() : 0;
    if (wait <= 0) this.write();
    else
      this.timer ??= window.setTimeout(() => {
        this.write();
      }, wait);
  }

  showCursor(row: number | null): void {
    this.lines[(this.cursor ?? -1) - this.window.first]?.row.classList.remove('at-cursor');
    this.cursor = row;
    this.lines[(row ?? -1) - this.window.first]?.row.classList.add('at-cursor');
  }

  private page(direction: -1 | 1): void {
    const { first, count } = this.window;
    const target = Math.max(0, first + direction * count);
    this.pinned = target + count >= this.run.rows.count ? null : target;
    this.write();
    this.scroller.scrollTop = 0;
  }

  private write(): void {
    if (this.timer !== null) window.clearTimeout(this.timer);
    this.timer = null;
    this.writtenAt = performance.now();
    const { scroller } = this;
    const followsEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4;
    const before = this.window;
    this.window = rowWindow(this.run.rows.count, this.pinned);
    const unchanged = before.first === this.window.first && this.writtenRows !== null ? before.count : 0;
    this.writtenRows = this.run.rows;
    this.resize(this.window.count);
    for (let line = unchanged; line < this.window.count; line++) this.writeLine(line);
    this.showCursor(this.cursor);
    if (followsEnd && this.pinned === null) scroller.scrollTop = scroller.scrollHeight;
    this.describe();
  }

  private resize(count: number): void {
    while (this.lines.length > count) this.lines.pop()?.row.remove();
    const added = element('tbody');
    while (this.lines.length < count) {
      const cells = this.run.view.columns.map(() => document.createTextNode(''));
      const row = element('tr', {}, ...cells.map((cell) => element('td', {}, cell)));
      this.lines.push({ row, cells });
      added.append(row);
    }
    this.body.append(...added.childNodes);
  }

  private writeLine(line: number): void {
    const row = this.window.first + line;
    const made = this.lines[line];
    made?.row.classList.remove('at-cursor');
    made?.cells.forEach((cell, column) => {
      setText(cell, readingText(this.run, this.run.view.columns[column] ?? '', row));
    });
  }

  private describe(): void {
    const { first, count } = this.window;
    const total = this.run.rows.count;
    const isWindowed = count < total;
    this.latest.root.hidden = this.earlier.root.hidden = this.later.root.hidden = !isWindowed;
    setText(
      this.range,
      isWindowed
        ? `Rows ${countText(first + 1)}–${countText(first + count)} of ${countText(total)}`
        : `${countText(total)} ${total === 1 ? 'row' : 'rows'}`,
    );
    this.earlier.setEnabled(first > 0);
    this.later.setEnabled(first + count < total);
    this.latest.setEnabled(this.pinned !== null);
    setAttribute(this.scroller, 'data-first-row', String(first));
  }
}
