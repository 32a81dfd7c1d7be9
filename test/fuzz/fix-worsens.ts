import { say } from '../../src/base/message';
import { applyFixes } from '../../src/lint/apply-fixes';
import type { FileReport } from '../../src/lint/finding';
import { fixInRounds, warnsMore } from '../../src/lint/fix-rounds';
import type { PythonParser } from '../../src/python/parser';
import { checkText } from '../helpers/check-text';

/** What applying a program's fixes, as `check --fix` does, makes worse; null where it makes nothing worse. */
export function fixWorsens(parser: PythonParser, text: string, unsafe: boolean): string | null {
  const check = (program: string): FileReport => checkText(parser, program);
  const before = check(text);
  const fixed = fixInRounds(text, { check, fix: (program, findings) => applyFixes(program, findings, unsafe) });
  const { report: after } = fixed;
  const broken =
    parser.parse(fixed.text).errors.length > parser.parse(text).errors.length ? 'no Python any more' : null;
  const left = after.findings.some(({ fixes }) => fixes.some(({ safe }) => safe || unsafe)) ? 'something to fix' : null;
  const more = warnsMore(after, before) ? 'a warning more' : null;
  const same = fixed.applied > 0 && after.findings.length >= before.findings.length ? 'nothing less' : null;
  const worse = broken ?? more ?? same ?? left;
  return worse && `${worse}: ${said(after)}\n--- before: ${said(before)}\n${text}--- after\n${fixed.text}`;
}

function said({ findings }: FileReport): string {
  return findings.map(({ range, message }) => `line ${range.line}: ${say(message)}`).join(' | ');
}
