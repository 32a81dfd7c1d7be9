/** One line of a chart. */
export interface ChartSeries {
  readonly label: string;
  /** Custom property of the page that holds the line's colour. */
  readonly colourVariable: string;
  readonly dash: readonly number[];
  readonly marker: 'circle' | 'square';
}

/** What a chart is, for its whole life. */
export interface ChartOptions {
  readonly xLabel: string;
  readonly yLabel: string;
  /** `held`: a value stands until the next one, so lines are drawn as steps. `sampled`: values are joined. */
  readonly line: 'held' | 'sampled';
  /** Whether the value axis always shows zero, so that it does not jump while values come and ratios can be seen. */
  readonly fromZero: boolean;
  readonly series: readonly ChartSeries[];
}

/** Values of one series by row; series share their rows, and one may end before another. */
export interface SeriesValues {
  readonly values: Float64Array;
  readonly min: number;
  readonly max: number;
}

/** All the values of a chart. */
export interface ChartData {
  /** x of each row, ascending: the longest series' own. */
  readonly x: Float64Array;
  readonly series: readonly SeriesValues[];
  /** Where the x axis ends, whatever has come so far. */
  readonly xMax: number;
}

/** The charting library, as the page sees it. */
export interface Chart {
  /** Shows these values in place of the ones before; cheap whatever their number. */
  setData(data: ChartData): void;
  setSize(width: number, height: number): void;
  /** Reads the colours and fonts anew. */
  refreshTheme(): void;
  /** Puts the cursor on a row of the data, or takes it away. Does not call back. */
  setCursor(row: number | null): void;
  /** Calls back with the row that the user points at. */
  onCursor(listener: (row: number | null) => void): void;
  dispose(): void;
}

/** Makes a chart in an element. */
export type MakeChart = (parent: HTMLElement, options: ChartOptions) => Chart;
