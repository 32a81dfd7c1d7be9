// Loops that wait for a count: a program whose train op does not count goes on in them for ever. Where its turns differ, as those of a data
// set's batches do, no turn shows that. So the program is read with the step counted, too: where that ends the loop, the count is what it
// waits for. A program whose train op does count is read with the step held at its start, too: that tells what its loops do without.
import { message } from '../base/message';
import { meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { If, While } from '../python/statements';
import type { Expression, Span } from '../python/syntax';
import { visit } from '../python/visit';
import { LimitError } from './limits';
import type { KnownLengths } from './record/fed-lengths';
import type { Recorder } from './record/recorder';

/**
 * Turns of a loop after which a program that asks for a count which nothing moves is taken to wait for it. Ten epochs of a data set are less,
 * and reading them takes two seconds.
 */
export const patience = 8000;

/** The same of a program that is known to count: its loop goes on where it ended before. */
const heldPatience = 1000;

/** Operations that a program may have taken to be read once more, with its step held: more take seconds. */
const mostReadAgain = 300_000;

export const noCounters: ReadonlySet<number> = new Set();

/** How a program is read. */
export interface ReadingOptions {
  /** Places whose values are observed during the run. */
  readonly places?: ReadonlySet<number>;
  readonly recordsCheckpoints?: boolean;
  /** Lengths that feeds tell. */
  readonly lengths?: KnownLengths | undefined;
  /** Counters that each training without a step moves, as if it were passed them. */
  readonly assumed?: ReadonlySet<number>;
  /** Counters that nothing moves, whatever the program does to them. */
  readonly held?: ReadonlySet<number>;
  /** Turns after which a loop that may wait for ever ends the reading; none by default. */
  readonly patience?: number;
  /** Where the loop begins that never ends. */
  readonly endless?: number | null;
}

/** What a loop asks while it is read. */
export interface Waiting {
  /** Whether a loop is known never to end. */
  readonly isEndless: (loop: Span) => boolean;
  /** Ends the reading where a loop has had so many turns that it may wait for ever. */
  readonly afterTurns: (turns: number, loop: While, recorder: Recorder) => void;
}

/** A program that was read once. */
export interface ReadProgram<Made> {
  readonly made: Made;
  readonly recorder: Recorder;
  readonly limit: LimitError | null;
  /** Operations that it took, and the like. */
  readonly effort: number;
}

/** The same, with how it has to be read again. */
export interface Observed<Made> extends ReadProgram<Made> {
  readonly options: ReadingOptions;
}

/** The same program as it goes with its step counted, or not counted. */
export interface OtherReadings {
  /** Where its one training counts the step that an endless loop waits for; null where there is no such loop. */
  readonly counted: Recorder | null;
  /**
   * With the step held that it counts; null where no loop may wait for that, or where what ends the loop is not known. `not-read`: that
   * would take too long.
   */
  readonly uncounted: Recorder | 'not-read' | null;
}

/** A loop may wait for a count that nothing moves. */
class LoopWaitsError extends LimitError {
  constructor(readonly loop: While) {
    super(message('this loop never ends'), loop.test);
  }
}

/** What the loops of a program that is read by these options ask. */
export function waitingOf(options: ReadingOptions): Waiting {
  const { assumed = noCounters, held = noCounters, patience: most, endless = null } = options;
  return {
    isEndless: ({ start }) => start === endless,
    afterTurns: (turns, loop, recorder) => {
      if (most === undefined || turns < (held.size > 0 ? heldPatience : most)) return;
      const isOver = turns >= most && assumed.size + held.size > 0;
      if (isOver || mayWaitForEver(loop, recorder)) throw new LoopWaitsError(loop);
    },
  };
}

/** Whether nothing but a count that stands still can end a loop: no end of its data, and no number that the loop counts itself. */
function mayWaitForEver(loop: While, { sessions, elements }: Recorder): boolean {
  return sessions.stuck.size === 1 && !elements.mayEnd && !countsItself(loop);
}

const known = new WeakMap<While, boolean>();

function countsItself(loop: While): boolean {
  const found = known.get(loop) ?? isCounted(loop);
  known.set(loop, found);
  return found;
}

/** Whether the loop moves a name by itself (`i += 1`, `i = i + 1`) that decides whether it goes on. */
function isCounted({ test, body }: While): boolean {
  const moved = new Set<string>();
  const deciding = namesIn(test);
  visit(body, (node) => {
    if (node.kind === 'AugmentedAssign' && node.target.kind === 'Name') moved.add(node.target.name);
    if (node.kind === 'Assign') {
      const read = namesIn(node.value);
      for (const target of node.targets) if (target.kind === 'Name' && read.has(target.name)) moved.add(target.name);
    }
    if (node.kind === 'If' && leavesIn(node)) for (const name of namesIn(node.test)) deciding.add(name);
    return true;
  });
  return [...moved].some((name) => deciding.has(name));
}

/** Whether a branch leaves the loop, or one within it. */
function leavesIn(branch: If): boolean {
  let found = false;
  visit(branch, ({ kind }) => {
    found ||= kind === 'Break' || kind === 'Return' || kind === 'Raise';
    return !found;
  });
  return found;
}

function namesIn(expression: Expression): Set<string> {
  const names = new Set<string>();
  visit(expression, (node) => {
    if (node.kind === 'Name') names.add(node.name);
    return true;
  });
  return names;
}

/**
 * The program as it is, and where it never ends because of a count, as it would be with the count. A loop of which that is not sure is read to
 * the limits.
 */
export function settled<Made>(
  program: Observed<Made>,
  read: (options: ReadingOptions) => ReadProgram<Made>,
): ReadProgram<Made> & OtherReadings {
  const { limit, options } = program;
  if (!(limit instanceof LoopWaitsError)) {
    const counted = countedReading(program.recorder, options, read);
    return {
      ...program,
      counted,
      uncounted: limit === null ? uncountedReading(program, options, read) : null,
    };
  }
  const ended = read({ ...options, endless: limit.span.start });
  const counted = countedReading(ended.recorder, { ...options, patience }, read);
  return counted === null
    ? { ...read(options), counted: null, uncounted: null }
    : { ...ended, counted, uncounted: null };
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

/**
 * Reads a program whose `while` loops may wait for the step that it counts again, with that step held; null where it has no such loop, or
 * where what ends them then is not known.
 */
function uncountedReading<Made>(
  { recorder: { notes, sessions, calls }, effort }: ReadProgram<Made>,
  options: ReadingOptions,
  read: (options: ReadingOptions) => ReadProgram<Made>,
): OtherReadings['uncounted'] {
  const held = sessions.counting;
  if (notes.isEndless || !notes.entersWhile || held.size === 0) return null;
  if (effort > mostReadAgain) return 'not-read';
  const { recorder, limit } = read({ ...options, held, patience });
  if (recorder.calls.length !== calls.length) return null;
  if (limit === null) return recorder;
  if (!(limit instanceof LoopWaitsError) || !mayWaitForEver(limit.loop, recorder)) return null;
  recorder.notes.isEndless = true;
  return recorder;
}
