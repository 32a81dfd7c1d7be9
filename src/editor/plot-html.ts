import type { ScheduleOutlook } from '../plan/outlook';
import type { ScheduleCurve } from '../schedules/curve';
import { curveSvg, type Palette } from './curve-svg';
import { curveFacts, lengthText } from './curve-text';
import { rateText, stepsText } from './number-text';

/** What a page of one schedule shows. */
export interface PlotPage {
  /** Null where the source has no schedule there any more. */
  readonly schedule: ScheduleOutlook | null;
  /** The file and the line that it is of. */
  readonly place: string;
  readonly frozenAt: number | null;
  readonly nonce: string;
  /** VS Code's language, and what translates into it. */
  readonly language: string;
  readonly say: (text: string) => string;
}

/** The page is the editor's own, so that its colours follow the theme by themselves. */
const themed: Palette = {
  text: 'var(--vscode-editor-foreground)',
  axis: 'var(--vscode-editorLineNumber-foreground)',
  curve: 'var(--vscode-charts-blue, var(--vscode-editor-foreground))',
  frozen: 'var(--vscode-charts-orange, var(--vscode-editorWarning-foreground))',
  stroke: 2,
};

const style = `
body { color: var(--vscode-editor-foreground); background: var(--vscode-editor-background);
  font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); padding: 16px 20px; max-width: 780px; }
h1 { font-size: 1.3em; font-weight: 600; margin: 0 0 4px; }
p { margin: 6px 0; }
svg { display: block; width: 100%; height: auto; margin: 12px 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin-top: 12px; }
th, td { text-align: right; padding: 3px 24px 3px 0; font-weight: normal; }
th { border-bottom: 1px solid var(--vscode-editorWidget-border, currentColor); font-weight: 600; }
.frozen { color: var(--vscode-editorWarning-foreground); }
`;

/** The page of **Plot Learning Rate Schedule**: a picture, the facts in words, and some of the values. It runs no script. */
export function plotHtml(page: PlotPage): string {
  const { schedule, nonce, language, say } = page;
  return `<!doctype html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}';" />
    <title>${escaped(say('Learning rate schedule'))}</title>
    <style nonce="${nonce}">${style}</style>
  </head>
  <body>
    <main data-view="plot">${schedule === null ? absent(page) : body(schedule, page)}</main>
  </body>
</html>
`;
}

function absent({ place, say }: PlotPage): string {
  const text = say(`${place} has no learning rate schedule there any more.`);
  return `<h1>${escaped(say('Learning rate schedule'))}</h1><p>${escaped(text)}</p>`;
}

function body(schedule: ScheduleOutlook, { place, frozenAt, say }: PlotPage): string {
  const { curve, name, why } = schedule;
  const head = `<h1>${escaped(name)}</h1><p>${escaped(place)}`;
  if (curve === null)
    return `${head}</p><p>${escaped(say(`The curve cannot be drawn from the source alone: ${why ?? 'it is not known'}.`))}</p>`;
  const facts = curveFacts(curve).map((fact) => escaped(say(fact)).replace(/\*\*([^*]*)\*\*/g, '<strong>$1</strong>'));
  const frozen =
    frozenAt === null
      ? ''
      : `<p class="frozen">${escaped(say(`As written, nothing moves the step: the rate stays ${rateText(frozenAt)} (dashed).`))}</p>`;
  const size = { width: 760, height: 320 };
  return [
    `${head}, ${escaped(say(lengthText(schedule, curve)))}.</p>`,
    curveSvg({ curve, frozenAt, palette: themed, size }),
    `<p>${say('The learning rate')} ${facts.join(' · ')}.</p>`,
    frozen,
    table(curve, say),
  ].join('\n');
}

/** Eleven of the points, the first and the last among them. */
function table({ points }: ScheduleCurve, say: PlotPage['say']): string {
  const count = Math.min(10, points.length - 1);
  const rows = Array.from({ length: count + 1 }, (_, index) =>
    count === 0 ? points[0] : points[Math.round((index * (points.length - 1)) / count)],
  );
  const cells = rows.flatMap((point) =>
    point === undefined ? [] : [`<tr><td>${stepsText(point.step)}</td><td>${rateText(point.rate)}</td></tr>`],
  );
  return `<table><thead><tr><th>${say('step')}</th><th>${say('learning rate')}</th></tr></thead><tbody>${cells.join('')}</tbody></table>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
