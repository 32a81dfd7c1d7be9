import type { RunState } from '../store';
import { element, setAttribute, setText } from '../ui/dom';
import { lineSwatch, lookOf, runName } from '../ui/run-look';
import { text } from '../ui/text';
import { makeButton } from '../ui/toolkit';
import { countText } from '../ui/number-text';
import { cellTextOf, readingText } from './readings';
import { type CellPlace, cellPlaces, rowsHead, startOf } from './rows-head';
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

/**
 * The rows of all runs in one table: a row an iteration, the runs' values of a column side by side, marked where they differ. It holds
 * the rows in sight, however many there are, and follows the newest until it is scrolled.
 */
export class RowsTable {
  readonly root: HTMLElement;
  private readonly body = element('tbody');
  private readonly table: HTMLTableElement;
  private readonly sizer: HTMLElement;
  private readonly scroller: HTMLElement;
  private readonly range = element('span', { class: 'range' });
  private readonly latest;
  private readonly places: readonly CellPlace[];
  private readonly lines: {
    readonly row: HTMLTableRowElement;
    readonly cells: readonly { readonly cell: HTMLTableCellElement; readonly text: Text }[];
  }[] = [];
  private window: RowWindow = { first: 0, count: 0 };
  private followsNewest = true;
  private cursor: number | null = null;
  private rowHeight = usualRowHeight;
  private headHeight = 2 * usualRowHeight;
  private writtenAt = Number.NEGATIVE_INFINITY;
  private written: { readonly runs: readonly RunState[]; readonly window: RowWindow } = {
    runs: [],
    window: { first: 0, count: 0 },
  };
  private timer: number | null = null;

  /** `onPoint` hears the row that the user points at or chooses. */
  constructor(
    private runs: readonly RunState[],
    onPoint: (row: number) => void,
  ) {
    this.places = cellPlaces(runs);
    this.table = element(
      'table',
      { 'data-rows': '' },
      element('caption', { class: 'visually-hidden' }, text.rows.title),
      rowsHead(runs, this.places),
      this.body,
    );
    this.latest = makeButton(text.rows.latest, 'secondary', null, () => {
      this.followsNewest = true;
      this.write();
    });
    this.sizer = element('div', { class: 'sizer' }, this.table);
    this.scroller = element(
      'div',
      { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': text.rows.table },
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
    // The value in full where the pointer is, and not in every cell: rows stream in by the thousand.
    this.body.addEventListener('mouseover', ({ target }) => {
      if (target instanceof HTMLTableCellElement) this.showInFull(target);
    });
    this.root = element(
      'div',
      { class: 'rows' },
      element(
        'p',
        { class: 'legend rows-legend', 'aria-hidden': 'true' },
        ...runs.map(({ view }) =>
          element('span', { class: lookOf(view).className }, lineSwatch(lookOf(view)), runName(view)),
        ),
        ...(runs.length > 1 ? [element('span', { class: 'differs-key' }, text.rows.differ)] : []),
      ),
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

  update(runs: readonly RunState[], isStreaming: boolean): void {
    this.runs = runs;
    if (runs.every(({ rows }, index) => rows === this.written.runs[index]?.rows)) return;
    const wait = this.total > wholeRows && isStreaming ? this.writtenAt + rewriteMs - performance.now() : 0;
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
    if (row !== null && reveals && row < this.total) this.bringIntoSight(row);
    this.mark(true);
  }

  private get total(): number {
    return Math.max(0, ...this.runs.map(({ rows }) => rows.count));
  }

  private showInFull(cell: HTMLTableCellElement): void {
    const line = this.lines.findIndex(({ row }) => row === cell.parentElement);
    const place = this.places[cell.cellIndex - 1];
    const run = this.runs[place?.run ?? -1];
    if (line >= 0 && run !== undefined && place !== undefined)
      setAttribute(cell, 'title', cellTextOf(run, place.column, this.window.first + line) || null);
  }

  private mark(isOn: boolean): void {
    const line = this.lines[(this.cursor ?? -1) - this.window.first]?.row;
    if (line === undefined) return;
    line.classList.toggle('at-cursor', isOn);
    setAttribute(line, 'aria-current', isOn ? 'true' : null);
  }

  private get place(): Scrolled {
    const { scrollTop, clientHeight } = this.scroller;
    // The head stands over the first rows.
    return { scrollTop, clientHeight: Math.max(0, clientHeight - this.headHeight), rowHeight: this.rowHeight };
  }

  private bringIntoSight(row: number): void {
    const { place, total } = this;
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
    const { scroller, runs, total } = this;
    const isWhole = total <= wholeRows;
    this.sizer.style.height = isWhole ? '' : `${scrolledHeight(total, this.rowHeight) + this.headHeight}px`;
    if (this.followsNewest && !isWhole) scroller.scrollTop = scroller.scrollHeight;
    this.mark(false);
    // Read once: each look at it after something was written would lay the page out anew.
    const { place } = this;
    this.window = rowWindow(total, place);
    this.resize(this.window.count);
    // A row that some run had not reached is written again when it has.
    for (let line = this.linesKept(); line < this.window.count; line++) this.writeLine(line);
    this.written = { runs, window: this.window };
    this.placeTable(total, isWhole, place);
    this.mark(true);
    if (this.followsNewest && isWhole) scroller.scrollTop = scroller.scrollHeight;
    this.describe(total, isWhole, place);
  }

  /** Lines that say already what they must say. */
  private linesKept(): number {
    const { runs: before, window } = this.written;
    const continues = this.runs.map(({ rows }, index) => {
      const known = before[index]?.rows;
      return known !== undefined && rows.continues(known);
    });
    // Another training may have as many rows before the first one is drawn.
    if (before.length === 0 || continues.includes(false) || window.first !== this.window.first) return 0;
    const whole = Math.min(...before.map(({ rows }) => rows.count));
    return Math.max(0, Math.min(window.count, whole - window.first));
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
    const headHeight = this.table.tHead?.getBoundingClientRect().height ?? 0;
    const isKnown = Math.abs(height - this.rowHeight) < 0.01 && Math.abs(headHeight - this.headHeight) < 0.01;
    if (height <= 0 || isKnown) return;
    this.rowHeight = height;
    this.headHeight = headHeight;
    if (this.total > wholeRows) this.write();
  }

  private resize(count: number): void {
    while (this.lines.length > count) this.lines.pop()?.row.remove();
    const added = element('tbody');
    while (this.lines.length < count) {
      const cells = [null, ...this.places].map((place) => {
        const text = document.createTextNode('');
        const run = place === null ? undefined : this.runs[place.run]?.view.id;
        const own = place === null ? {} : startOf(place, this.places);
        const ofRun = run === undefined ? {} : { 'data-run': run };
        return { text, cell: element('td', { ...own, ...ofRun }, text) };
      });
      const row = element('tr', {}, ...cells.map(({ cell }) => cell));
      this.lines.push({ row, cells });
      added.append(row);
    }
    this.body.append(...added.childNodes);
  }

  private writeLine(line: number): void {
    const row = this.window.first + line;
    const made = this.lines[line];
    if (made === undefined) return;
    setAttribute(made.row, 'aria-rowindex', this.total > wholeRows ? String(row + 2) : null);
    const [iteration, ...cells] = made.cells;
    if (iteration !== undefined) setText(iteration.text, countText(row + 1));
    let first = '';
    let column = '';
    cells.forEach(({ cell, text: shown }, index) => {
      const place = this.places[index];
      const run = this.runs[place?.run ?? -1];
      if (place === undefined || run === undefined) return;
      const reading = readingText(run, place.column, row);
      setText(shown, reading);
      const full = cellTextOf(run, place.column, row);
      if (place.column !== column) [first, column] = [full, place.column];
      else cell.classList.toggle('differs', full !== first);
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
