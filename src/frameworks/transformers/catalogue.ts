// The schedules of Transformers (optimization.py, 5.18), which are PyTorch's LambdaLR with a function of the count, and of Diffusers.
import { type ClockSymbol, clockNames, scheduler } from '../clock-symbol';

const warmup = 'optimizer, num_warmup_steps, num_training_steps';
const lengths = ['num_warmup_steps', 'num_training_steps'];

const records: readonly ClockSymbol[] = [
  scheduler('get_constant_schedule', 'optimizer, last_epoch=-1', [], { isConstant: true }),
  scheduler('get_constant_schedule_with_warmup', 'optimizer, num_warmup_steps, last_epoch=-1', ['num_warmup_steps']),
  scheduler('get_linear_schedule_with_warmup', `${warmup}, last_epoch=-1`, lengths, { endsAtZero: true }),
  scheduler('get_cosine_schedule_with_warmup', `${warmup}, num_cycles=0.5, last_epoch=-1`, lengths, {
    endsAtZero: true,
  }),
  scheduler('get_cosine_with_hard_restarts_schedule_with_warmup', `${warmup}, num_cycles=1, last_epoch=-1`, lengths),
  scheduler('get_polynomial_decay_schedule_with_warmup', `${warmup}, lr_end=1e-7, power=1.0, last_epoch=-1`, lengths),
  scheduler('get_inverse_sqrt_schedule', 'optimizer, num_warmup_steps, timescale=None, last_epoch=-1', [
    'num_warmup_steps',
  ]),
  scheduler('get_cosine_with_min_lr_schedule_with_warmup', `${warmup}, num_cycles=0.5, last_epoch=-1`, lengths),
  scheduler('get_scheduler', 'name, optimizer, num_warmup_steps=None, num_training_steps=None', lengths),
];

const homes = ['transformers.', 'transformers.optimization.', 'diffusers.optimization.'];

export const transformers: readonly ClockSymbol[] = [
  ...homes.flatMap((home) => records.map((record) => ({ ...record, name: home + record.name }))),
  ...clockNames({ kind: 'optimizer', rate: 'lr' }, 'transformers.AdamW transformers.optimization.AdamW'),
];
