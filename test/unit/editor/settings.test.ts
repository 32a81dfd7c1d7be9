import { describe, expect, it } from 'vitest';
import { message } from '../../../src/base/message';
import { nowhere } from '../../../src/base/source-range';
import { withLevels } from '../../../src/lint/settings/levels';
import { decodeSettings } from '../../../src/lint/settings/settings';

const decode = (raw: Readonly<Record<string, unknown>>) => decodeSettings((key) => raw[key], ['a-rule', 'b-rule']);

describe('decodeSettings', () => {
  it('has defaults for what is not set, without a problem', () => {
    const { settings, problems } = decode({});
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      lens: true,
      diagnostics: true,
      hover: true,
      statusBar: true,
      delayMs: 200,
      exclude: [],
    });
    expect(settings.levels).toEqual([{ select: null, ignore: null, rules: new Map() }]);
  });

  it('takes what is right', () => {
    const { settings, problems } = decode({
      'lens.enabled': false,
      'check.delay': 0,
      'check.exclude': ['third_party/**'],
      'run.stretchSeconds': 600,
      'rules.b-rule': 'off',
    });
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({ lens: false, delayMs: 0, exclude: ['third_party/**'], stretchSeconds: 600 });
    expect(settings.levels[0]?.rules.get('b-rule')).toBe('off');
  });

  it('leaves out the rules of a framework that is off, but for those with a level of their own', () => {
    const ids = ['scheduler-pace', 'plateau-without-metric', 'keras-schedule-unit', 'unused-suppression'];
    const raw = new Map<string, unknown>([
      ['frameworks', { pytorch: false, keras: true }],
      ['rules.plateau-without-metric', 'hint'],
    ]);
    const { settings, problems } = decodeSettings((key) => raw.get(key), ids);
    expect(problems).toEqual([]);
    const [range, text] = [nowhere('train.py'), message('the step')];
    const found = ids.map((rule) => ({
      rule,
      severity: 'warning' as const,
      range,
      message: text,
      related: [],
      fixes: [],
    }));
    const report = { calls: [], schedulers: 0, findings: found, incomplete: null };
    const left = withLevels(report, settings.levels).findings.map(({ rule, severity }) => [rule, severity]);
    expect(left).toEqual([
      ['plateau-without-metric', 'hint'],
      ['keras-schedule-unit', 'warning'],
      ['unused-suppression', 'warning'],
    ]);
  });

  it('names a framework that there is not', () => {
    const { problems } = decode({ frameworks: { torch: false } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/globalStep\.frameworks is \{"torch":false\}, not an object of tensorflow1, .*pytorch/);
  });

  it.each([
    ['lens.enabled', 'yes', 'globalStep.lens.enabled is "yes", not true or false: true is used instead'],
    ['check.delay', -1, 'globalStep.check.delay is -1, not a number from 0 to 10000: 200 is used instead'],
    ['check.delay', Number.NaN, 'globalStep.check.delay is null, not a number from 0 to 10000: 200 is used instead'],
    ['check.exclude', 'a/**', 'globalStep.check.exclude is "a/**", not a list of globs: [] is used instead'],
    ['check.exclude', [1], 'globalStep.check.exclude is [1], not a list of globs: [] is used instead'],
    ['hover.enabled', null, 'globalStep.hover.enabled is null, not true or false: true is used instead'],
    [
      'rules.a-rule',
      'warn',
      'globalStep.rules.a-rule is "warn", not one of default, off, hint, info, warning, error: "default" is used instead',
    ],
  ])('names %s = %j as wrong, and uses the default', (key, value, problem) => {
    const { settings, problems } = decode({ [key]: value });
    expect(problems).toEqual([problem]);
    expect(settings).toEqual(decode({}).settings);
  });
});
