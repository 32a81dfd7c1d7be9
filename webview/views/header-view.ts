import type { SessionState } from '../../src/protocol/training-messages';
import type { PageState } from '../store';
import { element, setAttribute, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { makeButton } from '../ui/toolkit';
import { countText } from './readings';
import { stateText } from './state-text';
import type { Intents, View } from './view';

/** Title, state and controls. */
export class HeaderView implements View {
  readonly root: HTMLElement;
  private readonly title = element('h1', {}, 'Training');
  private readonly progress = element('span', { class: 'progress' });
  private readonly state = element('span', { class: 'state' });
  /** Pause and Resume are one button, so that the focus stays where it is. */
  private readonly pause;
  private isPaused = false;
  private readonly step;
  private readonly stop;
  private readonly restart;

  constructor(intents: Intents) {
    this.pause = makeButton('Pause', 'primary', icon('pause'), () => {
      if (this.isPaused) intents.resume();
      else intents.pause();
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
    const buttons = [this.pause, this.step, this.stop, this.restart].map(({ root }) => root);
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
    this.isPaused = kind === 'paused';
    if (this.isPaused) this.pause.relabel('Resume', icon('resume'));
    else this.pause.relabel('Pause', icon('pause'));
    this.pause.setEnabled(isLive);
    this.step.setEnabled(isLive || (kind === 'ended' && state.reason === 'completed'));
    this.stop.setEnabled(isLive);
    this.restart.setEnabled(kind !== 'loading');
  }
}
