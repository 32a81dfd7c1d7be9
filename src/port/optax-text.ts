// A schedule and its optimizer as code for optax 0.2.8, whose schedules are functions of the count in the optimizer's state.
import { message, type Message } from '../base/message';
import type { PiecewiseConstant } from '../schedules/piecewise-constant';
import { type OptimizerLibrary, optimizerText } from './optimizer';
import { checkLength, type PortRequest } from './port-request';
import { assignCall, type CallArgument, type CodeLine, countText, floatText, listText } from './python-text';
import { type ChangingRate, type Maths, rateFunction, rateFunctionName } from './rate-function';

const optax = (rate: string): OptimizerLibrary => ({
  key: 'optax',
  title: 'optax',
  module: 'optax',
  first: [[null, rate]],
  carrier: 'sgd',
});

/** JAX' arrays, which the count is one of. */
const jaxMaths: Maths = {
  module: 'jnp',
  imported: 'import jax.numpy as jnp',
  least: 'jnp.minimum',
  most: 'jnp.maximum',
  normal: (variance) => ({
    imports: ['import jax'],
    text: `jnp.sqrt(${variance}) * jax.random.normal(jax.random.fold_in(jax.random.key(0), step))`,
  }),
  cosine: 'cosine_decay_schedule',
  raises: false,
};

/** A rate in optax: what is passed to the optimizer, how it is made, and what it imports beside optax. */
interface OptaxRate {
  readonly imports: readonly string[];
  readonly lines: readonly CodeLine[];
  readonly rate: string;
}

/** optax' form: a schedule where one is numerically equal, else the formula itself as a function of the count. */
export function optaxText({ schedule, optimizer }: PortRequest): CodeLine[] {
  checkLength(schedule);
  const isConstant = schedule.kind === 'constant';
  const { imports, lines, rate } = isConstant
    ? { imports: [], lines: [`${name} = ${floatText(schedule.learningRate)}`], rate: name }
    : optaxRate(schedule);
  return [
    ...imports.toSorted(),
    'import optax',
    '',
    ...lines,
    ...optimizerText(optimizer, optax(rate), isConstant),
    ...(isConstant
      ? []
      : [
          message(
            'The count of updates is in the state: the rate stays that of step 0 where the state that update returns is not kept.',
          ),
          '#     updates, state = optimizer.update(gradients, state, parameters)',
          '#     parameters = optax.apply_updates(parameters, updates)',
        ]),
    '',
  ];
}

const name = 'learning_rate';

function optaxRate(schedule: ChangingRate): OptaxRate {
  const equal = optaxCall(schedule);
  if (equal === null) {
    const { imports, lines } = rateFunction(schedule, jaxMaths);
    return { imports: [...new Set(imports)], lines, rate: rateFunctionName };
  }
  const { callee, args, note } = equal;
  const usesMath = args.some(([, text]) => text.includes('math.'));
  return {
    imports: usesMath ? ['import math'] : [],
    lines: [...(note === undefined ? [] : [note]), assignCall(name, `optax.${callee}`, args)],
    rate: name,
  };
}

/** A function below `optax` that gives the very rates of a schedule. */
interface OptaxCall {
  readonly callee: string;
  readonly args: readonly CallArgument[];
  readonly note?: Message;
}

/** The function of optax that is equal at every step; null where none is. */
function optaxCall(schedule: ChangingRate): OptaxCall | null {
  switch (schedule.kind) {
    case 'exponential_decay': {
      // optax takes a rate of 0 for none.
      if (schedule.decayRate === 0) return null;
      return exponential(schedule, floatText(schedule.decayRate));
    }
    case 'natural_exp_decay':
      return {
        ...exponential(schedule, `math.exp(${floatText(-schedule.decayRate)})`),
        note: message('optax has no natural_exp_decay: it is an exponential decay by e to the negative rate.'),
      };
    case 'piecewise_constant':
      return stairs(schedule);
    case 'polynomial_decay': {
      const { learningRate, endLearningRate, decaySteps, power, cycle } = schedule;
      if (cycle) return null;
      const ends: CallArgument[] = [
        ['init_value', floatText(learningRate)],
        ['end_value', floatText(endLearningRate)],
      ];
      const steps: CallArgument = ['transition_steps', countText(decaySteps)];
      return power === 1
        ? { callee: 'linear_schedule', args: [...ends, steps] }
        : { callee: 'polynomial_schedule', args: [...ends, ['power', floatText(power)], steps] };
    }
    case 'cosine_decay': {
      const { learningRate, decaySteps, alpha } = schedule;
      const least: CallArgument[] = alpha === 0 ? [] : [['alpha', floatText(alpha)]];
      return {
        callee: 'cosine_decay_schedule',
        args: [['init_value', floatText(learningRate)], ['decay_steps', countText(decaySteps)], ...least],
      };
    }
    default:
      return null;
  }
}

function exponential(
  { learningRate, decaySteps, staircase }: { learningRate: number; decaySteps: number; staircase: boolean },
  decayRate: string,
): OptaxCall {
  const args: CallArgument[] = [
    ['init_value', floatText(learningRate)],
    ['transition_steps', countText(decaySteps)],
    ['decay_rate', decayRate],
    ...(staircase ? [['staircase', 'True'] as const] : []),
  ];
  return { callee: 'exponential_decay', args };
}

/** A boundary of optax already has the new value: the first whole step after TensorFlow's. */
function stairs({ boundaries, values }: PiecewiseConstant): OptaxCall {
  const parts = values.map((value) => `optax.constant_schedule(${floatText(value)})`);
  return {
    callee: 'join_schedules',
    args: [
      ['schedules', listText(parts)],
      ['boundaries', listText(boundaries.map((boundary) => countText(Math.floor(boundary) + 1)))],
    ],
    note: message(
      'A boundary of optax already has the new rate, one of TensorFlow 1 still the old one: each is one step later here.',
    ),
  };
}
