import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { createEngine } from '../../engine/engine';
import { filesByAddress } from '../../files/disk-files';
import { loadParser } from '../../python/parser';
import { ThreadMemory } from '../../training/thread-memory';
import type { EngineReply, EngineRequest } from './engine-messages';

// The engine thread's door: calls come in as messages, results go out, and nothing that fails ends the thread.

const port = parentPort;
if (port === null) throw new Error('the engine runs as a worker thread');

const read = (file: string): Uint8Array => readFileSync(join(__dirname, file));
const parserFiles = { runtime: read('tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') };
const engine = loadParser(parserFiles).then((parser) => createEngine(parser, filesByAddress(), new ThreadMemory()));

const answer = async ({ id, method, args, changes }: EngineRequest): Promise<EngineReply> => {
  try {
    (await engine).take(changes);
    // The request's own type pairs the method with its arguments; TypeScript cannot follow the pair through the look-up.
    const call = (await engine)[method] as (...given: readonly unknown[]) => unknown;
    return { id, result: call(...args) };
  } catch (error) {
    const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
    return { id, error: message, stack };
  }
};

port.on('message', (request: EngineRequest) => {
  void answer(request).then((reply) => {
    port.postMessage(reply);
  });
});
