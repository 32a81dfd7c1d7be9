import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { SourceLocation } from '../../protocol/training-messages';
import { toRange } from '../programs/convert';
import { documentOf, programOf } from '../programs/programs';

/** Marks the line of the phase that a panel shows, in every editor that shows it, for as long as the panel says so. */
export class PhaseHighlight implements Disposable {
  private readonly owned = new DisposableStore();
  private location: SourceLocation | null = null;
  private readonly decoration = this.owned.add(
    vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
      overviewRulerColor: new vscode.ThemeColor('charts.blue'),
      overviewRulerLane: vscode.OverviewRulerLane.Full,
    }),
  );

  constructor() {
    this.owned.add(
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.paint();
      }),
    );
  }

  /** Marks a line, and no other any more; null takes the mark away. */
  show(location: SourceLocation | null): void {
    this.location = location;
    this.paint();
  }

  dispose(): void {
    this.owned.dispose();
  }

  private paint(): void {
    const { location } = this;
    for (const editor of vscode.window.visibleTextEditors) {
      editor.setDecorations(this.decoration, location !== null && shows(editor, location) ? [lineOf(location)] : []);
    }
  }
}

function lineOf(location: SourceLocation): vscode.Range {
  return toRange({ ...location, endLine: location.line });
}

function shows({ document }: vscode.TextEditor, location: SourceLocation): boolean {
  const program = programOf(document);
  return program !== null && documentOf(program, location) === document;
}
