import type { ChartOptions } from './chart';

/** Colours and fonts of a chart, as the page's theme has them now. */
export interface ChartTheme {
  readonly text: string;
  readonly grid: string;
  readonly background: string;
  readonly font: string;
  readonly fontFamily: string;
  readonly colours: readonly string[];
}

/** Reads the theme where a chart stands. */
export function readTheme(parent: HTMLElement, { series }: ChartOptions): ChartTheme {
  const style = getComputedStyle(parent);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: style.color,
    grid: read('--chart-grid-colour') || style.color,
    background: read('--vscode-editor-background') || getComputedStyle(document.body).backgroundColor,
    font: `11px ${style.fontFamily}`,
    fontFamily: style.fontFamily,
    colours: series.map(({ colourVariable }) => read(colourVariable) || style.color),
  };
}
