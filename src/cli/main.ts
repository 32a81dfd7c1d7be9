import { readFileSync, writeSync } from 'node:fs';
import { styleText } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { escapeTerminal } from '../base/escape/terminal';
import { loadBundledParser, workerPath } from './bundled-files';
import { runCheck } from './check';
import { type Options, parseOptions, UsageError } from './options';
import { CommandError } from './problem';
import { ruleText } from './rule-text';
import { runTraining } from './run';

declare const __VERSION__: string;

const standardOutput = 1;
const standardError = 2;

/**
 * Writes all of a text, also into a pipe that is full for a moment; `process.exit` would lose what is only queued. False where nobody
 * reads it any more.
 */
function writeAll(descriptor: number, text: string): boolean {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'EPIPE') return false; // Whoever read us has seen enough, as `head` has.
      if (code !== 'EAGAIN') throw error;
    }
  }
  return true;
}

/**
 * Has V8 compile with optimisations what runs some seven times as often as it asks for by itself (132,000): most of a check's functions are
 * done by then, and compiling them took a third of its processor time, in threads of V8's own.
 */
function optimizeLater(): void {
  setFlagsFromString('--interrupt-budget=1000000');
}

async function run(options: Options): Promise<number> {
  const print = (text: string): boolean => writeAll(standardOutput, text);
  const warn = (line: string): void => {
    writeAll(standardError, `${escapeTerminal(line)}\n`);
  };
  switch (options.command) {
    case 'print':
      print(options.text);
      return 0;
    case 'rule':
      print(ruleText(options.id));
      return 0;
    case 'check':
      optimizeLater();
      return runCheck(options, {
        parser: await loadBundledParser(),
        readStandardInput: () => readFileSync(0),
        print,
        warn,
        paint: (style, text) =>
          process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? styleText(style, text) : text,
        version: __VERSION__,
      });
    case 'run':
      return runTraining(options, {
        parser: await loadBundledParser(),
        workerPath,
        print,
        warn,
      });
  }
}

async function main(): Promise<number> {
  try {
    return await run(parseOptions(process.argv.slice(2), __VERSION__));
  } catch (error) {
    const isForUser = error instanceof UsageError || error instanceof CommandError;
    const message = isForUser ? error.message : 'global-step itself fails, which is a defect: please report it';
    writeAll(standardError, `${escapeTerminal(`global-step: ${message}`)}\n`);
    if (error instanceof UsageError) writeAll(standardError, 'See `global-step --help`.\n');
    return 2;
  }
}

void main().then((status) => {
  process.exit(status);
});
