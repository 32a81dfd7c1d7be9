import type { Rule } from './rule';
import { minimizeWithoutGlobalStep } from './rules/minimize-without-global-step';

/** Every rule: the only list. */
export const rules: readonly Rule[] = [minimizeWithoutGlobalStep];
