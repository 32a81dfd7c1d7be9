import type { PageState } from '../store';
import { element, setText } from '../ui/dom';
import { runName } from '../ui/run-look';
import { text } from '../ui/text';
import { readingText } from './readings';
import { stateText } from './state-text';
import type { View } from './view';

/** A polite live region: it says each new state, and while paused each step, but never the stream. */
export class Announcer implements View {
  readonly root = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });

  update(state: PageState): void {
    if (state.snapshot !== null) setText(this.root, announcement(state));
  }
}

/** What is said of a state. Running says the same whatever the rows, so that nothing is repeated. Exported for tests. */
export function announcement({ snapshot, runs }: PageState): string {
  if (snapshot === null) return '';
  const said = stateText(snapshot);
  const { kind } = snapshot.state;
  if (kind === 'running' || kind === 'loading' || kind === 'failed') return text.announce.state(said);
  const readings = runs.flatMap((run) => {
    const last = run.rows.count - 1;
    if (last < 0) return [];
    const step = readingText(run, 'global_step', last) || text.run.none;
    const rate = readingText(run, 'learning_rate', last) || text.run.none;
    return [text.announce.reading(runName(run.view), step, rate)];
  });
  const after = text.announce.after(said, Math.max(0, ...runs.map(({ rows }) => rows.count)));
  return text.announce.state(readings.reduce(text.announce.sentences, after));
}
