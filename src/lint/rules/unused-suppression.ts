import { message } from '../../base/message';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** A comment that silences nothing. What it silences is known only after the other rules: `suppress` makes its findings. */
export const unusedSuppression: Rule = {
  id: 'unused-suppression',
  summary: message('A comment silences a rule that has nothing to say there.'),
  severity: 'info',
  check: (): Finding[] => [],
};
