import { escapeTerminal } from '../../base/escape/terminal';
import type { CheckDocument, FileProblem } from './check-document';
import { placeText } from './place';

type Style = 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** Puts a style around a text, in a terminal; elsewhere it gives the text back. */
export type Paint = (style: Style, text: string) => string;

/** A piece of a line: a text, or a style and a text. */
type Span = string | readonly [Style, string];

const problems: Readonly<Record<FileProblem['kind'], string>> = {
  unread: 'not checked',
  syntax: 'syntax error',
  incomplete: 'incomplete',
  unwritten: 'not fixed',
};
const colours = { error: 'red', warning: 'yellow', info: 'cyan', hint: 'dim' } as const;

/**
 * The findings for a reader: place, severity, message, rule; then where to look, what would mend it, what was fixed, and a closing count.
 * Concise, each finding is one line.
 */
export function* textLines(document: CheckDocument, paint: Paint, isConcise = false): Generator<string> {
  for (const spans of lines(document, isConcise)) {
    yield spans
      .map((span) => (typeof span === 'string' ? escapeTerminal(span) : paint(span[0], escapeTerminal(span[1]))))
      .join('');
  }
}

function* lines({ files, summary }: CheckDocument, isConcise: boolean): Generator<readonly Span[]> {
  for (const { path, findings, problem } of files) {
    if (problem !== null) {
      const where = problem.at === null ? path : placeText(path, problem.at);
      yield [['bold', where], ': ', ['red', problems[problem.kind]], `: ${problem.message}`];
    }
    for (const finding of findings) {
      const { severity, message, rule } = finding;
      yield [
        ['bold', placeText(path, finding)],
        ': ',
        [colours[severity], severity],
        `: ${message} `,
        ['dim', `[${rule}]`],
      ];
      if (isConcise) continue;
      for (const related of finding.related) {
        const cell = related.cell ?? (related.path === undefined ? finding.cell : null);
        yield ['    ', ['dim', placeText(related.path ?? path, { ...related, cell })], `: ${related.message}`];
      }
      if (finding.fix !== null)
        yield ['    ', ['dim', finding.fix.safe ? 'fix:' : 'unsafe fix:'], ` ${finding.fix.title}`];
    }
  }
  for (const { path, fixed } of files) if (fixed > 0) yield [`Fixed ${fixed} in ${path}`];
  const having = (...kinds: readonly string[]): number =>
    files.filter(({ problem }) => problem !== null && kinds.includes(problem.kind)).length;
  yield [closingLine(summary, having('unread'), having('syntax', 'incomplete'))];
}

function closingLine(
  { files, calls, schedulers, errors, warnings, infos, hints }: CheckDocument['summary'],
  unread: number,
  unfinished: number,
): string {
  const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const found = [
    [errors, 'error'],
    [warnings, 'warning'],
    [infos, 'info'],
    [hints, 'hint'],
  ] as const;
  const named = found.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun));
  const rest = [
    ...(unread > 0 ? [`${counted(unread, 'file')} could not be read`] : []),
    ...(unfinished > 0 ? [`${counted(unfinished, 'file')} not checked to the end`] : []),
  ];
  const read = files - unread;
  if (read === 0 && unread > 0) return `nothing checked; ${rest.join('; ')}`;
  const nothing = unfinished > 0 && unfinished === read ? 'nothing found' : 'nothing to report';
  const what = named.length > 0 ? named.join(', ') : nothing;
  const trained = [
    ...(calls > 0 || schedulers === 0 ? [counted(calls, 'TensorFlow 1 training call')] : []),
    ...(schedulers > 0 ? [counted(schedulers, 'learning-rate scheduler')] : []),
  ];
  return [`${what} in ${counted(read, 'file')} with ${trained.join(' and ')}`, ...rest].join('; ');
}
