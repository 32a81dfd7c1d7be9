import { Language, Parser } from '@vscode/tree-sitter-wasm';
import { Grammar } from './grammar';
import { LazyModule, LazySuite } from './lazy';
import { primaries } from './lower-expression';
import { operations } from './lower-operation';
import { statements } from './lower-statement';
import type { ModuleReader } from './module-reader';
import { type Outline, readOutline } from './outline';
import { PieceParser } from './piece-parser';
import { moduleBlock } from './pieces';
import { withLineFeeds } from './source-text';
import type { Span } from './syntax';
import type { Module, Suite, SyntaxFault } from './statements';
import { type ParserMemory, TreeReader } from './tree-memory';

/** The parser's two files, as bytes: where they lie differs between the bundle and the tests. */
export interface ParserFiles {
  /** `tree-sitter.wasm`, the parser itself. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm`, the grammar. */
  readonly grammar: Uint8Array;
}

/** Turns Python, 2 or 3, whole or half-typed, into syntax. */
export interface PythonParser {
  /**
   * Never throws for a text: what is no Python becomes Broken, and the rest is kept. A long block is parsed when its statements are
   * first read, and not again as long as its text is the same.
   */
  parse(text: string): Module;
  /**
   * The same, of a text that was edited: what the edit left as it was is taken out of the syntax of the text before, moved to where it
   * is now, so that the syntax before must not be used any more. Whoever calls this must be the only one who has it.
   */
  parseEdited(text: string, before: Module): Module;
  /** Frees the syntax that is kept of earlier texts. */
  forget(): void;
}

/** Emscripten's own options; with `wasmBinary`, nothing is looked up on the disk. Its module is made of this very object. */
interface Runtime extends Partial<ParserMemory> {
  readonly wasmBinary: Uint8Array;
  readonly locateFile: (file: string) => string;
}

/** The library keeps one runtime a process, and a second `init` would take the first one's parsers their memory. */
let running: Promise<Runtime> | null = null;

async function start(wasmBinary: Uint8Array): Promise<Runtime> {
  const runtime: Runtime = { wasmBinary, locateFile: (file) => file };
  await Parser.init(runtime);
  return runtime;
}

/**
 * Loads the WebAssembly parser, once for a process. What is plain Python is read without it (`QuickReader`); where `readsQuickly` is
 * false, it reads everything, which must come to the same.
 */
export async function loadParser({ runtime, grammar }: ParserFiles, readsQuickly = true): Promise<PythonParser> {
  const memory = await (running ??= start(runtime));
  if (memory.HEAP32 === undefined) throw new Error('the parser’s runtime shows no memory: it is of another version');
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  const names = new Grammar(language);
  const dispatch = {
    grammar: names,
    expressions: names.byType({ ...primaries, ...operations }),
    statements: names.byType(statements),
  };
  const pieces = new PieceParser(parser, new TreeReader(memory as ParserMemory, names), dispatch, readsQuickly);
  return {
    parse: (text) => parseModule(text, pieces, null),
    parseEdited: (text, before) => parseModule(text, pieces, before),
    forget: () => {
      pieces.forget();
    },
  };
}

/** A module, with what has read its statements and can read them again after an edit. */
class ParsedModule extends LazyModule {
  constructor(
    body: Suite,
    outline: Outline,
    end: number,
    findErrors: () => readonly SyntaxFault[],
    public reader: ModuleReader | null,
  ) {
    super(body, end, () => commentsOf(outline), findErrors);
  }
}

function parseModule(text: string, pieces: PieceParser, before: Module | null): Module {
  const outline = readOutline(readable(text));
  const block = moduleBlock(outline);
  const earlier = before instanceof ParsedModule ? before.reader : null;
  if (before instanceof ParsedModule) before.reader = null;
  const reader = earlier ?? pieces.module(outline);
  let body: Suite;
  if (reader === null) body = pieces.suite(outline, block);
  else if (earlier === null) body = new LazySuite(block, () => reader.statements());
  else body = { start: block.start, end: block.end, statements: reader.edited(outline) };
  const findErrors = (): readonly SyntaxFault[] => {
    const errors: SyntaxFault[] = [];
    pieces.errors(outline, block, errors);
    return errors;
  };
  return new ParsedModule(body, outline, text.length, findErrors, reader);
}

function commentsOf({ comments }: Outline): readonly Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < comments.length; at += 2) spans.push({ start: comments[at] ?? 0, end: comments[at + 1] ?? 0 });
  return spans;
}

/** The text as tree-sitter can read it, as long as it was: NUL would end it, and a lone carriage return breaks no line. */
function readable(text: string): string {
  return withLineFeeds(text.includes('\0') ? text.replaceAll('\0', ' ') : text);
}
