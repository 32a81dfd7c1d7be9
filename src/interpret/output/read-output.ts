import type { FetchedRun } from '../../base/fetched-run';
import type { Message } from '../../base/message';
import type { GraphValue } from '../../base/graph-call';
import { InterpretedProgram, type ProgramToRead } from '../interpret';
import type { Recorder } from '../record/recorder';
import type { RecordedRun } from '../record/recorded-steps';
import { anything, builtin, tolerant } from '../values';
import { OutputEnd, OutputLog, type PrintedLine } from './output-log';

/** What a program prints as far as it is known, and the session runs that it makes until then. */
export interface ProgramOutput {
  readonly recorder: Recorder;
  /** Every run in its order, also those that change nothing, and each turn of each loop. */
  readonly runs: readonly RecordedRun[];
  readonly lines: readonly PrintedLine[];
  /** Why the lines behind the last one are not known; null where the program prints no more. */
  readonly end: Message | null;
}

/**
 * Executes a program for what it prints, each turn of each loop. With `fetched`, sessions give these values, run by run, and the lines are
 * the program's own up to `end`; `count` is the step that they tell of. Without, the runs are listed that somebody has to make.
 */
export function readOutput(
  program: ProgramToRead,
  fetched: readonly FetchedRun[] | null = null,
  count: GraphValue | null = null,
): ProgramOutput {
  const read = new InterpretedProgram(program, { recordsCheckpoints: true });
  const { recorder, builtins } = read;
  const str = builtins.get('str') ?? builtin('str', ({ positional: [value] }) => value ?? { kind: 'none' });
  const log = new OutputLog(
    fetched,
    count,
    (value, span) => {
      const text = value.kind === 'str' ? value : read.apply(str, { positional: [value], named: new Map(), span });
      return text.kind === 'str' ? text.value : null;
    },
    recorder.speculations,
  );
  recorder.runLog.output = log;
  builtins.set('print', tolerant('print', anything, log.print));
  const limit = read.run();
  log.close();
  return {
    recorder,
    runs: log.runs,
    lines: log.lines,
    end: limit === null || limit instanceof OutputEnd ? log.end : limit.said,
  };
}
