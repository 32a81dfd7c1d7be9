import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../files/decode-program';
import { filesByAddress } from '../../files/disk-files';
import type { EngineHost } from '../engine-host';
import { nodePort } from './node-port';
import { ThreadMemory } from './thread-memory';

const read = (file: string): Uint8Array => readFileSync(join(__dirname, file));

/** The engine's thread in Node: it reads the disk itself. */
export function engineHost(): EngineHost {
  const files = { runtime: read('tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') };
  return {
    port: nodePort(),
    parserFiles: Promise.resolve(files),
    disk: filesByAddress(),
    decode: codeOf,
    meter: new ThreadMemory(),
  };
}
