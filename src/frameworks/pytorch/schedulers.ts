// PyTorch's schedulers, as torch 2.13 has them (torch/optim/lr_scheduler.py): a tick is a call of `step`, whoever makes it.
import { type ClockSymbol, scheduler } from '../clock-symbol';

const home = 'torch.optim.lr_scheduler.';

/** Signatures end with `last_epoch=-1`, and `verbose` before 2.7. */
const records: readonly ClockSymbol[] = [
  scheduler('StepLR', 'optimizer, step_size, gamma=0.1, last_epoch=-1, verbose=False', ['step_size']),
  scheduler('MultiStepLR', 'optimizer, milestones, gamma=0.1, last_epoch=-1, verbose=False', ['milestones']),
  scheduler('ExponentialLR', 'optimizer, gamma, last_epoch=-1, verbose=False', []),
  scheduler('LambdaLR', 'optimizer, lr_lambda, last_epoch=-1, verbose=False', []),
  scheduler('MultiplicativeLR', 'optimizer, lr_lambda, last_epoch=-1, verbose=False', []),
  scheduler('ConstantLR', 'optimizer, factor=0.3333333333333333, total_iters=5, last_epoch=-1, verbose=False', [
    'total_iters',
  ]),
  scheduler(
    'LinearLR',
    'optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1, verbose=False',
    ['total_iters'],
  ),
  scheduler('PolynomialLR', 'optimizer, total_iters=5, power=1.0, last_epoch=-1, verbose=False', ['total_iters'], {
    endsAtZero: true,
  }),
  scheduler('CosineAnnealingLR', 'optimizer, T_max, eta_min=0.0, last_epoch=-1, verbose=False', ['T_max'], {
    endsAtZero: true,
  }),
  scheduler('CosineAnnealingWarmRestarts', 'optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1, verbose=False', [
    'T_0',
  ]),
  scheduler(
    'CyclicLR',
    "optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular', gamma=1.0",
    ['step_size_up', 'step_size_down'],
  ),
  scheduler(
    'OneCycleLR',
    "optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy='cos'",
    ['total_steps'],
    { products: [['epochs', 'steps_per_epoch']] },
  ),
  scheduler(
    'ReduceLROnPlateau',
    "optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, threshold_mode='rel', cooldown=0, min_lr=0",
    [],
    { required: 'metrics' },
  ),
  scheduler('SequentialLR', 'optimizer, schedulers, milestones, last_epoch=-1, verbose=False', ['milestones'], {
    inner: 'schedulers',
  }),
  scheduler('ChainedScheduler', 'schedulers, optimizer=None', [], { inner: 'schedulers' }),
];

export const pytorchSchedulers: readonly ClockSymbol[] = records.map((record) => ({
  ...record,
  name: home + record.name,
}));
