import type { SourceLocation } from '../../src/protocol/training-messages';
import type { PageState } from '../store';

/** A part of the page: made once, brought up to date at most once a frame. */
export interface View {
  readonly root: HTMLElement;
  update(state: PageState): void;
}

/** What the views ask for; main turns it into messages. */
export interface Intents {
  pause(): void;
  resume(): void;
  step(): void;
  stop(): void;
  restart(): void;
  reveal(location: SourceLocation): void;
}
