import type { Span } from '../python/syntax';

/** Where a program would take too much. Reading a program ends there, and says so. */
export const limits = {
  /** Statements and calls that are executed. */
  operations: 3_000_000,
  /** Elements that one array may have. */
  elements: 4_000_000,
  /** Calls within calls. */
  depth: 120,
  /** TensorFlow calls that are recorded. */
  calls: 50_000,
  /** Different session runs that are recorded. */
  runs: 200_000,
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
