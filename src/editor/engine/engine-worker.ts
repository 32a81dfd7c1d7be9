import '../../host/web/script-address';
import { createEngine, type Engine } from '../../engine/engine';
import { FilesByScheme } from '../../engine/files-by-scheme';
import { MirroredFiles } from '../../engine/mirrored-files';
import type { EngineHost } from '../../host/engine-host';
import { isNode } from '../../host/runtime';
import { loadParser } from '../../python/parser';
import { type EngineReply, engineReady, type EngineRequest } from './engine-messages';

// The engine thread's door: calls come in as messages, results go out, and nothing that fails ends the thread.

const loadHost = async (): Promise<EngineHost> =>
  isNode()
    ? (await import('../../host/node/engine-host')).engineHost()
    : (await import('../../host/web/engine-host')).engineHost();

async function serve({ port, parserFiles, disk, decode, meter }: EngineHost): Promise<void> {
  const mirror = new MirroredFiles(decode);
  const files = disk === null ? mirror : new FilesByScheme(disk, mirror);
  const engine = parserFiles.then(loadParser).then((parser) => createEngine(parser, files, meter));
  port.listen((data) => {
    const request = data as EngineRequest;
    void engine
      .then(
        (ready) => answer(ready, mirror, request),
        (error: unknown) => failure(request, error),
      )
      .then((reply) => {
        port.post(reply);
      });
  });
  // Where it cannot be loaded, the answer to each request says why.
  await engine.catch(() => undefined);
  port.post(engineReady);
}

function answer(engine: Engine, mirror: MirroredFiles, request: EngineRequest): EngineReply {
  const { id, method, args, changes, loaded } = request;
  try {
    mirror.take(changes);
    mirror.load(loaded);
    engine.take(changes);
    // The request's own type pairs the method with its arguments; TypeScript cannot follow the pair through the look-up.
    const call = engine[method] as (...given: readonly unknown[]) => unknown;
    const result = call(...args);
    return { id, result, lacking: mirror.lacking() };
  } catch (error) {
    return { ...failure(request, error), lacking: mirror.lacking() };
  }
}

function failure({ id }: EngineRequest, error: unknown): EngineReply {
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  return { id, error: message, stack, lacking: null };
}

void loadHost().then(serve);
