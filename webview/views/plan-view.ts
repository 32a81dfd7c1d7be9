import { Shown } from '../ui/shown';
import { takesValue } from '../../src/protocol/asked-values';
import type { FieldView, RunView } from '../../src/protocol/training-messages';
import type { PageState } from '../store';
import { element, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { runName } from '../ui/run-look';
import { said } from '../ui/language';
import { text } from '../ui/text';
import { makeDropdown, makeTextField } from '../ui/toolkit';
import { ownFileOf } from '../ui/place-text';
import { type LinkSource, placeLink } from './source-link';
import type { Intents, View } from './view';

/** How a run is computed, and where it left the finite numbers. */
function detailsOf(view: RunView): string[] {
  const { execution, nonFinite } = view;
  const run = runName(view);
  const lines: string[] = [];
  if (execution?.kind === 'compiled') lines.push(text.details.compiled(run, execution.usesSimd));
  if (execution?.kind === 'kernels') lines.push(text.details.kernels(run, execution.reason));
  if (nonFinite !== null) lines.push(text.details.nonFinite(run, nonFinite.iteration, nonFinite.message));
  return lines;
}

/** What was read from the program, each a link to where it stands, and first what was not understood, with what stands in for it. */
export class PlanView implements View, LinkSource {
  readonly root = element('section', { class: 'plan', 'aria-labelledby': 'plan-title' });
  private readonly seen = new Shown();

  ownFile: string | null = null;

  constructor(readonly intents: Intents) {}

  update({ snapshot, runs }: PageState): void {
    if (!this.seen.changes(snapshot?.entries, snapshot?.unresolved, ...runs.map(({ view }) => view))) return;
    this.ownFile = ownFileOf(snapshot);
    const details = runs.flatMap(({ view }) => detailsOf(view));
    const entries = snapshot?.entries ?? [];
    const unresolved = snapshot?.unresolved ?? [];
    this.root.hidden = entries.length === 0 && unresolved.length === 0;
    this.root.replaceChildren(
      element('h2', { id: 'plan-title' }, text.plan.title),
      ...(unresolved.length === 0 ? [] : [this.standIns(unresolved)]),
      element('dl', { class: 'entries' }, ...entries.flatMap((entry) => this.entry(entry))),
      ...(details.length === 0
        ? []
        : [
            element(
              'details',
              { class: 'how-computed' },
              element('summary', {}, text.details.title),
              element('ul', { class: 'details' }, ...details.map((line) => element('li', {}, line))),
            ),
          ]),
    );
  }

  private entry({ label, value, location }: NonNullable<PageState['snapshot']>['entries'][number]): HTMLElement[] {
    const place = location === null ? [] : [placeLink(location, this)];
    return [
      element(
        'div',
        { class: 'entry' },
        element('dt', {}, said(label)),
        element('dd', {}, element('code', {}, said(value))),
        element('dd', { class: 'place' }, ...place),
      ),
    ];
  }

  /** A value of the user's own in the place of the stand-in; it is used in a new training at once. */
  private field(what: string, field: FieldView): HTMLElement {
    const { id, kind, value, least, most, choices } = field;
    const set = (given: number): void => {
      this.intents.setValues({ [id]: given });
    };
    const problem = element('span', { class: 'field-problem', role: 'alert' });
    if (kind === 'choice') {
      const list = makeDropdown(
        text.plan.setOf(what),
        choices.map((choice, index) => [String(index), said(choice)] as const),
        false,
        (chosen) => {
          set(Number(chosen));
        },
      );
      list.show(String(value));
      return element('span', { class: 'field' }, list.root);
    }
    const line = makeTextField(text.plan.setOf(what), (written) => {
      const given = Number(written);
      const isFit = written.trim() !== '' && takesValue(field, given);
      setText(problem, isFit ? '' : text.plan.wants(kind === 'int', least, most));
      if (isFit && given !== value) set(given);
    });
    const root = element('span', { class: 'field' }, line.root, problem);
    line.show(String(value));
    return root;
  }

  private standIns(unresolved: NonNullable<PageState['snapshot']>['unresolved']): HTMLElement {
    const items = unresolved.map(({ what, why, standIn, location, field }) =>
      element(
        'li',
        {},
        element('strong', {}, said(what)),
        ` ${said(why)}`,
        element(
          'span',
          { class: 'stand-in' },
          element('span', { class: 'tag' }, field?.isSet === true ? text.plan.setByUser : text.plan.standIn),
          element('code', {}, said(standIn)),
        ),
        ...(field === null ? [] : [this.field(said(what), field)]),
        ...(location === null ? [] : [placeLink(location, this)]),
      ),
    );
    return element(
      'div',
      { class: 'unresolved' },
      element('h3', {}, icon('warning'), text.plan.unresolved),
      element('ul', {}, ...items),
    );
  }
}
