import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** A comment that silences nothing. What it silences is known only after the other rules: `suppress` makes its findings. */
export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  severity: 'info',
  check: (): Finding[] => [],
};
