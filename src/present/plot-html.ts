import { type Markup, markup } from '../base/escape/markup';
import { contentPolicy } from '../panel/panel-html';
import { joined, type Language, type Message, message, say } from '../base/message';
import type { CallOutlook, ScheduleOutlook } from '../plan/outlook';
import type { ScheduleCurve } from '../schedules/curve';
import { curveSvg, type Palette } from './curve-svg';
import { curveFacts, lengthText, paceFacts } from './curve-text';
import { dashedOf } from './dashed-curve';
import { rateText, stepsText } from '../base/number-text';

/** What a page of one schedule shows. */
export interface PlotPage {
  /** Null where the source has no schedule there any more. */
  readonly schedule: ScheduleOutlook | null;
  /** The file and the line that it is of. */
  readonly place: string;
  /** What is known of the calls that its program trains with. */
  readonly calls: readonly CallOutlook[];
  readonly nonce: string;
  /** VS Code's language, and what translates into it. */
  readonly language: string;
  readonly speaks: Language;
}

/** The page is the editor's own, so that its colours follow the theme by themselves. */
const themed: Palette = {
  text: 'var(--vscode-editor-foreground)',
  axis: 'var(--vscode-editorLineNumber-foreground)',
  curve: 'var(--vscode-charts-blue, var(--vscode-editor-foreground))',
  frozen: 'var(--vscode-charts-orange, var(--vscode-editorWarning-foreground))',
  stroke: 2,
};

const style = markup`
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
export function plotHtml(page: PlotPage): Markup {
  const { schedule, nonce, language, speaks } = page;
  return markup`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${contentPolicy(`style-src 'nonce-${nonce}'`)}" />
    <title>${say(message('Learning rate schedule'), speaks)}</title>
    <style nonce="${nonce}">${style}</style>
  </head>
  <body>
    <main data-view="plot">${schedule === null ? absent(page) : body(schedule, page)}</main>
  </body>
</html>
`;
}

function absent({ place, speaks }: PlotPage): Markup {
  return markup`<h1>${say(message('Learning rate schedule'), speaks)}</h1>
<p>${say(message('{0} has no learning rate schedule there any more.', place), speaks)}</p>`;
}

function body(schedule: ScheduleOutlook, { place, calls, speaks }: PlotPage): Markup {
  const { curve, name, why } = schedule;
  if (curve === null)
    return markup`<h1>${name}</h1><p>${place}</p>
<p>${say(message('The curve cannot be drawn from the source alone: {0}.', why ?? message('it is not known')), speaks)}</p>`;
  const { frozenAt, curve: beside, said } = dashedOf(schedule, calls);
  return markup`<h1>${name}</h1><p>${say(message('{0}, {1}.', place, lengthText(schedule, curve)), speaks)}</p>
${curveSvg({ curve, frozenAt, beside, palette: themed, language: speaks, size: { width: 760, height: 320 } })}
<p>${boldMarkup(message('The learning rate {0}.', joined(curveFacts(curve, schedule.goesOn), '{0} · {1}')), speaks)}</p>
${paceFacts(schedule, frozenAt).map((fact) => markup`<p>${say(fact, speaks)}</p>`)}
${said === null ? [] : [markup`<p class="frozen">${boldMarkup(said, speaks)}</p>`]}
${table(curve, speaks)}`;
}

/** A sentence with what it has between double asterisks in bold. */
function boldMarkup(said: Message, speaks: Language): Markup[] {
  return say(said, speaks)
    .split('**')
    .map((piece, place) => (place % 2 === 0 ? markup`${piece}` : markup`<strong>${piece}</strong>`));
}

/** Eleven of the points, the first and the last among them. */
function table({ points }: ScheduleCurve, speaks: Language): Markup {
  const count = Math.min(10, points.length - 1);
  const rows = Array.from({ length: count + 1 }, (_, index) =>
    count === 0 ? points[0] : points[Math.round((index * (points.length - 1)) / count)],
  );
  const cells = rows.flatMap((point) =>
    point === undefined ? [] : [markup`<tr><td>${stepsText(point.step)}</td><td>${rateText(point.rate)}</td></tr>`],
  );
  const head = markup`<tr><th>${say(message('step'), speaks)}</th><th>${say(message('learning rate'), speaks)}</th></tr>`;
  return markup`<table><thead>${head}</thead><tbody>${cells}</tbody></table>`;
}
