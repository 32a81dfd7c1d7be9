import { changesSomething, unchanged } from '../../src/protocol/playground';
import { changesOf } from '../playground/draft';
import type { PageState } from '../store';
import { element, setText } from '../ui/dom';
import { text } from '../ui/text';
import type { Intents, View } from './view';

/** Above the curves: that the training was made under values of the playground, and the ways back. */
export class VariedView implements View {
  private readonly words = element('span');
  readonly root: HTMLElement;

  constructor(intents: Intents, onSee: () => void) {
    const link = (label: string, press: () => void): HTMLElement => {
      const made = element('button', { type: 'button', class: 'link' }, label);
      made.addEventListener('click', press);
      return made;
    };
    const back = link(text.varied.back, () => {
      intents.runVariation(unchanged);
    });
    this.root = element('p', { class: 'stand-ins' }, this.words, link(text.varied.see, onSee), back);
    this.root.hidden = true;
  }

  update({ snapshot, runs }: PageState): void {
    const playground = snapshot?.playground ?? null;
    const isVaried = playground !== null && changesSomething(playground.variation) && runs.length > 0;
    this.root.hidden = !isVaried;
    if (isVaried) setText(this.words, text.varied.here(changesOf(playground.source, playground.variation)));
  }
}
