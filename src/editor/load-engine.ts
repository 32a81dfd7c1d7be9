import * as vscode from 'vscode';
import type { Engine } from './engine';

/** Loads `dist/engine.js` and the parser's files, once. */
export function engineLoader(extensionUri: vscode.Uri): () => Promise<Engine> {
  const read = (file: string): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', file));
  const load = async (): Promise<Engine> => {
    // The bundler leaves this import alone: activation must not pay for the parser.
    const { createEngine } = await import('./engine.js');
    const [runtime, grammar] = await Promise.all([read('tree-sitter.wasm'), read('tree-sitter-python.wasm')]);
    return createEngine({ runtime, grammar });
  };
  let engine: Promise<Engine> | null = null;
  return () => (engine ??= load());
}
