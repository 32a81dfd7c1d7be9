import { describe, expect, it } from 'vitest';
import { parseOptions, UsageError } from '../../../src/cli/options';

describe('parseOptions', () => {
  it('has defaults for check', () => {
    expect(parseOptions(['check'])).toEqual({
      command: 'check',
      paths: ['.'],
      format: 'text',
      fix: false,
      fixUnsafe: false,
      severity: 'hint',
      stdinFilename: null,
    });
  });

  it('reads every option of run', () => {
    const argv = ['run', 'a.py', '--line', '9', '--steps', '20', '--compare', '--format', 'csv', '--seed', '7'];
    expect(parseOptions(argv)).toEqual({
      command: 'run',
      file: 'a.py',
      line: 9,
      cell: null,
      steps: 20,
      compare: true,
      format: 'csv',
      seed: 7,
    });
  });

  it('takes --fix-unsafe for --fix as well', () => {
    expect(parseOptions(['check', 'a.py', '--fix-unsafe'])).toMatchObject({ fix: true, fixUnsafe: true });
  });

  it.each([
    [['chekc'], "unknown command 'chekc'"],
    [['check', '--format', 'xml'], "--format is one of text, json, sarif, not 'xml'"],
    [['check', '--severity', 'fatal'], '--severity is one of'],
    [['check', '--nonsense'], '--nonsense'],
    [['run'], 'run needs a file'],
    [['run', 'a.py', 'b.py'], "not also 'b.py'"],
    [['run', 'a.py', '--line', '0'], "--line takes a whole number from 1 on, not '0'"],
    [['run', 'a.py', '--steps', '1e999'], '--steps takes a whole number'],
    [['run', 'a.py', '--seed', ''], '--seed takes a whole number'],
  ])('refuses %j', (argv, message) => {
    expect(() => parseOptions(argv)).toThrow(UsageError);
    expect(() => parseOptions(argv)).toThrow(message);
  });
});
