import { Shown } from '../ui/shown';
import type { PageState, RunState } from '../store';
import { element, setText } from '../ui/dom';
import { text } from '../ui/text';
import { lineSwatch, lookOf, runName, runOrigin } from '../ui/run-look';
import { ClockView } from './clock-view';
import { dialScale } from './dial-scale';
import { countText, hasColumn, lastValue, readingText, verdictOf } from './readings';
import { placeText, sourceLink } from './source-link';
import type { Intents, View } from './view';

// The runs side by side: their clocks and their states.

const readings = ['global_step', 'learning_rate', 'loss'] as const;

/** The runs side by side: each a clock, its readings, and what they mean. */
export class RunsView implements View {
  private readonly cards = element('div', { class: 'side-by-side' });
  private readonly scaleNote = element('p', { class: 'note' });
  readonly root = element(
    'section',
    { 'aria-labelledby': 'runs-title' },
    element('h2', { id: 'runs-title' }, text.clock.title),
    this.scaleNote,
    this.cards,
  );
  private shown: readonly RunCard[] = [];
  private readonly seen = new Shown();

  constructor(private readonly intents: Intents) {}

  update({ runs }: PageState): void {
    this.root.hidden = runs.length === 0;
    const steps = Math.max(1, ...runs.map(dialSpan));
    if (this.seen.changes(dialScale(steps).unit, ...runs.map(({ view }) => view))) {
      this.shown = runs.map((run) => new RunCard(run, steps, this.intents));
      this.cards.replaceChildren(...this.shown.map(({ root }) => root));
      setText(this.scaleNote, scaleNote(steps));
    }
    this.shown.forEach((card, index) => {
      const run = runs[index];
      if (run !== undefined) card.update(run);
    });
  }
}

/** How far a run's dial must reach: the plan, from where the step began, or further where the step has gone further. */
function dialSpan(run: RunState): number {
  const first = Number(readingText(run, 'global_step', 0)) || 0;
  const last = lastValue(run, 'global_step');
  return Math.max(
    run.view.plannedIterations + Math.max(0, first - 1),
    run.rows.count,
    Number.isFinite(last) ? last : 0,
  );
}

function scaleNote(steps: number): string {
  const { unit, hands } = dialScale(steps);
  const numbers = unit === 1 ? text.clock.oneStep : text.clock.manySteps(unit);
  return `${numbers}${hands.length === 3 ? text.clock.thinHand : ''}${text.clock.rim}`;
}

class RunCard {
  readonly root: HTMLElement;
  private readonly clock: ClockView;
  private readonly values = new Map<string, HTMLElement>();
  private readonly iterations = element('dd');
  private readonly verdict = element('p', { class: 'verdict' });

  constructor(run: RunState, steps: number, intents: Intents) {
    const { view } = run;
    const look = lookOf(view);
    this.clock = new ClockView(dialScale(steps));
    const titleId = `run-${view.id}`;
    const rows = readings.map((column) => {
      const value = element('dd', column === 'global_step' ? { class: 'step-reading' } : {});
      this.values.set(column, value);
      return element('div', { 'data-reading': column }, element('dt', {}, column), value);
    });
    rows.push(element('div', { 'data-reading': 'iteration' }, element('dt', {}, 'iteration'), this.iterations));
    const origin = [runOrigin(view), ...(view.location === null ? [] : [placeText(view.location)])].join(', ');
    this.root = element(
      'article',
      { class: `run ${look.className}`, 'aria-labelledby': titleId, 'data-run-card': view.id },
      element(
        'header',
        { class: 'run-header' },
        element('h3', { id: titleId }, lineSwatch(look), runName(view)),
        element('span', { class: 'origin' }, sourceLink(origin, view.location, intents)),
      ),
      element('div', { class: 'run-body' }, this.clock.root, element('dl', { class: 'readings' }, ...rows)),
      this.verdict,
    );
  }

  update(run: RunState): void {
    const last = run.rows.count - 1;
    for (const [column, value] of this.values) {
      const reading = readingText(run, column, last);
      setText(value, hasColumn(run, column) ? reading || text.run.noValue : text.run.none);
    }
    setText(this.iterations, countText(run.rows.count));
    this.clock.show(run.rows.count === 0 ? startOf(run) : lastValue(run, 'global_step'), run.rows.count);
    setText(this.verdict, verdictOf(run));
  }
}

/** Before the first row the hand rests at 0; a program without a step has no hand. */
function startOf(run: RunState): number {
  return hasColumn(run, 'global_step') ? 0 : Number.NaN;
}
