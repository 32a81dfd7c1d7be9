import type { ChartGestures, MakeChart } from '../chart/chart';
import { cursorMove } from '../chart/cursor-keys';
import { panned, zoomed } from '../chart/zoom';
import type { PageState, RunState } from '../store';
import { element } from '../ui/dom';
import { icon } from '../ui/icons';
import { text } from '../ui/text';
import { makeCheckbox, makeDropdown, makeIconButton } from '../ui/toolkit';
import { isAverageColumn, isDecayColumn } from '../../src/protocol/columns';
import { fullRangeOf, plainAxis, rowAt, type XAxis, xOfRow } from './chart-axis';
import { type ChartOwner, ChartView } from './chart-view';
import type { Intents, View } from './view';

/** The cursor that charts and tables share: a row, from 0, or null. */
export interface CursorOwner {
  moveCursor(row: number | null): void;
}

/** The charts with what they share: the x axis, what is looked at, and the cursor. */
export class ChartsView implements View, ChartOwner {
  readonly root: HTMLElement;
  readonly gestures: ChartGestures;
  private readonly fixed: readonly ChartView[];
  /** Charts of moving averages, by their columns: made for the first program that has them. */
  private readonly ofAverages = new Map<string, ChartView>();
  private charts: readonly ChartView[];
  private readonly place: HTMLElement;
  private readonly xBy;
  private readonly logX;
  private readonly reset;
  private axis: XAxis = plainAxis;
  private runs: readonly RunState[] = [];
  private cursor: number | null = null;

  constructor(
    columns: readonly string[],
    private readonly makeChart: MakeChart,
    private readonly cursorOwner: CursorOwner,
    private readonly intents: Intents,
  ) {
    this.gestures = {
      pointAt: (x) => {
        this.cursorOwner.moveCursor(x === null ? null : rowAt(this.runs, this.axis, x));
      },
      lookAt: (range) => {
        this.changeAxis({ range });
      },
      fullRange: () => fullRangeOf(this.runs, this.axis),
    };
    this.fixed = columns.map((column) => new ChartView(column, makeChart, this));
    this.charts = this.fixed;
    this.place = element('div', { class: 'charts' }, ...this.charts.map(({ root }) => root));
    const choices = [
      ['iteration', text.chart.iteration],
      ['global_step', text.chart.globalStep],
    ] as const;
    this.xBy = makeDropdown(text.chart.xBy, choices, true, (by) => {
      this.changeAxis({ by: by === 'global_step' ? by : 'iteration', range: null });
    });
    this.logX = makeCheckbox(text.chart.logX, text.chart.logX, (isLogarithmic) => {
      this.changeAxis({ isLogarithmic, range: null });
    });
    const closer = makeIconButton(text.chart.closer, icon('closer'), () => {
      this.zoom(0.5);
    });
    const wider = makeIconButton(text.chart.wider, icon('wider'), () => {
      this.zoom(2);
    });
    this.reset = makeIconButton(text.chart.reset, icon('all'), () => {
      this.changeAxis({ range: null });
    });
    this.reset.setEnabled(false);
    const tools = [this.xBy.root, this.logX.root, closer.root, wider.root, this.reset.root];
    this.root = element(
      'section',
      { class: 'curves', 'aria-label': text.chart.section },
      element('div', { class: 'toolbar', role: 'group', 'aria-label': text.chart.view }, ...tools),
      this.place,
      element('p', { class: 'note help' }, text.chart.help),
    );
  }

  update(state: PageState): void {
    this.root.hidden = state.runs.length === 0;
    this.runs = state.runs;
    this.offerAverages();
    for (const chart of this.charts) chart.update(state);
  }

  showCursor(row: number | null): void {
    this.cursor = row;
    for (const chart of this.charts) chart.showCursor(row);
  }

  refreshTheme(): void {
    for (const chart of this.charts) chart.refreshTheme();
  }

  savePicture(format: 'png' | 'svg', column: string, content: string): void {
    this.intents.savePicture(format, column, content);
  }

  pressKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const part = event.key === 'ArrowLeft' ? -0.2 : 0.2;
      const { range, isLogarithmic } = this.axis;
      if (range !== null) this.changeAxis({ range: panned(range, this.gestures.fullRange(), part, isLogarithmic) });
      return true;
    }
    switch (event.key) {
      case '+':
      case '=':
        this.zoom(0.5);
        return true;
      case '-':
        this.zoom(2);
        return true;
      case '0':
        this.changeAxis({ range: null });
        return true;
      default:
        return this.moveByKey(event.key);
    }
  }

  /** Adds the charts of the program's moving averages: before the others where its rate reads no step, for then these are where it shows. */
  private offerAverages(): void {
    const averages = averageColumns(this.runs).map((column) => this.averageChart(column));
    const readsStep = this.runs.some(({ view }) => view.wiring.nodes.some(({ kind }) => kind === 'schedule'));
    const charts = readsStep ? [...this.fixed, ...averages] : [...averages, ...this.fixed];
    if (charts.length === this.charts.length && charts.every((chart, index) => chart === this.charts[index])) return;
    this.charts = charts;
    this.place.replaceChildren(...charts.map(({ root }) => root));
  }

  private averageChart(column: string): ChartView {
    let chart = this.ofAverages.get(column);
    if (chart === undefined) {
      chart = new ChartView(column, this.makeChart, this);
      chart.showAxis(this.axis);
      this.ofAverages.set(column, chart);
    }
    return chart;
  }

  private changeAxis(change: Partial<XAxis>): void {
    this.axis = { ...this.axis, ...change };
    this.xBy.show(this.axis.by);
    this.logX.show(this.axis.isLogarithmic);
    this.reset.setEnabled(this.axis.range !== null);
    for (const chart of this.charts) chart.showAxis(this.axis);
  }

  /** Zooms the x axis by a factor about the cursor, or about the middle of the axis where the cursor is out of sight. */
  private zoom(factor: number): void {
    const full = this.gestures.fullRange();
    const range = this.axis.range ?? full;
    const cursorX = this.cursor === null ? null : xOfRow(this.runs, this.axis, this.cursor);
    const isSeen = cursorX !== null && cursorX >= range[0] && cursorX <= range[1];
    const middle = this.axis.isLogarithmic ? Math.sqrt(range[0] * range[1]) : (range[0] + range[1]) / 2;
    const at = isSeen ? cursorX : middle;
    this.changeAxis({ range: zoomed(range, full, at, factor, this.axis.isLogarithmic) });
  }

  private moveByKey(key: string): boolean {
    const last = Math.max(0, ...this.runs.map(({ rows }) => rows.count)) - 1;
    if (last < 0) return false;
    const target = cursorMove(key, this.cursor ?? last, [0, last]);
    if (target === undefined) return false;
    this.cursorOwner.moveCursor(target === null ? null : Math.min(last, Math.max(0, target)));
    return true;
  }
}

/** The columns of moving averages that have a chart of their own: the first decay, and the first average. */
function averageColumns(runs: readonly RunState[]): readonly string[] {
  const columns = runs.flatMap(({ view }) => view.columns);
  return [columns.find(isDecayColumn), columns.find(isAverageColumn)].filter((column) => column !== undefined);
}
