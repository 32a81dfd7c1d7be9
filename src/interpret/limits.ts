import { SpokenError } from '../base/spoken-error';
import { message, type Message, verbatim } from '../base/message';
import type { Span } from '../python/syntax';
import type { ClassValue } from './values';

/** Where a program would take too much. Reading a program ends there, and says so. */
export const limits = {
  /** Statements and calls that are executed; eight items that a built-in function goes through count as one. */
  operations: 6_000_000,
  /** Elements that one array may have. */
  elements: 4_000_000,
  /** Axes that one array may have, as in NumPy. */
  axes: 32,
  /** Items that one list may have. */
  items: 1_000_000,
  /** Characters that one text may have. */
  characters: 10_000_000,
  /** Decimal digits that one whole number may have. */
  digits: 100_000,
  /** Multiplications that one product of arrays may take. */
  products: 500_000_000,
  /** Time that reading may take altogether. */
  seconds: 20,
  /** Calls within calls. */
  depth: 120,
  /** TensorFlow calls that are recorded. */
  calls: 50_000,
  /** Different session runs that are recorded. */
  runs: 200_000,
  /** Session runs in all, equal ones counted. */
  sessionRuns: 100_000_000,
  /** Turns of a loop, equal ones counted. */
  turns: 1_000_000_000,
} as const;

/** The program takes more than a limit allows; the message names the limit. */
export class LimitError extends SpokenError {
  constructor(
    said: Message,
    readonly span: Span,
  ) {
    super(said);
  }
}

/** What the program makes takes more memory than there is for it. The name that it was to have is added on the way out. */
export class MemoryLimitError extends LimitError {
  constructor(
    private readonly what: Message,
    /** The sentence of what there is too much of. */
    private readonly sentence: (what: Message) => Message,
    span: Span,
    private readonly owner: string | null = null,
  ) {
    super(sentence(owner === null ? what : message('{0} for {1}', what, owner)), span);
  }

  /** The same with the name that it was made for; the innermost name stays. */
  madeFor(owner: string): MemoryLimitError {
    return this.owner === null ? new MemoryLimitError(this.what, this.sentence, this.span, owner) : this;
  }
}

/** Python would raise: the program's own error, by type and message. */
export class PythonError extends SpokenError {
  /** Whether a `raise` of the program throws it. */
  isOwn = false;

  constructor(
    readonly type: string,
    /** What Python says, or what is said of its error here. */
    what: string | Message,
    readonly span: Span,
    /** The program's own class that it is of. */
    readonly made: ClassValue | null = null,
  ) {
    super(typeof what === 'string' ? verbatim(what) : what);
  }
}

/**
 * What JavaScript throws where a program goes beyond what it can hold, as a limit: the stack is one, lengths of arrays and texts are
 * the others. Null for any other error.
 */
export function limitBehind(error: unknown, span: Span): LimitError | null {
  if (error instanceof LimitError) return error;
  if (!(error instanceof RangeError)) return null;
  const isStack = /call stack/i.test(error.message);
  return new LimitError(
    isStack ? message('the program nests too deep to be read') : message('a value that is too large to be read'),
    span,
  );
}

const countables = {
  elements: (count: number) => message('an array of {0} elements', count),
  items: (count: number) => message('a list of {0} items', count),
  characters: (count: number) => message('a text of {0} characters', count),
  digits: (count: number) => message('a whole number of {0} digits', count),
  products: (count: number) => message('a product of {0} multiplications', count),
} as const;

/** Throws where a list, a text or an array would be larger than its limit. */
export function assertWithin(limit: keyof typeof countables, count: number, span: Span): void {
  const most = limits[limit];
  if (count <= most) return;
  throw new MemoryLimitError(
    countables[limit](count),
    (what) => message('{0} is more than the {1} that are read', what, most),
    span,
  );
}
