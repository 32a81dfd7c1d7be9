import type { Formula } from '../base/formula';
import type { Value } from './values';

/** How a suite of statements ended. */
export type Ending = { readonly kind: 'normal' | 'break' } | Leaving | PerhapsEnding;

/** What skips the rest of a turn, or of a function. */
export type Leaving = { readonly kind: 'continue' } | { readonly kind: 'return'; readonly value: Value };

/** Where a condition of the run holds, the suite ended so; else it has not ended yet. */
export interface PerhapsEnding {
  readonly kind: 'perhaps';
  readonly condition: Formula;
  readonly then: Leaving;
}

/** A suite that ran to its end. */
export const normal: Ending = { kind: 'normal' };
