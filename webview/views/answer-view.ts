import { isRight } from '../../src/case/step-case';
import type { PageState, RunState } from '../store';
import { element, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { runName } from '../ui/run-look';
import { text } from '../ui/text';
import { courseOf, verdictOf } from './readings';
import type { View } from './view';

/** The answer, before everything else: whether the program's step is counted, and what that does to its rate. */
export class AnswerView implements View {
  private readonly sign = element('span', { class: 'answer-sign' });
  private readonly verdict = element('span', { class: 'verdict' });
  private readonly consequence = element('p', { class: 'consequence' });
  readonly root = element(
    'section',
    { class: 'answer', 'aria-labelledby': 'answer-title' },
    element('h2', { id: 'answer-title' }, this.sign, this.verdict),
    this.consequence,
  );
  private isRight: boolean | null = null;

  update({ runs }: PageState): void {
    const [written, other] = runs;
    this.root.hidden = written === undefined;
    if (written === undefined) return;
    const right = isRight(written.view.case);
    if (right !== this.isRight) {
      this.isRight = right;
      this.sign.replaceChildren(icon(right ? 'right' : 'warning'));
      this.root.classList.toggle('is-right', right);
    }
    setText(this.verdict, verdictOf(written));
    const consequence = other === undefined ? null : consequenceOf(written, other);
    setText(this.consequence, consequence ?? '');
    this.consequence.hidden = consequence === null;
  }
}

/** What the rate does in both runs; null where it does the same, or nothing is known of it. */
function consequenceOf(written: RunState, other: RunState): string | null {
  const [one, two] = [courseOf(written, 'learning_rate'), courseOf(other, 'learning_rate')];
  return one === null || two === null || one === two ? null : text.answer.rate(one, runName(other.view), two);
}
