import { Shown } from '../ui/shown';
import type { PageState, RunState } from '../store';
import { element, setAttribute, setText } from '../ui/dom';
import { columnName } from '../ui/column-name';
import { text } from '../ui/text';
import { lineSwatch, lookOf, runName, runOrigin } from '../ui/run-look';
import { cellTextOf, contradictionOf, hasColumn, lastValue, readingText } from './readings';
import { ownFileOf, placeText } from '../ui/place-text';
import { type LinkSource, sourceLink } from './source-link';
import type { Intents, View } from './view';

// Where each run stands now: one row a run.

const values = ['learning_rate', 'loss'] as const;

/** The runs as rows of one table: the iteration, the step with a bar on the scale that all runs share, the rate and the loss. */
export class RunRowsView implements View {
  private readonly body = element('tbody');
  private readonly step = element('th', { scope: 'col' }, 'global_step');
  private readonly loss = element('th', { scope: 'col' }, 'loss');
  readonly root = element(
    'section',
    { class: 'run-rows', 'aria-labelledby': 'runs-title' },
    element('h2', { id: 'runs-title', class: 'visually-hidden' }, text.runRows.title),
    element(
      'div',
      { class: 'run-rows-scroller' },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...[text.runRows.run, text.chart.iteration].map((head) => element('th', { scope: 'col' }, head)),
            this.step,
            element('th', { scope: 'col' }, 'learning_rate'),
            this.loss,
          ),
        ),
        this.body,
      ),
    ),
  );
  private shown: readonly RunRow[] = [];
  private readonly seen = new Shown();

  constructor(private readonly intents: Intents) {}

  update({ runs, snapshot }: PageState): void {
    this.root.hidden = runs.length === 0;
    if (this.seen.changes(...runs.map(({ view }) => view))) {
      setText(this.step, columnName('global_step', runs));
      const loss = columnName('loss', runs);
      setText(this.loss, loss);
      this.loss.classList.toggle('is-long', loss !== 'loss');
      const from = { ownFile: ownFileOf(snapshot), intents: this.intents };
      this.shown = runs.map((run) => new RunRow(run, from));
      this.body.replaceChildren(...this.shown.map(({ root }) => root));
    }
    const furthest = Math.max(1, ...runs.map(reachOf));
    this.shown.forEach((row, index) => {
      const run = runs[index];
      if (run !== undefined) row.update(run, furthest);
    });
  }
}

/** How far a run's bar must reach: the plan, from where the step began, or further where the step has gone further. */
function reachOf(run: RunState): number {
  const first = run.rows.count > 0 && hasColumn(run, 'global_step') ? stepAt(run, 0) : 0;
  const last = lastValue(run, 'global_step');
  return Math.max(run.view.plannedIterations + Math.max(0, first - 1), Number.isFinite(last) ? last : 0);
}

function stepAt(run: RunState, row: number): number {
  const step = run.rows.at(row, run.view.columns.indexOf('global_step'));
  return Number.isFinite(step) ? step : 0;
}

class RunRow {
  readonly root: HTMLElement;
  private readonly made = element('span');
  private readonly length = element('span', { class: 'run-length' });
  private readonly iteration = element('td', { 'data-reading': 'iteration' }, this.made, this.length);
  private readonly step = element('span', { class: 'step-reading' });
  private readonly bar = element('progress', { class: 'step-bar', 'aria-hidden': 'true', max: '1', value: '0' });
  private readonly values = new Map<string, HTMLElement>();
  /** Said where the rows show another count than the source. */
  private readonly contradiction = element('span', { class: 'run-contradiction' });

  constructor(run: RunState, from: LinkSource) {
    const { view } = run;
    const look = lookOf(view);
    const [varied, place] = [runOrigin(view), view.location === null ? null : placeText(view.location, from.ownFile)];
    const origin = varied !== null && place !== null ? text.place.beside(varied, place) : (varied ?? place ?? '');
    for (const column of values) this.values.set(column, element('td', { 'data-reading': column }));
    this.root = element(
      'tr',
      { class: `run ${look.className}`, 'data-run-card': view.id },
      element(
        'th',
        { scope: 'row' },
        element(
          'span',
          { class: 'run-name' },
          lineSwatch(look),
          element('span', {}, runName(view)),
          element('span', { class: 'origin' }, sourceLink(origin, view.location, from)),
        ),
        this.contradiction,
      ),
      this.iteration,
      element('td', { 'data-reading': 'global_step' }, this.step, this.bar),
      ...this.values.values(),
    );
  }

  update(run: RunState, furthest: number): void {
    const { rows, view } = run;
    const last = rows.count - 1;
    const planned = Math.max(view.plannedIterations, rows.count);
    setText(this.made, view.isEndless ? text.count(rows.count) : text.runRows.of(rows.count, planned));
    setText(this.length, view.isEndless ? ` ${text.runRows.endless}` : '');
    for (const [column, cell] of [['global_step', this.step] as const, ...this.values]) {
      const reading = readingText(run, column, last);
      setText(cell, hasColumn(run, column) ? reading || text.run.noValue : text.run.none);
      setAttribute(cell, 'title', cellTextOf(run, column, last) || null);
    }
    const step = lastValue(run, 'global_step');
    this.bar.value = Number.isFinite(step) ? Math.max(0, Math.min(1, step / furthest)) : 0;
    this.bar.hidden = !hasColumn(run, 'global_step');
    // The answer above says it of the program as written.
    setText(this.contradiction, view.variant === 'as-written' ? '' : (contradictionOf(run) ?? ''));
  }
}
