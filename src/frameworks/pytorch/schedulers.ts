// PyTorch's schedulers: a tick is a call of `step`, whoever makes it. What each takes stands with its formula.
import { own } from '../../base/own';
import { pytorchParameters } from '../../schedules/pytorch/classes';
import { type ClockSymbol, scheduler, type SchedulerDetails } from '../clock-symbol';

const details: Readonly<Record<string, SchedulerDetails>> = {
  StepLR: { factor: 'gamma', every: 'step_size' },
  MultiStepLR: { factor: 'gamma', at: 'milestones' },
  ExponentialLR: { factor: 'gamma' },
  PolynomialLR: { endsAtZero: true },
  CosineAnnealingLR: { endsAtZero: true },
  OneCycleLR: { products: [['epochs', 'steps_per_epoch']] },
  ReduceLROnPlateau: { required: 'metrics' },
  SequentialLR: { inner: 'schedulers' },
  ChainedScheduler: { inner: 'schedulers', place: 1 },
};

export const pytorchSchedulers: readonly ClockSymbol[] = Object.entries(pytorchParameters).map(([name, parameters]) =>
  scheduler(`torch.optim.lr_scheduler.${name}`, parameters, own(details, name)),
);
