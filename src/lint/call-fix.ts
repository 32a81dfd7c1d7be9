import type { SourceRange } from '../base/source-range';
import type { Finding, Fix } from './finding';

/** The first fix of a finding of the training call on a line of a file or a cell; null where there is none. */
export function fixOfCall(
  findings: readonly Finding[],
  { file, line, cell }: Pick<SourceRange, 'file' | 'line' | 'cell'>,
): Fix | null {
  const found = findings.find(
    ({ range, fixes }) => range.file === file && range.line === line && range.cell === cell && fixes.length > 0,
  );
  return found?.fixes[0] ?? null;
}
