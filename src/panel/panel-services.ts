import type * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import type { PlanOverrides } from '../plan/training-plan';
import type { PlaygroundView, PortTarget, Variation } from '../protocol/playground';
import type { SourceLocation, SourceText } from '../protocol/training-messages';
import type { TrainingTarget } from './saved-panel';
import type { TrainingSource } from './training-source';

/** What the user has changed of a program without writing it. */
export interface ProgramChanges {
  /** Set in the place of what was not understood. */
  readonly overrides: PlanOverrides;
  readonly variation: Variation;
  /** Present where one run alone is wanted, for a look: with its step counted as it should be, or not at all. */
  readonly countsStep?: boolean;
}

/** A file that does not train by itself: another program trains by its call. */
export interface TrainedElsewhere {
  readonly elsewhere: TrainingTarget;
}

/** What a panel needs from the rest of the extension. */
export interface PanelServices {
  readonly extensionUri: vscode.Uri;
  /** VS Code's own, which the page speaks where it can. */
  readonly language: string;
  /** Starts the training of a call, or tells which program trains by it. Rejects with what the user can do about it. */
  openSource(target: TrainingTarget, changes: ProgramChanges): Promise<TrainingSource | TrainedElsewhere>;
  /** Writes a variation into the source, after the user has seen the edit. Resolves to whether that was done; rejects with why it cannot be. */
  applyVariation(target: TrainingTarget, changes: ProgramChanges): Promise<boolean>;
  /** Applies the fix of a training call to the source. Resolves to whether there was one; rejects with why it cannot be. */
  fixCall(target: TrainingTarget): Promise<boolean>;
  /** Puts the schedule of a variation into the clipboard, as code of a framework. Rejects with why that has no form there. */
  copySchedule(target: PortTarget, playground: PlaygroundView, variation: Variation): Promise<void>;
  /** Shows a place of the program in an editor. */
  reveal(location: SourceLocation): void;
  /** Marks the line of the phase that is shown, in the editors that show it; null takes the mark away. */
  highlight(location: SourceLocation | null): void;
  /** Tells the address of each program that is edited. */
  onDidEditProgram(listener: (uri: string) => void): Disposable;
  /** Whether the texts of a program and its modules are still what their editors hold. */
  isAsRead(uri: string, texts: readonly SourceText[]): boolean;
  /** For what a user need not see. */
  readonly log: (message: string) => void;
}
