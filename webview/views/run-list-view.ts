import type { Message } from '../../src/base/message';
import { Shown } from '../ui/shown';
import type { KeptView, RunView } from '../../src/protocol/training-messages';
import type { PageState } from '../store';
import { element } from '../ui/dom';
import { lineSwatch, lookOf, runName } from '../ui/run-look';
import { said } from '../ui/language';
import { shortCellText } from '../ui/number-text';
import { text } from '../ui/text';
import { makeButton, makeCheckbox, makeTextField } from '../ui/toolkit';
import type { Intents, View } from './view';

/** The earlier runs as a legend: which are drawn, what their plan had otherwise, where they ended, and what can be done with them. */
export class RunListView implements View {
  private readonly list = element('ul', { class: 'run-list' });
  readonly root = element(
    'section',
    { 'aria-labelledby': 'earlier-title' },
    element('h2', { id: 'earlier-title', title: text.runs.note }, text.runs.title),
    this.list,
  );
  private readonly seen = new Shown();

  constructor(private readonly intents: Intents) {}

  update({ runs }: PageState): void {
    const kept = runs.flatMap(({ view }) => (view.kept === null ? [] : [{ view, kept: view.kept }]));
    this.root.hidden = kept.length === 0;
    if (!this.seen.changes(...kept)) return;
    const focused = document.activeElement?.getAttribute('data-action') ?? null;
    this.list.replaceChildren(...kept.toReversed().map(({ view, kept: details }) => this.item(view, details)));
    if (focused !== null) this.list.querySelector<HTMLElement>(`[data-action="${CSS.escape(focused)}"]`)?.focus();
  }

  // eslint-disable-next-line max-lines-per-function -- one tree of elements
  private item(view: RunView, kept: KeptView): HTMLElement {
    const name = runName(view);
    const { isPinned, isHidden } = kept;
    const mark = (change: Partial<Pick<KeptView, 'name' | 'isPinned' | 'isHidden'>>): void => {
      this.intents.markRun(view.id, { name: kept.name, isPinned, isHidden, ...change });
    };
    const field = makeTextField(
      text.runs.nameOf(name),
      (written) => {
        mark({ name: written.trim() === '' ? null : written.trim() });
      },
      text.runs.name,
    );
    const button = (id: string, label: string, press: () => void): HTMLElement => {
      const { root } = makeButton(label, 'secondary', null, press);
      root.setAttribute('aria-label', text.runs.of(label, name));
      root.setAttribute('data-action', `${id} ${view.id}`);
      return root;
    };
    const drawn = makeCheckbox(name, name, (isOn) => {
      mark({ isHidden: !isOn });
    });
    drawn.root.setAttribute('data-action', `show ${view.id}`);
    drawn.root.setAttribute('title', text.runs.show);
    drawn.show(!isHidden);
    const cell = (column: string): string => {
      const index = view.columns.indexOf(column);
      const value = kept.lastRow[index];
      return value === undefined ? '' : shortCellText(column, value, view.absent);
    };
    const item = element(
      'li',
      { class: `kept-run ${lookOf(view).className}`, 'data-kept': view.id },
      element('h3', {}, lineSwatch(lookOf(view)), drawn.root),
      element(
        'p',
        { class: 'kept-end' },
        ...(['iteration', 'global_step', 'learning_rate', 'loss'] as const).map((column) =>
          element('span', {}, `${column} `, element('code', {}, cell(column) || text.run.none)),
        ),
      ),
      element(
        'ul',
        { class: 'differences' },
        ...(kept.differences.length === 0
          ? [element('li', {}, text.runs.same)]
          : kept.differences.map(({ label, then, now }) =>
              element(
                'li',
                {},
                text.runs.label(said(label)),
                element('code', {}, text.runs.differs(valueText(then), valueText(now))),
              ),
            )),
      ),
      element(
        'div',
        { class: 'controls' },
        field.root,
        button('pin', isPinned ? text.runs.unpin : text.runs.pin, () => {
          mark({ isPinned: !isPinned });
        }),
        button('replay', text.runs.replay, () => {
          this.intents.replayRun(view.id);
        }),
        button('delete', text.runs.remove, () => {
          this.intents.deleteRun(view.id);
        }),
      ),
    );
    field.show(kept.name ?? '');
    return item;
  }
}

/** A value that an earlier run had, or has not. */
function valueText(value: Message | null): string {
  return value === null ? text.runs.nothing : said(value);
}
