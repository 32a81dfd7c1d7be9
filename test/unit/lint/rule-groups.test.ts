import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/lint/registry';
import { frameworkNames, frameworkOf, isRuleOrFramework } from '../../../src/lint/rule-groups';
import { decodeProjectSettings } from '../../../src/lint/settings/decode-project-settings';
import { type LevelLayer, withLevels } from '../../../src/lint/settings/levels';
import { checkText } from '../../helpers/check-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();
const ids = rules.map(({ id }) => id);

/** One finding of each of four libraries: the last is PyTorch's, on a line of its own. */
const program = `import paddle
import torch
from tensorflow import keras
from timm.scheduler import CosineLRScheduler
from torch.optim.lr_scheduler import StepLR

rate = keras.optimizers.schedules.CosineDecay(0.1, decay_steps=args.epochs)
model.fit(data)
step = paddle.optimizer.lr.StepDecay(learning_rate=0.1, step_size=30)
sgd = paddle.optimizer.SGD(learning_rate=step, parameters=net.parameters())
adam = torch.optim.Adam(net.parameters())
cosine = CosineLRScheduler(adam, 90)
opt = torch.optim.SGD(net.parameters(), lr=0.1)
sched = StepLR(opt, 30)
for epoch in range(9):
    for batch in loader:
        sgd.step()
        adam.step()
        opt.step()
`;
const report = checkText(parser, program);
const none: LevelLayer = { select: null, ignore: null, rules: new Map() };
const left = (layer: Partial<LevelLayer>): string[] =>
  withLevels(report, [{ ...none, ...layer }]).findings.map(({ rule, range }) => `${range.line} ${rule}`);
const paddle = '9 scheduler-never-stepped';
const timm = '12 scheduler-never-stepped';
const pytorch = '14 scheduler-never-stepped';
const keras = '7 keras-schedule-unit';

describe('the findings of a framework', () => {
  it('are those of its schedulers, whatever their rule, and of the rules that have its name', () => {
    expect(left({})).toEqual([keras, paddle, timm, pytorch]);
    expect(report.findings.map(frameworkOf)).toEqual(['keras', 'paddle', 'timm', 'pytorch']);
    for (const id of ids)
      for (const name of ['keras', 'lightning', 'optax', 'paddle', 'timm'])
        if (id.startsWith(`${name}-`)) expect(frameworkOf({ rule: id })).toBe(name);
  });

  it('go with its name alone', () => {
    expect(left({ rules: new Map([['pytorch', 'off']]) })).toEqual([keras, paddle, timm]);
    expect(left({ ignore: ['paddle', 'keras'] })).toEqual([timm, pytorch]);
    expect(left({ select: ['timm', 'keras-schedule-unit'] })).toEqual([keras, timm]);
    expect(left({ ignore: ['scheduler-never-stepped'] })).toEqual([keras]);
  });

  it('keep the level that is set for their rule', () => {
    const levels = new Map<string, 'off' | 'hint'>([
      ['scheduler-never-stepped', 'hint'],
      ['pytorch', 'off'],
    ]);
    expect(left({ rules: levels })).toEqual([keras, paddle, timm, pytorch]);
    // What an earlier layer says goes before.
    const own = { ...none, rules: new Map([['timm', 'error' as const]]) };
    const { findings } = withLevels(report, [own, { ...none, rules: levels }]);
    expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'hint', 'error', 'hint']);
  });

  it('have every framework’s name, and no other', () => {
    for (const name of [...frameworkNames, ...ids]) expect(isRuleOrFramework(name)).toBe(true);
    for (const name of ['torch', 'constructor', '']) expect(isRuleOrFramework(name)).toBe(false);
  });

  it('are taken by a project where it takes ids', () => {
    const text =
      '[tool.global-step]\nselect = ["optax", "growing-decay"]\nignore = ["torch"]\n[tool.global-step.rules]\npytorch = "off"\n';
    const { settings, problems } = decodeProjectSettings(text, ids);
    expect(problems).toEqual(['torch is not a rule']);
    expect(settings).toMatchObject({
      select: ['optax', 'growing-decay'],
      ignore: [],
      rules: new Map([['pytorch', 'off']]),
    });
  });
});
