import type { PageState } from '../store';
import { element } from '../ui/dom';
import { icon } from '../ui/icons';
import { text } from '../ui/text';
import { placeText, sourceLink } from './source-link';
import type { Intents, View } from './view';

/** What was read from the program, each a link to where it stands, and first what was not understood, with what stands in for it. */
export class PlanView implements View {
  readonly root = element('section', { class: 'plan', 'aria-labelledby': 'plan-title' });
  private key = '';

  constructor(private readonly intents: Intents) {}

  update({ snapshot }: PageState): void {
    const entries = snapshot?.entries ?? [];
    const unresolved = snapshot?.unresolved ?? [];
    const key = JSON.stringify([entries, unresolved]);
    if (key === this.key) return;
    this.key = key;
    this.root.hidden = entries.length === 0 && unresolved.length === 0;
    this.root.replaceChildren(
      element('h2', { id: 'plan-title' }, text.plan.title),
      ...(unresolved.length === 0 ? [] : [this.standIns(unresolved)]),
      element('dl', { class: 'entries' }, ...entries.flatMap((entry) => this.entry(entry))),
    );
  }

  private entry({ label, value, location }: NonNullable<PageState['snapshot']>['entries'][number]): HTMLElement[] {
    const place = location === null ? [] : [sourceLink(placeText(location), location, this.intents)];
    return [
      element(
        'div',
        { class: 'entry' },
        element('dt', {}, label),
        element('dd', {}, element('code', {}, value)),
        element('dd', { class: 'place' }, ...place),
      ),
    ];
  }

  private standIns(unresolved: NonNullable<PageState['snapshot']>['unresolved']): HTMLElement {
    const items = unresolved.map(({ what, why, standIn, location }) =>
      element(
        'li',
        {},
        element('strong', {}, what),
        ` ${why}`,
        element(
          'span',
          { class: 'stand-in' },
          element('span', { class: 'tag' }, text.plan.standIn),
          element('code', {}, standIn),
        ),
        ...(location === null ? [] : [sourceLink(placeText(location), location, this.intents)]),
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
