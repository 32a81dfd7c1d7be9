// Loops that wait for a count: a program whose train op does not count goes on in them for ever. Where its turns differ, as those of a data
// set's batches do, no turn shows that. So the program is read with the step counted, too: where that ends the loop, the count is what it
// waits for.
import { message } from '../base/message';
import { meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { If, While } from '../python/statements';
import type { Expression, Span } from '../python/syntax';
import { visit } from '../python/visit';
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
  /** Ends the reading where a loop has had so many turns that it may wait for ever. */
  readonly afterTurns: (turns: number, loop: While, recorder: Recorder) => void;
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
    afterTurns: (turns, loop, recorder) => {
      if (most === undefined || turns < most) return;
      if (assumed.size > 0 || mayWaitForEver(loop, recorder))
        throw new LoopWaitsError(message('this loop never ends'), loop.test);
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
