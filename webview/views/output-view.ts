// What the program prints and the checkpoints that it saves: the listings of both runs, below their table or beside it.
import { counted } from '../../src/base/counted';
import type { OutputView as Output } from '../../src/protocol/training-messages';
import type { PageState, RunState } from '../store';
import { element } from '../ui/dom';
import { said } from '../ui/language';
import { lineSwatch, lookOf, runName } from '../ui/run-look';
import { Shown } from '../ui/shown';
import { text } from '../ui/text';
import type { View } from './view';

type Line = Output['lines'][number];

/** Checkpoints of a run that are listed by name. */
const mostCheckpoints = 12;

/** The listings of the present runs, side by side, for a reader to compare with a terminal. */
export class OutputView implements View {
  private readonly place = element('div');
  readonly root = element(
    'section',
    { class: 'output', 'aria-labelledby': 'output-title' },
    element('h2', { id: 'output-title' }, text.output.title),
    this.place,
  );
  private readonly seen = new Shown();

  constructor() {
    this.root.hidden = true;
  }

  update({ runs }: PageState): void {
    if (!this.seen.changes(...runs.map(({ view }) => view))) return;
    const known = runs.flatMap((run) => (run.view.output === null ? [] : [{ run, output: run.view.output }]));
    this.root.hidden = known.length === 0;
    if (known.length > 0) this.place.replaceChildren(...this.content(known));
  }

  private content(known: readonly { readonly run: RunState; readonly output: Output }[]): HTMLElement[] {
    const length = Math.max(...known.map(({ output }) => output.lines.length));
    const ends = endsOf(known).map((line) => element('p', { class: 'note output-end' }, line));
    const saved = checkpoints(known);
    if (length === 0 && saved.length + ends.length > 0) return [...saved, ...ends];
    if (length === 0) return [element('p', { class: 'note' }, text.output.nothing)];
    const rows = Array.from({ length }, (_, at) => rowOf(known.map(({ output }) => output.lines[at])));
    const head = known.map(({ run: { view } }) =>
      element('th', { class: lookOf(view).className, scope: 'col' }, lineSwatch(lookOf(view)), ` ${runName(view)}`),
    );
    const table = element(
      'table',
      {},
      element('caption', { class: 'visually-hidden' }, text.output.title),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    );
    const region = { class: 'output-scroller', tabindex: '0', role: 'region', 'aria-label': text.output.table };
    return [element('div', region, table), ...saved, ...ends];
  }
}

/** Why it is not known what follows: said once where it is the same for all runs. */
function endsOf(known: readonly { readonly run: RunState; readonly output: Output }[]): string[] {
  const ends = known.map(({ run, output }) => ({
    run: runName(run.view),
    end: output.end === null ? null : said(output.end),
  }));
  const [first] = ends;
  if (first !== undefined && ends.every(({ end }) => end === first.end))
    return first.end === null ? [] : [text.output.end(first.end)];
  return ends.flatMap(({ run, end }) => (end === null ? [] : [text.output.endOf(run, end)]));
}

/** The checkpoints that each run saves; one that is written over again and again stands once, with how often. */
function checkpoints(known: readonly { readonly run: RunState; readonly output: Output }[]): HTMLElement[] {
  if (known.every(({ output }) => output.checkpoints.length === 0)) return [];
  const entries = known.flatMap(({ run: { view }, output }) => {
    const { className } = lookOf(view);
    return [
      element('dt', { class: className }, lineSwatch(lookOf(view)), ` ${runName(view)}`),
      element('dd', {}, ...checkpointTexts(output.checkpoints).map((path) => element('code', {}, path))),
    ];
  });
  return [
    element('h3', { id: 'checkpoints-title' }, text.output.checkpoints),
    element('dl', { class: 'checkpoints', 'aria-labelledby': 'checkpoints-title' }, ...entries),
  ];
}

function checkpointTexts(paths: readonly string[]): string[] {
  if (paths.length === 0) return [text.output.noCheckpoint];
  const texts = [...counted(paths)].map(([path, count]) =>
    count === 1 ? path : text.output.checkpointTimes(path, count),
  );
  const more = texts.length - mostCheckpoints;
  return more > 0 ? [...texts.slice(0, mostCheckpoints), text.output.moreCheckpoints(more)] : texts;
}

/** A line of each run side by side; what another run prints otherwise is marked. */
function rowOf(lines: readonly (Line | undefined)[]): HTMLElement {
  const [first] = lines;
  const differs = lines.some((line) => textOf(line) !== textOf(first));
  const cells = lines.map((line, index) =>
    element('td', { class: differs && index > 0 ? 'differs' : '' }, ...(line === undefined ? [] : pieces(line))),
  );
  return element('tr', {}, ...cells);
}

function pieces(parts: Line): (Node | string)[] {
  return parts.map((part) => part ?? element('span', { class: 'unknown-part' }, text.output.unknown));
}

function textOf(line: Line | undefined): string | null {
  return line === undefined ? null : JSON.stringify(line);
}
