import type { SessionState } from '../../src/protocol/training-messages';
import type { PageState } from '../store';
import { element, setAttribute, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { makeButton } from '../ui/toolkit';
import { countText } from './readings';
import type { Intents, View } from './view';

/** Title, state and controls. */
export class HeaderView implements View {
  readonly root: HTMLElement;
  private readonly title = element('h1', {}, 'Training');
  private readonly progress = element('span', { class: 'progress' });
  private readonly state = element('span', { class: 'state' });
  private readonly pause;
  private readonly resume;
  private readonly step;
  private readonly stop;
  private readonly restart;

  constructor(intents: Intents) {
    this.pause = makeButton('Pause', 'primary', icon('pause'), () => {
      intents.pause();
    });
    this.resume = makeButton('Resume', 'primary', icon('resume'), () => {
      intents.resume();
    });
    this.step = makeButton('Step once', 'secondary', icon('step'), () => {
      intents.step();
    });
    this.stop = makeButton('Stop', 'secondary', icon('stop'), () => {
      intents.stop();
    });
    this.restart = makeButton('Restart', 'secondary', icon('restart'), () => {
      intents.restart();
    });
    const buttons = [this.pause, this.resume, this.step, this.stop, this.restart].map(({ root }) => root);
    this.root = element(
      'header',
      { class: 'page-header' },
      element('div', { class: 'heading' }, this.title, element('p', { class: 'status' }, this.state, this.progress)),
      element('div', { class: 'controls', role: 'group', 'aria-label': 'Training' }, ...buttons),
    );
  }

  update({ snapshot, runs }: PageState): void {
    const state = snapshot?.state ?? { kind: 'loading' };
    setText(this.title, snapshot?.title ?? 'Training');
    setText(this.state, stateText(state));
    setAttribute(this.state, 'data-state', state.kind);
    const made = Math.max(0, ...runs.map(({ rows }) => rows.count));
    const planned = Math.max(0, ...runs.map(({ view }) => view.plannedIterations));
    setText(this.progress, runs.length === 0 ? '' : `iteration ${countText(made)} of ${countText(planned)}`);
    this.enable(state);
  }

  private enable(state: SessionState): void {
    const { kind } = state;
    const isLive = kind === 'running' || kind === 'paused';
    this.swapPauseAndResume(kind === 'paused');
    this.pause.setEnabled(kind === 'running');
    this.resume.setEnabled(kind === 'paused');
    this.step.setEnabled(isLive || (kind === 'ended' && state.reason === 'completed'));
    this.stop.setEnabled(isLive);
    this.restart.setEnabled(kind !== 'loading');
  }

  /** Pause and Resume share a place; the focus goes over from one to the other. */
  private swapPauseAndResume(isPaused: boolean): void {
    const [shown, hidden] = isPaused ? [this.resume, this.pause] : [this.pause, this.resume];
    if (!shown.root.hidden && hidden.root.hidden) return;
    const hadFocus = document.activeElement === hidden.root;
    shown.root.hidden = false;
    hidden.root.hidden = true;
    shown.setEnabled(true);
    if (hadFocus) shown.root.focus();
  }
}

/** The state in a word or two; the same words in the header and in the live region. */
export function stateText(state: SessionState): string {
  switch (state.kind) {
    case 'loading':
      return 'Starting the training worker…';
    case 'running':
      return 'Training';
    case 'paused':
      return 'Paused';
    case 'ended':
      return { completed: 'Finished', stopped: 'Stopped', 'non-finite': 'Stopped: not a finite number' }[state.reason];
    case 'failed':
      return 'Failed';
  }
}
