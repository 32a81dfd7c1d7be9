import { isRunRight } from '../../src/case/clock-case';
import type { VerdictView } from '../../src/protocol/training-messages';
import type { PageState } from '../store';
import { element, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { said } from '../ui/language';
import { ownFileOf } from '../ui/place-text';
import { runName } from '../ui/run-look';
import { text } from '../ui/text';
import { contradictionOf } from './readings';
import { makeButton, type ToolkitButton } from '../ui/toolkit';
import { type LinkSource, placeLink } from './source-link';
import type { Intents, View } from './view';

/** The answer, before everything else: the program's verdict, its further consequences, and what the other run changes. */
export class AnswerView implements View {
  private readonly sign = element('span', { class: 'answer-sign' });
  private readonly verdict = element('span', { class: 'verdict' });
  private readonly details = element('ul', { class: 'verdict-details' });
  private readonly change = element('p', { class: 'verdict-change' });
  /** Said where the rows show another count than the source. */
  private readonly contradiction = element('p', { class: 'verdict-contradiction' });
  readonly root = element(
    'section',
    { class: 'answer', 'aria-labelledby': 'answer-title' },
    element('h2', { id: 'answer-title' }, this.sign, this.verdict),
    this.contradiction,
    this.details,
  );
  /** What a press of the button does stands on it. */
  private readonly fix: ToolkitButton;
  private shown = '';

  constructor(private readonly intents: Intents) {
    this.root.hidden = true;
    this.fix = makeButton(text.answer.fix, 'primary', null, () => {
      intents.fixProgram();
    });
    this.root.append(element('div', { class: 'verdict-actions' }, this.change, this.fix.root));
  }

  update({ snapshot, runs }: PageState): void {
    const [written, other] = runs;
    const verdict = snapshot?.verdict ?? null;
    this.root.hidden = written === undefined || verdict === null;
    if (written === undefined || verdict === null) return;
    const contradiction = contradictionOf(written);
    setText(this.contradiction, contradiction ?? '');
    this.contradiction.hidden = contradiction === null;
    const changed = other?.view.variant === 'counterpart' ? runName(other.view) : null;
    this.fix.root.hidden = verdict.fix === null || snapshot?.isOutOfDate === true;
    const ownFile = ownFileOf(snapshot);
    const key = JSON.stringify([verdict, changed, ownFile]);
    if (key === this.shown) return;
    this.shown = key;
    this.show(verdict, changed, { ownFile, intents: this.intents });
  }

  private show({ kind, sentence, details, change, fix }: VerdictView, changed: string | null, from: LinkSource): void {
    this.sign.replaceChildren(icon(isRunRight(kind) ? 'right' : 'warning'));
    this.root.classList.toggle('is-right', isRunRight(kind));
    setText(this.verdict, said(sentence));
    this.details.replaceChildren(...details.map((detail) => element('li', {}, said(detail))));
    this.details.hidden = details.length === 0;
    if (fix !== null) this.fix.relabel(said(fix), null);
    this.change.hidden = change === null || changed === null;
    if (change === null || changed === null) return;
    const { location } = change;
    const place = location === null ? [] : [' · ', placeLink(location, from)];
    this.change.replaceChildren(text.answer.change(changed, said(change.text)), ...place);
  }
}
