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
export class LimitError extends Error {
  constructor(
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

/** What the program makes takes more memory than there is for it. The name that it was to have is added on the way out. */
export class MemoryLimitError extends LimitError {
  constructor(
    private readonly what: string,
    private readonly why: string,
    span: Span,
    private readonly owner: string | null = null,
  ) {
    super(owner === null ? `${what} ${why}` : `${what} for ${owner} ${why}`, span);
  }

  /** The same with the name that it was made for; the innermost name stays. */
  madeFor(owner: string): MemoryLimitError {
    return this.owner === null ? new MemoryLimitError(this.what, this.why, this.span, owner) : this;
  }
}

/** Python would raise: the program's own error, by type and message. */
export class PythonError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly span: Span,
    /** The program's own class that it is of. */
    readonly made: ClassValue | null = null,
  ) {
    super(message);
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
    isStack ? 'the program nests too deep to be read' : 'a value that is too large to be read',
    span,
  );
}

const countables = {
  elements: 'an array of',
  items: 'a list of',
  characters: 'a text of',
  digits: 'a whole number of',
  products: 'a product of',
} as const;

/** Throws where a list, a text or an array would be larger than its limit. */
export function assertWithin(limit: keyof typeof countables, count: number, span: Span): void {
  if (count <= limits[limit]) return;
  const unit = limit === 'products' ? 'multiplications' : limit;
  throw new MemoryLimitError(
    `${countables[limit]} ${count} ${unit}`,
    `is more than the ${limits[limit]} that are read`,
    span,
  );
}
