import { Language, Parser } from '@vscode/tree-sitter-wasm';
import { materialize } from './concrete';
import { Lowering } from './lower-statement';
import type { Module } from './syntax';

/** The parser's two files, as bytes: where they lie differs between the bundle and the tests. */
export interface ParserFiles {
  /** `tree-sitter.wasm`, the parser itself. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm`, the grammar. */
  readonly grammar: Uint8Array;
}

/** Turns Python, 2 or 3, whole or half-typed, into syntax. */
export interface PythonParser {
  /** Never throws for a text: what is no Python becomes Broken, and the rest is kept. */
  parse(text: string): Module;
}

/** Loads the WebAssembly parser, once for a process. */
export async function loadParser({ runtime, grammar }: ParserFiles): Promise<PythonParser> {
  // Emscripten's own option; with it, nothing is looked up on the disk.
  const options = { wasmBinary: runtime, locateFile: (file: string) => file };
  await Parser.init(options);
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return {
    parse: (text) => {
      // tree-sitter takes NUL for the end of the input; a space is as long and means as little.
      const tree = parser.parse(text.replaceAll('\0', ' '));
      if (tree === null) throw new Error('the parser has no language');
      try {
        return new Lowering(text).module(materialize(tree.rootNode));
      } finally {
        tree.delete();
      }
    },
  };
}
