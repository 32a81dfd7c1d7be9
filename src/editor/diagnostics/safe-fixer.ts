import * as vscode from 'vscode';
import type { EngineThread } from '../engine/engine-thread';
import type { SettingsReader } from '../host/settings-reader';
import { type Program, programOf } from '../programs/programs';
import { textsOf } from '../programs/targets';

/** Every safe fix of a program, as one edit of its documents, and how many fixes that are. */
export interface DocumentFixes {
  readonly edit: vscode.WorkspaceEdit;
  readonly applied: number;
}

/** Only a hang takes so long: the program is checked again after each round of fixes. */
const longestMs = 60_000;

/** Finds what all safe fixes of a program come to: the engine applies them to a copy until none is left. */
export class SafeFixer {
  constructor(
    private readonly engine: EngineThread,
    private readonly settings: SettingsReader,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Null where the program was edited meanwhile, or the engine failed, which the log tells. */
  async fixesOf(program: Program): Promise<DocumentFixes | null> {
    const { levels } = this.settings.of(program.uri);
    try {
      const { edits, applied } = await this.engine.request('fixes', [textsOf(program), levels], {
        deadlineMs: longestMs,
      });
      const [first] = program.parts;
      if (first === undefined || programOf(first.document)?.stamp !== program.stamp) return null;
      const edit = new vscode.WorkspaceEdit();
      for (const { cell, start, end, text } of edits) {
        const document = program.parts.find((part) => part.cell === cell)?.document;
        if (document === undefined) return null;
        edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
      }
      return { edit, applied };
    } catch (error) {
      this.log.error(`${program.key} could not be fixed`, error);
      return null;
    }
  }
}
