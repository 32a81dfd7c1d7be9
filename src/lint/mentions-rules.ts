import { ruleIds } from './rule-summaries';

const ruleInNoqa = new RegExp(`noqa:[^\\n]*\\b(?:${ruleIds.join('|')})\\b`, 'i');

/** Whether a text has comments that silence rules: where they silence nothing, that is reported. */
export function mentionsRules(text: string): boolean {
  return text.includes('global-step:') || (/noqa:/i.test(text) && ruleInNoqa.test(text));
}
