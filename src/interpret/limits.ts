import type { Span } from '../python/syntax';

/** Where a program would take too much. Reading a program ends there, and says so. */
export const limits = {
  /** Statements and calls that are executed. */
  operations: 6_000_000,
  /** Elements that one array may have. */
  elements: 4_000_000,
  /** Items that one list may have. */
  items: 1_000_000,
  /** Characters that one text may have. */
  characters: 10_000_000,
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

/** Python would raise: the program's own error, by type and message. */
export class PythonError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

/** Throws where a list, a text or an array would be larger than its limit. */
export function assertWithin(limit: 'elements' | 'items' | 'characters' | 'products', count: number, span: Span): void {
  if (count > limits[limit]) {
    const what = { elements: 'an array of', items: 'a list of', characters: 'a text of', products: 'a product of' }[
      limit
    ];
    const unit = limit === 'products' ? 'multiplications' : limit;
    throw new LimitError(`${what} ${count} ${unit} is more than the ${limits[limit]} that are read`, span);
  }
}
