// The train ops of a program that runs several: whose training is shown, and which of them runs when.
import type { TrainOps } from '../../src/protocol/training-messages';
import type { PageState } from '../store';
import { element, setText, svgElement } from '../ui/dom';
import { said } from '../ui/language';
import { ownFileOf, placeText } from '../ui/place-text';
import { Shown } from '../ui/shown';
import { text } from '../ui/text';
import { listed } from '../ui/words';
import { makeDropdown } from '../ui/toolkit';
import type { Intents, View } from './view';

/** Session runs that the time line has room for; and series of equal ones that are told in words. */
const mostDrawn = 60;
const mostSeries = 8;
/** Of the time line's picture, in its own units. */
const slot = { width: 8, height: 10, mark: 6 };

/** A chooser of the train op, and a time line with a row an op and a column a session run. */
export class TrainOpsView implements View {
  private readonly chooser = element('span', { class: 'chooser' });
  private readonly lines = element('div', { class: 'train-op-lines' });
  private readonly words = element('p', { class: 'note' });
  readonly root = element(
    'section',
    { class: 'train-ops', 'aria-labelledby': 'train-ops-title' },
    element('h2', { id: 'train-ops-title' }, text.trainOps.title),
    this.chooser,
    this.lines,
    this.words,
  );
  private readonly seen = new Shown();

  constructor(private readonly intents: Intents) {}

  update({ snapshot, runs }: PageState): void {
    const known = snapshot?.trainOps ?? null;
    this.root.hidden = known === null || runs.length === 0;
    if (known === null || !this.seen.changes(known)) return;
    const { ops, shown, order, runs: all } = known;
    const choices = ops.map(
      ({ label, location }, index) =>
        [String(index), text.place.beside(said(label), placeText(location, ownFileOf(snapshot)))] as const,
    );
    const list = makeDropdown(text.trainOps.choose, choices, true, (chosen) => {
      if (Number(chosen) !== shown) this.intents.chooseTrainOp(Number(chosen));
    });
    list.show(String(shown));
    this.chooser.replaceChildren(list.root);
    this.lines.replaceChildren(
      element(
        'ul',
        { class: 'train-op-names' },
        ...ops.map(({ label, times }) =>
          element('li', {}, element('code', {}, said(label)), ` ${text.trainOps.times(times)}`),
        ),
      ),
      timeLine(known),
    );
    const told = Math.min(order.length, mostDrawn);
    setText(this.words, `${seriesOf(known)} ${text.trainOps.part(told, all)}`);
  }
}

/** A row an op: a mark in the column of each session run that executes it. */
function timeLine(known: TrainOps): SVGSVGElement {
  const { ops, order, shown } = known;
  const drawn = order.slice(0, mostDrawn);
  const [width, height] = [drawn.length * slot.width, ops.length * slot.height];
  const marks = drawn.flatMap((executed, column) =>
    executed.map((row) =>
      svgElement('rect', {
        class: row === shown ? 'is-shown' : '',
        x: String(column * slot.width + 1),
        y: String(row * slot.height + (slot.height - slot.mark) / 2),
        width: String(slot.mark),
        height: String(slot.mark),
      }),
    ),
  );
  return svgElement(
    'svg',
    {
      class: 'time-line',
      viewBox: `0 0 ${width} ${height}`,
      width: String(width * 1.6),
      height: String(height * 1.6),
      role: 'img',
      'aria-label': text.trainOps.picture(seriesOf(known)),
      // In a narrow window the marks are narrow: each row stays beside its name.
      preserveAspectRatio: 'none',
    },
    ...marks,
  );
}

/** The order in words: equal session runs in a row are told once, with how many they are. */
function seriesOf({ ops, order }: TrainOps): string {
  const series: { readonly name: string; times: number }[] = [];
  for (const executed of order) {
    const name = text.trainOps.together(
      executed.flatMap((index) => (ops[index] === undefined ? [] : [said(ops[index].label)])),
    );
    const last = series.at(-1);
    if (last?.name === name) last.times += 1;
    else series.push({ name, times: 1 });
  }
  const told = series.slice(0, mostSeries).map(({ name, times }) => text.trainOps.series(name, times));
  return said(listed([...told, ...(series.length > mostSeries ? [text.trainOps.rest] : [])]));
}
