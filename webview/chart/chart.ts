import type { ColumnSlice } from '../data/column';

/** One line of a chart. */
export interface ChartSeries {
  readonly label: string;
  /** Custom property of the page that holds the line's colour. */
  readonly colourVariable: string;
  readonly dash: readonly number[];
  readonly marker: 'circle' | 'square' | 'none';
}

/** What a chart is, for as long as it shows the same runs. */
export interface ChartOptions {
  /** `held`: a value stands until the next one, so lines are drawn as steps. `sampled`: values are joined. Neither is smoothed. */
  readonly line: 'held' | 'sampled';
  /** Whether the value axis always shows zero, so that it does not jump while values come and ratios can be seen. */
  readonly fromZero: boolean;
  readonly yLabel: string;
  readonly series: readonly ChartSeries[];
}

/** The values of one series in the order of its rows; `x` and `y` are equally long. */
export interface Curve {
  readonly x: ColumnSlice;
  readonly y: ColumnSlice;
  /** Whether x never falls, so that the rows of a stretch of x can be found by bisection. */
  readonly isAscending: boolean;
}

/** How a chart maps values to places. */
export interface ChartScales {
  readonly xLabel: string;
  readonly x: 'linear' | 'logarithmic';
  readonly y: 'linear' | 'logarithmic';
  /** The stretch of x that is looked at. */
  readonly xRange: readonly [number, number];
}

/** All the values of a chart, with the way to look at them. */
export interface ChartData {
  readonly curves: readonly Curve[];
  readonly scales: ChartScales;
}

/** What a user does to a chart by pointing. */
export interface ChartGestures {
  /** Points at an x (null: at none). */
  pointAt(x: number | null): void;
  /** Chooses a stretch of x to look at; null for all of it. */
  lookAt(range: readonly [number, number] | null): void;
  /** All that there is to look at. */
  fullRange(): readonly [number, number];
}

/** The charting library, as the page sees it. */
export interface Chart {
  /** Shows these values in place of the ones before; cheap whatever their number. */
  setData(data: ChartData): void;
  setSize(width: number, height: number): void;
  /** Reads the colours and fonts anew. */
  refreshTheme(): void;
  /** Puts the cursor on an x, with a dot on each series' value there, or takes it away. Does not call back. */
  setCursor(x: number | null, values: readonly number[]): void;
  /** What is shown, as a picture file's text. */
  toSvg(title: string): string;
  /** What is shown, as a data address of a PNG. */
  toPng(): string;
  dispose(): void;
}

/** Makes a chart in an element. */
export type MakeChart = (parent: HTMLElement, options: ChartOptions, gestures: ChartGestures) => Chart;
