import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadParser, type PythonParser } from '../python/parser';

/** The training thread's file, beside this bundle. */
export const workerPath = join(__dirname, 'worker.js');

/** Loads the parser from the files beside this bundle. */
export function loadBundledParser(): Promise<PythonParser> {
  return loadParser({
    runtime: readFileSync(join(__dirname, 'tree-sitter.wasm')),
    grammar: readFileSync(join(__dirname, 'tree-sitter-python.wasm')),
  });
}
