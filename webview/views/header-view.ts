import type { SessionState } from '../../src/protocol/training-messages';
import { isRefused, type PageState } from '../store';
import { element, setAttribute, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { text } from '../ui/text';
import { makeButton } from '../ui/toolkit';
import { stateText } from './state-text';
import type { Intents, View } from './view';

/** Title, state and controls. */
export class HeaderView implements View {
  readonly root: HTMLElement;
  private readonly title = element('h1', {}, text.header.untitled);
  private readonly progress = element('span', { class: 'progress' });
  private readonly state = element('span', { class: 'state' });
  /** Pause and Resume are one button, so that the focus stays where it is. */
  private readonly pause;
  private isPaused = false;
  private readonly step;
  private readonly stop;
  private readonly restart;
  private readonly controls: HTMLElement;

  constructor(intents: Intents) {
    this.pause = makeButton(text.header.pause, 'primary', icon('pause'), () => {
      if (this.isPaused) intents.resume();
      else intents.pause();
    });
    this.step = makeButton(text.header.stepOnce, 'secondary', icon('step'), () => {
      intents.step();
    });
    this.stop = makeButton(text.header.stop, 'secondary', icon('stop'), () => {
      intents.stop();
    });
    this.restart = makeButton(text.header.restart, 'secondary', icon('restart'), () => {
      intents.restart();
    });
    const buttons = [this.pause, this.step, this.stop, this.restart].map(({ root }) => root);
    this.controls = element(
      'div',
      { class: 'controls', role: 'group', 'aria-label': text.header.controls },
      ...buttons,
    );
    this.root = element(
      'header',
      { class: 'page-header' },
      element('div', { class: 'heading' }, this.title, element('p', { class: 'status' }, this.state, this.progress)),
      this.controls,
    );
  }

  update(page: PageState): void {
    const { snapshot, runs } = page;
    const state: SessionState = snapshot?.state ?? { kind: 'loading' };
    setText(this.title, snapshot?.title ?? text.header.untitled);
    const isNothing = isRefused(page);
    setText(this.state, isNothing ? '' : stateText(snapshot ?? { state, verdict: null }));
    setAttribute(this.state, 'data-state', state.kind);
    const made = Math.max(0, ...runs.map(({ rows }) => rows.count));
    // A program that never ends has no length.
    const lengths = runs.filter(({ view }) => !view.isEndless).map(({ view }) => view.plannedIterations);
    const isEndless = runs[0]?.view.isEndless === true;
    const progress = isEndless ? text.header.made(made) : text.header.progress(made, Math.max(made, ...lengths));
    setText(this.progress, runs.length === 0 ? '' : progress);
    // What is not trained has no controls: the notice says how to try again.
    this.controls.hidden = isNothing;
    this.enable(state);
  }

  private enable(state: SessionState): void {
    const { kind } = state;
    const isLive = kind === 'running' || kind === 'paused';
    this.isPaused = kind === 'paused';
    if (this.isPaused) this.pause.relabel(text.header.resume, icon('resume'));
    else this.pause.relabel(text.header.pause, icon('pause'));
    this.pause.setEnabled(isLive);
    this.step.setEnabled(isLive || (kind === 'ended' && state.reason === 'completed'));
    this.stop.setEnabled(isLive);
    this.restart.setEnabled(kind !== 'loading');
  }
}
