import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { Language, Parser } from '@vscode/tree-sitter-wasm';
import { analyze } from '../../../src/analysis/analyze';
import { factsOfFile } from '../../../src/analysis/facts/merge-facts';
import { canMatter } from '../../../src/analysis/meaning/prefilter';
import { checkFacts } from '../../../src/lint/check-facts';
import type { FileReport } from '../../../src/lint/finding';
import { loadParser, type PythonParser } from '../../../src/python/parser';
import { SourceText } from '../../../src/python/source-text';
import type { Module } from '../../../src/python/statements';
import type { CorpusFile } from './corpus';

const wasmFolder = dirname(createRequire(resolve('package.json')).resolve('@vscode/tree-sitter-wasm'));

/** The parser's files. */
export const parserFiles = {
  runtime: readFileSync(join(wasmFolder, 'tree-sitter.wasm')),
  grammar: readFileSync(join(wasmFolder, 'tree-sitter-python.wasm')),
};

/** The whole check of one text, as the command line does it. */
export function check(parser: PythonParser, file: CorpusFile): FileReport {
  if (!canMatter(file.text)) return { calls: [], schedulers: 0, findings: [], incomplete: null };
  return checkSyntax(file, parser.parse(file.text));
}

/** The check of a text whose syntax is there. */
export function checkSyntax({ path, text }: CorpusFile, syntax: Module): FileReport {
  const source = new SourceText(path, text);
  return checkFacts({ source, syntax }, factsOfFile(path, analyze(syntax, source), []));
}

/** Something that reads files, and the milliseconds of processor time that it takes for all of them. */
export interface Subject {
  readonly name: string;
  readonly run: (files: readonly CorpusFile[]) => number;
}

/** Our check, every file as if it were the first. */
export function ourCheck(parser: PythonParser): Subject {
  return {
    name: 'global-step check',
    run: (files) =>
      timed(() => {
        for (const file of files) {
          parser.forget();
          check(parser, file);
        }
      }),
  };
}

/** tree-sitter alone: each file parsed to a tree, and the tree freed. */
export async function bareParser(): Promise<Subject & { readonly parser: Parser }> {
  await loadParser(parserFiles);
  const parser = new Parser();
  parser.setLanguage(await Language.load(parserFiles.grammar));
  return {
    name: 'tree-sitter, parse alone',
    parser,
    run: (files) =>
      timed(() => {
        for (const { text } of files) parser.parse(text)?.delete();
      }),
  };
}

/** Ruff's WebAssembly with its pyflakes rules. */
export function ruffCheck(module: string): Subject {
  const { Workspace, PositionEncoding } = createRequire(resolve('package.json'))(module) as {
    readonly Workspace: new (options: object, encoding: number) => { check(text: string): unknown[] };
    readonly PositionEncoding: { readonly Utf16: number };
  };
  const workspace = new Workspace({ lint: { select: ['F'] } }, PositionEncoding.Utf16);
  return {
    name: 'ruff (wasm), F rules',
    run: (files) =>
      timed(() => {
        for (const { text } of files) {
          try {
            workspace.check(text);
          } catch {
            // Where it fails, it has tried.
          }
        }
      }),
  };
}

/** pyflakes in its own process, which reads the files first and then takes the processor time of parsing and checking alone. */
export function pyflakesCheck(python: string): Subject {
  const program = `
import ast, json, sys, time
from pyflakes import checker
texts = []
for path in json.load(open(sys.argv[1])):
    with open(path, 'rb') as f:
        texts.append(f.read().decode('utf8', 'replace'))
start = time.process_time()
for text in texts:
    try:
        checker.Checker(ast.parse(text))
    except Exception:
        pass
print((time.process_time() - start) * 1000)
`;
  return {
    name: 'pyflakes, in process',
    run: (files) => {
      writeFileSync('out/bench/files.json', JSON.stringify(files.map(({ path }) => path)));
      const { stdout } = spawnSync(python, ['-W', 'ignore', '-c', program, 'out/bench/files.json'], {
        encoding: 'utf8',
      });
      return Number(stdout);
    },
  };
}

/**
 * Milliseconds that something takes on the processor, in the thread that does it. Where others use the machine, the clock counts their
 * work; on a machine of one's own it shows the same. Linux tells a thread's time; elsewhere it is the clock's.
 */
export function timed(work: () => void): number {
  const started = threadTime();
  work();
  return threadTime() - started;
}

/**
 * Milliseconds that this thread has been on the processor. Linux brings the figure up to date once a tick (4 ms), and whenever
 * somebody asks for the process's usage: so we ask first.
 */
export const threadTime: () => number = existsSync('/proc/thread-self/schedstat')
  ? () => {
      process.cpuUsage();
      return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ', 1)[0]) / 1e6;
    }
  : () => performance.now();
