// Every scheduler of `torch.optim.lr_scheduler`: the list, and one by it.
import { own } from '../../base/own';
import { bind, type Parameters, type ScheduleCall } from '../parameters';
import { cyclicLR, lambdaLR, oneCycleLR } from './closed';
import { Chained, chainedParameters, Sequential, sequentialParameters } from './composed';
import { Plateau, plateauParameters } from './plateau';
import {
  constantLR,
  cosineAnnealingLR,
  exponentialLR,
  linearLR,
  multiplicativeLR,
  multiStepLR,
  polynomialLR,
  stepLR,
} from './recursive';
import { type MakeScheduler, type Optimizer, type Scheduler, type SchedulerRecord, TickScheduler } from './scheduler';
import { WarmRestarts, warmRestartsParameters } from './warm-restarts';

const formulas: Readonly<Record<string, SchedulerRecord<Parameters>>> = {
  StepLR: stepLR,
  MultiStepLR: multiStepLR,
  ConstantLR: constantLR,
  LinearLR: linearLR,
  ExponentialLR: exponentialLR,
  MultiplicativeLR: multiplicativeLR,
  PolynomialLR: polynomialLR,
  CosineAnnealingLR: cosineAnnealingLR,
  LambdaLR: lambdaLR,
  CyclicLR: cyclicLR,
  OneCycleLR: oneCycleLR,
};

/** Parameters after the optimizer, by the class. */
export const pytorchParameters: Readonly<Record<string, Parameters>> = {
  ...Object.fromEntries(Object.entries(formulas).map(([name, { parameters }]) => [name, parameters])),
  CosineAnnealingWarmRestarts: warmRestartsParameters,
  ReduceLROnPlateau: plateauParameters,
  SequentialLR: sequentialParameters,
  ChainedScheduler: chainedParameters,
};

/** A scheduler of a class that is a formula. Throws a LibraryError where the constructor raises. */
function tickScheduler(record: SchedulerRecord<Parameters>, call: ScheduleCall, optimizer: Optimizer): Scheduler {
  const values = bind(record.parameters, call);
  const { last_epoch: last } = values;
  return new TickScheduler(optimizer, record.rule(values, optimizer), typeof last === 'number' ? last : -1);
}

/**
 * A scheduler of PyTorch's by its class, as the constructor makes it: it already changes the rate. `makePart` makes those that it is
 * made of; null for a class that PyTorch does not have. Throws a LibraryError where the constructor raises.
 */
export function pytorchScheduler(call: ScheduleCall, optimizer: Optimizer, makePart: MakeScheduler): Scheduler | null {
  const formula = own(formulas, call.name);
  if (formula !== undefined) return tickScheduler(formula, call, optimizer);
  switch (call.name) {
    case 'CosineAnnealingWarmRestarts':
      return new WarmRestarts(optimizer, bind(warmRestartsParameters, call));
    case 'ReduceLROnPlateau':
      return new Plateau(optimizer, bind(plateauParameters, call));
    case 'SequentialLR': {
      const { schedulers, milestones, last_epoch: last } = bind(sequentialParameters, call);
      const parts = schedulers.map((part) => makePart(part, optimizer));
      return new Sequential(optimizer, parts, milestones, last);
    }
    case 'ChainedScheduler':
      return new Chained(bind(chainedParameters, call).schedulers.map((part) => makePart(part, optimizer)));
    default:
      return null;
  }
}
