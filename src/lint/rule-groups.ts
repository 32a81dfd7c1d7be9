// The rules of each framework: settings and options may name a framework where they name a rule.
import type { Framework } from '../base/framework';
import type { Finding } from './finding';
import type { RuleId } from './rule-summaries';

/**
 * The framework that a rule is about, where a finding says no other: rules of schedulers are about that of the scheduler's library. Null for
 * a rule that is about all programs.
 */
const frameworks: Readonly<Record<RuleId, Framework | null>> = {
  'minimize-without-global-step': 'tensorflow1',
  'global-step-counted-twice': 'tensorflow1',
  'other-global-step': 'tensorflow1',
  'global-step-is-a-number': 'tensorflow1',
  'anonymous-global-step': 'tensorflow1',
  'create-train-op-without-step': 'tensorflow1',
  'global-step-on-keras-optimizer': 'tensorflow1',
  'variable-as-global-step': 'tensorflow1',
  'trainable-global-step': 'tensorflow1',
  'growing-decay': 'tensorflow1',
  'decay-never-reached': 'tensorflow1',
  'schedule-stands-still': 'tensorflow1',
  'unused-schedule': 'tensorflow1',
  'step-assign-in-loop': 'tensorflow1',
  'scheduler-never-stepped': 'pytorch',
  'scheduler-before-optimizer': 'pytorch',
  'scheduler-pace': 'pytorch',
  'scheduler-other-optimizer': 'pytorch',
  'scheduler-stepped-twice': 'pytorch',
  'lightning-scheduler-key': 'lightning',
  'lightning-interval': 'lightning',
  'lightning-manual-step': 'lightning',
  'fabric-setup-scheduler': 'lightning',
  'keras-schedule-unit': 'keras',
  'keras-schedule-with-callback': 'keras',
  'keras-decay-ignored': 'keras',
  'paddle-scheduler-not-given': 'paddle',
  'timm-step-unit': 'timm',
  'scheduler-cannot-move': 'pytorch',
  'plateau-without-metric': 'pytorch',
  'optax-state-dropped': 'optax',
  'unused-suppression': null,
};

const byRule: ReadonlyMap<string, Framework | null> = new Map(Object.entries(frameworks));

/** The frameworks that have rules, in the order of the rules. */
export const frameworkNames: readonly Framework[] = [
  ...new Set([...byRule.values()].flatMap((framework) => framework ?? [])),
];

/** The framework that a finding is about; null where it is about all programs. */
export function frameworkOf({ rule, framework }: Pick<Finding, 'rule' | 'framework'>): Framework | null {
  return framework ?? byRule.get(rule) ?? null;
}

/** Whether settings and options may name something: a rule, or a framework. */
export function isRuleOrFramework(name: string): boolean {
  return byRule.has(name) || frameworkNames.some((framework) => framework === name);
}
