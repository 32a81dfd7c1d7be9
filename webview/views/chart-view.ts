import type { Chart, MakeChart } from '../chart/chart';
import type { PageState, RunState } from '../store';
import { element, setAttribute, setText } from '../ui/dom';
import { lineSwatch, lookOf, runName } from '../ui/run-look';
import { columnIndex, countText, courseOf, hasColumn, readingText } from './readings';
import type { View } from './view';

const plotHeight = 210;

/** What a chart shows of the runs. */
export interface ChartViewOptions {
  readonly column: 'learning_rate' | 'loss';
  readonly title: string;
  readonly line: 'held' | 'sampled';
  readonly fromZero: boolean;
}

/** The cursor that the charts of a page share: a row, from 0, or null. */
export interface CursorOwner {
  moveCursor(row: number | null): void;
}

/** A chart of one column of all runs over the iterations, with a legend that reads the values at the cursor, and its course in words. */
export class ChartView implements View {
  private readonly legend = element('ul', { class: 'legend' });
  private readonly plot = element('div', { class: 'plot', tabindex: '0', role: 'slider', 'aria-valuemin': '1' });
  private readonly course = element('figcaption', { class: 'course' });
  readonly root: HTMLElement;
  private chart: Chart | null = null;
  private readings: { readonly label: HTMLElement; readonly value: HTMLElement }[] = [];
  private runs: readonly RunState[] = [];
  private key = '';
  private cursor: number | null = null;

  constructor(
    private readonly options: ChartViewOptions,
    private readonly makeChart: MakeChart,
    private readonly cursorOwner: CursorOwner,
  ) {
    const titleId = `${options.column}-title`;
    this.root = element(
      'section',
      { class: 'chart', 'aria-labelledby': titleId, 'data-chart': options.column },
      element('h2', { id: titleId }, options.title),
      this.legend,
      element('figure', {}, this.plot, this.course),
    );
    setAttribute(this.plot, 'aria-label', `${options.title}, by iteration`);
    this.plot.addEventListener('keydown', (event) => {
      this.moveByKey(event);
    });
    new ResizeObserver(() => {
      this.fit();
    }).observe(this.plot);
  }

  update({ runs }: PageState): void {
    this.root.hidden = runs.length === 0;
    if (runs.length === 0) return;
    const key = JSON.stringify(runs.map(({ view }) => view));
    if (key !== this.key) this.build(runs, key);
    const hasNewRows = runs.some(({ rows }, index) => rows !== this.runs[index]?.rows);
    this.runs = runs;
    if (hasNewRows || key !== this.key) this.draw();
    this.key = key;
  }

  /** Shows another row's values; the chart's own line follows. */
  showCursor(row: number | null): void {
    this.cursor = row;
    this.chart?.setCursor(row);
    this.read();
  }

  /** After VS Code's theme has changed. */
  refreshTheme(): void {
    this.chart?.refreshTheme();
  }

  private build(runs: readonly RunState[], key: string): void {
    this.chart?.dispose();
    this.key = key;
    this.runs = [];
    this.cursor = null;
    this.readings = runs.map(() => ({ label: element('span', { class: 'reading-at' }), value: element('code') }));
    this.legend.replaceChildren(
      ...runs.map(({ view }, index) => {
        const look = lookOf(view);
        const { label, value } = this.readings[index] ?? { label: '', value: '' };
        return element('li', { class: look.className }, lineSwatch(look), runName(view), label, value);
      }),
    );
    this.chart = this.makeChart(this.plot, {
      xLabel: 'iteration',
      yLabel: this.options.column,
      line: this.options.line,
      fromZero: this.options.fromZero,
      series: drawnOrder(runs).map(({ view }) => ({ label: runName(view), ...lookOf(view) })),
    });
    this.chart.onCursor((row) => {
      this.cursorOwner.moveCursor(row);
    });
    this.fit();
  }

  private draw(): void {
    const { column } = this.options;
    const longest = this.runs.reduce((most, run) => (run.rows.count > most.rows.count ? run : most));
    const planned = Math.max(1, ...this.runs.map(({ view }) => view.plannedIterations));
    this.chart?.setData({
      x: longest.rows.column(columnIndex(longest, 'iteration')),
      xMax: Math.max(planned, longest.rows.count),
      series: drawnOrder(this.runs).map((run) => {
        const index = columnIndex(run, column);
        const values = hasColumn(run, column) ? run.rows.column(index) : new Float64Array(0);
        return { values, ...run.rows.extremesOf(index) };
      }),
    });
    this.chart?.setCursor(this.cursor);
    setText(this.course, this.courseText());
    this.read();
  }

  /** The values at the cursor, or the last ones. */
  private read(): void {
    const rowCount = Math.max(0, ...this.runs.map(({ rows }) => rows.count));
    const row = this.cursor ?? rowCount - 1;
    this.runs.forEach((run, index) => {
      const reading = this.readings[index];
      if (reading === undefined) return;
      const text = readingText(run, this.options.column, row);
      setText(reading.value, hasColumn(run, this.options.column) ? text : 'none');
      setText(reading.label, text === '' ? '' : this.cursor === null ? 'now' : `at ${countText(row + 1)}`);
    });
    setAttribute(this.plot, 'aria-valuemax', String(Math.max(1, rowCount)));
    setAttribute(this.plot, 'aria-valuenow', String(row + 1));
    const values = this.runs.map(
      (run) => `${runName(run.view)} ${readingText(run, this.options.column, row) || 'none'}`,
    );
    setAttribute(this.plot, 'aria-valuetext', `iteration ${row + 1}: ${values.join(', ')}`);
  }

  private courseText(): string {
    const courses = this.runs.flatMap((run) => {
      const course = courseOf(run, this.options.column);
      return course === null ? [] : [`${capitalised(runName(run.view))} it ${course}.`];
    });
    return courses.length === 0 ? `The program has no ${this.options.column} to draw.` : courses.join(' ');
  }

  private fit(): void {
    const { clientWidth } = this.plot;
    if (clientWidth > 0) this.chart?.setSize(clientWidth, plotHeight);
  }

  private moveByKey(event: KeyboardEvent): void {
    const last = Math.max(0, ...this.runs.map(({ rows }) => rows.count)) - 1;
    if (last < 0) return;
    const at = this.cursor ?? last;
    const page = Math.max(1, Math.round(last / 10));
    const moves: Readonly<Record<string, number | null>> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - page,
      PageUp: at + page,
      Home: 0,
      End: last,
      Escape: null,
    };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.cursorOwner.moveCursor(target === null ? null : Math.min(last, Math.max(0, target)));
  }
}

/** Solid lines first: a dashed one on top of its equal leaves both to be seen. */
function drawnOrder(runs: readonly RunState[]): readonly RunState[] {
  return runs.toSorted((one, other) => lookOf(one.view).dash.length - lookOf(other.view).dash.length);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
