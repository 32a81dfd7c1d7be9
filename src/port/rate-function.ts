import { message, type Message } from '../base/message';
import type { CosineDecayRestarts } from '../schedules/cosine-decay-restarts';
import type { LinearCosineDecay } from '../schedules/linear-cosine-decay';
import type { PolynomialDecay } from '../schedules/polynomial-decay';
import type { Schedule } from '../schedules/schedule';
import { PortError } from './port-request';
import { type CodeLine, countText, floatText, listText } from './python-text';

/** A schedule whose rate reads the step. */
export type ChangingRate = Exclude<Schedule, { readonly kind: 'constant' }>;

/** What a formula computes with. */
export interface Maths {
  /** The module of `floor`, `cos` and the like, as the code has it, and how it is imported. */
  readonly module: string;
  readonly imported: string;
  readonly least: string;
  readonly most: string;
  /** A draw from a normal distribution around 0 with the variance of an expression, and what it imports. */
  readonly normal: (variance: string) => { readonly imports: readonly string[]; readonly text: string };
  /** What the library calls the cosine that rises again. */
  readonly cosine: string;
  /** Whether what is no number is an error, instead of NaN or infinity. */
  readonly raises: boolean;
}

/** Python's own floats. */
export const pythonMaths: Maths = {
  module: 'math',
  imported: 'import math',
  least: 'min',
  most: 'max',
  normal: (variance) => ({ imports: ['import random'], text: `random.gauss(0.0, math.sqrt(${variance}))` }),
  cosine: 'CosineAnnealingLR',
  raises: true,
};

/** What the function is called in the code. */
export const rateFunctionName = 'learning_rate_at';

/** The body of a Python function of `step` that returns the whole rate. */
interface RateBody {
  /** Statements, each once. */
  readonly imports: readonly string[];
  /** Why no class of the library was taken, or how far this one goes. */
  readonly note: Message | null;
  readonly body: readonly string[];
}

/** A schedule's own formula as a Python function of the step, with the statements that it imports by. */
export function rateFunction(
  schedule: ChangingRate,
  maths: Maths,
): { readonly imports: readonly string[]; readonly lines: readonly CodeLine[] } {
  const { imports, note, body } = rateBody(schedule, maths);
  return {
    imports,
    lines: [
      '',
      ...(note === null ? [] : [note]),
      `def ${rateFunctionName}(step):`,
      `    """tf.train.${schedule.kind}: the rate of the update after \`step\` others."""`,
      ...body.map((line) => (line === '' ? '' : `    ${line}`)),
      '',
      '',
    ],
  };
}

// eslint-disable-next-line max-lines-per-function -- one case for each kind of schedule
function rateBody(schedule: ChangingRate, maths: Maths): RateBody {
  switch (schedule.kind) {
    case 'exponential_decay': {
      const { learningRate, decayRate, decaySteps, staircase } = schedule;
      if (decayRate < 0 && !staircase && maths.raises)
        throw new PortError(
          message(
            'decay_rate is {0}: between whole periods that is NaN in TensorFlow 1, and a complex number in Python.',
            decayRate,
          ),
        );
      const power = periods(decaySteps, staircase, maths);
      return plain([`return ${floatText(learningRate)} * ${base(decayRate)} ** ${power}`], staircase, maths);
    }
    case 'natural_exp_decay': {
      const { learningRate, decayRate, decaySteps, staircase } = schedule;
      const power = `${floatText(-decayRate)} * ${periods(decaySteps, staircase, maths)}`;
      return plain([`return ${floatText(learningRate)} * ${maths.module}.exp(${power})`], true, maths);
    }
    case 'inverse_time_decay': {
      const { learningRate, decayRate, decaySteps, staircase } = schedule;
      const divisor = `(1.0 + ${floatText(decayRate)} * ${periods(decaySteps, staircase, maths)})`;
      return plain([`return ${floatText(learningRate)} / ${divisor}`], staircase, maths);
    }
    case 'piecewise_constant': {
      const boundaries = listText(schedule.boundaries.map(countText));
      const note = message('A boundary itself still has the value before it: bisect_left, not bisect_right.');
      const body = [
        `boundaries = ${boundaries}`,
        `values = ${listText(schedule.values.map(floatText))}`,
        'return values[bisect.bisect_left(boundaries, step)]',
      ];
      return { imports: ['import bisect'], note, body };
    }
    case 'polynomial_decay':
      return polynomial(schedule, maths);
    case 'cosine_decay': {
      const { learningRate, decaySteps, alpha } = schedule;
      const steps = countText(decaySteps);
      return {
        imports: [maths.imported],
        note: message('{0} would rise again after step {1}; TensorFlow 1 stays at the end.', maths.cosine, steps),
        body: [
          `cosine = 0.5 * (1.0 + ${maths.module}.cos(${maths.module}.pi * ${maths.least}(step, ${steps}) / ${steps}))`,
          `return ${swung(learningRate, alpha)}`,
        ],
      };
    }
    case 'cosine_decay_restarts':
      return restarts(schedule, maths);
    case 'linear_cosine_decay':
      return plain(linearCosine(schedule, [], maths), true, maths);
    case 'noisy_linear_cosine_decay': {
      const variance = `${floatText(schedule.initialVariance)} / (1.0 + current) ** ${floatText(schedule.varianceDecay)}`;
      const { imports, text } = maths.normal(variance);
      return {
        imports: [maths.imported, ...imports],
        note: message(
          'TensorFlow 1 draws this noise afresh at each evaluation: its distribution is the same here, its draws are not.',
        ),
        body: linearCosine(schedule, [`left += ${text}`], maths),
      };
    }
  }
}

function plain(body: readonly string[], usesMaths: boolean, { imported }: Maths): RateBody {
  return { imports: usesMaths ? [imported] : [], note: null, body };
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

function periods(decaySteps: number, staircase: boolean, { module }: Maths): string {
  const quotient = `step / ${countText(decaySteps)}`;
  return staircase ? `${module}.floor(${quotient})` : `(${quotient})`;
}

function polynomial(
  { learningRate, decaySteps, endLearningRate, power, cycle }: PolynomialDecay,
  { module, imported, least, most, raises }: Maths,
): RateBody {
  if (power < 0 && raises)
    throw new PortError(
      message('power is {0}: at the end of the decay that is infinite in TensorFlow 1, and an error in Python.', power),
    );
  const steps = countText(decaySteps);
  const end = floatText(endLearningRate);
  const left = cycle ? `(1.0 - step / (${steps} * cycles))` : `(1.0 - ${least}(step, ${steps}) / ${steps})`;
  return {
    imports: cycle ? [imported] : [],
    note: cycle
      ? message(
          'At a whole multiple of the steps the rate is the end; float32 may round TensorFlow 1 into the next cycle there.',
        )
      : null,
    body: [
      ...(cycle ? [`cycles = ${most}(1, ${module}.ceil(step / ${steps}))`] : []),
      `return (${floatText(learningRate)} - ${endLearningRate < 0 ? `(${end})` : end}) * ${left} ** ${floatText(power)} + ${end}`,
    ],
  };
}

function restarts(
  { learningRate, firstDecaySteps, tMul, mMul, alpha }: CosineDecayRestarts,
  { module, imported, raises }: Maths,
): RateBody {
  if (!(tMul > 0)) throw new PortError(message('t_mul is {0}: a period has to be longer than nothing.', tMul));
  const growth = floatText(tMul);
  const end = firstDecaySteps / (1 - tMul);
  const where =
    tMul === 1
      ? [`restart = ${module}.floor(passed)`, 'completed = passed - restart']
      : [
          `restart = ${module}.floor(${module}.log(1.0 - passed * (1.0 - ${growth})) / ${module}.log(${growth}))`,
          `before = (1.0 - ${growth} ** restart) / (1.0 - ${growth})`,
          `completed = (passed - before) / ${growth} ** restart`,
        ];
  return {
    imports: [imported],
    note:
      tMul < 1
        ? shrinking(floatText(end), raises)
        : message(
            'At a restart itself the logarithm may round one period low, here as in TensorFlow 1, where it is a float32.',
          ),
    body: [
      `passed = step / ${countText(firstDecaySteps)}`,
      ...where,
      `cosine = 0.5 * ${base(mMul)} ** restart * (1.0 + ${module}.cos(${module}.pi * completed))`,
      `return ${swung(learningRate, alpha)}`,
    ],
  };
}

function shrinking(end: string, raises: boolean): Message {
  return raises
    ? message('The periods shrink and end at step {0}: from there on TensorFlow 1 gives NaN, and this an error.', end)
    : message('The periods shrink and end at step {0}: from there on this is NaN, as in TensorFlow 1.', end);
}

function linearCosine(
  { learningRate, decaySteps, numPeriods, alpha, beta }: LinearCosineDecay,
  noise: readonly string[],
  { module, least }: Maths,
): string[] {
  const steps = countText(decaySteps);
  return [
    `current = ${least}(step, ${steps})`,
    `left = (${steps} - current) / ${steps}`,
    ...noise,
    `cosine = 0.5 * (1.0 + ${module}.cos(2.0 * ${module}.pi * ${floatText(numPeriods)} * current / ${steps}))`,
    `return ${floatText(learningRate)} * ((${floatText(alpha)} + left) * cosine + ${floatText(beta)})`,
  ];
}
