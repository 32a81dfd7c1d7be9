import type { PageState } from '../store';
import { element, setText } from '../ui/dom';
import { text } from '../ui/text';
import type { View } from './view';

/** What happens while there is no run to show. */
export class WaitingView implements View {
  private readonly text = element('p');
  readonly root = element('div', { class: 'waiting' }, this.text);

  update({ snapshot, runs }: PageState): void {
    this.root.hidden = runs.length > 0 || (snapshot !== null && snapshot.state.kind !== 'loading');
    setText(this.text, snapshot === null ? text.waiting.asking : text.waiting.building);
  }
}
