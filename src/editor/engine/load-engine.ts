import { type Disposable, DisposableStore } from '../../base/disposable';
import type { OpenThread } from '../../host/open-thread';
import { EngineThread, startEngine, type WindowFiles } from './engine-thread';
import { FileEvents } from './file-events';
import { FileLoader } from './load-files';

/** The engine twice: reading a whole program may take seconds, and a check must not wait for it. Both start when first asked. */
export interface Engines extends Disposable {
  /** Checks texts, in milliseconds. */
  readonly checks: EngineThread;
  /** Reads what programs do: plans and curves. */
  readonly plans: EngineThread;
}

/** The engines in threads that `open` starts. Nothing is loaded yet: activation does not pay for the parser. */
export function createEngines(open: OpenThread): Engines {
  const start = startEngine(open);
  const owned = new DisposableStore();
  const events = owned.add(new FileEvents());
  const loader = new FileLoader();
  const files: WindowFiles = { changes: () => events.changes(), load: (wanted) => loader.load(wanted) };
  return {
    checks: owned.add(new EngineThread(start, files)),
    plans: owned.add(new EngineThread(start, files)),
    dispose: () => {
      owned.dispose();
    },
  };
}
