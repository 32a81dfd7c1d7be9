import * as vscode from 'vscode';

/** The user's settings below `globalStep.`, checked: a value of the wrong kind counts as the default. */
export interface Settings {
  /** Whether CodeLenses are shown. */
  readonly lens: boolean;
  /** Whether diagnostics are shown. */
  readonly diagnostics: boolean;
  /** Milliseconds after the last keystroke until a document is checked. */
  readonly delayMs: number;
  /** Seconds over which a run is stretched so that it can be watched; 0: full speed. */
  readonly stretchSeconds: number;
}

/** Reads the settings that hold for a document, or for the window. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const settings = vscode.workspace.getConfiguration('globalStep', scope);
  return {
    lens: flag(settings.get('lens.enabled'), true),
    diagnostics: flag(settings.get('diagnostics.enabled'), true),
    delayMs: quantity(settings.get('check.delay'), 0, 10_000, 200),
    stretchSeconds: quantity(settings.get('run.stretchSeconds'), 0, 600, 2.5),
  };
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

function quantity(value: unknown, least: number, most: number, otherwise: number): number {
  return typeof value === 'number' && value >= least && value <= most ? value : otherwise;
}
