import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Chart, ChartData, ChartOptions, ChartSeries, MakeChart } from './chart';
import { decimate } from './decimate';
import { valueRange } from './value-range';

/** Markers are drawn up to this many rows; beyond, they would hide the line that they mark. */
const markedRows = 60;
const gridSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6];

interface Theme {
  readonly text: string;
  readonly grid: string;
  readonly font: string;
  readonly colours: readonly string[];
}

/** A chart by uPlot: it draws on a canvas, one redraw a change, from at most two points a pixel column and series. */
export const makeUPlotChart: MakeChart = (parent, options) => new UPlotChart(parent, options);

class UPlotChart implements Chart {
  private readonly plot: UPlot;
  private theme: Theme;
  private data: ChartData = { x: new Float64Array(0), series: [], xMax: 1 };
  private drawnRows = new Uint32Array(0);
  private yRange: readonly [number, number] = [0, 1];
  private cursorListener: (row: number | null) => void = () => undefined;
  private isMovingCursor = false;

  constructor(
    private readonly parent: HTMLElement,
    private readonly options: ChartOptions,
  ) {
    this.theme = readTheme(parent, options);
    this.plot = new UPlot(this.plotOptions(), [[], ...options.series.map(() => [])], parent);
  }

  setData(data: ChartData): void {
    this.data = data;
    this.draw();
  }

  setSize(width: number, height: number): void {
    if (this.plot.width === width && this.plot.height === height) return;
    this.plot.setSize({ width, height });
    this.draw();
  }

  refreshTheme(): void {
    this.theme = readTheme(this.parent, this.options);
    this.plot.redraw(false, true);
  }

  setCursor(row: number | null): void {
    const x = row === null ? undefined : this.data.x[row];
    this.isMovingCursor = true;
    this.plot.setCursor({ left: x === undefined ? -10 : this.plot.valToPos(x, 'x'), top: x === undefined ? -10 : 0 });
    this.isMovingCursor = false;
  }

  onCursor(listener: (row: number | null) => void): void {
    this.cursorListener = listener;
  }

  dispose(): void {
    this.plot.destroy();
  }

  private draw(): void {
    const { x, series } = this.data;
    const columns = Math.max(1, Math.round(this.plot.bbox.width));
    const { rows, values } = decimate(series, x.length, columns);
    this.drawnRows = new Uint32Array(rows);
    this.yRange = valueRange(
      Math.min(...series.map(({ min }) => min)),
      Math.max(...series.map(({ max }) => max)),
      this.options.fromZero,
    );
    this.plot.setData([Array.from(rows, (row) => x[row] ?? 0), ...values.map((shown) => [...shown])]);
  }

  private plotOptions(): UPlot.Options {
    const { xLabel, yLabel, series } = this.options;
    const axis: UPlot.Axis = {
      stroke: () => this.theme.text,
      grid: { stroke: () => this.theme.grid, width: 1 },
      ticks: { stroke: () => this.theme.grid, width: 1, size: 4 },
      font: this.theme.font,
      labelFont: this.theme.font,
      labelSize: 18,
    };
    return {
      width: 300,
      height: 200,
      padding: [10, 26, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        points: { size: 9, fill: (_plot, index) => this.theme.colours[index - 1] ?? '' },
      },
      scales: {
        x: { time: false, range: () => xRange(this.data.xMax) },
        y: { range: () => [...this.yRange] as [number, number] },
      },
      axes: [
        { ...axis, label: xLabel, size: 28, gap: 4, incrs: gridSteps, space: 44 },
        {
          ...axis,
          label: yLabel,
          size: (_plot, values) => axisWidth(values),
          gap: 4,
          space: 32,
          values: (_plot, ticks) => ticks.map(tickText),
        },
      ],
      series: [{ label: xLabel }, ...series.map((one, index) => this.lineOptions(one, index))],
      hooks: {
        setCursor: [
          (plot) => {
            if (this.isMovingCursor) return;
            const index = plot.cursor.idx;
            const row = index === null || index === undefined ? undefined : this.drawnRows[index];
            this.cursorListener(row ?? null);
          },
        ],
      },
    };
  }

  private lineOptions({ label, dash, marker }: ChartSeries, index: number): UPlot.Series {
    const colour = (): string => this.theme.colours[index] ?? '';
    const held = UPlot.paths.stepped?.({ align: 1 });
    return {
      label,
      stroke: colour,
      width: 2,
      dash: [...dash],
      spanGaps: false,
      ...(this.options.line === 'held' && held !== undefined ? { paths: held } : {}),
      points: {
        show: () => this.data.x.length <= markedRows,
        size: 7,
        width: 1.5,
        stroke: colour,
        fill: colour,
        ...(marker === 'square' ? { paths: squarePoints } : {}),
      },
    };
  }
}

/** Hollow squares in place of uPlot's circles: where two runs agree, the circle shows within the square. */
const squarePoints: UPlot.Series.Points.PathBuilder = (plot, seriesIndex, first, last) => {
  const path = new Path2D();
  const half = 4 * UPlot.pxRatio;
  for (let index = first; index <= last; index++) {
    const x = plot.data[0][index];
    const y = plot.data[seriesIndex]?.[index];
    if (x === undefined || y === null || y === undefined) continue;
    path.rect(plot.valToPos(x, 'x', true) - half, plot.valToPos(y, 'y', true) - half, half * 2, half * 2);
  }
  return { stroke: path, flags: 2 };
};

/** Iterations count from 1; half of one is left free on both sides, so that the first and the last point are not cut. */
function xRange(xMax: number): [number, number] {
  return xMax <= markedRows ? [0.5, Math.max(1, xMax) + 0.5] : [0, xMax];
}

function tickText(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function axisWidth(values: readonly string[] | null): number {
  const longest = Math.max(3, ...(values ?? []).map((text) => text.length));
  return 14 + longest * 6.5;
}

function readTheme(parent: HTMLElement, { series }: ChartOptions): Theme {
  const style = getComputedStyle(parent);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: style.color,
    grid: read('--chart-grid-colour') || style.color,
    font: `11px ${style.fontFamily}`,
    colours: series.map(({ colourVariable }) => read(colourVariable) || style.color),
  };
}
