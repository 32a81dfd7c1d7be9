import { literal } from '../../src/base/literal';
import type { SourceLocation } from '../../src/protocol/training-messages';
import { isRefused, type PageState, type RunState } from '../store';
import { element, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { said } from '../ui/language';
import { runName } from '../ui/run-look';
import { text } from '../ui/text';
import { makeButton } from '../ui/toolkit';
import { ownFileOf, placeText } from '../ui/place-text';
import { type LinkSource, placeLink, sourceLink } from './source-link';
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

  update(page: PageState): void {
    const { snapshot } = page;
    const notice = noticeOf(page);
    const key = JSON.stringify(notice);
    if (key === this.shown) return;
    this.shown = key;
    this.root.replaceChildren();
    this.root.hidden = notice === null;
    if (notice === null) return;
    setText(this.title, notice.title);
    this.text.replaceChildren(...linked(notice, { ownFile: ownFileOf(snapshot), intents: this.intents }));
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

/** What a notice says, with its place as a link: where the words name it, else before them. */
function linked({ text: words, location }: Notice, from: LinkSource): (HTMLElement | string)[] {
  if (location === null) return [words];
  const [named] = new RegExp(`${literal(placeText(location, from.ownFile))}(?!\\d)`, 'i').exec(words) ?? [];
  if (named === undefined) return [placeLink(location, from), ': ', words];
  const [before = '', after = ''] = words.split(named);
  return [before, sourceLink(named, location, from), after];
}

function noticeOf({ snapshot, runs }: PageState): Notice | null {
  const state = snapshot?.state ?? null;
  if (state?.kind === 'failed') {
    const isNothing = isRefused({ snapshot, runs });
    return {
      title: isNothing ? text.notice.nothing : text.notice.failed,
      text: said(state.message),
      location: state.location,
      again: isNothing ? text.notice.retry : text.notice.again,
    };
  }
  if (state?.kind === 'ended' && state.reason === 'non-finite') {
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
