import { cosineDecay, type CosineDecay } from './cosine-decay';
import { cosineDecayRestarts, type CosineDecayRestarts } from './cosine-decay-restarts';
import { exponentialDecay, type RateDecay } from './exponential-decay';
import { inverseTimeDecay } from './inverse-time-decay';
import { linearCosineDecay, type LinearCosineDecay } from './linear-cosine-decay';
import { naturalExpDecay } from './natural-exp-decay';
import { noisyLinearCosineDecay, type NoisyLinearCosineDecay } from './noisy-linear-cosine-decay';
import { piecewiseConstant, type PiecewiseConstant } from './piecewise-constant';
import { polynomialDecay, type PolynomialDecay } from './polynomial-decay';
import { float32, type Rounding } from './rounding';

/** A learning rate that reads no step. */
export interface ConstantRate {
  readonly learningRate: number;
}

/** Any learning rate of TensorFlow 1 with its arguments in numbers; `kind` is the function's name below `tf.train`. */
export type Schedule =
  | ({ readonly kind: 'constant' } & ConstantRate)
  | ({ readonly kind: 'exponential_decay' } & RateDecay)
  | ({ readonly kind: 'natural_exp_decay' } & RateDecay)
  | ({ readonly kind: 'inverse_time_decay' } & RateDecay)
  | ({ readonly kind: 'piecewise_constant' } & PiecewiseConstant)
  | ({ readonly kind: 'polynomial_decay' } & PolynomialDecay)
  | ({ readonly kind: 'cosine_decay' } & CosineDecay)
  | ({ readonly kind: 'cosine_decay_restarts' } & CosineDecayRestarts)
  | ({ readonly kind: 'linear_cosine_decay' } & LinearCosineDecay)
  | ({ readonly kind: 'noisy_linear_cosine_decay' } & NoisyLinearCosineDecay);

/** The rate at a step. The noisy schedule draws afresh at each evaluation: `normal` is that draw, and 0 gives the curve around which it falls. */
export function rateAt(schedule: Schedule, step: number, round: Rounding = float32, normal = 0): number {
  switch (schedule.kind) {
    case 'constant':
      return round(schedule.learningRate);
    case 'exponential_decay':
      return exponentialDecay(schedule, step, round);
    case 'natural_exp_decay':
      return naturalExpDecay(schedule, step, round);
    case 'inverse_time_decay':
      return inverseTimeDecay(schedule, step, round);
    case 'piecewise_constant':
      return piecewiseConstant(schedule, step, round);
    case 'polynomial_decay':
      return polynomialDecay(schedule, step, round);
    case 'cosine_decay':
      return cosineDecay(schedule, step, round);
    case 'cosine_decay_restarts':
      return cosineDecayRestarts(schedule, step, round);
    case 'linear_cosine_decay':
      return linearCosineDecay(schedule, step, round);
    case 'noisy_linear_cosine_decay':
      return noisyLinearCosineDecay(schedule, step, normal, round);
  }
}
