import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/lint/registry';
import { frameworkNames, frameworkOf, rulesNamed } from '../../../src/lint/rule-groups';
import { decodeProjectSettings } from '../../../src/lint/settings/decode-project-settings';
import { levelsOf } from '../../../src/lint/settings/project-settings';

const ids = rules.map(({ id }) => id);
const ofPytorch = ids.filter((id) => frameworkOf(id) === 'pytorch');

describe('the rules of a framework', () => {
  it('are each of one framework alone, and of one that has its name where the rule says it', () => {
    expect(frameworkNames.flatMap(rulesNamed).sort()).toEqual(ids.filter((id) => id !== 'unused-suppression').sort());
    for (const id of ids)
      for (const name of ['keras', 'lightning', 'optax', 'paddle', 'timm'])
        if (id.startsWith(`${name}-`)) expect(frameworkOf(id)).toBe(name);
  });

  it('are named by it, a rule by itself, and nothing by any other name', () => {
    expect(rulesNamed('pytorch')).toEqual(ofPytorch);
    expect(ofPytorch).toContain('scheduler-pace');
    expect(rulesNamed('growing-decay')).toEqual(['growing-decay']);
    expect(rulesNamed('torch')).toEqual([]);
    expect(rulesNamed('constructor')).toEqual([]);
  });

  it('are taken by a project where it takes ids; what is said of one rule goes before', () => {
    const text =
      '[tool.global-step]\nignore = ["keras"]\n[tool.global-step.rules]\nscheduler-pace = "hint"\npytorch = "off"\n';
    const { settings, problems } = decodeProjectSettings(text, ids);
    expect(problems).toEqual([]);
    const levels = levelsOf(settings ?? { select: null, ignore: null, rules: new Map() }, ids);
    expect(ids.filter((id) => levels.get(id) === 'off')).toEqual(
      ids.filter((id) => id !== 'scheduler-pace' && ['keras', 'pytorch'].includes(frameworkOf(id) ?? '')),
    );
    expect(levels.get('scheduler-pace')).toBe('hint');
  });

  it('are selected alone', () => {
    const { settings } = decodeProjectSettings('[tool.global-step]\nselect = ["optax", "growing-decay"]\n', ids);
    expect(settings?.select).toEqual(['optax-state-dropped', 'growing-decay']);
  });

  it('are not those of a name that is none', () => {
    expect(decodeProjectSettings('[tool.global-step]\nselect = ["torch"]\n', ids).problems).toEqual([
      'torch is not a rule',
    ]);
  });
});
