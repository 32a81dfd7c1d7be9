// A schedule as Paddle's: a scheduler that the optimizer is given as its learning rate, and that is stepped after each update.
import { message } from '../base/message';
import { type OptimizerLibrary, optimizerText } from './optimizer';
import { checkLength, type PortRequest } from './port-request';
import {
  assignCall,
  boolText,
  type CallArgument,
  type CodeLine,
  countText,
  floatText,
  importLines,
  listText,
  steppedInOrder,
} from './python-text';
import { type ChangingRate, type Maths, pythonMaths, rateFunction, rateFunctionName } from './rate-function';

const paddle = (rate: string): OptimizerLibrary => ({
  key: 'paddle',
  title: 'Paddle',
  module: 'paddle.optimizer',
  first: [
    ['learning_rate', rate],
    ['parameters', 'model.parameters()'],
  ],
  carrier: 'SGD',
});

const name = 'scheduler';
const maths: Maths = { ...pythonMaths, cosine: 'CosineAnnealingDecay' };

/** Paddle's form: a class where one is numerically equal, else LambdaDecay over the formula itself. */
export function paddleText({ schedule, optimizer }: PortRequest): CodeLine[] {
  checkLength(schedule);
  if (schedule.kind === 'constant')
    return ['import paddle', '', ...optimizerText(optimizer, paddle(floatText(schedule.learningRate)), true), ''];
  const equal = paddleClass(schedule);
  const { imports, lines } = equal === null ? rateFunction(schedule, maths) : { imports: [], lines: [] };
  const { callee, args } = equal ?? lambda;
  const usesMath = args.some(([, text]) => text.includes('math.'));
  const before = usesMath ? [maths.imported] : imports;
  return [
    ...importLines(before),
    'import paddle',
    '',
    ...lines,
    ...(equal === null
      ? [message('LambdaDecay multiplies by what the function returns, which is the whole rate: hence the 1.0.')]
      : []),
    assignCall(name, `paddle.optimizer.lr.${callee}`, args),
    ...optimizerText(optimizer, paddle(name), false),
    ...steppedInOrder,
    '',
  ];
}

/** A class below `paddle.optimizer.lr`. */
interface PaddleClass {
  readonly callee: string;
  readonly args: readonly CallArgument[];
}

const lambda: PaddleClass = {
  callee: 'LambdaDecay',
  args: [
    ['learning_rate', '1.0'],
    ['lr_lambda', rateFunctionName],
  ],
};

/** The class that gives the very rates, with arguments that it takes; null where none does. */
function paddleClass(schedule: ChangingRate): PaddleClass | null {
  switch (schedule.kind) {
    case 'exponential_decay': {
      const { learningRate, decayRate, decaySteps, staircase } = schedule;
      // Paddle refuses a factor from 1 on.
      if (!(decayRate > 0 && decayRate < 1)) return null;
      const gamma = floatText(decayRate);
      return staircase
        ? stairs(learningRate, decaySteps, gamma)
        : of('ExponentialDecay', learningRate, [['gamma', `${gamma} ** (1 / ${countText(decaySteps)})`]]);
    }
    case 'natural_exp_decay': {
      const { learningRate, decayRate, decaySteps, staircase } = schedule;
      if (!(decayRate > 0)) return null;
      return staircase
        ? stairs(learningRate, decaySteps, `math.exp(${floatText(-decayRate)})`)
        : of('NaturalExpDecay', learningRate, [['gamma', `${floatText(decayRate)} / ${countText(decaySteps)}`]]);
    }
    case 'inverse_time_decay': {
      const { learningRate, decayRate, decaySteps, staircase } = schedule;
      if (staircase) return null;
      return of('InverseTimeDecay', learningRate, [['gamma', `${floatText(decayRate)} / ${countText(decaySteps)}`]]);
    }
    case 'polynomial_decay': {
      const { learningRate, endLearningRate, decaySteps, power, cycle } = schedule;
      if (!isCount(decaySteps) || !(power > 0)) return null;
      return of('PolynomialDecay', learningRate, [
        ['decay_steps', countText(decaySteps)],
        ['end_lr', floatText(endLearningRate)],
        ['power', floatText(power)],
        ['cycle', boolText(cycle)],
      ]);
    }
    case 'piecewise_constant': {
      // A boundary of Paddle already has the new value: the first whole step after TensorFlow's.
      const boundaries = schedule.boundaries.map((boundary) => countText(Math.floor(boundary) + 1));
      const args: CallArgument[] = [
        ['boundaries', listText(boundaries)],
        ['values', listText(schedule.values.map(floatText))],
      ];
      return { callee: 'PiecewiseDecay', args };
    }
    default:
      return null;
  }
}

function of(callee: string, rate: number, args: readonly CallArgument[]): PaddleClass {
  return { callee, args: [['learning_rate', floatText(rate)], ...args] };
}

function stairs(rate: number, decaySteps: number, gamma: string): PaddleClass | null {
  if (!isCount(decaySteps)) return null;
  return of('StepDecay', rate, [
    ['step_size', countText(decaySteps)],
    ['gamma', gamma],
  ]);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
