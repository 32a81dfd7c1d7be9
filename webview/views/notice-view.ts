import type { SessionState, SourceLocation } from '../../src/protocol/training-messages';
import type { PageState, RunState } from '../store';
import { element, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { said } from '../ui/language';
import { runName } from '../ui/run-look';
import { text } from '../ui/text';
import { makeButton } from '../ui/toolkit';
import { ownFileOf } from '../ui/place-text';
import { placeLink } from './source-link';
import type { Intents, View } from './view';

/** What went wrong, and what to do next; absent while nothing did. */
export class NoticeView implements View {
  readonly root = element('div', { class: 'notice', role: 'alert' });
  private readonly title = element('strong');
  private readonly text = element('span', { class: 'notice-text' });
  private shown = '';

  constructor(private readonly intents: Intents) {
    this.root.hidden = true;
  }

  update({ snapshot, runs }: PageState): void {
    const notice = snapshot === null ? null : noticeOf(snapshot.state, runs);
    const key = JSON.stringify(notice);
    if (key === this.shown) return;
    this.shown = key;
    this.root.replaceChildren();
    this.root.hidden = notice === null;
    if (notice === null) return;
    setText(this.title, notice.title);
    const { location } = notice;
    const from = { ownFile: ownFileOf(snapshot), intents: this.intents };
    const place = location === null ? [] : [placeLink(location, from), ': '];
    this.text.replaceChildren(...place, notice.text);
    const restart = makeButton(notice.again, 'primary', null, () => {
      this.intents.restart();
    });
    this.root.append(icon('warning'), element('div', { class: 'notice-words' }, this.title, this.text), restart.root);
  }
}

interface Notice {
  readonly title: string;
  readonly text: string;
  /** Where in the program it happened. */
  readonly location: SourceLocation | null;
  /** What its button says: without runs, there is nothing to train again. */
  readonly again: string;
}

function noticeOf(state: SessionState, runs: readonly RunState[]): Notice | null {
  if (state.kind === 'failed')
    return {
      title: runs.length === 0 ? text.notice.nothing : text.notice.failed,
      text: said(state.message),
      location: state.location,
      again: runs.length === 0 ? text.notice.retry : text.notice.again,
    };
  if (state.kind === 'ended' && state.reason === 'non-finite') {
    return {
      title: text.notice.nonFinite,
      text: text.notice.nonFiniteText(firstNonFinite(runs)),
      location: null,
      again: text.notice.again,
    };
  }
  return null;
}

/** The run that left the finite numbers first, with what did and when. */
function firstNonFinite(runs: readonly RunState[]): string {
  const broken = runs.flatMap(({ view }) =>
    view.nonFinite === null ? [] : [{ ...view.nonFinite, name: runName(view) }],
  );
  const [first] = broken.sort((a, b) => a.iteration - b.iteration);
  return first === undefined
    ? text.notice.overflowed
    : text.details.nonFinite(first.name, first.iteration, first.message);
}
