import { describe, expect, it } from 'vitest';
import { type Options, parseOptions as parse, UsageError } from '../../../src/cli/options';

const parseOptions = (argv: readonly string[]): Options => parse(argv, '1.2.3');

describe('parseOptions', () => {
  it('has defaults for check', () => {
    expect(parseOptions(['check'])).toEqual({
      command: 'check',
      paths: ['.'],
      format: 'text',
      fix: false,
      fixUnsafe: false,
      diff: false,
      severity: null,
      select: null,
      ignore: null,
      exitZero: false,
      stdinFilename: null,
    });
  });

  it('reads every option of run', () => {
    const argv = [
      'run',
      'a.py',
      '--line',
      '9',
      '--nth',
      '2',
      '--steps',
      '20',
      '--compare',
      '--format',
      'csv',
      '--seed',
      '7',
    ];
    expect(parseOptions(argv)).toEqual({
      command: 'run',
      file: 'a.py',
      line: 9,
      cell: null,
      nth: 2,
      steps: 20,
      compare: true,
      format: 'csv',
      seed: 7,
    });
  });

  it('takes --fix-unsafe for --fix as well', () => {
    expect(parseOptions(['check', 'a.py', '--fix-unsafe'])).toMatchObject({ fix: true, fixUnsafe: true });
  });

  it('reads rules, other formats’ names and standard input', () => {
    const argv = [
      'check',
      '-',
      '--output-format',
      'github',
      '--select',
      'growing-decay, other-global-step',
      '--exit-zero',
    ];
    expect(parseOptions(argv)).toMatchObject({
      format: 'github',
      select: ['growing-decay', 'other-global-step'],
      exitZero: true,
      stdinFilename: 'stdin.py',
    });
    expect(parseOptions(['check', '-', '--stdin-filename', 'a.py'])).toMatchObject({ stdinFilename: 'a.py' });
  });

  it.each([
    [[], 'Commands:'],
    [['--help'], 'Commands:'],
    [['check', '--help'], '--fix-unsafe'],
    [['help', 'run'], '--compare'],
    [['--version'], '1.2.3'],
  ])('prints what %j asks for', (argv, text) => {
    const options = parseOptions(argv);
    expect(options.command === 'print' ? options.text : '').toContain(text);
  });

  it.each([
    [['chekc'], "unknown command 'chekc' (Did you mean check?)"],
    [['check', '--format', 'xml'], "'xml' is invalid. Allowed choices are text, concise, json, sarif, github, junit."],
    [['check', '--severity', 'fatal'], "'fatal' is invalid"],
    [['check', '--nonsense'], "unknown option '--nonsense'"],
    [['check', '--fi'], 'Did you mean --fix?'],
    [['check', '-', 'a.py'], "'-' is standard input alone"],
    [['check', '--format', 'json', '--output-format', 'sarif'], 'cannot be used with'],
    [['run'], "missing required argument 'file'"],
    [['run', 'a.py', 'b.py'], 'Expected 1 argument but got 2'],
    [['run', 'a.py', '--line', '0'], "'0' is invalid. It is a whole number from 1 on."],
    [['run', 'a.py', '--steps', '1e999'], 'It is a whole number'],
    [['run', 'a.py', '--seed', ''], 'It is a whole number'],
  ])('refuses %j', (argv, message) => {
    expect(() => parseOptions(argv)).toThrow(UsageError);
    expect(() => parseOptions(argv)).toThrow(message);
  });
});
