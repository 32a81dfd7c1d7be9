// What of PyTorch has to do with a training's clock. Optimizers are a family: the classes of `torch.optim`.
import { type ClockSymbol, clockNames } from '../clock-symbol';
import { pytorchSchedulers } from './schedulers';

export const pytorch: readonly ClockSymbol[] = [
  ...pytorchSchedulers,
  ...clockNames({ kind: 'batches' }, 'torch.utils.data.DataLoader torch.utils.data.dataloader.DataLoader'),
  ...clockNames(
    { kind: 'scaler' },
    'torch.cuda.amp.GradScaler torch.amp.GradScaler torch.cuda.amp.grad_scaler.GradScaler',
  ),
  ...clockNames(
    { kind: 'inert' },
    'torch.nn.Module torch.nn.DataParallel torch.nn.parallel.DistributedDataParallel torch.utils.data.Dataset torch.save',
  ),
];

/** The class of an optimizer, in its package or in a module of its own: `torch.optim.Adam`, `torch.optim.adam.Adam`. */
export const pytorchOptimizer = /^torch\.optim\.(?:[a-z_]+\.)?(?!lr_scheduler\b)[A-Z]\w*$/;
