import { isDecayColumn } from '../../src/protocol/columns';
import { Shown } from '../ui/shown';
import type { Chart, ChartGestures, MakeChart } from '../chart/chart';
import { tickText } from '../chart/tick-text';
import type { PageState, RunState } from '../store';
import { element, setAttribute, setText } from '../ui/dom';
import { columnTitle, nameBeside } from '../ui/column-name';
import { lineSwatch, lookOf, runName } from '../ui/run-look';
import { text } from '../ui/text';
import { inOne } from '../ui/words';
import { makeCheckbox, makeDropdown, type ToolkitField } from '../ui/toolkit';
import { curveOf, plainAxis, referenceRun, rowOfRun, scalesOf, type XAxis, xOfRow } from './chart-axis';
import { diverges, lossRemarks, passesDecades } from './loss-remarks';
import { columnIndex, courseOf, hasColumn, readingText } from './readings';
import type { View } from './view';

// One chart of the page, with its gestures and its buttons.

const plotHeight = 210;

/** What a chart asks of the page around it. */
export interface ChartOwner {
  readonly gestures: ChartGestures;
  /** A key pressed on a plot; true where it was one of the charts' own. */
  pressKey(event: KeyboardEvent): boolean;
  savePicture(format: 'png' | 'svg', column: string, content: string): void;
}

/** A chart of one column of all runs, with a legend that reads the values at the cursor, and its course in words. */
export class ChartView implements View {
  readonly root: HTMLElement;
  private readonly heading = element('h2', { class: 'visually-hidden' });
  private readonly chooser = element('span', { class: 'chooser' });
  private readonly legend = element('ul', { class: 'legend' });
  private readonly plot = element('div', { class: 'plot', tabindex: '0', role: 'slider', 'aria-valuemin': '1' });
  private readonly course = element('p', { class: 'course' });
  private readonly remarks = element('ul', { class: 'remarks' });
  private readonly logY: ToolkitField<boolean>;
  /** What the user chose; null where the values decide. */
  private chosenLogY: boolean | null = null;
  private chart: Chart | null = null;
  private readings: { readonly label: HTMLElement; readonly value: HTMLElement }[] = [];
  private runs: readonly RunState[] = [];
  private axis: XAxis = plainAxis;
  private readonly seen = new Shown();
  private columnsKey = '';
  private cursor: number | null = null;

  constructor(
    private column: string,
    private readonly makeChart: MakeChart,
    private readonly owner: ChartOwner,
  ) {
    const titleId = `chart-${column}-title`;
    setAttribute(this.heading, 'id', titleId);
    this.logY = makeCheckbox(text.chart.logY, text.chart.logYOf(columnTitle(column, [])), (isOn) => {
      // The box also tells of what it was made to show.
      if (isOn === this.isLogY) return;
      this.chosenLogY = isOn;
      this.draw();
    });
    this.root = element(
      'section',
      { class: 'chart', 'aria-labelledby': titleId, 'data-chart': column },
      element('div', { class: 'chart-head' }, this.heading, this.chooser, this.logY.root),
      this.legend,
      element('figure', {}, this.plot, element('figcaption', {}, this.course, this.remarks, this.saveLinks())),
    );
    this.plot.addEventListener('keydown', (event) => {
      if (this.owner.pressKey(event)) event.preventDefault();
    });
    new ResizeObserver(() => {
      this.fit();
    }).observe(this.plot);
  }

  update({ runs }: PageState): void {
    this.root.hidden = runs.length === 0;
    if (runs.length === 0) return;
    this.offerColumns(runs);
    const hasNewRows = runs.some(({ rows }, index) => rows !== this.runs[index]?.rows);
    if (this.seen.changes(this.column, ...runs.map(({ view }) => view))) this.build(runs);
    else if (!hasNewRows) return;
    this.runs = runs;
    this.draw();
  }

  /** Draws along another x axis. */
  showAxis(axis: XAxis): void {
    this.axis = axis;
    this.draw();
  }

  /** Shows another row's values; the chart's own line follows. */
  showCursor(row: number | null): void {
    this.cursor = row;
    this.moveCursor();
    this.read();
  }

  /** After VS Code's theme has changed. */
  refreshTheme(): void {
    this.chart?.refreshTheme();
  }

  /** A count is always drawn as it is: that it grows by the same amount is what is to be seen. */
  private get isLogY(): boolean {
    const { chosenLogY, column, runs } = this;
    return chosenLogY ?? (!isCount(column) && passesDecades(runs, column));
  }

  private get title(): string {
    return columnTitle(this.column, this.runs);
  }

  private nameOf(run: RunState): string {
    return nameBeside(runName(run.view), this.column, run);
  }

  private saveLinks(): HTMLElement {
    const link = (format: 'png' | 'svg', label: string): HTMLElement => {
      const made = element('button', { type: 'button', class: 'link' }, label);
      made.addEventListener('click', () => {
        if (this.chart === null) return;
        const content = format === 'png' ? this.chart.toPng() : this.chart.toSvg(this.title);
        this.owner.savePicture(format, this.column, content);
      });
      return made;
    };
    return element('p', { class: 'save-links' }, link('png', text.chart.savePng), link('svg', text.chart.saveSvg));
  }

  private offerColumns(runs: readonly RunState[]): void {
    const columns = [...new Set(runs.flatMap(({ view }) => view.columns))].filter((column) => column !== 'iteration');
    const choices = columns.map((column) => [column, columnTitle(column, runs)] as const);
    const key = JSON.stringify(choices);
    if (key === this.columnsKey) return;
    this.columnsKey = key;
    const list = makeDropdown(text.chart.shows, choices, false, (column) => {
      this.column = column;
      this.chosenLogY = null;
      this.build(this.runs);
      this.draw();
    });
    this.chooser.replaceChildren(list.root);
    list.show(this.column);
  }

  private build(runs: readonly RunState[]): void {
    this.chart?.dispose();
    this.runs = runs;
    this.cursor = null;
    setText(this.heading, this.title);
    setAttribute(this.root, 'data-chart', this.column);
    setAttribute(this.logY.root, 'aria-label', text.chart.logYOf(this.title));
    this.readings = runs.map(() => ({ label: element('span', { class: 'reading-at' }), value: element('code') }));
    this.legend.replaceChildren(
      ...runs.map((run, index) => {
        const look = lookOf(run.view);
        const { label, value } = this.readings[index] ?? { label: '', value: '' };
        return element('li', { class: look.className }, lineSwatch(look), this.nameOf(run), label, value);
      }),
    );
    const isHeld = ['learning_rate', 'global_step'].includes(this.column) || isDecayColumn(this.column);
    this.chart = this.makeChart(
      this.plot,
      {
        yLabel: this.column,
        line: isHeld ? 'held' : 'sampled',
        fromZero: isHeld,
        series: drawnOrder(runs).map((run) => ({ label: this.nameOf(run), ...lookOf(run.view) })),
      },
      this.owner.gestures,
    );
    this.fit();
  }

  private draw(): void {
    if (this.chart === null || this.runs.length === 0) return;
    const { column, runs, axis, isLogY } = this;
    this.logY.show(isLogY);
    this.chart.setData({
      curves: drawnOrder(runs).map((run) => curveOf(run, column, axis)),
      scales: scalesOf(runs, axis, isLogY),
    });
    setText(this.course, this.courseText());
    const remarks = this.remarksOf();
    if (remarks.join('\n') !== [...this.remarks.children].map(({ textContent }) => textContent).join('\n')) {
      this.remarks.replaceChildren(...remarks.map((remark) => element('li', {}, remark)));
    }
    const by = axis.by === 'iteration' ? text.chart.iteration : text.chart.globalStep;
    setAttribute(this.plot, 'aria-label', text.chart.label(this.title, by));
    this.moveCursor();
    this.read();
  }

  private moveCursor(): void {
    const { cursor, runs, axis, column } = this;
    const x = cursor === null ? null : xOfRow(runs, axis, cursor);
    const values = drawnOrder(runs).map((run) =>
      cursor === null ? Number.NaN : run.rows.at(rowOfRun(run, runs, axis, cursor), columnIndex(run, column)),
    );
    this.chart?.setCursor(x, values);
  }

  /** The values at the cursor, or the last ones. */
  private read(): void {
    const { runs, axis, column } = this;
    const rowCount = Math.max(0, ...runs.map(({ rows }) => rows.count));
    const row = this.cursor ?? rowCount - 1;
    const texts = runs.map((run) => {
      const at = this.cursor === null ? run.rows.count - 1 : rowOfRun(run, runs, axis, row);
      return { at, value: readingText(run, column, at) };
    });
    runs.forEach((run, index) => {
      const reading = this.readings[index];
      const { at = -1, value = '' } = texts[index] ?? {};
      if (reading === undefined) return;
      setText(reading.value, hasColumn(run, column) ? value || text.run.noValue : text.run.none);
      setText(reading.label, value === '' ? '' : this.cursor === null ? text.chart.now : text.chart.at(at + 1));
    });
    setAttribute(this.plot, 'aria-valuemax', String(Math.max(1, rowCount)));
    setAttribute(this.plot, 'aria-valuenow', String(row + 1));
    const values = runs.map((run, index) => `${runName(run.view)} ${texts[index]?.value || text.run.none}`);
    setAttribute(this.plot, 'aria-valuetext', text.chart.valueText(row + 1, values.join(', ')));
  }

  private courseText(): string {
    const courses = this.runs.flatMap((run) => {
      // The remarks that a loss diverges and that a value is no longer finite have its numbers.
      const isTold = (this.column === 'loss' && diverges(run)) || this.brokeOff(run);
      const course = isTold ? null : courseOf(run, this.column);
      return course === null ? [] : [text.course.of(runName(run.view), course)];
    });
    const hasValues = this.runs.some((run) => hasColumn(run, this.column) && run.rows.count > 0);
    return hasValues ? inOne(courses) : text.course.nothing(this.column);
  }

  /** Whether a run's values in this column left the finite numbers, and it is known where. */
  private brokeOff(run: RunState): boolean {
    if (run.view.nonFinite === null || !hasColumn(run, this.column)) return false;
    return run.rows.extremesOf(columnIndex(run, this.column)).hasNonFinite;
  }

  /** What the picture alone would not say: gaps, values without a place, a step that stands. */
  private remarksOf(): string[] {
    const { axis, column, isLogY } = this;
    const remarks = column === 'loss' ? lossRemarks(this.runs) : [];
    if (isLogY && this.chosenLogY === null) remarks.push(text.chart.logByItself);
    if (axis.range !== null) remarks.push(text.chart.looking(...(axis.range.map(shortText) as [string, string])));
    for (const run of this.runs) {
      if (!hasColumn(run, column) || run.rows.count === 0) continue;
      const { min, hasNonFinite } = run.rows.extremesOf(columnIndex(run, column));
      const { nonFinite } = run.view;
      if (nonFinite !== null && this.brokeOff(run))
        remarks.push(text.details.nonFinite(runName(run.view), nonFinite.iteration, nonFinite.message));
      if (hasNonFinite) remarks.push(text.chart.nonFinite(runName(run.view)));
      if (isLogY && min <= 0) remarks.push(text.chart.notPositive(runName(run.view)));
      if (axis.by !== 'global_step' || run === referenceRun(this.runs, axis) || !hasColumn(run, axis.by)) continue;
      const step = run.rows.extremesOf(columnIndex(run, axis.by));
      if (step.min === step.max && run.rows.count > 1)
        remarks.push(text.chart.stepStands(runName(run.view), String(step.min)));
    }
    return remarks;
  }

  private fit(): void {
    const { clientWidth } = this.plot;
    if (clientWidth === 0) return;
    this.chart?.setSize(clientWidth, plotHeight);
    this.moveCursor();
  }
}

function isCount(column: string): boolean {
  return column === 'global_step' || column === 'epoch';
}

function shortText(value: number): string {
  return tickText(Number(value.toPrecision(4)));
}

/** Solid lines first: a dashed one on top of its equal leaves both to be seen. */
function drawnOrder(runs: readonly RunState[]): readonly RunState[] {
  return runs.toSorted((one, other) => lookOf(one.view).dash.length - lookOf(other.view).dash.length);
}
