// The schedules of Transformers, which are PyTorch's LambdaLR with a function of the count, and of Diffusers. What each takes stands with its formula.
import { own } from '../../base/own';
import { transformersParameters } from '../../schedules/transformers/functions';
import { type ClockSymbol, clockNames, scheduler, type SchedulerDetails, steppedByStep } from '../clock-symbol';

const details: Readonly<Record<string, SchedulerDetails>> = {
  get_constant_schedule: { isConstant: true },
  get_linear_schedule_with_warmup: { endsAtZero: true },
  get_cosine_schedule_with_warmup: { endsAtZero: true },
  get_reduce_on_plateau_schedule: { required: 'metrics' },
  get_scheduler: { place: 1 },
};

const homes = ['transformers.', 'transformers.optimization.', 'diffusers.optimization.'];

export const transformers: readonly ClockSymbol[] = [
  ...homes.flatMap((home) =>
    Object.entries(transformersParameters).map(([name, parameters]) =>
      scheduler(home + name, parameters, own(details, name)),
    ),
  ),
  ...clockNames(steppedByStep, 'transformers.AdamW transformers.optimization.AdamW'),
];
