import { type Markup, markup } from '../../src/base/escape/markup';
import type { ChartData, ChartOptions } from './chart';
import { drawCurve, type PathSink } from './draw-curve';
import { projectionOf } from './projection';
import type { ChartTheme } from './theme';
import { tickText } from './tick-text';
import { ticks } from './ticks';

/** What a picture is made of. */
export interface Picture {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly data: ChartData;
  readonly options: ChartOptions;
  readonly yRange: readonly [number, number];
}

const margins = { top: 34, right: 16, bottom: 40, left: 76 };

/** The chart as an SVG file of its own: no outer style sheet, font or script, the colours written in. */
// eslint-disable-next-line max-lines-per-function -- one picture from its frame to its legend, drawn onto one list of parts
export function svgPicture({ title, width, height, data, options, yRange }: Picture, theme: ChartTheme): string {
  const legendLines = options.series.length;
  const top = margins.top + legendLines * 16;
  const total = height + legendLines * 16 + 30;
  const box = {
    left: margins.left,
    top,
    width: width - margins.left - margins.right,
    height: total - top - margins.bottom,
  };
  const projection = projectionOf(data.scales, yRange, box);
  const parts: Markup[] = [];
  const text = (x: number, y: number, anchor: string, content: string, size = 11): void => {
    parts.push(
      markup`<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" fill="${theme.text}">${content}</text>`,
    );
  };
  const gridLine = (x1: number, y1: number, x2: number, y2: number): void => {
    parts.push(
      markup`<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${theme.grid}"/>`,
    );
  };
  text(margins.left, 20, 'start', title, 13);
  for (const tick of ticks(data.scales.xRange, data.scales.x, Math.max(2, Math.floor(box.width / 70)))) {
    const x = projection.x(tick);
    gridLine(x, box.top, x, box.top + box.height);
    text(x, box.top + box.height + 16, 'middle', tickText(tick));
  }
  for (const tick of ticks(yRange, data.scales.y, Math.max(2, Math.floor(box.height / 36)))) {
    const y = projection.y(tick);
    gridLine(box.left, y, box.left + box.width, y);
    text(box.left - 6, y + 4, 'end', tickText(tick));
  }
  text(box.left + box.width / 2, total - 8, 'middle', data.scales.xLabel);
  data.curves.forEach((curve, index) => {
    const series = options.series[index];
    if (series === undefined) return;
    const colour = theme.colours[index] ?? theme.text;
    const sink = new SvgPath();
    const { points, holes } = drawCurve(curve, options.line, projection, sink);
    const dash = series.dash.length === 0 ? 'none' : series.dash.join(' ');
    parts.push(
      markup`<path d="${sink.text}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
    );
    for (const [x, y] of points) parts.push(mark(series.marker, x, y, colour));
    for (const x of holes) {
      const y = box.top + box.height - 5;
      parts.push(
        markup`<path d="M${round(x - 3)} ${y - 3}l6 6m0 -6l-6 6" stroke="${colour}" stroke-width="1.5" fill="none"/>`,
      );
    }
    const y = margins.top + index * 16;
    parts.push(
      markup`<line x1="${box.left}" y1="${y}" x2="${box.left + 28}" y2="${y}" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
    );
    parts.push(mark(series.marker, box.left + 14, y, colour));
    text(box.left + 36, y + 4, 'start', series.label);
  });
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="${theme.fontFamily}" role="img" aria-label="${title}">
<rect width="${width}" height="${total}" fill="${theme.background}"/>
${parts}
</svg>
`.source;
}

class SvgPath implements PathSink {
  text = '';

  moveTo(x: number, y: number): void {
    this.text += `M${round(x)} ${round(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.text += `L${round(x)} ${round(y)}`;
  }
}

function mark(marker: ChartOptions['series'][number]['marker'], x: number, y: number, colour: string): Markup {
  if (marker === 'none') return markup``;
  return marker === 'circle'
    ? markup`<circle cx="${round(x)}" cy="${round(y)}" r="3.5" fill="${colour}"/>`
    : markup`<rect x="${round(x - 4)}" y="${round(y - 4)}" width="8" height="8" fill="none" stroke="${colour}" stroke-width="1.5"/>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
