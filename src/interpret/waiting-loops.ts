// Loops that wait for a count: a program whose train op does not count goes on in them for ever. Where its turns differ, as those of a data
// set's batches do, no turn shows that. So the program is read with the step counted, too: where that ends the loop, the count is what it
// waits for.
import { message } from '../base/message';
import { meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { Span } from '../python/syntax';
import { LimitError } from './limits';
import type { Recorder } from './record/recorder';

/**
 * Turns of a loop after which a program that asks for a count which nothing moves is taken to wait for it. Ten epochs of a data set are less,
 * and reading them takes two seconds.
 */
export const patience = 8000;

export const noCounters: ReadonlySet<number> = new Set();

/** How a program is read. */
export interface ReadingOptions {
  /** Places whose values are observed during the run. */
  readonly places?: ReadonlySet<number>;
  readonly recordsCheckpoints?: boolean;
  /** Counters that each training without a step moves, as if it were passed them. */
  readonly assumed?: ReadonlySet<number>;
  /** Turns after which a loop that may wait for ever ends the reading; none by default. */
  readonly patience?: number;
  /** Where the loop begins that never ends. */
  readonly endless?: number | null;
}

/** What a loop asks while it is read. */
export interface Waiting {
  /** Whether a loop is known never to end. */
  readonly isEndless: (loop: Span) => boolean;
  /** Ends the reading where a loop has had so many turns that it may wait for ever; `stuck` are counters that it asks and nothing moves. */
  readonly afterTurns: (turns: number, loop: Span, stuck: () => ReadonlySet<number>) => void;
}

/** A program that was read once. */
export interface ReadProgram<Made> {
  readonly made: Made;
  readonly recorder: Recorder;
  readonly limit: LimitError | null;
}

/** The same, with how it has to be read again. */
export interface Observed<Made> extends ReadProgram<Made> {
  readonly options: ReadingOptions;
}

/** A loop may wait for a count that nothing moves. */
class LoopWaitsError extends LimitError {}

/** What the loops of a program that is read by these options ask. */
export function waitingOf({ assumed = noCounters, patience: most, endless = null }: ReadingOptions): Waiting {
  return {
    isEndless: ({ start }) => start === endless,
    afterTurns: (turns, loop, stuck) => {
      if (most !== undefined && turns >= most && (assumed.size > 0 || stuck().size === 1))
        throw new LoopWaitsError(message('this loop never ends'), loop);
    },
  };
}

/**
 * The program as it is, and where it never ends because of a count, as it would be with the count. A loop of which that is not sure is read to
 * the limits.
 */
export function settled<Made>(
  program: Observed<Made>,
  read: (options: ReadingOptions) => ReadProgram<Made>,
): ReadProgram<Made> & { readonly counted: Recorder | null } {
  const { limit, options } = program;
  if (!(limit instanceof LoopWaitsError))
    return { ...program, counted: countedReading(program.recorder, options, read) };
  const ended = read({ ...options, endless: limit.span.start });
  const counted = countedReading(ended.recorder, { ...options, patience }, read);
  return counted === null ? { ...read(options), counted: null } : { ...ended, counted };
}

/** Reads a program with an endless loop again, with the step counted that it waits for; null where that ends no loop, or is not sure. */
function countedReading<Made>(
  { notes, sessions, calls }: Recorder,
  options: ReadingOptions,
  read: (options: ReadingOptions) => ReadProgram<Made>,
): Recorder | null {
  const trainings = calls.filter((call) => meaningOfCall(call, 'training') !== null);
  if (!notes.isEndless || sessions.stuck.size !== 1 || trainings.length !== 1) return null;
  const { recorder, limit } = read({ ...options, assumed: sessions.stuck });
  const isRead = limit === null && !recorder.notes.isEndless;
  return isRead && recorder.calls.length === calls.length ? recorder : null;
}
