import type { Rule } from 'eslint';

/** See boundaries.mjs. */
export const boundaries: readonly {
  readonly selector: string;
  readonly where: RegExp;
  readonly only: readonly string[];
  readonly instead: string;
  readonly refused: readonly string[];
}[];
export const boundaryRule: Rule.RuleModule;
