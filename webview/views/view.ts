import type { PortTarget, Variation } from '../../src/protocol/playground';
import type { KeptView, SourceLocation } from '../../src/protocol/training-messages';
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
  /** Trains another train op of the program, by its place among those that it runs. */
  chooseTrainOp(index: number): void;
  reveal(location: SourceLocation): void;
  /** Marks a line of the program in the editor; null takes the mark away. */
  highlight(location: SourceLocation | null): void;
  /** Asks for one iteration, taken apart. */
  trace(iteration: number): void;
  /** Trains on to an iteration, then pauses. */
  runTo(iteration: number): void;
  /** Saves a picture: an SVG's text, or a PNG as a data address. */
  savePicture(format: 'png' | 'svg', column: string, content: string): void;
  /** Uses these values in the place of what was not understood, by the id of their field, and trains anew. */
  setValues(values: Readonly<Record<string, number>>): void;
  /** Names, pins, hides or shows an earlier run. */
  markRun(runId: string, mark: Pick<KeptView, 'name' | 'isPinned' | 'isHidden'>): void;
  deleteRun(runId: string): void;
  /** Trains an earlier run's plan again. */
  replayRun(runId: string): void;
  /** Reads the program as it is now, and trains it. */
  readAgain(): void;
  /** Applies the fix of the training call to the source, and trains the program anew. */
  fixProgram(): void;
  /** Trains the program with something changed. */
  runVariation(variation: Variation): void;
  /** Writes a variation into the program's source. */
  applyVariation(variation: Variation): void;
  copySchedule(target: PortTarget, variation: Variation): void;
  /** Saves every row of every run shown. */
  exportRows(format: 'csv' | 'json' | 'tensorboard'): void;
}
