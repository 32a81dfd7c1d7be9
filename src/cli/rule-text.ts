import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../base/message';
import { rules } from '../lint/registry';
import { UsageError } from './options';

/** The pages of the rules, beside the bundle's folder. */
const pages = join(__dirname, '..', 'docs', 'rules');

/** What `global-step rule` prints: the list of all rules, or the page of one. Throws a UsageError for a rule that there is not. */
export function ruleText(id: string | null): string {
  if (id === null) {
    const width = Math.max(...rules.map((rule) => rule.id.length));
    return rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${say(rule.summary)}\n`).join('');
  }
  if (!rules.some((rule) => rule.id === id))
    throw new UsageError(`'${id}' is not a rule: \`global-step rule\` lists them`);
  return readFileSync(join(pages, `${id}.md`), 'utf8');
}
