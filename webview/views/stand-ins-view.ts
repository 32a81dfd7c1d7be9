import type { PageState } from '../store';
import { element, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { said } from '../ui/language';
import { text } from '../ui/text';
import type { View } from './view';

/** Above the curves: that not everything in them comes from the program, and the way to what stands in. */
export class StandInsView implements View {
  private readonly words = element('span');
  readonly root: HTMLElement;

  constructor(onSee: () => void) {
    const link = element('button', { type: 'button', class: 'link' }, text.plan.seeProgram);
    link.addEventListener('click', onSee);
    this.root = element('p', { class: 'stand-ins' }, icon('warning'), this.words, link);
    this.root.hidden = true;
  }

  update({ snapshot, runs }: PageState): void {
    // What the user has set stands in no more; and of a loop that never ends no number was left unread.
    const isEndless = snapshot?.verdict?.isEndless === true;
    const open = (snapshot?.unresolved ?? []).filter(
      ({ what, field }) => field?.isSet !== true && !(isEndless && what.text === 'iterations'),
    );
    const things = [...new Set(open.map(({ what }) => said(what)))];
    this.root.hidden = things.length === 0 || runs.length === 0;
    setText(this.words, text.plan.standInsHere(things));
  }
}
