import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { analyze } from '../../src/analysis/analyze';
import { factsOfFile } from '../../src/analysis/facts/merge-facts';
import { editText } from '../../src/base/text-edit';
import { programFile } from '../../src/engine/program-file';
import { checkFacts } from '../../src/lint/check-facts';
import type { FileReport } from '../../src/lint/finding';
import { NotebookError } from '../../src/python/notebook-file';
import { loadParser, type PythonParser } from '../../src/python/parser';
import { visit } from '../../src/python/visit';

/** The parser as the package has it. */
export function fuzzParser(): Promise<PythonParser> {
  const folder = dirname(createRequire(resolve('package.json')).resolve('@vscode/tree-sitter-wasm'));
  const read = (file: string) => readFileSync(join(folder, file));
  return loadParser({ runtime: read('tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') });
}

/**
 * Everything that a check does to a file, and more: all of its syntax is read, whether or not it can matter, its places are looked at,
 * and its fixes are applied and checked again. Throws what should not be; where a line needs a finding, also a report that has none
 * there and does not say that it gave up.
 */
export function checkOne(parser: PythonParser, path: string, content: string, wrongLine: string | null = null): void {
  const report = checked(parser, path, content);
  if (report === null) return;
  if (wrongLine !== null && !isTold(report, content.split('\n').indexOf(wrongLine) + 1))
    throw new Error(`nothing is told of "${wrongLine}", and not that the check gave up`);
  const text = editText(content, programFile(path, content).fixes(report.findings, true).edits);
  if (text !== content) checked(parser, path, text);
}

/** Whether a report has a finding on a line, or says that it is not complete. */
function isTold({ findings, incomplete }: FileReport, line: number): boolean {
  return incomplete !== null || findings.some(({ range }) => range.line === line);
}

/** The report; null for a notebook that is broken and says so. */
function checked(parser: PythonParser, path: string, content: string): FileReport | null {
  const source = sourceOf(path, content);
  if (source === null) return null;
  const syntax = parser.parse(source.text);
  visit(syntax, ({ kind, start, end }) => {
    if (!(start >= 0 && start <= end && end <= source.text.length)) throw new Error(`${kind} at ${start}-${end}`);
    return true;
  });
  for (const { start, end } of [...syntax.errors, ...syntax.comments])
    if (!(start >= 0 && start <= end && end <= source.text.length))
      throw new Error(`error or comment at ${start}-${end}`);
  const report = checkFacts({ source, syntax }, factsOfFile(path, analyze(syntax, source), []));
  for (const { range } of [...report.calls, ...report.findings]) {
    const { text } = source.parts.find(({ cell }) => cell === range.cell) ?? { text: '' };
    if (range.start < 0 || range.end > text.length || range.line < 1 || range.column < 1)
      throw new Error(`a range beyond its text: ${JSON.stringify(range)}`);
  }
  return report;
}

function sourceOf(path: string, content: string) {
  try {
    return programFile(path, content).source;
  } catch (error) {
    if (error instanceof NotebookError) return null;
    throw error;
  }
}
