/** The training call that a panel shows: what the user chose, and all that outlives a window. */
export interface TrainingTarget {
  /** The document, as `uri.toString()` gives it. */
  readonly uri: string;
  /** Line of the call from 1, as it was when the panel was opened. */
  readonly line: number;
  /** Index of the notebook cell from 0, or null. */
  readonly cell: number | null;
  /** The file of the call, where it is a module that the document imports; absent where it is the document's own. */
  readonly file?: string;
}

const version = 1;

/** The target in the form that the page hands to VS Code for the serializer. */
export function encodeSavedPanel({ uri, line, cell, file }: TrainingTarget): string {
  return JSON.stringify({ version, uri, line, cell, file });
}

/** Reads what a window left behind; null for anything that this version has not written. */
export function decodeSavedPanel(state: unknown): TrainingTarget | null {
  if (typeof state !== 'object' || state === null) return null;
  const { version: found, uri, line, cell, file } = state as Readonly<Record<string, unknown>>;
  if (found !== version || typeof uri !== 'string' || uri === '' || !isCount(line) || line === 0) return null;
  if (cell !== null && !isCount(cell)) return null;
  return { uri, line, cell, ...(typeof file === 'string' && { file }) };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
