import { parseArgs } from 'node:util';

/** Severities from the mildest to the gravest, as `--severity` names them. */
export const severities = ['hint', 'info', 'warning', 'error'] as const;
/** One of the severities of a finding. */
export type SeverityName = (typeof severities)[number];

/** `global-step check`, understood. */
export interface CheckOptions {
  readonly command: 'check';
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly fix: boolean;
  readonly fixUnsafe: boolean;
  /** Findings below it are not reported. */
  readonly severity: SeverityName;
  /** The name under which standard input is checked, or null. */
  readonly stdinFilename: string | null;
}

/** `global-step run`, understood. */
export interface RunOptions {
  readonly command: 'run';
  readonly file: string;
  /** Line of the call to train, from 1, or null for the only one. */
  readonly line: number | null;
  /** The notebook cell in which that line is counted, from 0, or null for the first that has such a call. */
  readonly cell: number | null;
  /** Iterations to make instead of the program's, or null. */
  readonly steps: number | null;
  readonly compare: boolean;
  readonly format: 'table' | 'csv' | 'json';
  readonly seed: number | null;
}

/** What the command line asks for. */
export type Options = CheckOptions | RunOptions | { readonly command: 'help' } | { readonly command: 'version' };

/** The command line is not understood; the message says what is. */
export class UsageError extends Error {}

/** What `--help` prints. */
export const usage = `Usage:
  global-step check [PATH…] [--format text|json|sarif] [--fix] [--fix-unsafe]
                    [--severity hint|info|warning|error] [--stdin-filename FILE]
  global-step run FILE [--line N] [--cell N] [--steps N] [--compare] [--format table|csv|json] [--seed N]

check  reads Python files, notebooks and folders, and reports global steps that something
       depends on and nothing moves. Exit status 0: nothing at warning or above; 1: findings;
       2: wrong usage, or a file that could not be read.
run    trains the program's own plan and prints step, learning rate and loss of each iteration.
       --compare adds the same program with the step's argument added or removed.
`;

/** Understands the arguments after the program's name. Throws a UsageError that names the argument. */
export function parseOptions(argv: readonly string[]): Options {
  const [command, ...rest] = argv;
  switch (command) {
    case 'check':
      return parseCheck(rest);
    case 'run':
      return parseRun(rest);
    case '--version':
      return { command: 'version' };
    case '--help':
    case '-h':
    case undefined:
      return { command: 'help' };
    default:
      throw new UsageError(`unknown command '${command}': it is check or run`);
  }
}

function parseCheck(args: readonly string[]): Options {
  const { values, positionals } = parse(args, {
    format: { type: 'string', default: 'text' },
    fix: { type: 'boolean', default: false },
    'fix-unsafe': { type: 'boolean', default: false },
    severity: { type: 'string', default: 'hint' },
    'stdin-filename': { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values['help'] === true) return { command: 'help' };
  return {
    command: 'check',
    paths: positionals.length > 0 ? positionals : ['.'],
    format: oneOf('format', values['format'], ['text', 'json', 'sarif']),
    fix: values['fix'] === true || values['fix-unsafe'] === true,
    fixUnsafe: values['fix-unsafe'] === true,
    severity: oneOf('severity', values['severity'], severities),
    stdinFilename: typeof values['stdin-filename'] === 'string' ? values['stdin-filename'] : null,
  };
}

function parseRun(args: readonly string[]): Options {
  const { values, positionals } = parse(args, {
    line: { type: 'string' },
    cell: { type: 'string' },
    steps: { type: 'string' },
    compare: { type: 'boolean', default: false },
    format: { type: 'string', default: 'table' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values['help'] === true) return { command: 'help' };
  const [file, another] = positionals;
  if (file === undefined) throw new UsageError('run needs a file');
  if (another !== undefined) throw new UsageError(`run takes one file, not also '${another}'`);
  return {
    command: 'run',
    file,
    line: wholeNumber('line', values['line'], 1),
    cell: wholeNumber('cell', values['cell'], 0),
    steps: wholeNumber('steps', values['steps'], 0),
    compare: values['compare'] === true,
    format: oneOf('format', values['format'], ['table', 'csv', 'json']),
    seed: wholeNumber('seed', values['seed'], 0),
  };
}

type ParsedValue = string | boolean | undefined;
type OptionTable = Record<string, { type: 'string' | 'boolean'; short?: string; default?: string | boolean }>;

function parse(args: readonly string[], options: OptionTable) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Record<string, ParsedValue>, positionals };
  } catch (error) {
    // Some of Node's messages have several lines.
    throw new UsageError((error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' '));
  }
}

function oneOf<T extends string>(name: string, value: ParsedValue, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`--${name} is one of ${allowed.join(', ')}, not '${String(value)}'`);
  return found;
}

function wholeNumber(name: string, value: ParsedValue, least: number): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (typeof value !== 'string' || value.trim() === '' || !Number.isSafeInteger(number) || number < least) {
    throw new UsageError(`--${name} takes a whole number from ${least} on, not '${String(value)}'`);
  }
  return number;
}
