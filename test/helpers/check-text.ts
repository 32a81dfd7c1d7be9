import { Workspace } from '../../src/engine/workspace';
import type { FileReport } from '../../src/lint/finding';
import type { PythonParser } from '../../src/python/parser';
import { SourceText } from '../../src/python/source-text';
import { MemoryFiles } from './memory-files';

/** Checks a program of one file, or of several, whose imports lead from one to another. */
export function checkText(
  parser: PythonParser,
  text: string,
  file = 'train.py',
  others: Readonly<Record<string, string>> = {},
): FileReport {
  return checkSource(parser, new SourceText(file, text), others);
}

/** The same of a source, a notebook's too. */
export function checkSource(
  parser: PythonParser,
  source: SourceText,
  others: Readonly<Record<string, string>> = {},
): FileReport {
  const workspace = new Workspace(parser, new MemoryFiles(new Map(Object.entries(others))));
  workspace.begin({ roots: ['.'], unsaved: [] });
  workspace.prepare(source.file);
  return workspace.check(workspace.openSource(source)).report;
}
