import { expect, test } from 'vitest';
import type { ArgumentValue } from '../../../src/schedules/parameters';
import { optimizerOf } from '../../../src/schedules/pytorch/scheduler';
import { transformersScheduler } from '../../../src/schedules/transformers/functions';

type Keywords = Readonly<Record<string, ArgumentValue>>;

/** The rates of six updates from 0.1 on; a metric that stays as it is. */
function rates(name: string, lengths: readonly number[], keywords: Keywords): number[] {
  const optimizer = optimizerOf([0.1]);
  const scheduler = transformersScheduler({ name: 'get_scheduler', args: [name, ...lengths], keywords }, optimizer);
  if (scheduler === null) throw new Error('not computed');
  return [0, 1, 2, 3, 4, 5].map(() => {
    const rate = optimizer.groups[0]?.rate ?? Number.NaN;
    scheduler.step(...(name === 'reduce_lr_on_plateau' ? [0.5] : []));
    return Number(rate.toPrecision(12));
  });
}

const specific = (keywords: Readonly<Record<string, number>>): Keywords => ({
  scheduler_specific_kwargs: { pairs: Object.entries(keywords) },
});

// What Transformers 5.18 did with these arguments.
test.each<[string, number[], Keywords, number[]]>([
  ['linear', [2, 6], {}, [0, 0.05, 0.1, 0.075, 0.05, 0.025]],
  ['cosine_with_restarts', [0, 6], specific({ num_cycles: 2 }), [0.1, 0.075, 0.025, 0.1, 0.075, 0.025]],
  ['polynomial', [0, 6], specific({ power: 2, lr_end: 0.01 }), [0.1, 0.0725, 0.05, 0.0325, 0.02, 0.0125]],
  [
    'cosine_with_min_lr',
    [0, 6],
    specific({ min_lr: 0.01 }),
    [0.1, 0.0939711431703, 0.0775, 0.055, 0.0325, 0.0160288568297],
  ],
  [
    'cosine_warmup_with_min_lr',
    [2, 6],
    specific({ min_lr_rate: 0.1 }),
    [0.05, 0.1, 0.0868198051534, 0.055, 0.0231801948466, 0.01],
  ],
  ['warmup_stable_decay', [1, 6], specific({ num_decay_steps: 3 }), [0, 0.1, 0.1, 0.1, 0.075, 0.025]],
  ['reduce_lr_on_plateau', [], specific({ patience: 0 }), [0.1, 0.1, 0.01, 0.001, 0.0001, 0.00001]],
  ['constant', [2, 6], specific({ anything: 1 }), [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]],
])('get_scheduler(%j, %j, %j)', (name, lengths, keywords, expected) => {
  expect(rates(name, lengths, keywords)).toEqual(expected);
});

test('Diffusers’ parameters go to the functions that it passes them to, and to no other', () => {
  const lengths = { num_warmup_steps: 0, num_training_steps: 6 };
  const ofDiffusers = { num_cycles: 2, power: 2, ...lengths };
  expect(rates('cosine_with_restarts', [], ofDiffusers)).toEqual([0.1, 0.075, 0.025, 0.1, 0.075, 0.025]);
  expect(rates('polynomial', [], ofDiffusers)[3]).toBeCloseTo(0.025, 6);
  expect(rates('cosine', [], ofDiffusers)).toEqual(rates('cosine', [0, 6], {}));
});

test.each<[string, number[], Keywords, string]>([
  ['linear', [], {}, 'ValueError: SchedulerType.LINEAR requires `num_warmup_steps`, please provide that argument.'],
  ['linear', [2], {}, 'ValueError: SchedulerType.LINEAR requires `num_training_steps`, please provide that argument.'],
  [
    'linear',
    [2, 6],
    specific({ x: 1 }),
    "TypeError: get_linear_schedule_with_warmup() got an unexpected keyword argument 'x'",
  ],
])('get_scheduler(%j, %j, %j) raises what the library does', (name, lengths, keywords, expected) => {
  expect(() => rates(name, lengths, keywords)).toThrow(expected);
});

test('a function that has no formula here is not computed', () => {
  expect(() => rates('piecewise_constant', [], { step_rules: '1:10,0.1' })).toThrow('not computed');
});
