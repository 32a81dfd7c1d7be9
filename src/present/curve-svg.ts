import { type Markup, markup } from '../base/escape/markup';
import type { ScheduleCurve } from '../schedules/curve';
import { english, type Language, say } from '../base/message';
import { rateText, stepCount, stepsText } from '../base/number-text';

/** Colours of a picture; a picture in a hover cannot read the editor's own. */
export interface Palette {
  readonly text: string;
  readonly axis: string;
  readonly curve: string;
  /** Of the rate that stays, beside the one that changes. */
  readonly frozen: string;
  /** Width of the curve in pixels. */
  readonly stroke: number;
}

/** The kinds of themes that VS Code knows. */
export type ThemeKind = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

/** Colours that can be read on the backgrounds of a kind of theme. */
export const palettes: Readonly<Record<ThemeKind, Palette>> = {
  light: { text: '#3b3b3b', axis: '#9a9a9a', curve: '#0063b1', frozen: '#b5500b', stroke: 2 },
  dark: { text: '#cccccc', axis: '#7a7a7a', curve: '#4daafc', frozen: '#f0965a', stroke: 2 },
  'high-contrast': { text: '#ffffff', axis: '#ffffff', curve: '#3ff23f', frozen: '#ffb86c', stroke: 3 },
  'high-contrast-light': { text: '#000000', axis: '#292929', curve: '#0f4a85', frozen: '#a1260d', stroke: 3 },
};

/** What is drawn beside the curve. */
export interface CurvePicture {
  readonly curve: ScheduleCurve;
  /** A rate that the program stays at as it is written, where its step does not move. */
  readonly frozenAt: number | null;
  /** What the rate would be, were it stepped right. */
  readonly beside?: ScheduleCurve | null;
  readonly palette: Palette;
  /** Of the word on the axis. */
  readonly language?: Language;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Small enough for a hover. */
const hoverSize = { width: 340, height: 124 };
const font = 'system-ui, -apple-system, Segoe UI, sans-serif';

/** A learning rate over steps as an SVG: the axes with their ends, the curve, and where it stops changing. */
export function curveSvg(picture: CurvePicture): Markup {
  const { curve, frozenAt, beside = null, palette, language = english, size = hoverSize } = picture;
  const { width, height } = size;
  const fontSize = width > 500 ? 13 : 11;
  const plot = { left: 62, right: width - 14, top: 14, bottom: height - 26 };
  // Whether a label there stands clear of those at the ends of its axis.
  const isApart = (at: number): boolean => at > plot.left + 50 && at < plot.right - 105;
  const { start, end, lowest, highest, settledAt } = curve;
  const low = Math.min(Number.isFinite(lowest) ? lowest : 0, frozenAt ?? Infinity, beside?.lowest ?? Infinity);
  const high = Math.max(Number.isFinite(highest) ? highest : 1, frozenAt ?? -Infinity, beside?.highest ?? -Infinity);
  // A flat curve runs through the middle.
  const span = high > low ? high - low : Math.abs(high) || 1;
  const bottom = high > low ? low : low - span / 2;
  const x = (step: number): string =>
    pixel(plot.left, plot.right, (step - start.step) / Math.max(1, end.step - start.step));
  const y = (rate: number): string => pixel(plot.bottom, plot.top, (rate - bottom) / span);
  const label = (at: { x: number | string; y: number | string; anchor: string }, text: string): Markup =>
    markup`<text x="${at.x}" y="${at.y}" text-anchor="${at.anchor}" fill="${palette.text}" font-family="${font}" font-size="${fontSize}">${text}</text>`;
  const ticks = high > low ? [low, high] : [low];
  const rateLabels = ticks.map((rate) =>
    label({ x: plot.left - 6, y: Number(y(rate)) + 4, anchor: 'end' }, rateText(rate)),
  );
  const pathOf = ({ points }: ScheduleCurve): string =>
    points
      .filter(({ rate }, index) => Number.isFinite(rate) && !isFlatThere(points, index))
      .map(({ step, rate }, index) => `${index === 0 ? 'M' : 'L'}${x(step)} ${y(rate)}`)
      .join('');
  const marks =
    settledAt === null || settledAt <= start.step
      ? []
      : [
          markup`<path d="M${x(settledAt)} ${plot.top}V${plot.bottom}" stroke="${palette.axis}" stroke-dasharray="2 3"/>`,
          label({ x: x(settledAt), y: height - 9, anchor: 'middle' }, stepsText(settledAt)),
        ];
  const shown = marks.filter((_, index) => index === 0 || isApart(Number(x(settledAt ?? 0))));
  const dashed =
    beside === null ? (frozenAt === null ? '' : `M${plot.left} ${y(frozenAt)}H${plot.right}`) : pathOf(beside);
  const stays =
    dashed === ''
      ? ''
      : markup`<path d="${dashed}" fill="none" stroke="${palette.frozen}" stroke-width="${palette.stroke}" stroke-dasharray="6 4"/>`;
  const parts = [
    markup`<path d="M${plot.left} ${plot.top}V${plot.bottom}H${plot.right}" fill="none" stroke="${palette.axis}"/>`,
    ...rateLabels,
    ...shown,
    label({ x: plot.left, y: height - 9, anchor: 'middle' }, stepsText(start.step)),
    label({ x: plot.right, y: height - 9, anchor: 'end' }, say(stepCount(end.step), language)),
    markup`${stays}<path d="${pathOf(curve)}" fill="none" stroke="${palette.curve}" stroke-width="${palette.stroke}" stroke-linejoin="round"/>`,
  ];
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">${parts}</svg>`;
}

/** Whether a point only goes on with the level that it is on. */
function isFlatThere(points: ScheduleCurve['points'], index: number): boolean {
  const rate = points[index]?.rate;
  return points[index - 1]?.rate === rate && points[index + 1]?.rate === rate;
}

function pixel(from: number, to: number, fraction: number): string {
  return (from + (to - from) * fraction).toFixed(1);
}

/** A picture as an address that a Markdown image can have. */
export function svgAddress(svg: Markup): string {
  return `data:image/svg+xml;base64,${btoa(String.fromCharCode(...new TextEncoder().encode(svg.source)))}`;
}
