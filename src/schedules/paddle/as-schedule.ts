// Schedulers of Paddle's as schedules of the step that may give the same rates: whoever takes one tries it.
import { own } from '../../base/own';
import { bind, type ScheduleCall } from '../parameters';
import type { Schedule } from '../schedule';
import { paddleParameters } from './classes';

/** The schedule that a scheduler may be, where it is stepped once in `every` updates; null where none is like it. */
export function paddleAsSchedule(call: ScheduleCall, every: number): Schedule | null {
  const parameters = own(paddleParameters, call.name);
  if (parameters === undefined) return null;
  const values = bind(parameters, call);
  const number = (name: string): number => Number(own(values, name));
  const [learningRate, gamma] = [number('learning_rate'), number('gamma')];
  switch (call.name) {
    case 'ExponentialDecay':
      return { kind: 'exponential_decay', learningRate, decaySteps: every, decayRate: gamma, staircase: every !== 1 };
    case 'StepDecay':
      return {
        kind: 'exponential_decay',
        learningRate,
        decaySteps: number('step_size') * every,
        decayRate: gamma,
        staircase: true,
      };
    case 'NaturalExpDecay':
      return { kind: 'natural_exp_decay', learningRate, decaySteps: every, decayRate: gamma, staircase: every !== 1 };
    case 'InverseTimeDecay':
      return { kind: 'inverse_time_decay', learningRate, decaySteps: every, decayRate: gamma, staircase: every !== 1 };
    case 'PolynomialDecay':
      return {
        kind: 'polynomial_decay',
        learningRate,
        endLearningRate: number('end_lr'),
        decaySteps: number('decay_steps'),
        power: number('power'),
        cycle: own(values, 'cycle') === true,
      };
    case 'CosineAnnealingDecay':
      return {
        kind: 'cosine_decay',
        learningRate,
        decaySteps: number('T_max'),
        alpha: number('eta_min') / learningRate,
      };
    case 'PiecewiseDecay':
      return stairs(
        (own(values, 'boundaries') as readonly number[]).map((boundary) => boundary * every - 1),
        own(values, 'values') as readonly number[],
      );
    case 'MultiStepDecay': {
      const milestones = own(values, 'milestones') as readonly number[];
      return stairs(
        milestones.map((milestone) => milestone * every - 1),
        [learningRate, ...milestones.map((_, place) => learningRate * gamma ** (place + 1))],
      );
    }
    default:
      return null;
  }
}

function stairs(boundaries: readonly number[], values: readonly number[]): Schedule {
  return { kind: 'piecewise_constant', boundaries, values };
}
