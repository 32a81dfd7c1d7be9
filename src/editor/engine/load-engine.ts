import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { FileChanges } from '../../engine/files';
import { EngineThread, startEngineWorker } from './engine-thread';
import { FileEvents } from './file-events';

/** The engine twice: reading a whole program may take seconds, and a check must not wait for it. Both start when first asked. */
export interface Engines extends Disposable {
  /** Checks texts, in milliseconds. */
  readonly checks: EngineThread;
  /** Reads what programs do: plans and curves. */
  readonly plans: EngineThread;
}

/** The engines of `dist/engine.js`. Nothing is loaded yet: activation does not pay for the parser. */
export function createEngines(extensionUri: vscode.Uri): Engines {
  const start = startEngineWorker(vscode.Uri.joinPath(extensionUri, 'dist', 'engine.js').fsPath);
  const owned = new DisposableStore();
  const events = owned.add(new FileEvents());
  const changes = (): FileChanges => events.changes();
  return {
    checks: owned.add(new EngineThread(start, changes)),
    plans: owned.add(new EngineThread(start, changes)),
    dispose: () => {
      owned.dispose();
    },
  };
}
