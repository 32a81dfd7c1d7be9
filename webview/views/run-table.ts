import type { RunState } from '../store';
import { element, setAttribute, setText } from '../ui/dom';
import { lineSwatch, lookOf, runName } from '../ui/run-look';
import { text } from '../ui/text';
import { makeButton } from '../ui/toolkit';
import { readingText } from './readings';
import {
  firstRowInSight,
  type RowWindow,
  rowWindow,
  type Scrolled,
  scrolledHeight,
  scrollTopOf,
  wholeRows,
} from './row-window';

/** While rows stream in by the thousand, their text is written this often: faster, nobody could read it. */
const rewriteMs = 120;
/** Height of a row before one has been measured. */
const usualRowHeight = 19;

/** The rows of one run: a table that holds those in sight, however many there are, and follows the newest until it is scrolled. */
export class RunTable {
  readonly root: HTMLElement;
  private readonly body = element('tbody');
  private readonly table: HTMLTableElement;
  private readonly sizer: HTMLElement;
  private readonly scroller: HTMLElement;
  private readonly range = element('span', { class: 'range' });
  private readonly latest;
  private readonly lines: { readonly row: HTMLTableRowElement; readonly cells: readonly Text[] }[] = [];
  private run: RunState;
  private window: RowWindow = { first: 0, count: 0 };
  private followsNewest = true;
  private cursor: number | null = null;
  private rowHeight = usualRowHeight;
  private writtenAt = Number.NEGATIVE_INFINITY;
  private written: { readonly rows: RunState['rows'] | null; readonly window: RowWindow } = {
    rows: null,
    window: { first: 0, count: 0 },
  };
  private timer: number | null = null;

  /** `onPoint` hears the row that the user points at or chooses. */
  constructor(run: RunState, onPoint: (row: number) => void) {
    this.run = run;
    const { view } = run;
    const look = lookOf(view);
    const heads = view.columns.map((column) => element('th', { scope: 'col' }, column));
    this.table = element(
      'table',
      { 'data-run': view.id },
      element('caption', { class: 'visually-hidden' }, text.rows.caption(runName(view))),
      element('thead', {}, element('tr', {}, ...heads)),
      this.body,
    );
    this.latest = makeButton(text.rows.latest, 'secondary', null, () => {
      this.followsNewest = true;
      this.write();
    });
    this.sizer = element('div', { class: 'sizer' }, this.table);
    this.scroller = element(
      'div',
      { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': text.rows.caption(runName(view)) },
      this.sizer,
    );
    this.scroller.addEventListener('scroll', () => {
      this.scrolled();
    });
    this.body.addEventListener('click', (event) => {
      const row = event.target instanceof Element ? event.target.closest('tr') : null;
      const line = this.lines.findIndex((known) => known.row === row);
      if (line >= 0) onPoint(this.window.first + line);
    });
    this.root = element(
      'div',
      { class: `rows ${look.className}` },
      element('h3', {}, lineSwatch(look), runName(view)),
      this.scroller,
      element('div', { class: 'pager' }, this.range, this.latest.root),
    );
    new ResizeObserver(() => {
      this.write();
    }).observe(this.scroller);
    // Once the page is laid out anyway: to measure while rows are written would lay it out for that alone.
    new ResizeObserver(() => {
      this.measure();
    }).observe(this.table);
  }

  update(run: RunState, isStreaming: boolean): void {
    this.run = run;
    if (run.rows === this.written.rows) return;
    const wait = run.rows.count > wholeRows && isStreaming ? this.writtenAt + rewriteMs - performance.now() : 0;
    if (wait <= 0) this.write();
    else
      this.timer ??= window.setTimeout(() => {
        this.write();
      }, wait);
  }

  /** Marks a row, and brings it into sight where `reveals`. */
  showCursor(row: number | null, reveals: boolean): void {
    this.mark(false);
    this.cursor = row;
    if (row !== null && reveals && row < this.run.rows.count) this.bringIntoSight(row);
    this.mark(true);
  }

  private mark(isOn: boolean): void {
    const line = this.lines[(this.cursor ?? -1) - this.window.first]?.row;
    if (line === undefined) return;
    line.classList.toggle('at-cursor', isOn);
    setAttribute(line, 'aria-current', isOn ? 'true' : null);
  }

  private get place(): Scrolled {
    const { scrollTop, clientHeight } = this.scroller;
    // The head stands over the first row.
    return { scrollTop, clientHeight: Math.max(0, clientHeight - this.rowHeight), rowHeight: this.rowHeight };
  }

  private bringIntoSight(row: number): void {
    const { place, run } = this;
    const total = run.rows.count;
    const first = firstRowInSight(total, place);
    const inSight = place.clientHeight / place.rowHeight;
    if (row >= first && row + 1 <= first + inSight) return;
    const wanted = row < first ? row : row + 1 - inSight;
    this.followsNewest = false;
    this.scroller.scrollTop = scrollTopOf(Math.max(0, wanted), total, place);
    this.write();
  }

  private scrolled(): void {
    const { scroller } = this;
    this.followsNewest = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4;
    this.write();
  }

  private write(): void {
    if (this.timer !== null) window.clearTimeout(this.timer);
    this.timer = null;
    this.writtenAt = performance.now();
    const { scroller, run } = this;
    const total = run.rows.count;
    const isWhole = total <= wholeRows;
    this.sizer.style.height = isWhole ? '' : `${scrolledHeight(total, this.rowHeight) + this.rowHeight}px`;
    if (this.followsNewest && !isWhole) scroller.scrollTop = scroller.scrollHeight;
    this.mark(false);
    // Read once: each look at it after something was written would lay the page out anew.
    const { place } = this;
    this.window = rowWindow(total, place);
    this.resize(this.window.count);
    const { rows, window: before } = this.written;
    // Another training may have as many rows before the first one is drawn.
    const isSame = rows !== null && run.rows.continues(rows) && before.first === this.window.first;
    const kept = isSame ? before.count : 0;
    for (let line = kept; line < this.window.count; line++) this.writeLine(line);
    this.written = { rows: run.rows, window: this.window };
    this.placeTable(total, isWhole, place);
    this.mark(true);
    if (this.followsNewest && isWhole) scroller.scrollTop = scroller.scrollHeight;
    this.describe(total, isWhole, place);
  }

  /** Moves the table to where its rows belong, so that the first row in sight stands at the top, below the head. */
  private placeTable(total: number, isWhole: boolean, place: Scrolled): void {
    const { table } = this;
    const ahead = firstRowInSight(total, place) - this.window.first;
    // A margin and not a transform: the head sticks where the layout says.
    table.style.marginTop = isWhole ? '' : `${Math.max(0, place.scrollTop - ahead * this.rowHeight)}px`;
    setAttribute(table, 'aria-rowcount', isWhole ? null : String(total + 1));
  }

  private measure(): void {
    const height = this.lines[0]?.row.getBoundingClientRect().height ?? 0;
    if (height <= 0 || Math.abs(height - this.rowHeight) < 0.01) return;
    this.rowHeight = height;
    if (this.run.rows.count > wholeRows) this.write();
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
    if (made === undefined) return;
    setAttribute(made.row, 'aria-rowindex', this.run.rows.count > wholeRows ? String(row + 2) : null);
    made.cells.forEach((cell, column) => {
      setText(cell, readingText(this.run, this.run.view.columns[column] ?? '', row));
    });
  }

  private describe(total: number, isWhole: boolean, place: Scrolled): void {
    const first = Math.floor(firstRowInSight(total, place));
    const last = Math.min(total, Math.round(firstRowInSight(total, place) + place.clientHeight / place.rowHeight));
    this.latest.root.hidden = isWhole;
    this.latest.setEnabled(!this.followsNewest);
    setText(this.range, isWhole ? text.rows.total(total) : text.rows.range(first + 1, last, total));
    setAttribute(this.scroller, 'data-first-row', String(this.window.first));
  }
}
