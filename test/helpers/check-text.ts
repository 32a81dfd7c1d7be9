import { analyze } from '../../src/analysis/analyze';
import { factsOfFile } from '../../src/analysis/facts/merge-facts';
import { modulePaths } from '../../src/analysis/walk/module-paths';
import { checkFacts } from '../../src/lint/check-facts';
import type { FileReport } from '../../src/lint/finding';
import type { PythonParser } from '../../src/python/parser';
import { SourceText } from '../../src/python/source-text';

/** Checks a program of one file, or of several, whose imports lead from one to another. */
export function checkText(
  parser: PythonParser,
  text: string,
  file = 'train.py',
  others: Readonly<Record<string, string>> = {},
): FileReport {
  return checkSource(parser, new SourceText(file, text), others);
}

export function checkSource(
  parser: PythonParser,
  source: SourceText,
  others: Readonly<Record<string, string>> = {},
): FileReport {
  const walk = (start: SourceText) =>
    analyze(parser.parse(start.text), start, (name, level, from) => {
      const path = modulePaths(name, level, from).find((one) => one === source.file || others[one] !== undefined);
      if (path === undefined) return null;
      const found = path === source.file ? source : new SourceText(path, others[path] ?? '');
      return { source: found, syntax: parser.parse(found.text) };
    });
  const importing = Object.entries(others).map(([path, other]) => walk(new SourceText(path, other)));
  return checkFacts(source.file, factsOfFile(source.file, walk(source), importing), source.parts);
}
