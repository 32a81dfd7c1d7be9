import type { PageState } from '../store';
import { element } from '../ui/dom';
import { text } from '../ui/text';
import { makeButton } from '../ui/toolkit';
import type { Intents, View } from './view';

/** That the program was edited since it was read, and the way to train it as it is now. */
export class OutOfDateView implements View {
  readonly root: HTMLElement;

  constructor(intents: Intents) {
    const again = makeButton(text.outOfDate.again, 'secondary', null, () => {
      intents.readAgain();
    });
    this.root = element(
      'div',
      { class: 'out-of-date', role: 'status' },
      element('div', { class: 'notice-words' }, element('strong', {}, text.outOfDate.title), text.outOfDate.text),
      again.root,
    );
    this.root.hidden = true;
  }

  update({ snapshot, runs }: PageState): void {
    this.root.hidden = snapshot?.isOutOfDate !== true || runs.length === 0;
  }
}
