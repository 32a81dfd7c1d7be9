import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadParser, type PythonParser } from '../../src/python/parser';

const main = createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm');

/** The real parser, loaded from the package rather than from a bundle. */
export function testParser(readsQuickly = true): Promise<PythonParser> {
  const read = (file: string) => readFileSync(join(dirname(main), file));
  return loadParser({ runtime: read('tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, readsQuickly);
}
