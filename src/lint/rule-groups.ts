// The rules of each framework: settings and options may name a framework where they name a rule.
import { type RuleId, ruleIds } from './rule-summaries';

/** `pytorch`: with the schedules of Transformers, and what Accelerate wraps. `optax`: with Flax, which holds its state. */
export type Framework = 'tensorflow1' | 'keras' | 'pytorch' | 'lightning' | 'optax' | 'paddle' | 'timm';

/** The framework that a rule is about; null for one that is about all programs. */
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
  'step-assign-in-loop': 'tensorflow1',
  'scheduler-never-stepped': 'pytorch',
  'scheduler-before-optimizer': 'pytorch',
  'scheduler-pace': 'pytorch',
  'scheduler-other-optimizer': 'pytorch',
  'scheduler-stepped-twice': 'pytorch',
  'lightning-scheduler-key': 'lightning',
  'lightning-interval': 'lightning',
  'lightning-manual-step': 'lightning',
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

/** The framework that a rule is about; null for any other id, too. */
export function frameworkOf(rule: string): Framework | null {
  return byRule.get(rule) ?? null;
}

/** The rules that a name stands for: a rule itself, or all of a framework. None for a name of neither. */
export function rulesNamed(name: string): readonly string[] {
  return byRule.has(name) ? [name] : ruleIds.filter((id) => frameworkOf(id) === name);
}
