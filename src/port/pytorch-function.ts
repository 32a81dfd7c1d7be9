import { message, type Message } from '../base/message';
import type { CosineDecayRestarts } from '../schedules/cosine-decay-restarts';
import type { LinearCosineDecay } from '../schedules/linear-cosine-decay';
import type { PolynomialDecay } from '../schedules/polynomial-decay';
import type { Schedule } from '../schedules/schedule';
import { PortError } from './port-request';
import { countText, floatText, listText } from './python-text';

/** The body of a Python function of `step` that returns the whole rate. */
export interface RateFunction {
  readonly imports: readonly string[];
  /** Why no class of PyTorch's was taken, or how far this one goes. */
  readonly note: Message | null;
  readonly body: readonly string[];
}

/** A schedule's own formula in Python's float64. */
// eslint-disable-next-line max-lines-per-function -- one case for each kind of schedule
export function rateFunction(schedule: Exclude<Schedule, { readonly kind: 'constant' }>): RateFunction {
  switch (schedule.kind) {
    case 'exponential_decay': {
      const { learningRate, decayRate, decaySteps, staircase } = schedule;
      if (decayRate < 0 && !staircase)
        throw new PortError(
          message(
            'decay_rate is {0}: between whole periods that is NaN in TensorFlow 1, and a complex number in Python.',
            decayRate,
          ),
        );
      return plain(
        [`return ${floatText(learningRate)} * ${base(decayRate)} ** ${periods(decaySteps, staircase)}`],
        staircase,
      );
    }
    case 'natural_exp_decay': {
      const { learningRate, decayRate, decaySteps, staircase } = schedule;
      const power = `${floatText(-decayRate)} * ${periods(decaySteps, staircase)}`;
      return { imports: ['math'], note: null, body: [`return ${floatText(learningRate)} * math.exp(${power})`] };
    }
    case 'inverse_time_decay': {
      const { learningRate, decayRate, decaySteps, staircase } = schedule;
      const divisor = `(1.0 + ${floatText(decayRate)} * ${periods(decaySteps, staircase)})`;
      return plain([`return ${floatText(learningRate)} / ${divisor}`], staircase);
    }
    case 'piecewise_constant': {
      const boundaries = listText(schedule.boundaries.map(countText));
      const note = message('A boundary itself still has the value before it: bisect_left, not bisect_right.');
      const body = [
        `boundaries = ${boundaries}`,
        `values = ${listText(schedule.values.map(floatText))}`,
        'return values[bisect.bisect_left(boundaries, step)]',
      ];
      return { imports: ['bisect'], note, body };
    }
    case 'polynomial_decay':
      return polynomial(schedule);
    case 'cosine_decay': {
      const { learningRate, decaySteps, alpha } = schedule;
      const steps = countText(decaySteps);
      return {
        imports: ['math'],
        note: message('CosineAnnealingLR would rise again after step {0}; TensorFlow 1 stays at the end.', steps),
        body: [
          `cosine = 0.5 * (1.0 + math.cos(math.pi * min(step, ${steps}) / ${steps}))`,
          `return ${swung(learningRate, alpha)}`,
        ],
      };
    }
    case 'cosine_decay_restarts':
      return restarts(schedule);
    case 'linear_cosine_decay':
      return { imports: ['math'], note: null, body: linearCosine(schedule, []) };
    case 'noisy_linear_cosine_decay': {
      const variance = `${floatText(schedule.initialVariance)} / (1.0 + current) ** ${floatText(schedule.varianceDecay)}`;
      const noise = [`left += random.gauss(0.0, math.sqrt(${variance}))`];
      return {
        imports: ['math', 'random'],
        note: message(
          'TensorFlow 1 draws this noise afresh at each evaluation: its distribution is the same here, its draws are not.',
        ),
        body: linearCosine(schedule, noise),
      };
    }
  }
}

function plain(body: readonly string[], usesFloor: boolean): RateFunction {
  return { imports: usesFloor ? ['math'] : [], note: null, body };
}

/** A rate that a cosine takes down to a fraction of itself. */
function swung(learningRate: number, alpha: number): string {
  const rate = floatText(learningRate);
  const least = floatText(alpha);
  return alpha === 0 ? `${rate} * cosine` : `${rate} * ((1.0 - ${least}) * cosine + ${least})`;
}

/** Python's power binds tighter than its minus. */
function base(value: number): string {
  return value < 0 ? `(${floatText(value)})` : floatText(value);
}

function periods(decaySteps: number, staircase: boolean): string {
  const quotient = `step / ${countText(decaySteps)}`;
  return staircase ? `math.floor(${quotient})` : `(${quotient})`;
}

function polynomial({ learningRate, decaySteps, endLearningRate, power, cycle }: PolynomialDecay): RateFunction {
  if (power < 0)
    throw new PortError(
      message('power is {0}: at the end of the decay that is infinite in TensorFlow 1, and an error in Python.', power),
    );
  const steps = countText(decaySteps);
  const end = floatText(endLearningRate);
  const left = cycle ? `(1.0 - step / (${steps} * cycles))` : `(1.0 - min(step, ${steps}) / ${steps})`;
  return {
    imports: cycle ? ['math'] : [],
    note: cycle
      ? message(
          'At a whole multiple of the steps the rate is the end; float32 may round TensorFlow 1 into the next cycle there.',
        )
      : null,
    body: [
      ...(cycle ? [`cycles = max(1, math.ceil(step / ${steps}))`] : []),
      `return (${floatText(learningRate)} - ${endLearningRate < 0 ? `(${end})` : end}) * ${left} ** ${floatText(power)} + ${end}`,
    ],
  };
}

function restarts({ learningRate, firstDecaySteps, tMul, mMul, alpha }: CosineDecayRestarts): RateFunction {
  if (!(tMul > 0)) throw new PortError(message('t_mul is {0}: a period has to be longer than nothing.', tMul));
  const growth = floatText(tMul);
  const end = firstDecaySteps / (1 - tMul);
  const where =
    tMul === 1
      ? ['restart = math.floor(passed)', 'completed = passed - restart']
      : [
          `restart = math.floor(math.log(1.0 - passed * (1.0 - ${growth})) / math.log(${growth}))`,
          `before = (1.0 - ${growth} ** restart) / (1.0 - ${growth})`,
          `completed = (passed - before) / ${growth} ** restart`,
        ];
  return {
    imports: ['math'],
    note:
      tMul < 1
        ? message(
            'The periods shrink and end at step {0}: from there on TensorFlow 1 gives NaN, and this an error.',
            floatText(end),
          )
        : message(
            'At a restart itself the logarithm may round one period low, here as in TensorFlow 1, where it is a float32.',
          ),
    body: [
      `passed = step / ${countText(firstDecaySteps)}`,
      ...where,
      `cosine = 0.5 * ${base(mMul)} ** restart * (1.0 + math.cos(math.pi * completed))`,
      `return ${swung(learningRate, alpha)}`,
    ],
  };
}

function linearCosine(
  { learningRate, decaySteps, numPeriods, alpha, beta }: LinearCosineDecay,
  noise: readonly string[],
): string[] {
  const steps = countText(decaySteps);
  return [
    `current = min(step, ${steps})`,
    `left = (${steps} - current) / ${steps}`,
    ...noise,
    `cosine = 0.5 * (1.0 + math.cos(2.0 * math.pi * ${floatText(numPeriods)} * current / ${steps}))`,
    `return ${floatText(learningRate)} * ((${floatText(alpha)} + left) * cosine + ${floatText(beta)})`,
  ];
}
