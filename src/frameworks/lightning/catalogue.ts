// Lightning: a LightningModule's trainer steps what `configure_optimizers` returns, once an epoch unless it is told otherwise (2.6.6).
import { type ClockSymbol, clockNames } from '../clock-symbol';

export const lightning: readonly ClockSymbol[] = clockNames(
  {
    kind: 'loop-module',
    method: 'configure_optimizers',
    keys: { optimizer: 'optimizer', scheduler: 'lr_scheduler', inner: 'scheduler', interval: 'interval', each: 'step' },
    ownSteps: /\bautomatic_optimization\s*=\s*False/,
    steps: /\blr_schedulers\b|\blr_scheduler_step\b|\bsch\w*(?:\[[^\]]*\])?\.step\b/,
  },
  'pytorch_lightning.LightningModule pytorch_lightning.core.LightningModule pytorch_lightning.core.lightning.LightningModule ' +
    'pytorch_lightning.core.module.LightningModule lightning.LightningModule lightning.pytorch.LightningModule ' +
    'lightning.pytorch.core.LightningModule lightning.pytorch.core.module.LightningModule',
);
