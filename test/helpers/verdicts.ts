import { expect, it } from 'vitest';
import type { PythonParser } from '../../src/python/parser';
import { checkText } from './check-text';

/** Programs of one construct each: a title, the text, and the other files that it imports or that import it. */
export type Programs = readonly (readonly [title: string, text: string, others?: Readonly<Record<string, string>>])[];

/**
 * Checks that each program's calls are listed as its own comments say, and no others: `#: warning`, `#: hint`, `#: ok` behind the
 * line of a call that is TensorFlow 1's; a line without is not to be listed.
 */
export function itSays(parser: PythonParser, programs: Programs): void {
  it.each(programs.map(([title, text, others]) => ({ title, text, others })))('$title', ({ text, others }) => {
    const { calls } = checkText(parser, text, 'train.py', others);
    expect(calls.map(({ range, verdict }) => `${range.line} ${verdict}`)).toEqual(expectedIn(text));
  });
}

function expectedIn(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const verdict = /#: (\w+)/.exec(line)?.[1];
    return verdict === undefined ? [] : [`${index + 1} ${verdict}`];
  });
}
