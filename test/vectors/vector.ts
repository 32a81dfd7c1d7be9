import type { Finding } from './findings';

/** A case of a file, ready to be checked. */
export interface Vector {
  readonly id: string;
  /** Whether it is about something that the product does not compute. */
  readonly isOutside?: boolean;
  readonly check: () => Finding[];
}

/** What a check that breaks down has found: the breakdown. */
export function guarded(check: () => Finding[]): () => Finding[] {
  return () => {
    try {
      return check();
    } catch (error) {
      return [{ what: 'run', got: error instanceof Error ? error.message : String(error), expected: 'no error' }];
    }
  };
}
