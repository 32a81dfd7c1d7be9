import type { Value } from './values';

/** How a suite of statements ended. */
export type Ending =
  { readonly kind: 'normal' | 'break' | 'continue' } | { readonly kind: 'return'; readonly value: Value };

/** A suite that ran to its end. */
export const normal: Ending = { kind: 'normal' };
