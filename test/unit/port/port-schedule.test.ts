import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { optimizerArguments, type OptimizerName, type OptimizerSettings } from '../../../src/port/optimizer';
import { PortError, type PortTarget, portTargets } from '../../../src/port/port-request';
import { portSchedule } from '../../../src/port/port-schedule';
import { rateAt, type Schedule } from '../../../src/schedules/schedule';
import { isRateOf } from './rate-of-step';
import { schedules, stepsOf } from './schedules';

const sgd: OptimizerSettings = { name: 'GradientDescentOptimizer', settings: {} };

interface PortedCase {
  readonly schedule: Schedule;
  readonly target: PortTarget;
  readonly steps: readonly number[];
  readonly code: string;
}

/** Runs code in a real Python, beside classes that were written for this test. */
function pythonRates(ported: readonly PortedCase[]): (number | null)[][] {
  const input = JSON.stringify(ported.map(({ target, code, steps }) => ({ target, code, steps })));
  const { stdout, stderr, status } = spawnSync('python3', ['-B', 'test/unit/port/python/rates.py'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as (number | null)[][];
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.runIf(hasPython)('a copied schedule, run by Python', () => {
  const ported = schedules().flatMap((schedule) =>
    portTargets.flatMap((target): PortedCase[] => {
      const steps = stepsOf(schedule);
      const isUnportable =
        (target === 'pytorch' || target === 'paddle') &&
        'decayRate' in schedule &&
        schedule.kind === 'exponential_decay' &&
        schedule.decayRate < 0 &&
        !schedule.staircase;
      if (isUnportable) return [];
      const asLong = { schedule, target, steps, code: portSchedule(target, { schedule, optimizer: sgd, steps: null }) };
      if (schedule.kind !== 'cosine_decay' || target !== 'pytorch') return [asLong];
      // A program that ends with the decay may take PyTorch's own cosine.
      const short = portSchedule(target, { schedule, optimizer: sgd, steps: Math.floor(schedule.decaySteps) });
      return [asLong, { schedule, target, steps: steps.filter((step) => step <= schedule.decaySteps), code: short }];
    }),
  );
  const rates = pythonRates(ported);

  it('gives the schedule’s rates in every framework', () => {
    const wrong = ported.flatMap((one, index) =>
      one.steps.flatMap((step, place) => {
        const rate = rates[index]?.[place] ?? Number.NaN;
        return isRateOf(one.schedule, step, rate) ? [] : [{ ...one, step, rate, expected: rateAt(one.schedule, step) }];
      }),
    );
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(ported.length).toBeGreaterThan(500);
  });

  it('gives the same in all of them, to float64’s rounding', () => {
    const reference = new Map(
      ported.flatMap((one, index) => (one.target === 'tf1' ? [[one.schedule, rates[index] ?? []]] : [])),
    );
    const off = ported.flatMap((one, index) => {
      const own = rates[index] ?? [];
      const wanted = reference.get(one.schedule) ?? [];
      return one.steps.flatMap((step, place) => {
        const [rate, other] = [own[place] ?? Number.NaN, wanted[place] ?? Number.NaN];
        if (Math.abs(rate - other) <= 1e-10 * Math.abs(other) + 1e-13) return [];
        // A logarithm in float64 may floor one period low at an exact restart too.
        if (one.schedule.kind === 'cosine_decay_restarts' && isRateOf(one.schedule, step, rate)) return [];
        return [{ target: one.target, schedule: one.schedule, step, rate, other, code: one.code }];
      });
    });
    expect(off.slice(0, 3)).toEqual([]);
  });

  it('hands on every optimizer with arguments that its class takes', () => {
    const schedule: Schedule = { kind: 'cosine_decay', learningRate: 0.1, decaySteps: 100, alpha: 0 };
    const all = (Object.keys(optimizerArguments) as OptimizerName[]).flatMap((name) => {
      const defaults: Readonly<Record<string, number | boolean | null>> = optimizerArguments[name];
      const other = Object.fromEntries(
        Object.entries(defaults).map(([key, value]) => [key, typeof value === 'boolean' ? !value : (value ?? 0.5) / 2]),
      );
      return [
        { name, settings: {} },
        { name, settings: other },
      ].flatMap((optimizer) =>
        portTargets.map((target): PortedCase => {
          const code = portSchedule(target, { schedule, optimizer, steps: null });
          return { schedule, target, steps: [0, 50, 100], code };
        }),
      );
    });
    pythonRates(all).forEach((own, index) => {
      own.forEach((rate, place) => {
        expect(rate).toBeCloseTo(rateAt(schedule, all[index]?.steps[place] ?? -1), 8);
      });
    });
  });
});

describe('the text', () => {
  const port = (target: PortTarget, schedule: Schedule, optimizer = sgd, steps: number | null = null): string =>
    portSchedule(target, { schedule, optimizer, steps });
  const exponential: Schedule = {
    kind: 'exponential_decay',
    learningRate: 0.1,
    decaySteps: 1000,
    decayRate: 0.96,
    staircase: true,
  };

  it('is TensorFlow 1’s own call, with the step passed on', () => {
    expect(port('tf1', exponential)).toContain(
      'tf.train.exponential_decay(\n    0.1,\n    global_step,\n    decay_steps=1000,\n    decay_rate=0.96,\n    staircase=True,\n)',
    );
    expect(port('tf1', exponential)).toContain('minimize(loss, global_step=global_step)');
    expect(port('compat.v1', exponential)).toContain('tf.compat.v1.disable_eager_execution()');
  });

  it('names a class where one is equal', () => {
    expect(port('pytorch', exponential)).toContain('StepLR(optimizer, step_size=1000, gamma=0.96)');
    expect(port('pytorch', { ...exponential, staircase: false })).toContain(
      'ExponentialLR(optimizer, gamma=0.96 ** (1 / 1000))',
    );
    const steps: Schedule = { kind: 'piecewise_constant', boundaries: [100, 200], values: [0.1, 0.01, 0.001] };
    expect(port('pytorch', steps)).toContain('MultiStepLR(optimizer, milestones=[101, 201], gamma=0.1)');
    const cosine: Schedule = { kind: 'cosine_decay', learningRate: 0.1, decaySteps: 100, alpha: 0 };
    expect(port('pytorch', cosine, sgd, 100)).toContain('CosineAnnealingLR(optimizer, T_max=100)');
  });

  it('takes the formula where no class is equal, and says why', () => {
    const cosine: Schedule = { kind: 'cosine_decay', learningRate: 0.1, decaySteps: 100, alpha: 0 };
    for (const steps of [null, 101]) {
      const text = port('pytorch', cosine, sgd, steps);
      expect(text).toContain('LambdaLR(optimizer, learning_rate_at)');
      expect(text).toContain('would rise again');
    }
    const uneven: Schedule = { kind: 'piecewise_constant', boundaries: [100, 200], values: [0.1, 0.05, 0.001] };
    expect(port('pytorch', uneven)).toContain('bisect_left');
    expect(port('keras', { ...exponential, kind: 'natural_exp_decay' })).toContain('Keras has no natural_exp_decay');
  });

  it('says which optimizers are not equal, and only of those', () => {
    const note = /Not (?:quite )?equal/;
    const momentum: OptimizerSettings = { name: 'MomentumOptimizer', settings: { momentum: 0.9 } };
    expect(port('keras', exponential, momentum)).toMatch(note);
    expect(port('keras', { kind: 'constant', learningRate: 0.1 }, momentum)).not.toMatch(note);
    expect(port('pytorch', exponential, momentum)).not.toMatch(note);
    const ftrl: OptimizerSettings = { name: 'FtrlOptimizer', settings: {} };
    expect(port('keras', exponential, ftrl)).not.toMatch(note);
    expect(port('pytorch', exponential, ftrl)).toContain('PyTorch has no FtrlOptimizer');
    for (const target of ['keras', 'pytorch'] as const) expect(port(target, exponential)).not.toMatch(note);
  });

  it.each(portTargets)('says above the optimizer, as %s, that the program’s is not known', (target) => {
    const code = portSchedule(target, { schedule: exponential, optimizer: null, steps: null });
    const lines = code.split('\n');
    const at = lines.findIndex((line) => line.startsWith('optimizer = '));
    expect(lines.slice(0, at).join(' ').replaceAll(' # ', ' ')).toMatch(
      /Not equal: the optimizer of the program is not known, .* plain gradient descent only carries it\.$/,
    );
    // Without the note, the same code.
    const known = portSchedule(target, { schedule: exponential, optimizer: sgd, steps: null });
    expect(lines.filter((line) => !/Not equal|carries it/.test(line)).join('\n')).toBe(known);
  });

  it.each<[PortTarget, Schedule, RegExp]>([
    ['tf1', { kind: 'piecewise_constant', boundaries: [1, 2], values: [1, 2] }, /one value more than boundaries/],
    ['tf1', { kind: 'piecewise_constant', boundaries: [2, 1], values: [1, 2, 3] }, /must ascend/],
    ['tf1', { kind: 'piecewise_constant', boundaries: [], values: [1] }, /at least one boundary/],
    ['keras', { ...exponential, decaySteps: 0 }, /decay_steps is 0/],
    ['pytorch', { ...exponential, decaySteps: -5 }, /decay_steps is -5/],
    ['pytorch', { ...exponential, decayRate: -0.5, staircase: false }, /decay_rate is -0.5/],
    [
      'pytorch',
      { kind: 'polynomial_decay', learningRate: 1, decaySteps: 5, endLearningRate: 0, power: -1, cycle: false },
      /power is -1/,
    ],
  ])('refuses, for %s, %j', (target, schedule, message) => {
    expect(() => port(target, schedule)).toThrow(PortError);
    expect(() => port(target, schedule)).toThrow(message);
  });
});
