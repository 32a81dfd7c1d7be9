// What the command line takes: commands, arguments and options, each with its help.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Severity, severities } from '../lint/finding';

const checkFormats = ['text', 'concise', 'json', 'sarif', 'github', 'junit'] as const;
/** How `check` prints what it finds. */
export type CheckFormat = (typeof checkFormats)[number];
const runFormats = ['table', 'csv', 'json'] as const;

/** `global-step check`, understood. */
export interface CheckOptions {
  readonly command: 'check';
  readonly paths: readonly string[];
  readonly format: CheckFormat;
  readonly fix: boolean;
  readonly fixUnsafe: boolean;
  /** Print what the fixes change, and write nothing. */
  readonly diff: boolean;
  /** Findings below it are not reported; null: as the project's settings say. */
  readonly severity: Severity | null;
  /** Rules that alone are checked, and rules that are not; null: as the project's settings say. */
  readonly select: readonly string[] | null;
  readonly ignore: readonly string[] | null;
  /** Findings do not change the exit status. */
  readonly exitZero: boolean;
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
  /** Which of the train ops that the call makes, from 1 in their order, or null for the first that the program runs. */
  readonly nth: number | null;
  /** Iterations to make instead of the program's, or null. */
  readonly steps: number | null;
  readonly compare: boolean;
  readonly format: (typeof runFormats)[number];
  readonly seed: number | null;
}

/** `global-step rule`, understood: the rule to explain, or null for the list. */
export interface RuleOptions {
  readonly command: 'rule';
  readonly id: string | null;
}

/** What the command line asks for. `print` is a text that was asked for: help or the version. */
export type Options = CheckOptions | RunOptions | RuleOptions | { readonly command: 'print'; readonly text: string };

/** The command line is not understood; the message says what is. */
export class UsageError extends Error {}

/** The name of a text that comes by standard input, where none is given. */
const standardInputName = 'stdin.py';

/** Understands the arguments after the program's name. Throws a UsageError that names the argument. */
export function parseOptions(argv: readonly string[], version: string): Options {
  const printed: string[] = [];
  const parsed: Options[] = [];
  const program = commandLine(version, (options) => parsed.push(options));
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeOut: (text) => printed.push(text), writeErr: () => undefined });
  try {
    program.parse(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new UsageError(error.message.replace(/^error: /, '').replace(/\s+/g, ' '));
    return { command: 'print', text: printed.join('') };
  }
  const [options] = parsed;
  if (options === undefined) throw new UsageError('a command is missing');
  return options;
}

function commandLine(version: string, take: (options: Options) => void): Command {
  const program = new Command('global-step')
    .description(
      'Finds TensorFlow 1 programs whose global step is not counted, and trains them to show what comes of it.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError();
  program.addCommand(checkCommand(take)).addCommand(runCommand(take)).addCommand(ruleCommand(take));
  return program;
}

function checkCommand(take: (options: Options) => void): Command {
  return new Command('check')
    .description('Report global steps that something depends on and nothing counts, in Python files and notebooks.')
    .argument('[paths...]', "files and folders; '-' is standard input", ['.'])
    .addOption(choice('--format <name>', 'how findings are printed', checkFormats).default('text'))
    .addOption(choice('--output-format <name>', 'the same as --format', checkFormats).conflicts('format'))
    .option('--fix', 'apply the fixes that change nothing else, and write the files')
    .option('--fix-unsafe', 'apply the other fixes, too')
    .option('--diff', 'print what the fixes would change, and write nothing')
    .addOption(choice('--severity <level>', 'report findings from this severity on', severities))
    .option('--select <rules>', 'check these rules alone (ids or frameworks, separated by commas)', list)
    .option('--ignore <rules>', 'leave out these rules', list)
    .option('--exit-zero', 'exit with 0 where there are findings')
    .option('--stdin-filename <file>', 'check standard input under this name')
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      `
Exit status: 0 nothing at warning or above; 1 findings, or a diff; 2 wrong usage, or a file that could not be read.
Settings are read from [tool.global-step] of the nearest pyproject.toml; options go before them.`,
    )
    .action((paths: readonly string[], values: CheckValues) => {
      take(checkOptions(paths, values));
    });
}

interface CheckValues {
  readonly format: CheckFormat;
  readonly outputFormat?: CheckFormat;
  readonly fix?: boolean;
  readonly fixUnsafe?: boolean;
  readonly diff?: boolean;
  readonly severity?: Severity;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly exitZero?: boolean;
  readonly stdinFilename?: string;
}

function checkOptions(paths: readonly string[], values: CheckValues): CheckOptions {
  const isStandardInput = paths.includes('-');
  if (isStandardInput && paths.length > 1) throw new UsageError("'-' is standard input alone, without other paths");
  const {
    fix = false,
    fixUnsafe = false,
    diff = false,
    stdinFilename = isStandardInput ? standardInputName : null,
  } = values;
  return {
    command: 'check',
    paths,
    format: values.outputFormat ?? values.format,
    fix: fix || fixUnsafe || diff,
    fixUnsafe,
    diff,
    severity: values.severity ?? null,
    select: values.select ?? null,
    ignore: values.ignore ?? null,
    exitZero: values.exitZero ?? false,
    stdinFilename,
  };
}

function runCommand(take: (options: Options) => void): Command {
  return new Command('run')
    .description("Train the program's own plan, and print step, learning rate and loss of each iteration.")
    .argument('<file>', 'a Python file or notebook that trains')
    .option('--line <number>', 'the line of the call to train, where there are several', wholeNumber(1))
    .option('--cell <number>', 'the notebook cell in which the line counts, from 0', wholeNumber(0))
    .option('--nth <number>', 'which of the train ops that the line makes, from 1', wholeNumber(1))
    .option('--steps <number>', "iterations instead of the program's", wholeNumber(0))
    .option('--compare', "train the same program with the step's argument added or removed, too")
    .addOption(choice('--format <name>', 'how the rows are printed', runFormats).default('table'))
    .option('--seed <number>', 'the seed where the program sets none', wholeNumber(0))
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', '\nExit status: 0 trained to the end; 1 not; 2 wrong usage, or nothing to train.')
    .action((file: string, values: Partial<Omit<RunOptions, 'command' | 'file'>>) => {
      const { line = null, cell = null, nth = null, steps = null, seed = null } = values;
      const { compare = false, format = 'table' } = values;
      take({ command: 'run', file, line, cell, nth, steps, compare, format, seed });
    });
}

function ruleCommand(take: (options: Options) => void): Command {
  return new Command('rule')
    .description('List the rules, or explain one.')
    .argument('[id]', 'the rule to explain')
    .helpOption('-h, --help', 'print this help')
    .action((id: string | undefined) => {
      take({ command: 'rule', id: id ?? null });
    });
}

function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values);
}

function list(text: string): string[] {
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(number) || number < least)
      throw new InvalidArgumentError(`It is a whole number from ${least} on.`);
    return number;
  };
}
